import { expect, test } from 'vitest';
import { clauseId } from '../../shared/base/ids.ts';
import { sourcedPassages, SOURCES, sourceWords } from '../../client/paper/provenance.ts';
import { clause, imported, REGISTRY, stateOf } from '../projection/built.ts';

test('[V4] of words that no proposal brought in, which a drafter may have typed, provenance does not say that they were imported', () => {
  const id = clauseId('c1');
  const state = stateOf(imported('a', 'b'), { type: 'ClauseEdited', clause: id, before: 'Parties act', after: 'Parties, act' });
  const told = sourcedPassages(clause('c1', 'Parties, <a shall> <-b act>'), state).map((one) =>
    sourceWords(one, state, REGISTRY),
  );
  expect(told).toEqual([
    'Imported, or typed by a drafter, as the story of the clause tells',
    'proposer not recorded · record 1 · still open',
    'Imported, or typed by a drafter, as the story of the clause tells',
    'Imported, or typed by a drafter, as the story of the clause tells; proposed to be taken out',
  ]);
  expect(SOURCES.find(({ source }) => source === 'base')?.words).toBe('Imported, or typed by a drafter');
});
