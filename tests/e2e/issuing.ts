import type { Page } from 'playwright-core';

/** Issues the text as it stands under a symbol, and waits until that is done. */
export async function issue(page: Page, symbol: string): Promise<void> {
  await page.getByRole('button', { name: 'Revisions' }).click();
  await page.getByRole('menuitem', { name: 'Issue revision' }).click();
  const field = page.getByRole('combobox', { name: 'Symbol of the text' });
  await field.fill(symbol);
  await field.press('Enter');
  await field.waitFor({ state: 'detached' });
}

/** Goes on in what follows the text that was issued, as its banner offers. */
export async function goOn(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Go on there' }).click();
  await page.getByText('This text was issued as').waitFor({ state: 'detached' });
}
