import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { must } from '../../shared/base/assert.ts';
import { partsOf } from '../formats/ooxml.ts';
import { violations } from './axe.ts';
import { Hall } from './hall.ts';
import { typeBehind, untilFocused, untilReads, untilSaved } from './reading.ts';

const SOURCE = `# Draft decision on papers

## Article 1

1. The Secretariat [shall - Norway; Chile delete] keep [every][each] paper.

2. Papers are saved.
`;

let hall: Hall;

beforeAll(async () => {
  hall = await Hall.open({ source: SOURCE, title: 'on papers', reads: /^Papers are saved/ });
});

afterAll(() => hall.close());

afterEach(() => hall.checkPages());

/** A text that takes far longer to set as a PDF than a person takes to think better of it. */
const LONG = Array.from(
  { length: 120 },
  (_, at) => `${at + 1}. Matter ${at + 1}: ${'as it was read out and noted, '.repeat(200)}so it is.`,
);

/** Opens a long draft of one's own. */
async function openLong(page: Page): Promise<void> {
  const draft = await page.evaluate(async (source) => {
    const answer = await fetch('/api/drafts', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ fileName: 'long.md', source }),
    });
    return ((await answer.json()) as { draft: string }).draft;
  }, LONG.join('\n\n'));
  await page.goto(new URL(`/drafts/${draft}`, page.url()).href);
  await untilReads(page, /^Matter 120: .* so it is\.$/);
}

/** Chooses a paper in the dialog and gives the file that comes. */
async function saved(page: Page, choose: (page: Page) => Promise<void>): Promise<{ name: string; bytes: Uint8Array }> {
  await page.getByRole('button', { name: 'Export' }).click();
  await page.getByRole('menuitem', { name: 'Paper in Word' }).click();
  await page.getByRole('dialog', { name: 'Save a paper' }).waitFor();
  await choose(page);
  const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

describe('papers on the screen', () => {
  it('[W9] a drafter saves the text for Word by key alone, and it comes back as a draft from the desk', async () => {
    const page = await hall.drafter();
    const word = await saved(page, async (at) => {
      expect(await violations(at)).toEqual([]);
      await at.getByRole('combobox', { name: 'Symbol' }).fill('A/C.6/81/L.2');
    });
    expect(word.name).toBe('Draft-decision-on-papers-negotiating.docx');
    const document = partsOf(word.bytes).get('word/document.xml') ?? '';
    expect(document).toContain('A/C.6/81/L.2');
    expect(document).toMatch(/<w:ins [^>]*w:author="Norway"/);

    await page.goto(hall.server.url);
    await page.getByRole('button', { name: 'Import' }).click();
    await page
      .getByLabel('File')
      .setInputFiles({ name: 'home.docx', mimeType: 'application/zip', buffer: Buffer.from(word.bytes) });
    await page.getByLabel('Title').fill('Home again');
    await page.getByRole('dialog').getByRole('button', { name: 'Import' }).click();
    await page.getByRole('button', { name: 'Open the draft' }).click();
    await untilReads(page, 'The Secretariat [shall] keep [every][each] paper.');
  });

  it('[W50] a long one says where it is, step by step; Escape cancels it, the form stays, and another is saved at once', async () => {
    const page = await hall.drafter(1);
    await openLong(page);
    await page.getByRole('button', { name: 'Export' }).click();
    await page.getByRole('menuitem', { name: 'Paper in Word' }).click();
    const dialog = page.getByRole('dialog', { name: 'Save a paper' });
    await dialog.getByRole('combobox', { name: 'Format' }).selectOption('pdf');
    await dialog.getByRole('combobox', { name: 'Symbol' }).focus();
    await page.keyboard.press('Enter');
    await dialog.getByText('Setting the pages …').waitFor();
    await dialog.getByText(/^[1-9]\d* of 120 clauses$/).waitFor();
    // It stands still while it is looked at: a fast machine is done before.
    const writing = must(hall.server.helpers()[0], 'nobody writes');
    process.kill(writing, 'SIGSTOP');
    const bar = dialog.getByRole('progressbar', { name: 'Writing the paper' });
    expect(await bar.getAttribute('aria-valuetext')).toMatch(/^Setting the pages, \d+ of 120 clauses$/);
    await dialog
      .getByRole('status')
      .filter({ hasText: /^Setting the pages$/ })
      .waitFor({ state: 'attached' });
    expect(await violations(page, '.modal')).toEqual([]);
    await page.keyboard.press('Escape');
    await dialog.getByText(/^Cancelled: .* nothing was saved\.$/).waitFor();
    await bar.waitFor({ state: 'detached' });
    await untilFocused(dialog.getByRole('button', { name: 'Save' }));
    await dialog.getByRole('combobox', { name: 'Format' }).selectOption('md');
    const [file] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
    expect(readFileSync(await file.path(), 'utf8')).toContain('Matter 120:');
    await dialog.waitFor({ state: 'detached' });
  });

  it('[W10] an observer saves a web page, which everybody can read', async () => {
    const page = await hall.observer();
    const file = await saved(page, async (at) => {
      await at.getByRole('radio', { name: 'Text with brackets' }).waitFor();
      await at.getByRole('combobox', { name: 'Format' }).selectOption('html');
      await at.getByRole('combobox', { name: 'Symbol' }).focus();
    });
    expect(file.name).toBe('Draft-decision-on-papers-negotiating.html');
    const alone = await page.context().newPage();
    await alone.setContent(new TextDecoder().decode(file.bytes));
    for (const scheme of ['light', 'dark'] as const) {
      await alone.emulateMedia({ colorScheme: scheme });
      expect(await violations(alone)).toEqual([]);
    }
    expect(await alone.locator('ins').first().textContent()).toBe('shall');
    await alone.close();
  });

  it('[S20] a page that is printed says above its text what is not saved, and nothing where all is', async () => {
    const page = await hall.drafter();
    const save = page.getByLabel('Save state');
    await untilSaved(page);
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.draft-header').isVisible()).toBe(false);
    await page.emulateMedia({ media: 'screen' });
    await page.context().setOffline(true);
    await typeBehind(page, 'Papers are', ' not');
    await page.getByText(/^Offline: 4 changes kept here/).waitFor();
    await page.emulateMedia({ media: 'print' });
    expect([await save.isVisible(), await page.getByRole('button', { name: 'Revisions' }).isVisible()]).toEqual([true, false]);
    await page.emulateMedia({ media: 'screen' });
    await page.context().setOffline(false);
    await untilSaved(page);
  });
});
