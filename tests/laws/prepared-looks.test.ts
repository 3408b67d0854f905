import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { proposalId } from '../../shared/base/ids.ts';
import { redraft } from '../../shared/proposals/redraft.ts';
import { changeText } from '../../shared/text/change.ts';
import type { Clause, Run } from '../../shared/text/clause.ts';
import { readText } from '../../shared/text/reading.ts';
import { applyChanges, writeText } from '../../shared/text/writing.ts';
import { clause } from '../projection/built.ts';

const proposal = proposalId('new');

function run(text: string, looks: Pick<Run, 'bold' | 'italic' | 'link'> = {}): Run {
  return { text, insertions: [], deletions: [], ...looks };
}

test('[P4] new words look as they were prepared, whatever stands beside them', () => {
  const base: Clause = { ...clause('c', ''), runs: [run('Parties '), run('shall report.', { bold: true })] };
  const edited: Clause = {
    ...base,
    runs: [
      run('Parties '),
      run('shall ', { bold: true }),
      run('each ', { italic: true }),
      run('year '),
      run('see Annex ', { link: 'https://un.org' }),
      run('report.', { bold: true }),
    ],
  };
  const drafted = redraft({ base: [base], edited: [edited], current: [base], outcomeOf: () => 'open', proposal });
  const changes = drafted.ok ? drafted.value.changes : [];
  const [after] = changeText([base], changes);
  expect(after?.runs.map((one) => ({ ...one, insertions: [] }))).toEqual(edited.runs);
  expect(after?.runs.filter((one) => one.insertions.includes(proposal)).map(({ text }) => text)).toEqual([
    'each ',
    'year ',
    'see Annex ',
  ]);
  const doc = new Y.Doc({ gc: false });
  writeText(doc, [base]);
  applyChanges(doc, changes, null);
  expect(readText(doc)).toEqual([after]);
});
