import type { DraftId } from '../../shared/base/ids.ts';
import { isoTime, type Clock } from '../clock.ts';

/** The clock may be set, and the machine may sleep: it is looked at so often at the least, in milliseconds. */
const LONGEST_WAIT = 1_000;

/** When something comes about by itself in which draft, whether its room is in memory or not. */
export class Deadlines {
  private readonly clock: Clock;
  private readonly onDue: (draft: DraftId) => void;
  private readonly dueAt = new Map<DraftId, string>();
  private timer: NodeJS.Timeout | null = null;
  private stopped = false;

  /** `onDue` is called until the deadline has been noted as another, or as none. */
  constructor(clock: Clock, onDue: (draft: DraftId) => void) {
    this.clock = clock;
    this.onDue = onDue;
  }

  /** The nearest deadline of a draft, ISO 8601 in UTC; null for none. */
  note(draft: DraftId, dueAt: string | null): void {
    if (dueAt === null) this.dueAt.delete(draft);
    else this.dueAt.set(draft, dueAt);
    this.arm();
  }

  /** Sees to whatever is due. */
  check(): void {
    const now = isoTime(this.clock.now());
    for (const [draft, at] of [...this.dueAt]) if (at <= now) this.onDue(draft);
  }

  /** Waits for nothing any more. */
  stop(): void {
    this.stopped = true;
    if (this.timer !== null) clearTimeout(this.timer);
  }

  private arm(): void {
    if (this.stopped || this.timer !== null || this.dueAt.size === 0) return;
    this.timer = setTimeout(() => {
      this.timer = null;
      this.check();
      this.arm();
    }, LONGEST_WAIT);
    this.timer.unref();
  }
}
