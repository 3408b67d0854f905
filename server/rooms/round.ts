import type { Connection } from './connection.ts';

/** Somebody in a room. */
interface Hearer {
  /** Sends what is queued for it. */
  flush(): void;
}

/** How many are told in one turn of the event loop. */
const TOLD_A_TURN = 50;

/**
 * Goes round a room and tells everybody what is queued for them, some in each turn of the event loop. What arrives in between is taken
 * in, and goes out together with the rest to those whose turn is still to come: however much is typed at once, nobody waits for more
 * than one round.
 */
export class Round<T extends Hearer = Connection> {
  private readonly waiting = new Set<T>();
  private readonly aTurn: number;
  private isScheduled = false;

  constructor(aTurn = TOLD_A_TURN) {
    this.aTurn = aTurn;
  }

  /** Somebody has something to hear. Whoever waits already keeps their place. */
  add(hearer: T): void {
    this.waiting.add(hearer);
  }

  /** Somebody left. */
  leave(hearer: T): void {
    this.waiting.delete(hearer);
  }

  /** Tells the first, now, and the others in the turns that follow. While a round is under way it goes on as it does. */
  go(): void {
    if (this.isScheduled) return;
    let told = 0;
    for (const hearer of this.waiting) {
      if (told === this.aTurn) break;
      this.waiting.delete(hearer);
      hearer.flush();
      told += 1;
    }
    if (this.waiting.size === 0) return;
    this.isScheduled = true;
    setImmediate(() => {
      this.isScheduled = false;
      this.go();
    });
  }
}
