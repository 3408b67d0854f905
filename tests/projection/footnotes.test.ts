import { describe, expect, it } from 'vitest';
import { clauseId } from '../../shared/base/ids.ts';
import { cleanClauses } from '../../shared/manuscript/clauses.ts';
import { cleanText } from '../../shared/projection/clean.ts';
import { footnotesOf } from '../../shared/projection/footnotes.ts';
import { numbersOf } from '../../shared/projection/numbers.ts';
import { paperFindings } from '../../shared/projection/paper-findings.ts';
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

it('[F1] a note that is proposed takes no mark from one that stands, wherever it is put; once that goes it has it', () => {
  const theirs = { ...note('a', '<p Or as we say.>'), id: clauseId('theirs') };
  const text = [clause('c', 'One[^a] two.'), theirs, note('a', 'As the Statute says.')];
  expect(footnotesOf(text, () => 'open', true).byKey.get('a')?.clause.id).toBe('note-a');
  expect(cleanText(text, () => 'open')).toBe(cleanText([text[0]!, text[2]!], () => 'open'));
  expect(footnotesOf(text.slice(0, 2), () => 'open', true).byKey.get('a')?.clause.id).toBe('theirs');
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

describe('[F3] in the clean text', () => {
  const text = [
    clause('c1', 'One<p  more[^open]>{a note[^braced]} two[^a].', { label: '1.' }),
    clause('c2', 'Three[^b].', { label: '2.' }),
    note('open', 'Of what is open, see[^chain].'),
    note('chain', 'Of that note alone.'),
    note('braced', 'Of braces.'),
    note('alone', 'Of nothing.'),
    note('x', 'Of the other[^y].'),
    note('y', 'Of the other[^x].'),
    note('a', 'Of clean words, see[^c].'),
    note('b', 'Of clean words.'),
    note('c', 'Of a clean note.'),
  ];
  const dropped = { type: 'ProposalDropped', proposal: 'p', version: '', ground: '' } as never;
  const accepted = { type: 'ProposalAccepted', proposal: 'p', version: '' } as never;
  const clean = (state: ReturnType<typeof stateOf>): string => cleanText(text, outcomesOf(state), numbersOf(text, state));

  it('a footnote stands where clean words refer to it, or a footnote to which they do', () => {
    const state = stateOf(imported('p'));
    expect(
      clean(state)
        .split('\n\n')
        .map((line) => line.trim()),
    ).toEqual([
      '1. One two[^3].',
      '2. Three[^4].',
      '[^3]: Of clean words, see[^8].',
      '[^4]: Of clean words.',
      '[^8]: Of a clean note.',
    ]);
    const printed = cleanClauses(
      text,
      { outcomeOf: outcomesOf(state), orderOf: () => 0, holdsNumber: () => false },
      numbersOf(text, state),
    );
    expect(printed.map(({ id }) => id)).toEqual(['c1', 'c2', 'note-a', 'note-b', 'note-c']);
  });

  it('its footnotes are the same where all open brackets fell, and come with their words', () => {
    const [open, fell, stood] = [[], [dropped], [accepted]].map((then) => clean(stateOf(imported('p'), ...then)));
    expect(fell?.match(/Of .*/g)?.length).toBe(open?.match(/Of .*/g)?.length);
    expect(fell).not.toContain('Of what is open');
    expect(stood).toContain('Of what is open');
    expect(stood).toContain('Of that note alone');
  });

  it('[W31] one to which nothing refers is told to be left out', () => {
    const found = paperFindings({ clauses: text, state: stateOf(imported('p')) }, { clean: true, limit: null });
    expect(new Set(found.flatMap(({ clause: id, says }) => (says.includes('footnote') ? [id] : [])))).toEqual(
      new Set(['note-alone', 'note-x', 'note-y']),
    );
    const negotiating = paperFindings({ clauses: text, state: stateOf(imported('p')) }, { clean: false, limit: null });
    expect(negotiating.filter(({ says }) => says.includes('footnote'))).toEqual([]);
  });
});
