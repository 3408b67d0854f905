import fc from 'fast-check';
import { expect, it } from 'vitest';
import { stepIn } from '../../client/figures/grid-keys.ts';
import { windowOf } from '../../client/figures/useWindow.ts';
import { leaderOf } from '../../client/big-screen/leader.ts';

const SIZE = { rows: 1_000, columns: 160, rowHeight: 48, columnWidth: 44, headHeight: 128, headWidth: 380 };

it('[V18] of 500 points with two alternatives and 160 participants just what is in view is drawn, and all of that', () => {
  fc.assert(
    fc.property(fc.nat(50_000), fc.nat(8_000), fc.integer({ min: 300, max: 1_600 }), (top, start, height) => {
      const { rows, columns } = windowOf(SIZE, { top, start, height, width: 1_600 });
      expect((rows[1] - rows[0]) * (columns[1] - columns[0])).toBeLessThan(1_800);
      const inView = (at: number, from: number, length: number, each: number): boolean =>
        at * each < from + length && (at + 1) * each > from;
      for (let row = 0; row < SIZE.rows; row += 1)
        if (inView(row, top, height - SIZE.headHeight, SIZE.rowHeight)) expect(row >= rows[0] && row < rows[1]).toBe(true);
      for (let column = 0; column < SIZE.columns; column += 1)
        if (inView(column, start, 1_600 - SIZE.headWidth, SIZE.columnWidth))
          expect(column >= columns[0] && column < columns[1]).toBe(true);
    }),
  );
});

it('[V18] the keys of a grid go everywhere and never out of it', () => {
  const extent = { rows: 5, columns: 4, page: 2 };
  const keys = ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Home', 'End', 'PageUp', 'PageDown', 'x'];
  const press = (key: string, ctrlKey = false) => ({ key, ctrlKey, metaKey: false, altKey: false, shiftKey: false });
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constantFrom(...keys), fc.boolean())), (pressed) => {
      let at = { row: 1, column: 0 };
      for (const [key, far] of pressed) at = stepIn(at, press(key, far), extent) ?? at;
      expect(at.row >= 0 && at.row < 5 && at.column >= 0 && at.column < 4).toBe(true);
    }),
  );
  expect(stepIn({ row: 1, column: 1 }, press('End', true), extent)).toEqual({ row: 4, column: 3 });
  expect(stepIn({ row: 1, column: 1 }, press('PageDown'), extent)).toEqual({ row: 3, column: 1 });
  expect(stepIn({ row: 1, column: 1 }, press('Enter'), extent)).toBeNull();
});

it('[V17] the lead is that of whoever took it last, in whatever order one hears of them', () => {
  const state = (turn: unknown, role = 'drafter') => ({ screen: { turn, clause: 'c' }, user: { role } });
  const states: readonly (readonly [number, Record<string, unknown>])[] = [
    [1, state(2)],
    [2, state(3, 'chair')],
    [3, { user: { role: 'observer' } }],
    [4, state('9')],
  ];
  fc.assert(
    fc.property(fc.shuffledSubarray([...states], { minLength: 4 }), (order) => {
      expect(leaderOf(new Map(order))).toMatchObject({ client: 2, role: 'chair', place: { turn: 3, clause: 'c' } });
    }),
  );
  expect(leaderOf(new Map())).toBeNull();
});
