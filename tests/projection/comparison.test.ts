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

  it('[V6] accents that are written otherwise are no change, alone or beside one that is', () => {
    const setting = { kind: 'paragraph', level: 0, cell: null, looks: [] } as const;
    const of = (words: string, label = '') => [{ id: clauseId('a'), number: '', words, setting: { ...setting, label } }];
    const [one, two] = ['La Comisión reúne a España.', 'La Comisión reúne a España.'].map((words, at) =>
      words.normalize(at === 0 ? 'NFC' : 'NFD'),
    ) as [string, string];
    for (const [then, now] of [
      [one, two],
      [two, one],
    ] as const) {
      expect(compareTexts(of(then), of(now))[0]?.type).toBe('same');
      const [changed] = compareTexts(of(then), of(now.replace('Comis', 'Subcomis')));
      expect(changed).toMatchObject({ type: 'changed', recast: null });
      expect(changed?.type === 'changed' && changed.edits.map(({ text }) => text.normalize('NFC'))).toEqual(['Subcomisión']);
      expect(compareTexts(of(then), of(now, '2.'))[0]).toMatchObject({ type: 'changed', edits: [] });
    }
  });
});
