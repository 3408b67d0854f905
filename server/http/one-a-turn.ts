import { setImmediate as nextTurn } from 'node:timers/promises';

/** Does one thing in each turn of the event loop, in order, so that what others send comes in between two that take long. */
export class OneATurn {
  private last: Promise<void> = Promise.resolve();

  /** `work` throws nothing. */
  take(work: () => void): void {
    this.last = this.last.then(() => nextTurn()).then(work);
  }
}
