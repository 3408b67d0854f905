import type { RecoveryReason } from '../../shared/protocol/recovery.ts';
import type { Outbox } from './outbox.ts';
import { timer } from './timer.ts';

/** How long typing rests before what was written is handed over, in milliseconds: so it is kept by the passage, and not by the letter. */
const REST = 1_000;

/** Keeps the words that updates brought. Comes back with whether they are kept. */
type Keep = (why: RecoveryReason, updates: readonly Uint8Array[]) => Promise<boolean>;

/**
 * Hands to the tray what the server will not take: what was on its way when that was heard, and what is written on the page from then on, by
 * somebody who has not read it yet. Where it cannot be kept it stays in the outbox, and a later page hands it over.
 */
export class HandingOver {
  readonly #outbox: Outbox;
  readonly #keep: Keep;
  readonly #later: typeof timer;
  #why: RecoveryReason | null = null;
  #isGoing = false;
  #cancel: () => void = () => undefined;

  constructor(outbox: Outbox, keep: Keep, later: typeof timer = timer) {
    this.#outbox = outbox;
    this.#keep = keep;
    this.#later = later;
  }

  /** From now on nothing is taken any more. `first`: what is handed over before all else that was not confirmed. Comes back with whether all is kept. */
  async begin(why: RecoveryReason, first: readonly Uint8Array[]): Promise<boolean> {
    this.#why = why;
    this.#isGoing = true;
    const areKept = await this.#outbox.handOver(first, (updates) => this.#keep(why, updates));
    this.#isGoing = false;
    if (!areKept) this.#why = null;
    return areKept;
  }

  /** Something more was written. */
  written(): void {
    const why = this.#why;
    if (why === null) return;
    this.#cancel();
    this.#cancel = this.#later(() => {
      // What is being handed over takes along whatever comes meanwhile.
      if (!this.#isGoing) void this.begin(why, this.#outbox.unconfirmed);
    }, REST);
  }

  /** Whatever has not been handed over by now waits for a later page. */
  stop(): void {
    this.#cancel();
    this.#why = null;
  }
}
