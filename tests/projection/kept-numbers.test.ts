import { expect, test } from 'vitest';
import { clauseId, proposalId } from '../../shared/base/ids.ts';
import { cleanText } from '../../shared/projection/clean.ts';
import { numbersOf } from '../../shared/projection/numbers.ts';
import { planRenumbering } from '../../shared/projection/renumbering.ts';
import { nextRevision } from '../../shared/projection/revision.ts';
import type { RecordEvent } from '../../shared/record/event.ts';
import { evolve } from '../../shared/record/evolve.ts';
import { outcomesOf } from '../../shared/record/state.ts';
import { changeText } from '../../shared/text/change.ts';
import { clause, imported, stateOf } from './built.ts';

test('[N4] [N5] of a clause that is gone an issued revision keeps the number, until the text is renumbered', () => {
  const issued: RecordEvent = {
    type: 'RevisionIssued',
    revision: 1,
    symbol: 'L.1',
    restores: null,
    clauses: 2,
    digest: '',
    leftBehind: [],
    vanished: [],
    returned: [],
    tombstones: [clauseId('b')],
  };
  const clauses = [
    clause('a', 'First words.', { label: '1.' }),
    clause('b', '', { label: '2.' }),
    clause('c', 'Last words.', { label: '3.' }),
  ];
  const before = stateOf(imported(), issued);
  const clean = (text: typeof clauses, state: typeof before) => cleanText(text, outcomesOf(state), numbersOf(text, state));
  expect(clean(clauses, before)).toBe('1. First words.\n\n2. Deleted.\n\n3. Last words.\n');
  const { plan, changes } = planRenumbering(clauses, before, proposalId('renumbering'));
  const after = stateOf(imported(), issued, { type: 'ClausesRenumbered', ...plan });
  expect(clean(changeText(clauses, changes), after)).toBe('1. First words.\n\n2. Last words.\n');
  const renumbered = { clauses: changeText(clauses, changes), state: after };
  const next = nextRevision(renumbered, null);
  expect(next.clauses.map(({ id }) => id)).toEqual(['a', 'c']);
  const then = evolve(after, {
    number: after.last + 1,
    event: { type: 'RevisionIssued', revision: 2, symbol: 'L.2', restores: null, ...next.issued },
  });
  expect(clean([...next.clauses], then)).toBe('1. First words.\n\n2. Last words.\n');
});
