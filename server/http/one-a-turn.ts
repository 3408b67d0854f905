import { setImmediate as nextTurn } from 'node:timers/promises';

/** Does one thing in each turn of the event loop, in order, so that what others send comes in between two that take long. */
export class OneATurn {
  private last: Promise<unknown> = Promise.resolve();

  /** Rejects where the work throws, which is no matter to what comes after it. */
  take(work: () => void): Promise<void> {
    const done = this.last.then(() => nextTurn()).then(work);
    this.last = done.catch(() => undefined);
    return done;
  }
}
