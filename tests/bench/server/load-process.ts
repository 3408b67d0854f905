import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Order, Outcome, TaskName, Tasks } from './generator.ts';

/** Longest that a task may take before the generator is given up. */
const TASK_MS = 90_000;
const PROGRAM = fileURLToPath(new URL('./generator.ts', import.meta.url));

/** The load generator: a process of its own, started anew where it was lost. */
export class LoadProcess {
  private child: ChildProcess | null = null;
  private orders = 0;

  /** Has a task done. Rejects where it fails, takes longer than 90 seconds, or the generator ends under it. */
  run<Name extends TaskName>(task: Name, ...details: Parameters<Tasks[Name]>): ReturnType<Tasks[Name]> {
    const child = this.child ?? this.start();
    this.orders += 1;
    const order: Order = { number: this.orders, task, details };
    const done = new Promise<unknown>((resolve, reject) => {
      const timer = setTimeout(() => finish(() => reject(new Error(`${task} took longer than ${TASK_MS} ms`)), true), TASK_MS);
      const onMessage = (message: unknown): void => {
        const outcome = message as Outcome;
        if (outcome.number !== order.number) return;
        finish(() => (outcome.error === undefined ? resolve(outcome.value) : reject(new Error(outcome.error))), false);
      };
      const onEnd = (): void => finish(() => reject(new Error(`the load generator ended during ${task}`)), true);
      const finish = (work: () => void, isLost: boolean): void => {
        clearTimeout(timer);
        child.off('message', onMessage).off('exit', onEnd);
        if (isLost) this.stop();
        work();
      };
      child.on('message', onMessage).once('exit', onEnd);
    });
    child.send(order);
    return done as ReturnType<Tasks[Name]>;
  }

  stop(): void {
    this.child?.kill('SIGKILL');
    this.child = null;
  }

  private start(): ChildProcess {
    const child = fork(PROGRAM, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    this.child = child;
    return child;
  }
}
