import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clauseId, proposalId } from '../../shared/base/ids.ts';
import { quotation } from '../../shared/projection/quotation.ts';
import { since } from '../../shared/projection/since.ts';
import { storyOf } from '../../shared/projection/story.ts';
import type { Entry } from '../../shared/record/event.ts';
import { replay } from '../../shared/record/evolve.ts';
import type { Clause } from '../../shared/text/clause.ts';
import { clauses } from '../laws/generated.ts';
import { acts, Negotiation } from '../laws/negotiation.ts';
import { clause, entriesOf, imported, REGISTRY } from './built.ts';

const TEXT = [clause('c1', 'Parties <a shall><b should> report <c fully>.')];
const BASE = imported('a', 'b', 'c');

function negotiated(text: readonly Clause[], list: Parameters<Negotiation['give']>[0][]): Negotiation {
  const one = new Negotiation(text);
  for (const command of list) one.give(command);
  return one;
}

describe('what changed since', () => {
  const sourcesOf = (text: readonly Clause[], entries: readonly Entry[]) => ({
    entries,
    state: replay(entries),
    registry: REGISTRY,
    wordsOf: (id: ReturnType<typeof proposalId>) => quotation(text, id),
  });

  it('[V16] tells each later entry at least once and no earlier one', () => {
    fc.assert(
      fc.property(clauses, acts, fc.nat(20), (text, list, after) => {
        const one = negotiated(text, list);
        const told = since(one.clauses, sourcesOf(one.clauses, one.entries), after);
        const numbers = new Set([...told.general, ...told.clauses.flatMap(({ lines }) => lines)].map(({ entry }) => entry));
        expect([...numbers].toSorted((a, b) => a - b)).toEqual(
          one.entries.map(({ number }) => number).filter((number) => number > after),
        );
        expect(told.last).toBe(Math.max(after, one.entries.length));
      }),
    );
  });

  it('[V16] tells at each clause what the story of it tells, but for what is told once of many', () => {
    fc.assert(
      fc.property(clauses, acts, (text, list) => {
        const one = negotiated(text, list);
        const sources = sourcesOf(one.clauses, one.entries);
        const told = since(one.clauses, sources, 0);
        const once = new Set(told.general.map(({ entry }) => entry));
        for (const clause of one.clauses)
          expect(told.clauses.find((found) => found.clause === clause.id)?.lines ?? []).toEqual(
            storyOf(clause, sources).filter(({ entry }) => !once.has(entry)),
          );
      }),
    );
  });

  it('[V16] tells it at its clause, in the sentences of the story', () => {
    const entries = entriesOf([
      BASE,
      { type: 'ProposalDropped', proposal: proposalId('c'), version: '', ground: '' },
      { type: 'ClauseEdited', clause: clauseId('gone'), before: 'x', after: null },
    ]);
    const told = since(TEXT, sourcesOf(TEXT, entries), 1);
    expect(told.clauses).toMatchObject([{ clause: 'c1', lines: [{ entry: 2, sentence: 'The secretariat dropped “fully”.' }] }]);
    expect(told.general).toMatchObject([{ entry: 3 }]);
    expect(since(TEXT, sourcesOf(TEXT, entries), 3)).toEqual({ last: 3, clauses: [], general: [] });
  });
});
