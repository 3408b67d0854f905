import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { launchChromium } from '../browser/chromium.ts';
import { clauseWith } from '../e2e/reading.ts';
import { RunningServer, signIn } from '../e2e/travaux.ts';

/** Takes the pictures of the README anew, from the sample draft. Usage: `npm run pictures`. */
async function main(): Promise<void> {
  const folder = resolve('docs');
  mkdirSync(folder, { recursive: true });
  const server = await RunningServer.start();
  const browser = await launchChromium();
  try {
    const { page } = await signIn(browser, server.seat('chair'));
    await page.locator('a.draft-card').first().click();
    await page.locator('article[data-point]').first().waitFor();
    await clauseWith(page, 'In giving effect to this Statute').scrollIntoViewIfNeeded();
    const article = page.getByRole('navigation', { name: 'Outline' }).getByText('Article 8');
    await article.click();
    await page.mouse.move(700, 20);
    await page.screenshot({ path: resolve(folder, 'negotiating.png') });
    await page.keyboard.press('n');
    await page.keyboard.press('a');
    await page.getByRole('dialog').waitFor();
    await page.screenshot({ path: resolve(folder, 'decision.png') });
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Provenance', exact: true }).click();
    await clauseWith(page, 'In an emergency that poses an imminent threat').click();
    await page.getByRole('region', { name: 'Story of the clause' }).waitFor();
    await page.screenshot({ path: resolve(folder, 'provenance.png') });
  } finally {
    await browser.close();
    await server.discard();
  }
}

await main();
