import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

/** How long a page may take to draw what a key does, in milliseconds, before the key counts as lost. */
const A_KEY_IS_HEARD = 10_000;

/** Which point is meant, where words alone do not tell, and which of its alternatives. */
export interface Wanted {
  /** From 1: which of the points that hold the words. */
  readonly nth?: number;
  readonly alternative?: number;
  /** What holds the words: a point, or a part of it. */
  readonly within?: string;
}

/** Goes to the open point that holds these words, and to one of its alternatives, by key, once the point is there and no sheet takes the keys. */
export async function pointWith(
  page: Page,
  words: string,
  { nth = 1, alternative = 1, within = '' }: Wanted = {},
): Promise<void> {
  for (const over of ['dialog.sheet', '.overlay']) await page.locator(over).waitFor({ state: 'detached' });
  await expect.poll(() => stepTo(page, words, nth, within), { interval: 200 }).toBe(true);
  await page.keyboard.press(String(alternative));
}

/** Chooses the first open point by key. A page that has just been drawn may not hear its first key, and one too many goes on to the next point. */
export async function unfold(page: Page): Promise<void> {
  const unfolded = page.locator('.card.unfolded');
  await page.locator('[data-point]').first().waitFor();
  if ((await unfolded.count()) > 0) return;
  await page.keyboard.press('n');
  const isHeard = await unfolded.waitFor({ timeout: A_KEY_IS_HEARD }).then(
    () => true,
    () => false,
  );
  if (isHeard) return;
  await page.keyboard.press('n');
  await unfolded.waitFor();
}

/** The alternative that the keys are for. */
export function chosen(page: Page): Locator {
  return page.locator('.card.unfolded .alternative.chosen');
}

/** Goes through the open points from the first one; whether the one that is meant is among them. */
async function stepTo(page: Page, words: string, nth: number, within: string): Promise<boolean> {
  const open = page.getByRole('button', { name: /^Open \d/ });
  await open.click();
  const count = Number(/\d+/.exec(await open.innerText())?.[0]);
  // Once for the clauses that were picked out, once for the point.
  for (const key of ['Escape', 'Escape']) await page.keyboard.press(key);
  let found = 0;
  for (let step = 0; step < count; step += 1) {
    await page.keyboard.press('n');
    const texts = await page.locator(`article[aria-current=true] ${within}`.trim()).allInnerTexts();
    if (texts.join(' ').includes(words)) found += 1;
    if (found === nth) return true;
  }
  return false;
}
