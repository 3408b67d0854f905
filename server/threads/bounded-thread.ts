import { Worker } from 'node:worker_threads';
import { ok, refuse, type Result } from '../../shared/base/result.ts';

/** What one piece of work may take. */
export interface ThreadBounds {
  readonly milliseconds: number;
  /** Memory of its own in MB: what asks for more ends its own thread and nothing else. */
  readonly megabytes: number;
}

/** Why a thread came to no end: it took too long or too much memory, or was given up. */
export type ThreadFault = 'time' | 'memory' | 'stopped';

/** Within which bounds, until when, and who hears of it. */
export interface ThreadOptions<Progress> {
  readonly bounds: ThreadBounds;
  /** Given up when this says so. */
  readonly signal?: AbortSignal;
  /** Hears of whatever the thread says before it is done. */
  readonly tell?: (progress: Progress) => void;
}

/** What a thread says: how far it is, or what it made. */
export type ThreadMessage<T, Progress = never> = { readonly made: T } | { readonly progress: Progress };

/** What is made in a thread of its own, within bounds. Rejects where the thread fails of itself. */
export async function inThread<T, Progress = never>(
  thread: URL,
  workerData: unknown,
  { bounds, signal, tell }: ThreadOptions<Progress>,
): Promise<Result<T, ThreadFault>> {
  if (signal?.aborted === true) return refuse('stopped');
  const worker = new Worker(thread, {
    workerData,
    resourceLimits: { maxOldGenerationSizeMb: bounds.megabytes },
  });
  let timer: NodeJS.Timeout | undefined;
  let stop = (): void => undefined;
  try {
    return await new Promise((resolve, reject) => {
      timer = setTimeout(() => resolve(refuse('time')), bounds.milliseconds);
      stop = () => resolve(refuse('stopped'));
      signal?.addEventListener('abort', stop);
      worker.on('message', (message: ThreadMessage<T, Progress>) => {
        if ('made' in message) resolve(ok(message.made));
        else tell?.(message.progress);
      });
      worker.on('error', (error) => {
        if ('code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY') resolve(refuse('memory'));
        else reject(error);
      });
      worker.on('exit', () => reject(new Error('the thread ended before it was done')));
    });
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', stop);
    await worker.terminate();
  }
}
