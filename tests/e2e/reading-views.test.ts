import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from '../browser/chromium.ts';
import { caretAt, clauseWith, readPaper, untilReads, untilSaved } from './reading.ts';
import { newDataFolder, RunningServer, signIn, travaux, type SeatLink } from './travaux.ts';

const SOURCE = `## Draft rules of the archive

## Article 1

1. The Archive [shall][may] be open to all.
2. Records are kept for ever.

## Article 2

1. The Archivist reports to the Assembly [each year - Norway; Kenya delete].
2. Costs are shared equally.
`;

let server: RunningServer;
let browser: Browser;
const data = newDataFolder();
const seated = new Map<SeatLink, Page>();

async function at(seat: SeatLink): Promise<Page> {
  const known = seated.get(seat);
  if (known !== undefined) return known;
  const { page } = await signIn(browser, seat);
  seated.set(seat, page);
  return page;
}

async function reading(seat: SeatLink): Promise<Page> {
  const page = await at(seat);
  await page.goto(new URL('/', page.url()).href);
  await page.locator('a.draft-card', { hasText: 'Draft rules of the archive' }).click();
  await untilReads(page, 'Records are kept for ever.');
  return page;
}

beforeAll(async () => {
  [server, browser] = await Promise.all([RunningServer.start({ data, args: ['--empty'] }), launchChromium()]);
});

afterAll(async () => {
  await browser.close();
  await server.stop();
  expect(travaux('verify', '--data', data)).toMatchObject({ status: 0 });
  rmSync(data, { recursive: true, force: true });
});

