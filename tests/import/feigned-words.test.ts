import { expect, it } from 'vitest';
import { proposalId, type ProposalId } from '../../shared/base/ids.ts';
import { wordsReadAsAnothers } from '../../shared/import/feigned-words.ts';
import { GENESIS } from '../../shared/record/chain.ts';
import { outcomesOf } from '../../shared/record/state.ts';
import type { Clause } from '../../shared/text/clause.ts';
import { clause, inherited, REGISTRY, stateOf } from '../projection/built.ts';

it('[Z5] words that would be read as another’s once names are not shown are found, of open proposals', () => {
  const text = [
    clause('c1', 'Wells <a small - Norway> are <b deep> and <-c listed (Egypt)>.'),
    clause('c2', '<d Norway: they are wide> or <e small - N\u043Erway><f  - Kenya>'),
  ];
  const ids = ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => proposalId(id));
  const proposer = REGISTRY.resolve('Kenya')?.id ?? null;
  const state = stateOf({
    type: 'DraftImported',
    title: 'Draft',
    form: 'plain',
    source: { name: 'draft.txt', sha256: GENESIS },
    clauses: 2,
    inherited: ids.map((id) => ({ ...inherited(id, 'c1'), proposer })),
  });
  const holding = new Map<ProposalId, Clause[]>(
    ids.map((id) => [id, text.filter(({ runs }) => runs.some((run) => [...run.insertions, ...run.deletions].includes(id)))]),
  );
  const found = { holding, proposals: state.proposals, outcomeOf: outcomesOf(state), registry: REGISTRY };
  expect(wordsReadAsAnothers(found)).toEqual([
    'small - Norway',
    'listed (Egypt)',
    'Norway: they are wide',
    'small - N\u043Erway',
  ]);
});
