import { createHistogram, performance } from 'node:perf_hooks';

/** How often the loop is looked at, in milliseconds: each look wakes a server in which nothing happens. */
const LOOKS_EVERY = 100;
/** Of these the histogram counts whole ones, from one on. */
const NANOSECONDS_A_MILLISECOND = 1e6;
const NANOSECONDS_A_SECOND = 1e9;

/** How much later than it should the event loop came round, as it was seen since that was last forgotten. */
export class LoopDelay {
  private readonly seen = createHistogram();
  private readonly timer: NodeJS.Timeout;
  private due = performance.now() + LOOKS_EVERY;

  constructor() {
    this.timer = setInterval(() => this.look(performance.now()), LOOKS_EVERY);
    this.timer.unref();
  }

  /** What so many per cent of the looks were not later than, in seconds; 0 before the first. */
  percentile(percent: number): number {
    return this.seen.count === 0 ? 0 : this.seen.percentile(percent) / NANOSECONDS_A_SECOND;
  }

  forget(): void {
    this.seen.reset();
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private look(now: number): void {
    this.seen.record(Math.max(1, Math.round((now - this.due) * NANOSECONDS_A_MILLISECOND)));
    this.due = now + LOOKS_EVERY;
  }
}
