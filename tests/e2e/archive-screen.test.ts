import { readFileSync } from 'node:fs';
import { unzipSync } from 'fflate';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { faultsOf } from '../formats/archive-recipe.ts';
import { violations } from './axe.ts';
import { Hall } from './hall.ts';
import { untilReads } from './reading.ts';

/** A text two words short of 8,500. */
const SOURCE = `# Draft decision on length

## Article 1

1. As article 7 says, the Secretariat [shall - Norway] report within [X] days ] of it.

2. ${'word '.repeat(8_474)}end.

3. Texts are counted.
`;

let hall: Hall;

beforeAll(async () => {
  hall = await Hall.open({ source: SOURCE, title: 'on length', reads: /^Texts are counted/ });
});

afterAll(() => hall.close());

afterEach(() => hall.checkPages());

async function fromMenu(page: Page, item: string): Promise<void> {
  const roomy = page.getByRole('button', { name: 'Export' });
  await ((await roomy.count()) > 0 ? roomy : page.getByRole('button', { name: 'More' })).click();
  await page.getByRole('menuitem', { name: item }).click();
}

describe('length, findings and symbols on the screen', () => {
  it('[W30] [W37] a drafter limits the text by key, everybody sees it, and is told when typing crosses it', async () => {
    const [page, chair] = [await hall.drafter(), await hall.chair()];
    const line = page.locator('.length-line');
    await expect.poll(() => line.textContent()).toMatch(/^8,49\d words$/);
    await line.focus();
    await page.keyboard.press('Enter');
    const limits = page.getByRole('dialog', { name: 'Length of the text' });
    await limits.getByRole('radio', { name: 'No limit', checked: true }).and(page.locator(':focus')).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('ArrowDown');
    await limits.getByRole('radio', { name: /^8,500 words/, checked: true }).waitFor();
    await page.keyboard.press('Enter');
    for (const one of [page, chair])
      await expect.poll(() => one.locator('.length-line').textContent()).toMatch(/^8,49\d of 8,500 words$/);
    await limits.waitFor({ state: 'detached' });
    await chair.locator('.length-line').click();
    await chair.getByText('It is to keep within 8,500 words.').waitFor();
    await chair.keyboard.press('Escape');
    await page.getByText('Texts are counted').click();
    await page.keyboard.press('End');
    await page.keyboard.type(' as they are typed and as they go on for ever');
    await untilReads(page, /go on for ever$/);
    await page.getByText(/^The text is over 8,500 words: it has 8,50\d\.$/).waitFor({ state: 'attached' });
    await expect.poll(() => line.textContent()).toMatch(/over the limit$/);
    expect(await violations(page)).toEqual([]);
  });

  it('[W31] what to look at is said before a paper is saved, and [W32] a symbol of another pattern is warned of and taken', async () => {
    const page = await hall.drafter();
    await fromMenu(page, 'Paper in Word');
    const dialog = page.getByRole('dialog', { name: 'Save a paper' });
    await dialog.getByText(/^\d things to look at before it goes out$/).click();
    const found = dialog.getByRole('region', { name: 'Before it goes out' }).getByRole('listitem');
    await expect
      .poll(async () => (await found.allTextContents()).join('\n'))
      .toMatch(/over 8,500\n.*“article 7” refers to article 7, which does not exist\n.*\n.*“]” has no other half/);
    await dialog.getByLabel(/^Symbol/).fill('A/CONF.9/l.2');
    await dialog.getByText('“l.2” is written “L.2”.').waitFor();
    expect(await violations(page)).toEqual([]);
    await dialog.getByRole('combobox', { name: 'Format' }).selectOption('md');
    const [file] = await Promise.all([page.waitForEvent('download'), dialog.getByRole('button', { name: 'Save' }).click()]);
    expect(readFileSync(await file.path(), 'utf8')).toContain('A/CONF.9/l.2');
  });
});

describe('an archive on the screen', () => {
  it('[W33] says how far it is, comes as a file, and verifies by its README alone', async () => {
    const page = await hall.chair();
    await fromMenu(page, 'Archive of everything');
    const dialog = page.getByRole('dialog', { name: 'Save an archive' });
    await dialog.waitFor();
    expect(await violations(page)).toEqual([]);
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.keyboard.press('Enter'),
      dialog.getByText(/^\d+ of \d+ documents$/).waitFor(),
    ]);
    expect(file.suggestedFilename()).toBe('Draft-decision-on-length-archive.zip');
    await dialog.waitFor({ state: 'detached' });
    const files = new Map(Object.entries(unzipSync(readFileSync(await file.path()))));
    expect(faultsOf(files)).toEqual([]);
    expect([...files.keys()].some((path) => path.endsWith('/present/negotiating.pdf'))).toBe(true);
  });

  it('[W33] of a whole process is begun on the desk, and is cancelled', async () => {
    const page = await hall.chair();
    await page.goto(new URL('/', page.url()).href);
    // What it hears of the archive comes once it was cancelled: a fast machine has written all of it before.
    const { promise: cancelled, resolve: release } = Promise.withResolvers<void>();
    await page.route('**/api/archives/*', async (route) => {
      if (route.request().method() === 'GET') await cancelled;
      await route.continue();
    });
    await page.getByRole('button', { name: 'Archive of all …', disabled: false }).press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Save an archive' });
    await dialog.getByText('All drafts of the process').waitFor();
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.getByRole('progressbar', { name: 'Writing the archive' }).waitFor();
    const [ended] = await Promise.all([
      page.waitForResponse((response) => response.request().method() === 'DELETE'),
      dialog.getByRole('button', { name: 'Cancel' }).click(),
    ]);
    expect(ended.status()).toBe(204);
    release();
    await dialog.getByText(/^Cancelled: .* nothing was saved\.$/).waitFor();
    await dialog.getByRole('button', { name: 'Save', disabled: false }).waitFor();
    // So is one of which the server has told nothing yet: what it begins all the same is given up when it says so.
    const held = Promise.withResolvers<void>();
    await page.route('**/api/archives', async (route) => {
      await held.promise;
      await route.continue();
    });
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await dialog.getByRole('button', { name: 'Save', disabled: false }).waitFor();
    const [late] = await Promise.all([
      page.waitForResponse((response) => response.request().method() === 'DELETE'),
      Promise.resolve(held.resolve()),
    ]);
    expect(late.status()).toBe(204);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
  });
});
