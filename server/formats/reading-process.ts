import { ok, refuse, type Result } from '../../shared/base/result.ts';
import { broughtFrom } from '../../shared/import/brought.ts';
import { registry } from '../../shared/participants/registry.ts';
import { workOn } from '../aside/work.ts';
import { NEW_IDS } from '../ids.ts';
import { amendedText } from './docx/reading/amended-text.ts';
import { readWord } from './docx/reading/reading.ts';
import { readDraftFile } from './draft-file.ts';
import type { ReadingAnswers, ReadingOrder } from './file-reader.ts';

type Answer = Result<ReadingAnswers[ReadingOrder['ask']], string>;

// The process in which one file is read, or what was read of it is brought home.
workOn((order: ReadingOrder): Answer => {
  try {
    return answer(order);
  } catch (error) {
    // Elements are read each within its parent; no text is so deep that this does not suffice.
    if (error instanceof RangeError) return refuse('The parts of the file are nested deeper than any text is; it is not read.');
    throw error;
  }
});

function answer(order: ReadingOrder): Answer {
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
