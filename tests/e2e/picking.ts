import { expect } from 'vitest';
import type { Locator } from 'playwright-core';

/** Picks a participant with the keyboard alone, in the field that has many: by letters, of which the first answer is the one looked for. */
export async function pick(field: Locator, letters: string, name: string): Promise<void> {
  const page = field.page();
  await field.focus();
  await page.keyboard.type(letters);
  await page.locator('.picker-option[data-focused]', { hasText: name }).waitFor();
  // Nobody presses it before what the letters found has been drawn: the list looks for what is ahead anew with each letter.
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
  await page.keyboard.press('Enter');
  await expect.poll(() => field.getAttribute('aria-expanded')).toBe('false');
}
