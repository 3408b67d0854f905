import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shortened, shortenedBefore } from '../../shared/base/shortened.ts';
import { must } from '../../shared/base/assert.ts';
import { proposalId, type ProposalId } from '../../shared/base/ids.ts';
import { placeOfWords } from '../../shared/projection/place-of-words.ts';
import { quotation } from '../../shared/projection/quotation.ts';
import type { Run } from '../../shared/text/clause.ts';
import { proposalVersion } from '../../shared/text/digest.ts';
import { clause, imported, stateOf } from './built.ts';

describe('a quotation', () => {
  it.each([
    ['its words alone', 'Parties <a shall> report', 'shall'],
    [
      'nested alternatives apart',
      '<b <a including <c to promote><d the right to> development>>',
      'including [to promote][the right to] development',
    ],
    ['pieces divided', 'Parties <a shall> report <a fully>', 'shall … fully'],
    ['what is wanted out', 'Parties <-a shall><b should> report', 'shall'],
    ['no marks of footnotes', 'Parties <a shall[^k3x9] report[^2]>', 'shall report'],
    ['what goes where but a space comes', 'held <-a every year><a  >in', 'every year'],
    ['the new words of a replacement', 'Parties <-a shall><a should> report', 'should'],
  ])('[V8] gives %s', (_, notation, expected) => {
    expect(quotation([clause('c1', notation)], proposalId('a'))).toBe(expected);
  });
});

/** A clause with a word for each of these, which carries them; and how often it has been asked what its runs carry. */
function watched(words: readonly (readonly ProposalId[])[]) {
  let looks = 0;
  const run = (text: string, own: readonly ProposalId[]): Run => ({
    text,
    get insertions() {
      looks += 1;
      return own;
    },
    deletions: [],
  });
  const runs = words.map((own) => run('shall ', own));
  return { held: [{ ...clause('c1', ''), runs }], looks: () => looks };
}

const idsOf = (count: number): ProposalId[] => Array.from({ length: count }, (_, index) => proposalId(`p-${index}`));

it('[S7] [V8] to say of each proposal of a clause what its words are, their version and their place costs the clause once', () => {
  const looksAt = (proposals: number): number => {
    const ids = idsOf(proposals);
    const { held, looks } = watched(ids.map((id) => [id]));
    const state = stateOf(imported(...ids));
    for (const id of ids) {
      quotation(held, id);
      proposalVersion(held, id);
      placeOfWords(must(state.proposals.get(id), 'a proposal'), held, state);
    }
    return looks();
  };
  expect(looksAt(400)).toBeLessThan(3 * looksAt(200));
});

it('[S7] [V8] to quote brackets within brackets costs each its own words, however many are round it', () => {
  const looksAt = (depth: number): number => {
    const ids = idsOf(depth);
    const { held, looks } = watched(ids.map((_, index) => ids.slice(0, index + 1)));
    expect(quotation(held, must(ids[depth - 3], 'an inner one'))).toBe('shall [shall [shall ]]');
    for (const id of ids) quotation(held, id);
    return looks();
  };
  expect(looksAt(80)).toBeLessThan(6 * looksAt(40));
});

it('[V8] what is too long for its line is quoted up to the end of a word, in scripts without spaces up to a whole sign', () => {
  expect(shortened('The Commission shall report', 27)).toBe('The Commission shall report');
  expect(shortened('The Commission shall report annually', 24)).toBe('The Commission shall …');
  // In these no word ends in time: once all of it was shown but for its last sign.
  expect(shortened('委员会应每年向大会提交报告'.repeat(9), 12)).toBe('委员会应每年向大会提 …');
  expect(shortened(`See ${'https://treaties.example/'.repeat(9)}`, 20)).toBe('See https://treati …');
  expect(shortened('𠀀'.repeat(30), 9)).toBe('𠀀𠀀𠀀 …');
  expect(shortenedBefore('net global greenhouse gas', 24)).toBe('… global greenhouse gas');
  expect(shortenedBefore('委员会应每年向大会提交报告'.repeat(9), 8)).toBe('… 大会提交报告');
  // A farmer, a flag, and syllables of Thai and Hindi with their marks.
  for (const sign of ['👩\u200d🌾', '🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}', 'ที่', 'क्षि', 'e\u0301'])
    for (let most = 20; most < 30; most += 1) {
      expect(shortened(sign.repeat(40), most).slice(0, -2).replaceAll(sign, '')).toBe('');
      expect(shortenedBefore(sign.repeat(40), most).slice(2).replaceAll(sign, '')).toBe('');
    }
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), fc.integer({ min: 8, max: 40 }), (words, most) => {
      const short = shortened(words, most);
      expect(short.length).toBeLessThanOrEqual(Math.max(most, 0));
      const before = shortenedBefore(words, most);
      expect(before.length).toBeLessThanOrEqual(Math.max(most, words.length === before.length ? words.length : 0));
      if (before !== words) expect([words.endsWith(before.slice(2)), before.isWellFormed()]).toEqual([true, true]);
      if (short !== words)
        expect([words.startsWith(short.slice(0, -2)), short.slice(0, -2).isWellFormed()]).toEqual([true, true]);
    }),
  );
});
