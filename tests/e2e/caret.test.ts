import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Hall } from './hall.ts';
import { caretAt } from './reading.ts';

const CLAUSES = Array.from(
  { length: 60 },
  (_, at) => `${at + 1}. ${`Parties shall report on matter ${at + 1} each year. `.repeat(4)}`,
);
const SOURCE = ['## Draft decision on reports', ...CLAUSES, 'The end.'].join('\n\n');
/** Head and bar in one row each, the head in two rows, and a head that scrolls away but for its end, over a bar in one row and in several. */
const WIDTHS = [1440, 1000, 600, 390];

let hall: Hall;

/** What is seen where the caret stands, once all is drawn that a key has brought about: text, or what covers it. */
async function seenAtCaret(page: Page): Promise<string> {
  return page.evaluate(async () => {
    for (let frame = 0; frame < 2; frame += 1) await new Promise((drawn) => requestAnimationFrame(drawn));
    const caret = getSelection()?.getRangeAt(0).getBoundingClientRect();
    if (caret === undefined || caret.height === 0) return 'no caret';
    const edges = [caret.top + 2, caret.bottom - 2].map((y) => document.elementFromPoint(caret.left - 1, y));
    const over = edges.find((edge) => edge?.closest('.ProseMirror') == null);
    return over === undefined ? 'text' : over === null ? 'nothing' : (over.closest('[class]')?.className ?? over.tagName);
  });
}

/** Presses a key so often, and tells what was seen at the caret each time. */
async function seenWith(page: Page, key: string, times = 1): Promise<string[]> {
  const seen = new Set<string>();
  for (let time = 0; time < times; time += 1) {
    await page.keyboard.press(key);
    seen.add(await seenAtCaret(page));
  }
  return [...seen];
}

beforeAll(async () => {
  hall = await Hall.open({ source: SOURCE, title: 'on reports', reads: 'The end.' });
});

afterAll(() => hall.close());

afterEach(() => hall.checkPages());

describe('the caret', () => {
  it('[B9] is never behind what sticks to the top of the page, whatever its width and whatever is told there', async () => {
    const page = await hall.drafter();
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 700 });
      await caretAt(page, 'The end.', 'after');
      expect(await seenWith(page, 'ArrowUp', 60)).toEqual(['text']);
      // A notice comes over the text, where the caret stands and where it goes.
      await page.keyboard.press(']');
      await page.getByText('There is no bracket to close here').waitFor();
      expect(await seenAtCaret(page)).toBe('text');
      expect(await seenWith(page, 'ArrowUp', 20)).toEqual(['text']);
      await page.keyboard.type('on ');
      expect(await seenAtCaret(page)).toBe('text');
      expect(await seenWith(page, 'PageUp', 3)).toEqual(['text']);
      expect(await seenWith(page, 'PageDown', 3)).toEqual(['text']);
      expect(await seenWith(page, 'Control+Home')).toEqual(['text']);
      expect(await seenWith(page, 'Control+End')).toEqual(['text']);
      await page.getByRole('button', { name: 'Dismiss' }).first().click();
    }
  });
});
