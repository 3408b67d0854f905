import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { depthsOf, matchBrackets } from '../../shared/import/matcher.ts';

const letters = fc
  .array(fc.constantFrom('[', ']', '\\[', '\\]', 'a', ' ', '\n', '\\'), { maxLength: 200 })
  .map((units) => units.join(''));
const count = (text: string, character: string): number => text.split(character).length - 1;

describe('[I1] arithmetic', () => {
  test('[I1] pairs and unmatched ones account for every bracket of any text', () => {
    fc.assert(
      fc.property(letters, (text) => {
        const { pairs, unclosed, stray } = matchBrackets(text);
        expect(pairs.length + unclosed.length).toBe(count(text, '['));
        expect(pairs.length + stray.length).toBe(count(text, ']'));
        for (const { open, close } of pairs) expect([text[open], text[close], open < close]).toEqual(['[', ']', true]);
      }),
    );
  });

  test('[I1] pairs do not cross, and what is unmatched is unmatched from either end', () => {
    fc.assert(
      fc.property(letters, (text) => {
        const { pairs } = matchBrackets(text);
        for (const a of pairs)
          for (const b of pairs) {
            if (a.escaped !== b.escaped || a.open >= b.open) continue;
            expect(b.open > a.close || b.close < a.close).toBe(true);
          }
      }),
      { numRuns: 50 },
    );
  });

  test('[I1] closing brackets never precede unclosed ones at the same level', () => {
    expect(matchBrackets('a ] b [ c ] d [ e')).toEqual({
      pairs: [{ open: 6, close: 10, escaped: false }],
      unclosed: [14],
      stray: [2],
    });
  });
});

describe('[I2] matching is total and linear', () => {
  test('[I2] escaped brackets pair only with each other', () => {
    expect(matchBrackets(String.raw`\[ [ \] ]`).pairs.map((pair) => pair.escaped)).toEqual([true, false]);
    expect(matchBrackets(String.raw`\[ ]`)).toMatchObject({ pairs: [], unclosed: [1], stray: [3] });
    expect(matchBrackets(String.raw`\\[ ]`).pairs).toHaveLength(1);
  });

  test('[I2] a million brackets are matched, whatever their nesting', () => {
    expect(matchBrackets('['.repeat(500_000) + ']'.repeat(500_000)).pairs).toHaveLength(500_000);
    expect(matchBrackets('['.repeat(1_000_000)).unclosed).toHaveLength(1_000_000);
    expect(matchBrackets('[]'.repeat(500_000)).pairs).toHaveLength(500_000);
  });

  test('[I3] depth counts what encloses a pair, and itself', () => {
    expect(depthsOf(matchBrackets('[a [b] [c [d]]] [e]').pairs)).toEqual([1, 2, 2, 3, 1]);
  });
});
