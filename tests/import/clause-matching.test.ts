import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clauseId } from '../../shared/base/ids.ts';
import { matchClauses, type Sought } from '../../shared/import/clause-matching.ts';
import type { LegibleClause } from '../../shared/text/addresses.ts';

const WORDS = ['the', 'Commission', 'shall', 'report', 'annually', 'to', 'Parties', 'in', 'good', 'faith', 'on', 'fisheries'];

const legible = (words: string, index: number): LegibleClause => ({
  id: clauseId(`c${index}`),
  kind: 'paragraph',
  level: 0,
  number: `${index + 1}.`,
  words,
});

const texts = fc.array(
  fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 12 }).map((list) => list.join(' ')),
  {
    maxLength: 14,
  },
);

const sought = fc
  .record({
    id: fc.option(fc.nat(16), { nil: null }),
    number: fc.constantFrom('', '1.', '3.', '(a)'),
    words: fc.oneof(
      { weight: 1, arbitrary: fc.constant('') },
      { weight: 5, arbitrary: fc.array(fc.constantFrom(...WORDS), { maxLength: 10 }).map((list) => list.join(' ')) },
    ),
  })
  .map(({ id, number, words }): Sought => ({ clause: id === null ? null : clauseId(`c${id}`), number, words }));

describe('the clauses of a file', () => {
  test('[W41] are found once each; by their id wherever they stand, by their words in the order of the draft', () => {
    fc.assert(
      fc.property(texts, fc.array(sought, { maxLength: 14 }), (words, paragraphs) => {
        const clauses = words.map(legible);
        const found = matchClauses(paragraphs, clauses);
        expect(found.length).toBe(paragraphs.length);
        const ids = found.filter((id) => id !== null);
        expect(new Set(ids).size).toBe(ids.length);
        const known = new Set(clauses.map(({ id }) => id));
        for (const [at, { clause }] of paragraphs.entries()) {
          const first = paragraphs.findIndex((one) => one.clause === clause) === at;
          if (clause !== null) expect(found[at]).toBe(known.has(clause) && first ? clause : null);
        }
        const byWords = found.filter((id, at) => id !== null && paragraphs[at]?.clause === null);
        const places = byWords.map((id) => clauses.findIndex((one) => one.id === id));
        expect(places).toEqual(places.toSorted((a, b) => a - b));
      }),
    );
  });

  test('[W41] a file that says what the draft says, with paragraphs left out and others put in, is found whole', () => {
    const unique = fc.uniqueArray(
      fc.array(fc.constantFrom(...WORDS), { minLength: 4, maxLength: 9 }).map((list) => list.join(' ')),
      {
        minLength: 1,
        maxLength: 12,
      },
    );
    fc.assert(
      fc.property(unique, fc.infiniteStream(fc.constantFrom('keep', 'leave', 'put' as const)), (words, what) => {
        const clauses = words.map(legible);
        const paragraphs: Sought[] = [];
        const expected: (string | null)[] = [];
        for (const { id, words: text } of clauses) {
          const next = what.next().value;
          if (next === 'leave') continue;
          if (next === 'put') {
            paragraphs.push({ clause: null, number: '', words: 'quite other words stand here' });
            expected.push(null);
          }
          paragraphs.push({ clause: null, number: '', words: text });
          expected.push(id);
        }
        expect(matchClauses(paragraphs, clauses)).toEqual(expected);
      }),
    );
  });

  test('[W41] what was reworded is found by what is left of it, the more easily where its number says so too', () => {
    const clauses = [
      'Parties shall report annually to the Commission.',
      'The Commission meets in May.',
      'Parties may object.',
    ].map(legible);
    const found = (words: string, number = ''): string | null =>
      matchClauses([{ clause: null, number, words }], clauses)[0] ?? null;
    expect(found('Parties should report every year to the Commission.')).toBe('c0');
    expect(found('States may not object at all.')).toBe(null);
    expect(found('States may not object at all.', '3.')).toBe('c2');
    expect(found('Whales are large.', '3.')).toBe(null);
  });
});
