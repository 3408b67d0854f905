import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { clauseId } from '../../shared/base/ids.ts';
import { cleanClauses } from '../../shared/manuscript/clauses.ts';
import { cleanPassages, cleanText, notesLeftOut } from '../../shared/projection/clean.ts';
import { lengthOf } from '../../shared/projection/length.ts';
import { numbersOf } from '../../shared/projection/numbers.ts';
import { factsOf } from '../../shared/projection/points.ts';
import { shownText } from '../../shared/projection/shown-text.ts';
import { joinRuns, type Clause, type Run } from '../../shared/text/clause.ts';
import { outcomesOf, type RecordState } from '../../shared/record/state.ts';
import { clause, imported, stateOf } from './built.ts';

function cleanOf(text: Clause, state: RecordState): string {
  return cleanPassages(text, outcomesOf(state), () => 0)
    .map((passage) => passage.text)
    .join('');
}

describe('notes in braces', () => {
  const state = stateOf(imported('a', 'b'));

  test.each([
    ['Parties shall {to be checked} report.', 'Parties shall report.'],
    ['Parties shall report {a note}.', 'Parties shall report.'],
    ['{A note} Parties shall report', 'Parties shall report'],
    ['Parties, {one {within one}}, and others', 'Parties, and others'],
    ['Parties {one}{two} report {three}', 'Parties report'],
    ['Parties {with [literal] brackets} report', 'Parties report'],
    ['Parties {with <a an open bracket>} report', 'Parties report'],
    ['Parties {with <-a an open bracket> round words} report', 'Parties report'],
    ['Parties <-a shall {a note}> report', 'Parties shall report'],
    ['Parties <-a shall {a note> that goes on} report', 'Parties shall report'],
    ['Parties <a shall {a note}> report', 'Parties report'],
    ['Parties {one half report', 'Parties {one half report'],
    ['Parties the other} half report', 'Parties the other} half report'],
    ['Parties {one {whole} half', 'Parties {one half'],
    ['Parties } and { report', 'Parties } and { report'],
    ['Parties {whose end <a is not agreed}> report', 'Parties {whose end report'],
    ['Parties {(a) set: x}', 'Parties'],
    ['缔约方{注}应当', '缔约方应当'],
    ['As  it  was {note} written', 'As  it  was written'],
    ['As  it  was  written', 'As  it  was  written'],
  ])('[T5] %s reads clean: %s', (notation, words) => expect(cleanOf(clause('c1', notation), state)).toBe(words));

  it('[T5] are in every other reading', () => {
    const text = [clause('c1', 'Parties {a note} <a shall> report')];
    expect(shownText({ clauses: text, state }).map(({ words }) => words)).toEqual(['Parties {a note} [shall] report']);
  });

  it('[T5] leave no paragraph behind where there is nothing else, and no number changes', () => {
    const text = [clause('c1', 'One.'), clause('c2', '{Only a note.}'), clause('c3', 'Three {note}.')];
    const numbers = numbersOf(text, state);
    expect(cleanText(text, outcomesOf(state), numbers)).toBe('1. One.\n\n3. Three.\n');
    expect(cleanClauses(text, factsOf(state), numbers).map(({ id }) => id)).toEqual(['c1', 'c3']);
    expect(lengthOf(text, state)).toEqual({ clean: 2, negotiating: 6 });
  });

  it('[T5] [F3] of a footnote that is nothing else the mark goes too, as of one that an open proposal would bring in', () => {
    const text = [
      clause('c1', 'One[^1] two[^2] three[^3].', { label: '1.' }),
      clause('n1', '{To be written.}', { kind: 'footnote', label: '[^1]:' }),
      clause('n2', '<a New.>', { kind: 'footnote', label: '[^2]:' }),
      clause('n3', 'Three {note}.', { kind: 'footnote', label: '[^3]:' }),
    ];
    const numbers = numbersOf(text, state);
    expect(cleanText(text, outcomesOf(state), numbers)).toBe('1. One two three[^3].\n\n[^3]: Three.\n');
    const pieces = cleanClauses(text, factsOf(state), numbers).map((one) =>
      one.pieces.map((piece) => (piece.type === 'words' || piece.type === 'number' ? piece.text : '')).join(' '),
    );
    expect(pieces).toEqual(['1. One two three[^3].', '[^3]: Three.']);
  });

  it('[T5] of any text: clean are the characters that stand in no pair of braces, and what is told to be left out is the rest', () => {
    const words = fc.string({ unit: fc.constantFrom('{', '}', 'x', 'y'), maxLength: 12 });
    fc.assert(
      fc.property(fc.array(fc.record({ words, open: fc.constantFrom('', 'in', 'out') }), { maxLength: 6 }), (parts) => {
        const runs = parts.map(({ words: text, open }): Run => ({
          text,
          insertions: open === 'in' ? [...state.proposals.keys()].slice(0, 1) : [],
          deletions: open === 'out' ? [...state.proposals.keys()].slice(1) : [],
        }));
        const text: Clause = { ...clause('c1', ''), id: clauseId('c1'), runs: joinRuns(runs) };
        const stands = parts.map((part) => (part.open === 'in' ? '' : part.words)).join('');
        let [left, before] = [stands, ''];
        while (left !== before)
          [before, left] = [left, left.replaceAll(/\{([^{}]*)\}/g, (_, inside: string) => '_'.repeat(inside.length + 2))];
        expect(cleanOf(text, state)).toBe(left.replaceAll('_', ''));
        const told = notesLeftOut(text, outcomesOf(state));
        expect(told.join('').length).toBe(left.length - left.replaceAll('_', '').length);
        for (const note of told) expect([note.at(0), note.at(-1)]).toEqual(['{', '}']);
      }),
    );
  });
});
