import { expect, test } from 'vitest';
import { bringingOrder, cleanPassages } from '../../shared/projection/clean.ts';
import type { RecordEvent } from '../../shared/record/event.ts';
import { outcomesOf } from '../../shared/record/state.ts';
import { clauseId, proposalId } from '../../shared/base/ids.ts';
import { clause, imported, stateOf } from './built.ts';

test('[T5] words within a chosen option are whose they were before: a proposal’s, or the base’s (invariant 10)', () => {
  const option = proposalId('option');
  const state = stateOf(
    imported('a'),
    {
      type: 'ProposalTabled',
      proposal: option,
      origin: 'option',
      proposer: null,
      rationale: '',
      clauses: [clauseId('c1')],
      inserted: [],
      deleted: [],
      holdsNumber: true,
      amends: null,
    } satisfies RecordEvent,
    { type: 'ProposalAccepted', proposal: proposalId('a'), version: '' },
    { type: 'ProposalAccepted', proposal: option, version: '' },
  );
  const text = clause('c1', '<option Parties ><option <a shall >><option report.>');
  const passages = cleanPassages(text, outcomesOf(state), bringingOrder(state));
  expect(passages.map(({ text: words, origin }) => [words, origin])).toEqual([
    ['Parties ', null],
    ['shall ', 'a'],
    ['report.', null],
  ]);
});
