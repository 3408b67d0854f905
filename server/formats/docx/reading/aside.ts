import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { refuse, type Result } from '../../../../shared/base/result.ts';
import type { Imported } from '../../../../shared/import/imported.ts';
import type { Participant } from '../../../../shared/participants/participant.ts';

/** A Word file that is to be read. */
export interface WordToThread {
  readonly file: Uint8Array;
  readonly fileName: string;
  readonly title?: string;
  readonly participants: readonly Participant[];
}

/** Memory that reading one file may take, in MB: what asks for more ends its own thread and nothing else. */
const MOST_MEMORY = 1_536;

/** Reads a Word file in a thread of its own, so that nobody's typing waits for it. Rejects where the thread fails. */
export async function readWordAside(workerData: WordToThread): Promise<Result<Imported, string>> {
  const worker = new Worker(new URL('./reading-thread.ts', import.meta.url), {
    workerData,
    resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY },
  });
  try {
    const [read] = (await once(worker, 'message')) as [Result<Imported, string>];
    return read;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY')
      return refuse('The file asks for more memory than a text can need; it is not read.');
    throw error;
  } finally {
    await worker.terminate();
  }
}
