import { Worker } from 'node:worker_threads';

/** What a process is told. */
export interface ToProcess {
  readonly order: unknown;
  readonly milliseconds: number;
}

/** What it says: how far it is, what it made, or why it failed. */
export type FromProcess<T, Progress = never> =
  | { readonly made: T }
  | { readonly progress: Progress }
  | { readonly failed: string };

/**
 * The whole life of a process that was started for one order (`inProcess`). It ends with what it made, and, whatever it is doing, once its
 * time is up, also where nobody is there any more to end it.
 */
export function workOn<Order, T, Progress = never>(
  work: (order: Order, tell: (progress: Progress) => void) => T | Promise<T>,
): void {
  const say = (message: FromProcess<T, Progress>, then: () => void = () => undefined): void =>
    void process.send?.(message, undefined, undefined, then);
  process.once('message', ({ order, milliseconds }: ToProcess) => {
    // A thread, since what is at work may leave no turn to a timer.
    const ending = `setTimeout(() => process.kill(process.pid, 'SIGKILL'), ${milliseconds})`;
    new Worker(ending, { eval: true }).unref();
    const done = (message: FromProcess<T, Progress>): void => say(message, () => process.exit());
    Promise.resolve(order as Order)
      .then((one) => work(one, (progress) => say({ progress })))
      .then(
        (made) => done({ made }),
        (error: unknown) => done({ failed: error instanceof Error ? error.message : String(error) }),
      );
  });
  process.once('disconnect', () => process.exit());
}
