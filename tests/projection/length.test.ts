import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { replay } from '../../shared/record/evolve.ts';
import { countWords, crossingSentence, LENGTH_LIMITS, lengthOf } from '../../shared/projection/length.ts';
import { paperFindings } from '../../shared/projection/paper-findings.ts';
import { GENESIS } from '../../shared/record/chain.ts';
import type { Clause } from '../../shared/text/clause.ts';
import { acts, Negotiation } from '../laws/negotiation.ts';
import { clauses } from '../laws/generated.ts';
import { clause, entriesOf, inherited } from './built.ts';

function stateOf(text: readonly Clause[], ...ids: string[]) {
  const event = {
    type: 'DraftImported' as const,
    title: 'Draft',
    form: 'plain' as const,
    source: { name: 'draft.txt', sha256: GENESIS },
    clauses: text.length,
    inherited: ids.map((id) => inherited(id, 'c1')),
  };
  return replay(entriesOf([event]));
}

describe('the length of a text', () => {
  test.each([
    ['The Commission shall report.', 4],
    ['“Parties” – and others – shall…', 4],
    ['In 2026[^1], [^2] a State-owned body', 5],
    ['缔约方应当 report', 6],
    [' \u2060 ', 0],
  ])('[W30] %s has %i words', (text, words) => expect(countWords(text)).toBe(words));

  test('[W30] headings and footnotes count, what is out does not, and the clean text has no word that is not agreed', () => {
    const text = [
      clause('c1', 'Scope of it', { kind: 'heading' }),
      clause('c2', 'Parties <q1 shall act> now[^1]'),
      clause('c3', 'See the annex', { kind: 'footnote', label: '[^1]' }),
    ];
    expect(lengthOf(text, stateOf(text, 'q1'))).toEqual({ clean: 8, negotiating: 10 });
  });

  test('[W30] [F3] a footnote counts in the clean text where that has it', () => {
    const text = [
      clause('c1', 'Parties <q1 shall act[^1]> now[^2].'),
      clause('c2', 'Of what is open.', { kind: 'footnote', label: '[^1]:' }),
      clause('c3', 'Of clean words.', { kind: 'footnote', label: '[^2]:' }),
    ];
    expect(lengthOf(text, stateOf(text, 'q1'))).toEqual({ clean: 5, negotiating: 11 });
  });

  test('[W30] counted clause by clause as the text moves, it is what counting all of it anew gives; the clean text is never the longer', () => {
    fc.assert(
      fc.property(clauses, acts, (text, commands) => {
        const negotiation = new Negotiation(text);
        for (const command of commands) {
          negotiation.give(command);
          const length = lengthOf(negotiation.clauses, negotiation.state);
          expect(lengthOf(structuredClone(negotiation.clauses), { proposals: new Map(negotiation.state.proposals) })).toEqual(
            length,
          );
          expect(length.clean).toBeLessThanOrEqual(length.negotiating);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('[W30] crossing a limit is said once, either way', () => {
    const { secretariat } = LENGTH_LIMITS;
    expect(crossingSentence(8_499, 8_500, secretariat)).toBeNull();
    expect(crossingSentence(8_500, 8_501, secretariat)).toBe('The text is over 8,500 words: it has 8,501.');
    expect(crossingSentence(8_501, 9_000, secretariat)).toBeNull();
    expect(crossingSentence(9_000, 8_500, secretariat)).toBe('The text is within 8,500 words again: it has 8,500.');
  });
});

describe('what is found before a paper is made', () => {
  const text = [
    clause('c0', 'Article 1', { kind: 'article' }),
    clause('c1', 'As article 7 says, within <q1 X> days [TBD] of ] it', { label: '1.' }),
    clause('c2', 'A [literal bracket over', { label: '2.' }),
    clause('c3', 'two clauses] and [one that is open', { label: '3.' }),
  ];
  const found = (clean: boolean, limit: number | null) =>
    paperFindings({ clauses: text, state: stateOf(text, 'q1') }, { clean, limit }).map(({ kind, at }) => `${kind} ${at}`.trim());

  test('[W31] references that lead nowhere, what is still to come, half brackets, and too many words, each with its place', () => {
    expect(found(false, 10)).toEqual([
      'length',
      'reference article 1, paragraph 1',
      'placeholder article 1, paragraph 1',
      'bracket article 1, paragraph 1',
      'bracket article 1, paragraph 3',
    ]);
    expect(found(false, null)[0]).not.toBe('length');
  });

  test('[W31] of the clean text no open bracket is a finding', () => {
    expect(found(true, null).filter((one) => one.startsWith('placeholder'))).toEqual([]);
    const open = [clause('c1', 'Within <q1 [X] days> it ends {a note}')];
    const says = paperFindings({ clauses: open, state: stateOf(open, 'q1') }, { clean: true, limit: null }).map(
      (one) => one.says,
    );
    expect(says).toEqual(['an editorial note is left out: “{a note}”']);
  });

  test('[W31] of the clean text references are findings as it reads: none of an open bracket or a note, and those to what is in one', () => {
    const referring = [
      clause('c0', 'Article 1', { kind: 'article' }),
      clause('c1', 'As <q1 article 7 and> article 8 {see article 9} says, with article 2', { label: '1.' }),
      clause('c2', '', { label: '2.' }),
      clause('c3', 'which paragraph 2 (a) says', { kind: 'subparagraph', level: 1, label: '(a)' }),
      clause('c4', '<q1 Article 2>', { kind: 'article' }),
    ];
    const found = (clean: boolean) =>
      paperFindings({ clauses: referring, state: stateOf(referring, 'q1') }, { clean, limit: null }).flatMap(({ kind, says }) =>
        kind === 'reference' ? [says] : [],
      );
    const leadsNowhere = (no: number) => `“article ${no}” refers to article ${no}, which does not exist`;
    expect(found(false)).toEqual([7, 8, 9].map(leadsNowhere));
    expect(found(true)).toEqual([8, 2].map(leadsNowhere));
  });

  test('[W31] a text without them gives none', () => {
    const sound = [clause('c0', 'Article 1', { kind: 'article' }), clause('c1', 'As article 1 [sic] says[^2].', { label: '1.' })];
    expect(paperFindings({ clauses: sound, state: stateOf(sound) }, { clean: false, limit: 100 })).toEqual([]);
  });
});
