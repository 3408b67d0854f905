import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { ok, refuse, type Result } from '../../shared/base/result.ts';
import type { FromProcess, ToProcess } from './work.ts';

/** What one piece of work may take. */
export interface Bounds {
  readonly milliseconds: number;
  /** Memory for what it makes in JavaScript, in MB. */
  readonly megabytes: number;
}

/** Why a piece of work came to no end: it took too long or too much memory, or was given up. */
export type WorkFault = 'time' | 'memory' | 'stopped';

/** Within which bounds, until when, and who hears of it. */
export interface ProcessOptions<Progress> {
  readonly bounds: Bounds;
  /** Given up when this says so. */
  readonly signal?: AbortSignal;
  /** Hears of whatever the work says before it is done. */
  readonly tell?: (progress: Progress) => void;
}

/**
 * What is made in a process of its own, within bounds. A process and no thread: where a thread asks for much memory at once its whole
 * process ends, which would be the server. Rejects where the work fails of itself.
 */
export async function inProcess<T, Progress = never>(
  program: URL,
  order: unknown,
  { bounds, signal, tell }: ProcessOptions<Progress>,
): Promise<Result<T, WorkFault>> {
  if (signal?.aborted === true) return refuse('stopped');
  const child = fork(fileURLToPath(program), {
    execArgv: [`--max-old-space-size=${bounds.megabytes}`],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  let timer: NodeJS.Timeout | undefined;
  let stop = (): void => undefined;
  try {
    return await new Promise((resolve, reject) => {
      timer = setTimeout(() => resolve(refuse('time')), bounds.milliseconds);
      stop = () => resolve(refuse('stopped'));
      signal?.addEventListener('abort', stop);
      child.on('message', (message: FromProcess<T, Progress>) => {
        if ('made' in message) resolve(ok(message.made));
        else if ('progress' in message) tell?.(message.progress);
        else reject(new Error(message.failed));
      });
      child.on('error', reject);
      // Its last words come before it is cut off, and that may be after its end.
      const end = (): void => {
        if (child.connected || (child.exitCode === null && child.signalCode === null)) return;
        if (child.signalCode === null) reject(new Error('the process ended before it was done'));
        else resolve(refuse('memory'));
      };
      child.on('exit', end);
      child.on('disconnect', end);
      // What cannot be sent to a process that has ended is told by its end.
      child.send({ order, milliseconds: bounds.milliseconds } satisfies ToProcess, () => undefined);
    });
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', stop);
    child.kill('SIGKILL');
    // What it writes ends with it.
    if (child.pid !== undefined && child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  }
}
