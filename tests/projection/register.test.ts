import { expect, it } from 'vitest';
import { participantId, proposalId } from '../../shared/base/ids.ts';
import { isInPart, NOBODY, register } from '../../shared/projection/register.ts';
import { registerCsv, registerText } from '../../shared/projection/register-text.ts';
import type { RecordEvent } from '../../shared/record/event.ts';
import { clause, entriesOf, imported, REGISTRY, stateOf } from './built.ts';

it('[D4] the register says for which group a proposal was brought, and has it under that group too', () => {
  const a = proposalId('a');
  const [kenya, group] = [participantId('p-ke'), participantId('g-nam')];
  const events: RecordEvent[] = [
    imported('a', 'b'),
    { type: 'ProposalAttributed', proposal: a, proposer: kenya, onBehalfOf: group },
  ];
  const clauses = [clause('c1', 'Parties <a shall> report <b yearly>.')];
  const sources = { clauses, entries: entriesOf(events), state: stateOf(...events), registry: REGISTRY };
  const under = (of: string): string[] =>
    register(sources).flatMap((row) => (isInPart(row, { of, article: null }) ? [row.proposal] : []));
  expect([under(group), under(kenya), under(NOBODY)]).toEqual([['a'], ['a'], ['b']]);
  const text = registerText(sources);
  expect(text).toContain('Kenya on behalf of NAM');
  expect(text).toContain('NAM\n    no. 1: open');
  expect(registerCsv(sources)).toContain(',Kenya on behalf of NAM,shall,');
});
