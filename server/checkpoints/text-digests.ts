import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { textDigest } from '../../shared/text/digest.ts';
import { readText } from '../../shared/text/reading.ts';
import { replayDoc } from '../rooms/replaying.ts';

/** Updates that make a text together. */
export type TextBytes = readonly Uint8Array[];

/** Texts of up to so many bytes together are digested at once: some 10 ms. To start a thread for them would take longer. */
const SMALL = 64 * 1024;

/** The digest of a text that these updates make. */
export function digestOf(updates: TextBytes): string {
  const doc = replayDoc(updates);
  const digest = textDigest(readText(doc));
  doc.destroy();
  return digest;
}

/**
 * The digests of texts, in order; in a thread of their own where they are long together, since 10 MB take two seconds. Each is fetched when the one
 * before it is done, so that no two are in memory. Rejects where a text cannot be read.
 */
export async function digestsOf(texts: readonly (() => Promise<TextBytes>)[]): Promise<string[]> {
  const digests: string[] = [];
  let weight = 0;
  let worker: Worker | null = null;
  try {
    for (const fetch of texts) {
      const text = await fetch();
      weight += text.reduce((sum, bytes) => sum + bytes.length, 0);
      if (weight > SMALL) worker ??= new Worker(new URL('./digest-thread.ts', import.meta.url));
      digests.push(worker === null ? digestOf(text) : await digestIn(worker, text));
    }
    return digests;
  } finally {
    await worker?.terminate();
  }
}

async function digestIn(worker: Worker, text: TextBytes): Promise<string> {
  worker.postMessage(text);
  const [digest] = (await once(worker, 'message')) as [string];
  return digest;
}
