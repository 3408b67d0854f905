import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Hall } from './hall.ts';
import { goOn, issue } from './issuing.ts';
import { caretAt, readPaper, untilFocused, untilReads, untilSaved } from './reading.ts';
import { travaux } from './travaux.ts';

const SOURCE = `## Draft decision on the depositary

1. The Depositary [shall][should] keep the list.

2. [The list is confidential.]

3. Parties are informed [, if they ask,] in writing.
`;

let hall: Hall;

const drafter = (nth = 0) => hall.drafter(nth);
const chair = () => hall.chair();
const observer = () => hall.observer();

beforeAll(async () => {
  hall = await Hall.open({ source: SOURCE, title: 'on the depositary', reads: /^Parties are informed/ });
});

afterAll(() => hall.close());

afterEach(() => hall.checkPages((trouble) => trouble.includes('net::ERR_')));

describe('revisions on screen', () => {
  it('[R10] [R18] a drafter issues a revision; everybody is shown where work goes on', async () => {
    const [first, reader] = [await drafter(), await observer()];
    const leader = await chair();
    for (const words of ['The list is confidential.', 'if they ask']) {
      await leader.getByText(words).first().click();
      await leader.keyboard.press('d');
      const drop = leader.getByRole('dialog', { name: 'Drop' });
      await drop.getByLabel('Ground, for the record').fill('No support.');
      await drop.locator('.main-act:enabled').waitFor();
      await leader.keyboard.press('Control+Enter');
      await drop.waitFor({ state: 'detached' });
      await reader.waitForFunction((gone) => !document.querySelector('main')?.textContent?.includes(gone), words);
    }
    await first.getByRole('button', { name: 'Revisions' }).click();
    await first.getByRole('menuitem', { name: 'Issue revision' }).click();
    const dialog = first.getByRole('dialog');
    await dialog.getByText('7 words that are out will be left behind, of 2 closed proposals').waitFor();
    await dialog.locator('.repairs li', { hasText: 'Parties are informed ␣in writing.' }).getByText('a space left out').waitFor();
    expect(await dialog.getByRole('button', { name: 'Issue' }).isDisabled()).toBe(true);
    await untilFocused(dialog.getByRole('combobox', { name: 'Symbol of the text' }));
    await first.keyboard.type('A/CONF.9/L.1');
    await first.keyboard.press('Enter');
    await first.waitForFunction(
      () => document.querySelector('.ProseMirror') !== null && document.querySelector('.chip') === null,
    );
    await expect
      .poll(async () => (await readPaper(first)).slice(1))
      .toEqual(['The Depositary [shall][should] keep the list.', '', 'Parties are informed in writing.']);
    for (const page of [reader, leader]) {
      await page.getByText('This text was issued as A/CONF.9/L.1').waitFor();
      await goOn(page);
      await untilReads(page, 'The Depositary [shall][should] keep the list.');
    }
    await reader.getByRole('button', { name: 'Revisions' }).waitFor();
    await caretAt(first, 'informed', 'after');
    await first.keyboard.type(' promptly');
    await untilReads(reader, 'Parties are informed promptly in writing.');
    await untilSaved(first);
  });

  it('[V7] two moments are compared, with the decisions and by key', async () => {
    const page = await observer();
    await page.getByRole('button', { name: 'Compare' }).click();
    await page.getByText('One clause differs').waitFor();
    const changed = page.locator('[data-differs]');
    await changed.locator('ins', { hasText: 'promptly' }).waitFor();
    await page.getByRole('combobox', { name: /^From/ }).selectOption('As imported');
    await page.getByText('2 clauses differ').waitFor();
    await page.keyboard.press('n');
    await page.keyboard.press('n');
    await page.keyboard.press('p');
    const focused = page.locator('[data-differs]:focus');
    await expect.poll(() => focused.getAttribute('aria-label')).toBe('Changed: 2.');
    expect(await focused.innerText()).toMatch(/dropped .*record 2/s);
    expect(
      await focused
        .locator('del')
        .first()
        .evaluate((element) => getComputedStyle(element).textDecorationLine),
    ).toBe('line-through');
    expect(await page.getByRole('combobox', { name: /^To/ }).inputValue()).toBe('now');
    await page.getByRole('combobox', { name: /^To/ }).selectOption('An entry of the record …');
    await page.getByRole('spinbutton', { name: 'Record' }).fill('1');
    await page.getByText('The text as it stood.').waitFor();
    await expect.poll(() => page.locator('.compare-list').innerText()).toContain('[The list is confidential.]');
  });

  it('[R14] [W9] an earlier revision is read from the menu, and saved as a paper', async () => {
    const page = await chair();
    await page.getByRole('button', { name: 'Revisions' }).click();
    await page.getByRole('menuitem', { name: /^Read A\/CONF\.9\/L\.1 \(\d+ \w+ \d{4}\)$/ }).click();
    await page.getByText('The text as it stood.').waitFor();
    await page.locator('.compare-list', { hasText: 'Parties are informed in writing.' }).waitFor();
    await page.locator('.compare-sides a[href*="&revision=1"]', { hasText: 'bracketed' }).waitFor();
    await page.locator('.compare-sides').getByRole('button', { name: 'Paper' }).click();
    const dialog = page.getByRole('dialog', { name: /^Save a paper of A\/CONF\.9\/L\.1 / });
    await dialog.getByRole('combobox', { name: 'Format' }).selectOption('md');
    const [download] = await Promise.all([page.waitForEvent('download'), dialog.getByRole('button', { name: 'Save' }).click()]);
    await dialog.waitFor({ state: 'detached' });
    expect(download.suggestedFilename()).toMatch(/-revision-1\.md$/);
    const paper = readFileSync(await download.path(), 'utf8');
    for (const words of ['A/CONF.9/L.1', 'Parties are informed in writing.']) expect(paper).toContain(words);
    expect(paper).not.toContain('promptly');
    await page.getByRole('button', { name: 'Negotiating' }).click();
    await untilReads(page, 'Parties are informed promptly in writing.');
  });

  it('[R12] words typed offline on a revision that was issued meanwhile are kept for their author', async () => {
    const [late, first] = [await drafter(1), await drafter(0)];
    await late.reload();
    await untilReads(late, 'Parties are informed promptly in writing.');
    await late.context().setOffline(true);
    await late.getByText(/^Offline/).waitFor();
    await caretAt(late, 'in writing', 'after');
    await late.keyboard.type(' and by cable');
    await late.getByText('Offline: 13 changes kept here').waitFor();
    await caretAt(late, 'Parties', 'before');
    await late.keyboard.press('Control+Delete');
    await late.getByText('Offline: 14 changes kept here').waitFor();
    await issue(first, 'A/CONF.9/L.1/Rev.1');
    await untilReads(first, 'Parties are informed promptly in writing.');
    await late.context().setOffline(false);
    await late.getByText('This text was issued as A/CONF.9/L.1/Rev.1').waitFor();
    await late.getByText('What you changed last in one clause came too late').waitFor();
    await late
      .getByText('What you struck in one clause came too late for the revision that was issued: it was not done.')
      .waitFor();
    await late.getByRole('button', { name: 'Go on there' }).click();
    await late.locator('.announcements', { hasText: 'and by cable' }).waitFor();
    await untilReads(late, 'Parties are informed promptly in writing.');
    await expect.poll(async () => (await readPaper(late)).join()).not.toContain('by cable');
  });

  it('[R13] an earlier revision is restored, under a symbol of its own', async () => {
    const page = await drafter(0);
    await page.goto(`${page.url().split('?')[0] ?? ''}?view=compare&from=revision-1&to=now`);
    await page.getByRole('button', { name: 'Restore' }).first().click();
    await page.getByRole('heading', { name: 'Go back to A/CONF.9/L.1' }).waitFor();
    const symbol = page.getByRole('combobox', { name: 'Symbol of the text' });
    await expect.poll(() => symbol.inputValue()).toBe('A/CONF.9/L.1/Rev.2');
    await untilFocused(symbol);
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => url.search === '');
    await untilReads(page, 'Parties are informed in writing.');
  });
});

it('[R14] the command line exports as of a revision and an entry', async () => {
  await hall.server.stop();
  const id =
    /as (d-[\w-]+)|(d-[\w-]{16})/.exec(travaux('verify', '--data', hall.server.data).stdout)?.[0].replace('as ', '') ?? '';
  const take = (...args: string[]): string =>
    travaux('export', id, '--format', 'bracketed', ...args, '--data', hall.server.data).stdout;
  expect(take('--entry', '1')).toContain('[The list is confidential.]');
  expect(take('--revision', '1')).not.toContain('confidential');
  expect(take('--revision', '2')).toContain('promptly');
  expect(take()).not.toContain('promptly');
  expect(travaux('export', id, '--format', 'clean', '--revision', '9', '--data', hall.server.data).status).toBe(2);
  expect(travaux('export', id, '--format', 'clean', '--revision', '1', '--entry', '1', '--data', hall.server.data).status).toBe(
    2,
  );
});
