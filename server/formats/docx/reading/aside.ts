import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { refuse, type Result } from '../../../../shared/base/result.ts';
import type { Brought } from '../../../../shared/import/brought.ts';
import type { Imported } from '../../../../shared/import/imported.ts';
import type { Participant } from '../../../../shared/participants/participant.ts';
import type { AmendedText } from './amended-text.ts';
import type { BringingOrder } from './bringing-thread.ts';

/** A Word file that is to be read. */
export interface WordToThread {
  readonly file: Uint8Array;
  readonly fileName: string;
  readonly title?: string;
  readonly participants: readonly Participant[];
}

/** Reads a Word file as a new draft, in a thread of its own, so that nobody's typing waits for it. Rejects where the thread fails. */
export async function readWordAside(order: WordToThread): Promise<Result<Imported, string>> {
  return inThread(new URL('./reading-thread.ts', import.meta.url), order);
}

/** Reads in a thread what was changed in a Word file. */
export async function readAmendmentsAside(file: Uint8Array): Promise<Result<AmendedText, string>> {
  const order: BringingOrder = { ask: 'read', file };
  return inThread(new URL('./bringing-thread.ts', import.meta.url), order);
}

/** Brings home in a thread what was read. */
export async function bringAside(input: Omit<Extract<BringingOrder, { ask: 'bring' }>, 'ask'>): Promise<Result<Brought, string>> {
  const order: BringingOrder = { ask: 'bring', ...input };
  return inThread(new URL('./bringing-thread.ts', import.meta.url), order);
}

/** Memory that reading one file may take, in MB: what asks for more ends its own thread and nothing else. */
const MOST_MEMORY = 1_536;

/** How long it may take, in milliseconds: the longest text of this trade takes a few seconds. */
const MOST_TIME = 60_000;

let last: Promise<unknown> = Promise.resolve();

/** One after the other, whoever sent them, so that several files do not take the memory of several. */
async function inThread<T>(thread: URL, workerData: unknown): Promise<Result<T, string>> {
  const read = last.then(() => alone<T>(thread, workerData));
  // Whoever comes next waits for this one, and not for its success.
  last = read.catch(() => null);
  return read;
}

async function alone<T>(thread: URL, workerData: unknown): Promise<Result<T, string>> {
  const worker = new Worker(thread, {
    workerData,
    resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY },
  });
  try {
    const [read] = (await once(worker, 'message', { signal: AbortSignal.timeout(MOST_TIME) })) as [Result<T, string>];
    return read;
  } catch (error) {
    if (error instanceof Error && error.name === 'AbortError')
      return refuse('The file takes longer to read than a text can need; it is not read.');
    if (error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY')
      return refuse('The file asks for more memory than a text can need; it is not read.');
    throw error;
  } finally {
    await worker.terminate();
  }
}
