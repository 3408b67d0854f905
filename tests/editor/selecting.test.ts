import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { cellPlace } from '../../shared/text/cell.ts';
import type { Clause } from '../../shared/text/clause.ts';
import { clause, EditorPage } from './editor-page.ts';

let page: EditorPage;
beforeAll(async () => {
  page = await EditorPage.open();
});
afterAll(() => page.close());
afterEach(() => page.checkBothSides());

/** More clauses than are laid out together (clause-groups.ts). */
const MANY = Array.from({ length: 60 }, (_, index) => clause(`c${index}`, `word ${index}`));
/** The last clause of a group, with characters before it in the first. */
const LAST = 23;

function cell(row: number, column: number, words: string): Clause {
  return clause(`x${row}${column}`, words, {
    cell: cellPlace({ table: 't', row: `r${row}`, column: `k${column}`, isHead: row === 0 }),
  });
}

const TABLE = [
  clause('c1', 'Before'),
  ...['Party', 'Share', 'Kenya', '60', 'Chile', '10'].map((words, index) => cell(Math.floor(index / 2), index % 2, words)),
  clause('c2', 'Behind'),
];

/** Where a selection begins and ends, as clause:offset. */
async function selected(): Promise<string> {
  await page.settle();
  return page.page.evaluate(() => {
    const { $anchor, $head } = window.table.sides.a.draft.editor.state.selection;
    return [$anchor, $head].map((one) => `${one.index(0)}:${one.parentOffset}`).join(' ');
  });
}

async function pointAt(index: number, offset: number): Promise<readonly [number, number]> {
  const { x, y } = await page.pointAt([index, offset]);
  return [x, y];
}

/** Puts the caret there, and has what came into view laid out. */
async function caret(index: number, offset: number): Promise<void> {
  await page.caret('a', index, offset);
  await page.settle();
  await page.page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
}

async function drag(from: readonly [number, number], to: readonly [number, number]): Promise<void> {
  const { mouse } = page.page;
  await caret(from[0], 0);
  const [start, end] = [await pointAt(...from), await pointAt(...to)];
  await mouse.move(...start);
  await mouse.down();
  await mouse.move(...end, { steps: 6 });
  await mouse.move(end[0], end[1] + 1);
  await page.settle();
  await mouse.up();
}

describe('[B23] a selection', () => {
  test('grows by key over the end of any clause, also where the next is laid out apart', async () => {
    await page.start({ clauses: MANY });
    await caret(LAST, 5);
    await page.press(...Array.from({ length: 4 }, () => 'Shift+ArrowRight'));
    expect(await selected()).toBe(`${LAST}:5 ${LAST + 1}:1`);
    await caret(LAST, 2);
    await page.press('Shift+ArrowDown', 'Shift+ArrowDown', 'Shift+ArrowDown');
    expect(await selected()).toBe(`${LAST}:2 ${LAST + 3}:2`);
    await caret(LAST + 1, 2);
    await page.press('Shift+ArrowUp', 'Shift+ArrowUp');
    expect(await selected()).toBe(`${LAST + 1}:2 ${LAST - 1}:2`);
    await page.press('Delete');
    expect((await page.text('a'))[LAST - 1]).toBe(`word ${LAST + 1}`);
  });

  test('is drawn with the mouse over clauses that are laid out apart, and ends where the mouse does', async () => {
    await page.start({ clauses: MANY });
    await drag([LAST - 1, 2], [LAST + 2, 4]);
    expect(await selected()).toBe(`${LAST - 1}:2 ${LAST + 2}:4`);
    await drag([LAST + 2, 4], [LAST - 1, 2]);
    expect(await selected()).toBe(`${LAST + 2}:4 ${LAST - 1}:2`);
    await caret(LAST, 1);
    await page.page.keyboard.down('Shift');
    await page.page.mouse.click(...(await pointAt(LAST + 1, 3)));
    await page.page.keyboard.up('Shift');
    expect(await selected()).toBe(`${LAST}:1 ${LAST + 1}:3`);
  });

  test('goes over cells and rows, into a table and out of it', async () => {
    await page.start({ clauses: TABLE });
    await caret(3, 4);
    await page.press(...Array.from({ length: 5 }, () => 'Shift+ArrowRight'));
    expect(await selected()).toBe('3:4 5:0');
    await page.press('Shift+ArrowLeft', 'Shift+ArrowLeft');
    expect(await selected()).toBe('3:4 4:1');
    await drag([0, 1], [4, 1]);
    expect(await selected()).toBe('0:1 4:1');
    await drag([7, 2], [5, 1]);
    expect(await selected()).toBe('7:2 5:1');
    await drag([3, 0], [4, 2]);
    await page.press('[');
    expect((await page.text('a')).slice(2, 6)).toEqual(['Share', '[-pa1:Kenya]', expect.stringMatching(/^\[-pa1:6/), 'Chile']);
  });
});
