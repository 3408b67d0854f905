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

  /** Does something step by step, each in a turn; what came of it is given in the turn of the last. */
  async takeAll<T>(steps: Generator<unknown, T>): Promise<T> {
    for (;;) {
      const taken: IteratorResult<unknown, T>[] = [];
      await this.take(() => void taken.push(steps.next()));
      const [step] = taken;
      if (step?.done === true) return step.value;
    }
  }
}
