import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { level, wantedPlaces } from '../../client/points/level.ts';
import { chosenAlternative, cursorOn, movedCursor, pointAt } from '../../client/points/point-cursor.ts';
import { comparedWith, excerptOf } from '../../client/points/reading.ts';
import { clauseId } from '../../shared/base/ids.ts';
import type { Point } from '../../shared/projection/points.ts';
import { A, B, C } from './texts.ts';

const point = (...proposals: readonly [Point['id'], ...Point['id'][]]): Point => ({
  id: proposals[0],
  clause: clauseId('c1'),
  proposals,
  relation: 'exclusive',
  depth: 1,
});

describe('level cards', () => {
  test('[V10] none stands over another, the anchor stands level, and order is kept', () => {
    const card = fc.record({ wanted: fc.nat(2_000), height: fc.integer({ min: 10, max: 300 }) });
    fc.assert(
      fc.property(fc.array(card, { minLength: 1 }), fc.nat(), (unsorted, at) => {
        const cards = unsorted.toSorted((a, b) => a.wanted - b.wanted);
        const anchor = at % cards.length;
        const tops = level(cards, anchor, 8);
        expect(tops[anchor]).toBe(cards[anchor]?.wanted);
        for (let index = 1; index < cards.length; index += 1) {
          expect(tops[index]!).toBeGreaterThanOrEqual(tops[index - 1]! + cards[index - 1]!.height + 8);
        }
      }),
    );
  });

  test('[V10] cards with room between them all stand level', () => {
    const cards = [0, 200, 400].map((wanted) => ({ wanted, height: 50 }));
    expect(level(cards, 1, 8)).toEqual([0, 200, 400]);
  });
});

test('[V10] cards whose words the reading does not show stand with the one before them, and where it shows none from the top on', () => {
  expect(wantedPlaces([null, 40, null, null, 300, null])).toEqual([40, 40, 40, 40, 300, 300]);
  expect(wantedPlaces([null, null])).toEqual([0, 0]);
  expect(wantedPlaces([])).toEqual([]);
});

describe('the chosen point', () => {
  const points = [point(A), point(B, C)];

  test('[V10] goes on and back, and stops at the ends', () => {
    const first = movedCursor(points, null, 1);
    expect(first?.proposal).toBe(A);
    const second = movedCursor(points, first, 1);
    expect(second?.proposal).toBe(B);
    expect(movedCursor(points, second, 1)?.proposal).toBe(B);
    expect(movedCursor(points, second, -1)?.proposal).toBe(A);
  });

  test('[V10] a point decided meanwhile gives way to the one that moved to its place', () => {
    const cursor = cursorOn(points, A);
    expect(pointAt([point(B, C)], cursor)).toBeNull();
    expect(movedCursor([point(B, C)], cursor, 1)?.proposal).toBe(B);
  });

  test('[V10] an alternative is chosen by its number', () => {
    const cursor = cursorOn(points, B);
    expect(chosenAlternative(points, cursor, 2)?.proposal).toBe(C);
    expect(chosenAlternative(points, cursor, 3)?.proposal).toBe(B);
  });
});

/** Few words, so that there is much to confuse, and brackets of all sorts. */
const bracketed = fc
  .array(fc.constantFrom('[', ']', ' ', 'shall', 'may', '[shall]', '[may] '), { maxLength: 12 })
  .map((all) => all.join(''));

describe('a sentence beside another', () => {
  test('[V2] its stretches are the sentence, and what is gone can be shown', () => {
    fc.assert(
      fc.property(bracketed, bracketed, (sentence, other) => {
        const stretches = comparedWith(sentence, other, true);
        const reading = (gone: 'fresh' | 'gone'): string =>
          stretches
            .filter((one) => one.kind !== gone)
            .map((one) => one.text)
            .join('');
        expect(reading('gone')).toBe(sentence);
        expect(reading('fresh')).toBe(other);
      }),
    );
  });

  test('[V2] an excerpt keeps what differs and says where words are left out', () => {
    const long = 'word '.repeat(60).trim();
    const text = excerptOf(comparedWith(`${long} shall ${long}`, `${long} ${long}`), 20)
      .map((one) => one.text)
      .join('');
    expect(text).toContain('shall');
    expect(text.startsWith('…')).toBe(true);
    expect(text.endsWith('…')).toBe(true);
    expect(text.length).toBeLessThan(60);
  });

  test('[V2] [V8] one without spaces is cut between whole signs, and a single blank far off cuts it no shorter', () => {
    const long = `第 ${'𠀀委员会'.repeat(40)} 条`;
    for (let around = 20; around < 24; around += 1) {
      const [before, , after] = excerptOf(comparedWith(`${long}应${long}`, long + long), around).map((one) => one.text);
      for (const text of [before ?? '', after ?? '']) {
        expect(text.isWellFormed()).toBe(true);
        expect(text.length).toBeGreaterThan(around / 2);
      }
    }
  });

  test('[V2] what comes or goes in brackets of its own does so with its bracket, and not with that of its neighbour', () => {
    const [one, both] = ['below [2 °C] above', 'below [1.5 °C] [2 °C] above'];
    expect(comparedWith(both, one, true).filter(({ kind }) => kind !== 'plain')).toEqual([{ text: '[1.5 °C] ', kind: 'fresh' }]);
    expect(comparedWith(one, both, true).filter(({ kind }) => kind !== 'plain')).toEqual([{ text: '[1.5 °C] ', kind: 'gone' }]);
  });

  test('[V2] from which words go is read to its end', () => {
    const now = 'The draft decision on workstreams is before us.';
    const then = 'The draft workstreams is before us.';
    const words = (stretches: ReturnType<typeof comparedWith>): string => stretches.map((stretch) => stretch.text).join('');
    expect(words(excerptOf(comparedWith(then, now), 200))).toBe(then);
    const shown = comparedWith(then, now, true);
    expect(shown.filter((stretch) => stretch.kind === 'gone').map((stretch) => stretch.text.trim())).toEqual(['decision on']);
    expect(words(shown.filter((stretch) => stretch.kind !== 'gone'))).toBe(then);
  });
});
