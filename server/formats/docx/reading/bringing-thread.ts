import { parentPort, workerData } from 'node:worker_threads';
import { ok } from '../../../../shared/base/result.ts';
import { broughtFrom, type BroughtInput } from '../../../../shared/import/brought.ts';
import { NEW_IDS } from '../../../ids.ts';
import { amendedText } from './amended-text.ts';
import { readWord } from './reading.ts';

/** What the thread is asked: to read a file, or to bring home what was read. */
export type BringingOrder =
  | { readonly ask: 'read'; readonly file: Uint8Array }
  | ({ readonly ask: 'bring' } & Omit<BroughtInput, 'newClause'>);

// The thread in which one file of amendments is read, or brought home.
parentPort?.postMessage(answer(workerData as BringingOrder));

function answer(order: BringingOrder): unknown {
  if (order.ask === 'bring') return ok(broughtFrom({ ...order, newClause: () => NEW_IDS.clause() }));
  const word = readWord(order.file);
  // A footnote that came with the file is called by a name that no other has.
  return word.ok ? ok(amendedText(word.value, () => NEW_IDS.clause())) : word;
}