describe('a draft on the screen', () => {
  it('[E15] is imported from the desk, with a report of what was found, and opened', async () => {
    const page = await at(server.seat('drafter'));
    const file = join(data, 'archive.md');
    writeFileSync(file, `${SOURCE}\nA bracket [that nobody closes.\n`);
    await page
      .getByText(/no draft/i)
      .first()
      .waitFor();
    await page.getByRole('button', { name: 'Import a text' }).click();
    const nothing = { name: 'nothing.txt', mimeType: 'text/plain', buffer: Buffer.from('') };
    await page.getByLabel('Or paste it here').fill('Pasted words.');
    await page.locator('input[type=file]').setInputFiles(nothing);
    await page.getByText('nothing.txt is empty: there is nothing in it.').waitFor();
    expect(await page.getByLabel('Or paste it here').inputValue()).toBe('Pasted words.');
    await page.locator('input[type=file]').setInputFiles(file);
    await page.getByRole('button', { name: 'Import', exact: true }).click();
    await page.getByText('Never closed').waitFor();
    await page
      .getByText(/bracket \[that nobody closes/)
      .first()
      .waitFor();
    await page.getByRole('button', { name: 'Open the draft' }).click();
    await untilReads(page, 'The Archivist reports to the Assembly [each year].');
    await untilReads(page, 'A bracket [that nobody closes.');
  });

  it('[E15] a text too long for the field is imported without standing in it, and can be taken out again', async () => {
    const page = await at(server.seat('drafter'));
    await page.goto(new URL('/', page.url()).href);
    await page.getByRole('button', { name: 'Import a text' }).click();
    const field = page.getByLabel('Or paste it here');
    const paste = (): Promise<void> =>
      field.evaluate((element) => {
        const clipboardData = new DataTransfer();
        clipboardData.setData('text/plain', `${'\n'.repeat(300_000)}1. The Parties act.`);
        element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
      });
    await paste();
    const told = page.getByText('300,019 characters, too many to be shown here; they are imported whole.');
    await told.waitFor();
    expect([await field.inputValue(), await field.isDisabled()]).toEqual(['', true]);
    await page.getByRole('button', { name: 'Take them out' }).click();
    await told.waitFor({ state: 'detached' });
    expect(await field.isDisabled()).toBe(false);
    await paste();
    await page.getByRole('button', { name: 'Import', exact: true }).click();
    await page.getByText('1 clause, 0 brackets').waitFor();
    await page.getByRole('button', { name: 'Open the draft' }).click();
    await untilReads(page, 'The Parties act.');
  });

  it('[E16] has an outline with the open points of each article, and goes there', async () => {
    const page = await reading(server.seat('observer'));
    const outline = page.getByRole('navigation', { name: 'Outline' });
    const article = outline
      .getByRole('button', { name: /Article 2/ })
      .or(outline.getByRole('link', { name: /Article 2/ }))
      .first();
    await expect.poll(async () => (await article.innerText()).replaceAll(/\s+/g, ' ')).toMatch(/Article 2 1/);
    await article.click();
    await expect
      .poll(() => outline.locator('[aria-current=true], [aria-current=location]').first().innerText())
      .toMatch(/Article 2/);
  });

  it('[E17] shows the clean text, and the story of a clause in sentences with record numbers', async () => {
    const page = await reading(server.seat('observer'));
    await page.getByRole('button', { name: 'Clean', exact: true }).click();
    await untilReads(page, 'The Archive be open to all.');
    expect((await readPaper(page)).join(' ')).not.toMatch(/each year/);
    await page.getByRole('button', { name: 'Provenance', exact: true }).click();
    await clauseWith(page, 'The Archivist reports').click();
    const story = page.getByRole('region', { name: 'Story of the clause' });
    await story.getByText('this clause came with one bracket, attributed to Norway').waitFor();
    await story.getByText(/record 1$/).waitFor();
  });

  it('[E18] is exported from the screen in each format, as the command line would', async () => {
    const page = await reading(server.seat('delegate', 'Norway'));
    const draft = new URL(page.url()).pathname.split('/').at(-1) ?? '';
    const exported: string[] = [];
    for (const [item, format] of [
      ['Bracketed text', 'bracketed'],
      ['Clean text', 'clean'],
      ['Record', 'record'],
    ] as const) {
      await page.getByRole('button', { name: 'Export' }).click();
      const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', { name: item }).click()]);
      const file = readFileSync(await download.path(), 'utf8');
      expect(travaux('export', draft, '--format', format, '--data', data)).toMatchObject({ status: 0, stdout: file });
      exported.push(file);
    }
    expect(exported[0]?.replaceAll(/\s/g, '')).toBe(`${SOURCE}\nA bracket [that nobody closes.\n`.replaceAll(/\s/g, ''));
    expect(exported[1]).not.toContain('each year');
    expect(exported[2]).toContain('imported the text from archive.md');
  });

  it('[E19] a delegation proposes a new clause, and that another goes', async () => {
    const [page, reader] = [await reading(server.seat('delegate', 'Norway')), await reading(server.seat('chair'))];
    await clauseWith(page, 'Costs are shared').click();
    await page.getByRole('button', { name: /new clause after/ }).click();
    await page.waitForURL(/\/preparations\//);
    await page.locator('.ProseMirror[contenteditable=true]').waitFor();
    await caretAt(page, 'Costs are shared equally.', 'after');
    const rows = await page.locator('.ProseMirror > p').count();
    if (rows < 2) await page.keyboard.press('Enter');
    else await page.keyboard.press('ArrowDown');
    await page.keyboard.type('The Archive lends nothing.');
    await page.getByRole('button', { name: 'Table', exact: true }).click();
    await page.waitForURL(/\/drafts\//);
    // The bracket holds the number, since what is proposed is that there be such a paragraph: it opens in the gutter.
    await untilReads(reader, 'The Archive lends nothing.]');
    await clauseWith(page, 'Records are kept').click();
    await page.getByRole('button', { name: /Propose to delete/ }).click();
    await page.waitForURL(/\/preparations\/[^?]*$/);
    // What is written in place of it is not taken out by a reload.
    await page.locator('.ProseMirror[contenteditable=true]').click();
    await page.keyboard.type('Records are burnt.');
    await untilReads(page, 'Records are burnt.');
    await untilSaved(page);
    await page.reload();
    await untilReads(page, 'Records are burnt.');
    await page.locator('.ProseMirror[contenteditable=true]').click();
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.press('Delete');
    await page.getByRole('button', { name: 'Table', exact: true }).click();
    await page.waitForURL(/\/drafts\//);
    await untilReads(reader, '[Records are kept for ever.]');
  });
});
