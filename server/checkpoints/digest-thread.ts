import { parentPort } from 'node:worker_threads';
import { digestOf, type TextBytes } from './text-digests.ts';

// The thread in which long texts are digested: the updates of one come in, its digest goes out.
parentPort?.on('message', (updates: TextBytes) => parentPort?.postMessage(digestOf(updates)));
