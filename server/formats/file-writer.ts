import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Imprint, ManuscriptSources } from '../../shared/manuscript/compose.ts';
import type { FileFormat } from '../../shared/manuscript/file-format.ts';
import type { Paper } from '../../shared/manuscript/manuscript.ts';

/** A paper that is wanted as a file. */
export interface PaperOrder {
  readonly paper: Paper;
  readonly format: FileFormat;
  readonly sources: ManuscriptSources;
  readonly imprint: Imprint;
}

/** What a thread is told: a registry has functions, and those do not go from one thread to another. */
export type OrderToThread = Omit<PaperOrder, 'sources'> & {
  readonly sources: Omit<ManuscriptSources, 'registry'>;
  readonly participants: ManuscriptSources['registry']['all'];
};

/**
 * Writes papers to files in a thread of their own, one after the other, so that nobody's typing waits for them: the text of 1,050 brackets
 * takes half a second. Rejects where a paper cannot be written.
 */
export class FileWriter {
  private last: Promise<unknown> = Promise.resolve();
  private worker: Worker | null = null;
  private isStopped = false;

  async write(order: PaperOrder): Promise<Uint8Array> {
    const written = this.last.then(() => this.inThread(order));
    // Whoever comes next waits for this one, and not for its success.
    this.last = written.catch(() => null);
    return written;
  }

  /** The server stops: what is being written is given up, and what waits is not begun. Both reject. */
  stop(): void {
    this.isStopped = true;
    void this.worker?.terminate();
  }

  private async inThread(order: PaperOrder): Promise<Uint8Array> {
    if (this.isStopped) throw new Error('the server stops');
    const worker = threadFor(order);
    this.worker = worker;
    try {
      return await Promise.race([
        once(worker, 'message').then(([file]) => file as Uint8Array),
        once(worker, 'exit').then(() => {
          throw new Error('the thread ended before the paper was written');
        }),
      ]);
    } finally {
      this.worker = null;
      await worker.terminate();
    }
  }
}

function threadFor({ paper, format, sources, imprint }: PaperOrder): Worker {
  const { clauses, state, entries, registry } = sources;
  const workerData: OrderToThread = {
    paper,
    format,
    imprint,
    sources: { clauses, state, entries },
    participants: registry.all,
  };
  return new Worker(new URL('./file-thread.ts', import.meta.url), { workerData });
}
