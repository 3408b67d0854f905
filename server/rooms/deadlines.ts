import type { DraftId } from '../../shared/base/ids.ts';
import { isoTime, type Clock } from '../clock.ts';

/** The clock may be set, and the machine may sleep: it is looked at so often at the least, in milliseconds. */
const LONGEST_WAIT = 1_000;

/** What could not be seen to is tried again at the latest after so many looks, however often it could not. */
const MOST_PASSED_OVER = 60;

/** When something comes about by itself in which draft, whether its room is in memory or not. */
export class Deadlines {
  private readonly clock: Clock;
  private readonly onDue: (draft: DraftId) => void;
  private readonly dueAt = new Map<DraftId, string>();
  /** Of what could not be seen to: after how many looks it is tried again, and how many were passed over before. */
  private readonly hindered = new Map<DraftId, { readonly left: number; readonly of: number }>();
  private timer: NodeJS.Timeout | null = null;
  private stopped = false;

  /**
   * `onDue` is called until the deadline has been noted as another, or as none: where that is not so after it, at ever longer intervals, since each time
   * may have cost the loading of a text.
   */
  constructor(clock: Clock, onDue: (draft: DraftId) => void) {
    this.clock = clock;
    this.onDue = onDue;
  }

  /** The nearest deadline of a draft, ISO 8601 in UTC; null for none. */
  note(draft: DraftId, dueAt: string | null): void {
    if (this.dueAt.get(draft) !== dueAt) this.hindered.delete(draft);
    if (dueAt === null) this.dueAt.delete(draft);
    else this.dueAt.set(draft, dueAt);
    this.arm();
  }

  /** Sees to whatever is due. */
  check(): void {
    const now = isoTime(this.clock.now());
    for (const [draft, at] of [...this.dueAt]) if (at <= now) this.see(draft, at);
  }

  /** Waits for nothing any more. */
  stop(): void {
    this.stopped = true;
    if (this.timer !== null) clearTimeout(this.timer);
  }

  private see(draft: DraftId, at: string): void {
    const { left, of } = this.hindered.get(draft) ?? { left: 0, of: 0 };
    if (left > 0) return void this.hindered.set(draft, { left: left - 1, of });
    this.onDue(draft);
    const next = Math.min(MOST_PASSED_OVER, 2 * of + 1);
    if (this.dueAt.get(draft) === at) this.hindered.set(draft, { left: next, of: next });
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
