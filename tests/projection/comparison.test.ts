import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clauseId } from '../../shared/base/ids.ts';
import { compareTexts, type ComparedText } from '../../shared/projection/comparison.ts';
import { applyEdits } from '../laws/apply-edits.ts';

const text = fc
  .uniqueArray(
    fc.record({
      id: fc.constantFrom('a', 'b', 'c', 'd', 'e').map(clauseId),
      number: fc.constantFrom('', '1.'),
      words: fc.constantFrom('one', 'two words', ''),
    }),
    {
      selector: (clause) => clause.id,
    },
  )
  .map((list): ComparedText[] => list);

describe('a comparison of two texts', () => {
  it('[V6] accounts for every clause of both exactly once, and its edits turn then into now', () => {
    fc.assert(
      fc.property(text, text, (then, now) => {
        const compared = compareTexts(then, now);
        expect(compared.map((one) => one.id).toSorted()).toEqual([...new Set([...then, ...now].map((one) => one.id))].toSorted());
        expect(compared.flatMap((one) => (one.type === 'removed' ? [] : [one.now]))).toEqual(now);
        for (const one of compared) if (one.type === 'changed') expect(applyEdits(one.then.words, one.edits)).toBe(one.now.words);
      }),
    );
  });

  it('[V6] a text compared with itself shows nothing, and one moved clause shows as one', () => {
    const of = (ids: string): ComparedText[] => [...ids].map((id) => ({ id: clauseId(id), number: '', words: id }));
    expect(compareTexts(of('abc'), of('abc')).every((one) => one.type === 'same' && !one.moved)).toBe(true);
    const moved = compareTexts(of('abcde'), of('bcdae')).filter((one) => one.type === 'same' && one.moved);
    expect(moved.map((one) => one.id)).toEqual(['a']);
  });
});
