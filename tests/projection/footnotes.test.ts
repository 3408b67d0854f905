import { describe, expect, it } from 'vitest';
import { cleanText } from '../../shared/projection/clean.ts';
import { footnotesOf } from '../../shared/projection/footnotes.ts';
import { numbersOf } from '../../shared/projection/numbers.ts';
import { outcomesOf } from '../../shared/record/state.ts';
import type { Clause } from '../../shared/text/clause.ts';
import { clause, imported, stateOf } from './built.ts';

function note(key: string, words: string): Clause {
  return clause(`note-${key}`, words, { kind: 'footnote', label: `[^${key}]:` });
}

/** Number and key of each footnote, in order. */
function numbered(clauses: readonly Clause[], isFrozen = true): string[] {
  return footnotesOf(clauses, () => 'open', isFrozen).notes.map(({ key, number }) => `${number} ${key}`);
}

describe('[F1] footnotes are numbered', () => {
  it('in the order in which the words refer to them, wherever the notes stand, and each once', () => {
    const text = [note('b', 'B.'), clause('c', 'One[^a] two[^b] three[^a].'), note('a', 'A.'), note('c', 'C.')];
    expect(numbered(text)).toEqual(['1 a', '2 b', ' c']);
    expect(footnotesOf(text, () => 'open', true).byKey.get('a')?.references).toHaveLength(2);
  });

  it('as they were issued, with bis and ante between them, until the text is renumbered', () => {
    const text = [clause('c', 'One[^x] two[^1] three[^y] four[^2].'), ...['x', '1', 'y', '2'].map((key) => note(key, 'Words.'))];
    expect(numbered(text)).toEqual(['1 ante x', '1 1', '1 bis y', '2 2']);
    expect(numbered(text, false)).toEqual(['1 x', '2 1', '3 y', '4 2']);
  });
});

it('[F1] a footnote is numbered as it was written out, and no number stands twice', () => {
  const keys = ['3', 'x', '3bis', '3antebis', '3decies2', 'y'];
  const text = [clause('c', keys.map((key) => `a[^${key}]`).join(' ')), ...keys.map((key) => note(key, 'Words.'))];
  expect(numbered(text)).toEqual([
    '3 3',
    '3 bis ante x',
    '3 bis 3bis',
    '3 ante bis 3antebis',
    '3 decies 2 3decies2',
    '3 decies 3 y',
  ]);
  // Nor that of one which nothing refers to any more.
  expect(numbered([clause('c', 'a[^x]'), note('x', 'A.'), note('1', 'B.')])).toEqual(['1 ante x', '1 1']);
  // What nothing refers to has no number once they are counted anew.
  expect(numbered([clause('c', 'a[^3]'), note('3', 'A.'), note('1', 'B.')], false)).toEqual(['1 3', ' 1']);
});

describe('[F3] what is out', () => {
  const text = [
    clause('c', 'One<p [^a]> two[^b] three[^gone].', { label: '1.' }),
    note('a', '<p A.>'),
    note('b', 'B.'),
    note('gone', '<p Gone.>'),
  ];
  const dropped = { type: 'ProposalDropped', proposal: 'p', version: '', ground: '' } as never;

  it('does not count, and the mark of a note that is out is not shown', () => {
    const state = stateOf(imported('p'), dropped);
    expect(cleanText(text, outcomesOf(state), numbersOf(text, state))).toBe('1. One two[^1] three.\n\n[^1]: B.\n');
    expect(footnotesOf(text, outcomesOf(state), true).dangling).toEqual([]);
  });

  it('a mark of no footnote is a reference that leads nowhere, and stays as it is written', () => {
    const alone = [clause('c', 'One[^7].')];
    const state = stateOf(imported());
    expect(footnotesOf(alone, outcomesOf(state), true).dangling.map(({ key }) => key)).toEqual(['7']);
    expect(cleanText(alone, outcomesOf(state), numbersOf(alone, state))).toBe('1. One[^7].\n');
  });
});
