import type { Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { must } from '../../shared/base/assert.ts';
import { Hall } from './hall.ts';

/** Longer than what the browser lays out at once, and in brackets that are nobody's. */
const ARTICLES = Array.from({ length: 60 }, (_, article) => [
  `## Article ${article + 1}`,
  ...Array.from({ length: 9 }, (_one, at) => paragraph(article + 1, at + 1)),
]).flat();

function paragraph(article: number, at: number): string {
  const words = `The Archive keeps record ${article}.${at} in good order. `.repeat(1 + ((article * 7 + at * 5) % 9)).trim();
  if (at === 4) return `${at}. [${words}]`;
  return at === 7 ? `${at}. It [shall][may] be so. ${words}` : `${at}. ${words}`;
}

let hall: Hall;

/** Where a clause with these words begins below what covers the top of the page, in pixels; null where none is shown. */
async function below(page: Page, words: string): Promise<number | null> {
  return page.evaluate((sought) => {
    const shown = [...document.querySelectorAll<HTMLElement>('main .clause, main .compared')];
    const clause = shown.find(({ textContent }) => textContent.includes(sought));
    const covered = Number.parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop) || 0;
    return clause === undefined ? null : clause.getBoundingClientRect().top - covered;
  }, words);
}

/** Scrolls until a clause with these words begins so far below what covers the top of the page. */
async function read(page: Page, words: string, at: number): Promise<void> {
  await expect
    .poll(async () => {
      const off = ((await below(page, words)) ?? at) - at;
      await page.evaluate(async (top) => {
        scrollBy({ top, behavior: 'instant' });
        for (let frame = 0; frame < 2; frame += 1) await new Promise((drawn) => requestAnimationFrame(drawn));
      }, off);
      return Math.abs(off);
    })
    .toBeLessThan(2);
}

/** Waits until a clause with these words begins there. */
async function untilBelow(page: Page, words: string, at: number): Promise<void> {
  await expect.poll(async () => Math.abs(((await below(page, words)) ?? Infinity) - at)).toBeLessThan(4);
}

/** Clicks where something stands: what looks for it first scrolls the page under a head that sticks. */
async function clickOn(place: Locator): Promise<void> {
  const { x, y, width, height } = must(await place.boundingBox(), 'place to click on');
  await place.page().mouse.click(x + width / 2, y + height / 2);
}

/** Shows the text in another view, by key. */
async function show(page: Page, key: string, view: string): Promise<void> {
  await page.locator('main').evaluate((main) => main.focus({ preventScroll: true }));
  await page.keyboard.press(key);
  await page.locator(`main.view-${view}`).waitFor();
}

beforeAll(async () => {
  hall = await Hall.open({
    source: ['## Draft rules of the long archive', ...ARTICLES, 'The end.'].join('\n\n'),
    title: 'of the long archive',
    reads: 'The end.',
  });
});

afterAll(() => hall.close());

afterEach(() => hall.checkPages());

