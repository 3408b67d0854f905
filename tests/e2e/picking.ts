import { expect } from 'vitest';
import type { Locator } from 'playwright-core';

/** Picks a participant with the keyboard alone, in the field that has many: by letters, of which the first answer is the one looked for, and Enter as soon as they are typed. */
export async function pick(field: Locator, letters: string): Promise<void> {
  const page = field.page();
  await field.focus();
  await page.keyboard.type(letters);
  await page.keyboard.press('Enter');
  await expect.poll(() => field.getAttribute('aria-expanded')).toBe('false');
}
