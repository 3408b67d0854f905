import { rmSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { refuse, ok, type Result } from '../../shared/base/result.ts';
import type { ArchiveOrder, ArchiveProgress } from './order.ts';

/** An archive that is being made. */
export interface Making {
  /** What became of it; a file that is not whole is not left behind. */
  readonly done: Promise<Result<ArchiveProgress, string>>;
  cancel(): void;
}

/** Makes an archive in a thread of its own, so that nobody's typing waits for it. `tell` hears of each document. */
export function makeArchive(order: ArchiveOrder, tell: (progress: ArchiveProgress) => void): Making {
  const worker = new Worker(new URL('./archive-thread.ts', import.meta.url), { workerData: order });
  let last: ArchiveProgress = { done: 0, total: 0 };
  let why = 'The archive was cancelled.';
  worker.on('message', (progress: ArchiveProgress) => tell((last = progress)));
  worker.on('error', (error) => {
    why = `The archive could not be written: ${error.message}`;
  });
  const done = new Promise<Result<ArchiveProgress, string>>((resolve) => {
    worker.on('exit', (code) => {
      const isWhole = code === 0 && last.total > 0 && last.done === last.total;
      if (!isWhole) rmSync(order.file, { force: true });
      resolve(isWhole ? ok(last) : refuse(why));
    });
  });
  return { done, cancel: () => void worker.terminate() };
}
