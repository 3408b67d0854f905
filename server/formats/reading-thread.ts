import { parentPort, workerData } from 'node:worker_threads';
import { ok, type Result } from '../../shared/base/result.ts';
import { broughtFrom } from '../../shared/import/brought.ts';
import { registry } from '../../shared/participants/registry.ts';
import { NEW_IDS } from '../ids.ts';
import { amendedText } from './docx/reading/amended-text.ts';
import { readWord } from './docx/reading/reading.ts';
import { readDraftFile } from './draft-file.ts';
import type { ReadingAnswers, ReadingOrder } from './file-reader.ts';

// The thread in which one file is read, or what was read of it is brought home.
parentPort?.postMessage({ made: answer(workerData as ReadingOrder) });

function answer(order: ReadingOrder): Result<ReadingAnswers[ReadingOrder['ask']], string> {
  switch (order.ask) {
    case 'draft':
      return readDraftFile(order.file, registry(order.participants));
    case 'amendments': {
      const word = readWord(order.file);
      // A footnote that came with the file is called by a name that no other has.
      return word.ok ? ok(amendedText(word.value, () => NEW_IDS.clause())) : word;
    }
    case 'bring':
      return ok(broughtFrom({ ...order.input, newClause: () => NEW_IDS.clause() }));
  }
}