describe('a place in a long text', () => {
  it('[V11] is there where nobody would have the text otherwise', async () => {
    const page = await hall.observer();
    await page.keyboard.press('Shift+X');
    await page.getByText('everybody would have the text as it is').waitFor();
    await page.locator('main.view-wish .clause', { hasText: 'record 30.4' }).waitFor();
    await page.keyboard.press('Shift+X');
    await page.locator('main.view-negotiating').waitFor();
  });

  it('[V18] stays where it is when the text is shown in another way, whoever reads it and however wide the page is', async () => {
    for (const page of [await hall.drafter(), await hall.delegate('Norway'), await hall.observer()]) {
      for (const width of [1440, 720]) {
        await page.setViewportSize({ width, height: 900 });
        for (const [words, at] of [
          ['record 30.2 ', 10],
          ['record 55.9 ', -20],
        ] as const) {
          await read(page, words, at);
          for (const [key, view] of [
            ['v', 'clean'],
            ['v', 'provenance'],
            ['Shift+X', 'wish'],
            ['Shift+N', 'since'],
            ['Shift+N', 'negotiating'],
          ] as const) {
            await show(page, key, view);
            await untilBelow(page, words, at);
          }
        }
      }
      await page.setViewportSize({ width: 1440, height: 900 });
    }
  });

  it('[V18] stays where it is when the window becomes narrower or wider, and comes back to the pixel', async () => {
    for (const page of [await hall.drafter(), await hall.delegate('Norway')]) {
      for (const [words, at] of [
        ['record 30.2 ', 10],
        ['record 55.9 ', -20],
      ] as const) {
        await read(page, words, at);
        const scrolled = await page.evaluate(async () => {
          for (let frame = 0; frame < 12; frame += 1) await new Promise((drawn) => requestAnimationFrame(drawn));
          return scrollY;
        });
        for (const width of [1200, 1000, 720, 1440]) {
          await page.setViewportSize({ width, height: 900 });
          await untilBelow(page, words, at);
        }
        await expect.poll(async () => Math.abs((await page.evaluate(() => scrollY)) - scrolled)).toBeLessThan(4);
      }
    }
  });

  it('[V18] is that of the next clause where the one that is read is not shown, and comes back with it', async () => {
    const page = await hall.drafter();
    await read(page, 'record 20.4 ', 10);
    await show(page, 'v', 'clean');
    await untilBelow(page, 'record 20.5 ', 10);
    expect(await below(page, 'record 20.4 ')).toBeNull();
    // A comparison shows nothing of a text that is as it was: its beginning is in view, and says so.
    await clickOn(page.getByRole('button', { name: 'Compare', exact: true }));
    await page.getByText('The two read alike.').waitFor();
    expect(await page.evaluate(() => scrollY)).toBe(0);
    await clickOn(page.getByRole('button', { name: 'Negotiating', exact: true }));
    await untilBelow(page, 'record 20.4 ', 10);
    for (const key of ['v', 'v', 'v', 'v', 'Shift+X', 'Shift+N', 'v']) {
      await page.locator('main').evaluate((main) => main.focus({ preventScroll: true }));
      await page.keyboard.press(key);
    }
    await page.locator('main.view-negotiating').waitFor();
    await untilBelow(page, 'record 20.4 ', 10);
  });

  it('[V18] is the beginning of the page, or the end of the text, where that is read', async () => {
    const page = await hall.observer();
    await read(page, 'record 60.9 ', 400);
    await page.evaluate(() => scrollTo({ top: document.documentElement.scrollHeight, behavior: 'instant' }));
    const at = must(await below(page, 'record 60.9 '), 'place at the end');
    for (const [key, view] of [
      ['v', 'clean'],
      ['Shift+N', 'since'],
      ['Shift+N', 'negotiating'],
    ] as const) {
      await show(page, key, view);
      await page.locator('main .clause', { hasText: 'record 60.9 ' }).waitFor();
      expect(await below(page, 'The end.')).toBeLessThan(500);
    }
    await untilBelow(page, 'record 60.9 ', at);
    await page.evaluate(() => scrollTo({ top: 0, behavior: 'instant' }));
    await show(page, 'Shift+X', 'wish');
    await expect.poll(() => page.evaluate(() => scrollY)).toBe(0);
    await show(page, 'Shift+X', 'negotiating');
  });

  it('[V18] is left by whoever goes on from it, also from the list of readings', async () => {
    const page = await hall.delegate('Norway');
    await read(page, 'record 40.2 ', 10);
    await clickOn(page.getByRole('button', { name: 'Readings' }));
    await page.getByRole('menuitem', { name: /^What changed since/ }).click();
    await untilBelow(page, 'record 40.2 ', 10);
    await read(page, 'record 12.3 ', 10);
    await clickOn(page.getByRole('button', { name: 'Provenance', exact: true }));
    await untilBelow(page, 'record 12.3 ', 10);
    await page.mouse.move(400, 500);
    await page.mouse.wheel(0, 3000);
    await expect.poll(() => below(page, 'record 12.3 ')).toBeLessThan(-2000);
    await read(page, 'record 50.1 ', 10);
    await show(page, 'Shift+X', 'wish');
    await untilBelow(page, 'record 50.1 ', 10);
    await show(page, 'Shift+X', 'negotiating');
  });

  it('[E13] is gone back to after a reload, and by Back and Forward, in each view', async () => {
    for (const page of [await hall.drafter(), await hall.observer()]) {
      for (const [key, view] of [
        ['v', 'clean'],
        ['v', 'provenance'],
        ['Shift+N', 'since'],
        ['Shift+N', 'negotiating'],
      ] as const) {
        await show(page, key, view);
        await read(page, 'record 33.3 ', 10);
        await page.reload();
        await page.locator(`main.view-${view}`).waitFor();
        await untilBelow(page, 'record 33.3 ', 10);
        await read(page, 'record 21.5 ', 5);
        await clickOn(page.getByRole('link', { name: 'Desk' }));
        await page.locator('a.draft-card').first().waitFor();
        await page.goBack();
        await page.locator(`main.view-${view}`).waitFor();
        await untilBelow(page, 'record 21.5 ', 5);
        await page.goBack();
        await page.locator('a.draft-card').first().waitFor();
        await page.goForward();
        await page.locator(`main.view-${view}`).waitFor();
        await untilBelow(page, 'record 21.5 ', 5);
      }
    }
  });

  it('[E16] that an address names is gone to in the view that it names', async () => {
    const page = await hall.observer();
    const clause = page.locator('main .clause', { hasText: 'record 44.2 ' });
    const id = must(await clause.getAttribute('data-clause'), 'id of a clause');
    const draft = new URL(page.url()).pathname;
    for (const view of ['negotiating', 'clean', 'provenance', 'wish', 'since']) {
      await page.goto(new URL(`${draft}?view=${view}&at=${id}`, page.url()).href);
      await page.waitForURL((url) => !url.searchParams.has('at'));
      expect(new URL(page.url()).searchParams.get('view')).toBe(view);
      await page.locator(`main.view-${view}`).waitFor();
      await expect.poll(async () => Math.abs(((await below(page, 'record 44.2 ')) ?? Infinity) - 300)).toBeLessThan(300);
    }
  });
});
