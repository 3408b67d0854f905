import { describe, expect, it } from 'vitest';
import { must } from '../../shared/base/assert.ts';
import { MESSAGE } from '../../shared/protocol/frame.ts';
import { Archive } from './archive.ts';
import { expectAccess } from './axe.ts';
import { attributionsKept, changesKept, misspellText, spoilStore, textKept } from './kept-rows.ts';
import { caretAt, clauseWith, readPaper, typeBehind, untilFocused, untilReads, untilSaved } from './reading.ts';
import { travaux } from './travaux.ts';

/** Of y-protocols' sync messages the one that brings a change. */
const UPDATE = 2;

const archive = Archive.ofThisFile();

describe('nothing typed is lost', () => {
  it('[E20] three browsers: what is typed while the server is dead is counted, and everybody has it when it is back', async () => {
    const { pages } = await archive.three('observer');
    const [first, second] = pages;
    await archive.server.stop('SIGKILL');
    await first.getByText(/^Offline/).waitFor();
    await typeBehind(first, 'open to the public', ' on weekdays');
    await typeBehind(second, 'a list of visitors', ' by name');
    await first.getByText('Offline: 12 changes kept here, not yet saved').waitFor();
    expect(await first.getByText('All changes saved').count()).toBe(0);
    await archive.restart();
    for (const page of pages) {
      await untilReads(page, 'The archive is open to the public on weekdays.');
      await untilReads(page, 'The archivist keeps a list of visitors by name.');
    }
    await Promise.all([untilSaved(first), untilSaved(second)]);
  });

  it('[E21] three browsers: a reload while the socket is cut shows the text at once with what was typed, and goes on, whatever others did meanwhile', async () => {
    const { one, pages } = await archive.three('chair');
    const [page, writer, chair] = pages;
    await typeBehind(page, 'gloves', ' of cotton');
    await untilSaved(page);
    for (const each of pages) await untilReads(each, 'Visitors wear gloves of cotton.');
    await expect.poll(() => textKept(page)).toContain('of cotton');
    await one.cut();
    await typeBehind(page, 'of cotton', ' or silk');
    await page.getByText('Offline: 8 changes kept here').waitFor();
    await expect.poll(() => changesKept(page)).toBe(8);
    await page.reload();
    await untilReads(page, 'Visitors wear gloves of cotton or silk.');
    expect(await readPaper(chair)).toContain('Visitors wear gloves of cotton.');
    // The other drafter writes in the same sentence, and the chair opens a meeting.
    await typeBehind(writer, 'Visitors wear', ' clean');
    await untilReads(chair, 'Visitors wear clean gloves of cotton.');
    await chair.keyboard.press('Shift+M');
    await untilFocused(chair.getByRole('dialog', { name: 'Meeting and reading' }));
    await chair.keyboard.press('Enter');
    await chair.locator('.meeting-line.is-open').waitFor();
    await typeBehind(page, 'or silk', ' or wool');
    await page.getByText(/^Offline: \d changes kept here/).waitFor();
    // To the desk and back: what this page took over from the one before it goes along each time.
    for (let round = 0; round < 2; round += 1) {
      await page.locator('a.home').click();
      await page
        .getByRole('complementary', { name: 'Waiting for you' })
        .getByText(/^\d+ changes of yours are kept on this device, not saved yet$/)
        .waitFor();
      await one.open();
      await untilReads(page, 'Visitors wear gloves of cotton or silk or wool.');
    }
    one.mend();
    for (const each of pages) await untilReads(each, 'Visitors wear clean gloves of cotton or silk or wool.');
    await page.locator('.meeting-line.is-open').waitFor();
    await untilSaved(page);
    await expect.poll(() => changesKept(page)).toBe(0);
  });

  it('[E21] for whom a bracket was typed while the socket was cut outlives a reload, too, and is said once the words have arrived', async () => {
    const { one, pages } = await archive.three('observer');
    const [page, , reader] = pages;
    await one.cut();
    await caretAt(page, 'Readers sign for what they read', 'after');
    await page.keyboard.type(' [in ink]');
    await untilFocused(page.getByRole('dialog', { name: 'For whom?' }).getByRole('combobox'));
    await page.keyboard.type('egy');
    await page.keyboard.press('Enter');
    await page.getByText(/^Offline: \d+ changes kept here/).waitFor();
    await expect.poll(() => changesKept(page)).toBeGreaterThan(0);
    await expect.poll(() => attributionsKept(page)).toBe(1);
    const tag = clauseWith(page, 'in ink').locator('.tag');
    await tag.getByText('Egypt, not sent yet', { exact: true }).waitFor();
    await page.locator('.card', { hasText: 'in ink' }).getByText('Egypt, not sent yet', { exact: true }).click();
    await page.locator('.card.unfolded').getByText('For Egypt, not sent yet.', { exact: true }).waitFor();
    await page.reload();
    await tag.getByText('Egypt, not sent yet', { exact: true }).waitFor();
    await untilReads(page, 'Readers sign for what they read [in ink].');
    one.mend();
    await untilReads(reader, 'Readers sign for what they read [in ink].');
    await clauseWith(reader, 'in ink').locator('.tag', { hasText: 'Egypt' }).waitFor();
    await tag.getByText('Egypt', { exact: true }).waitFor();
    await untilSaved(page);
    await expect.poll(() => attributionsKept(page)).toBe(0);
  });

  it('[E21] a desk that is gone to without a connection says so, and what is kept here, leads back to the draft, and opens by itself', async () => {
    const { one, pages } = await archive.three('observer');
    const [page, , reader] = pages;
    await one.context.setOffline(true);
    await page.getByText(/^Offline/).waitFor();
    await typeBehind(page, 'Readers sign', ' off');
    await expect.poll(() => changesKept(page)).toBe(4);
    await page.locator('a.home').click();
    const kept = page.getByText('4 changes of yours are kept on this device, not saved yet');
    await page.getByRole('heading', { name: 'Your desk cannot be opened yet' }).waitFor();
    await kept.waitFor();
    expect(await page.getByRole('link', { name: 'Go to the desk' }).count()).toBe(0);
    await expectAccess(page, 'a desk that is not reached', 'main');
    await page.getByRole('link', { name: 'Go back to “Draft decision on the archive”' }).click();
    await untilReads(page, /^Readers sign off for what they read/);
    await typeBehind(page, 'Readers sign off', ' line');
    await page.getByText('Offline: 9 changes kept here').waitFor();
    await page.locator('a.home').click();
    await page.getByText('9 changes of yours are kept on this device, not saved yet').waitFor();
    await one.context.setOffline(false);
    await untilReads(reader, /^Readers sign off line for what they read/);
    await page.getByRole('main', { name: 'Drafts' }).waitFor();
    await one.open();
    await untilReads(page, /^Readers sign off line for what they read/);
    await untilSaved(page);
    await expect.poll(() => changesKept(page)).toBe(0);
  });

  it('[E28] [S16] a store that holds what cannot be read, and one that is full, are said, and hinder nothing', async () => {
    const one = await archive.person(archive.drafter(0));
    const page = await one.open();
    await typeBehind(page, 'a list of visitors', ' or guests');
    await untilSaved(page);
    // Nothing is left to be written over what is spoilt.
    await expect.poll(() => textKept(page)).toContain('or guests');
    await expect.poll(() => changesKept(page)).toBe(0);
    await page.evaluate(spoilStore);
    await page.reload();
    await page.getByText('What this browser had kept could not be read').waitFor();
    await untilReads(page, /visitors or guests/);
    await typeBehind(page, 'or guests', ' alike');
    await untilSaved(page);

    // Nothing is left to be written over what is spoilt: both are to be said.
    await expect.poll(() => textKept(page)).toContain('alike');
    await page.evaluate(spoilStore);
    await one.context.addInitScript(() => {
      IDBObjectStore.prototype.put = () => {
        throw new DOMException('', 'QuotaExceededError');
      };
    });
    await page.reload();
    await untilReads(page, /guests alike/);
    await typeBehind(page, 'alike', ' please');
    await page.getByText('What this browser had kept could not be read').waitFor();
    await page.getByText('This device has no room left to keep unsaved changes').waitFor();
    await untilSaved(page);
  });

  it('[E29] a text that came to differ from the server’s is found, said, and fetched anew, with one’s last words kept', async () => {
    const one = await archive.person(archive.drafter(0));
    const other = await archive.person(archive.drafter(1));
    const [page, deleter] = [await one.open(), await other.open()];
    const before = (await readPaper(deleter)).find((line) => line.includes('a list'));
    let swallowed = 0;
    one.swallow = ([kind, step]) => {
      const isUpdate = kind === MESSAGE.sync && step === UPDATE;
      if (isUpdate) swallowed += 1;
      // Nor is it told that its text is the server's, whenever it asks.
      return isUpdate || kind === MESSAGE.verdict;
    };
    await typeBehind(page, 'to the public', ' freely');
    await untilReads(deleter, /public freely/);
    await untilSaved(page);
    await caretAt(deleter, 'a list', 'after');
    // One deletion is one update, however the server groups what it sends.
    for (let count = 0; count < ' list'.length; count += 1) await deleter.keyboard.press('Shift+ArrowLeft');
    await deleter.keyboard.press('Backspace');
    await untilSaved(deleter);
    await untilReads(deleter, must(before, 'the clause').replace(' list', ''));
    await expect.poll(() => swallowed).toBe(1);
    one.swallow = () => false;
    await typeBehind(page, 'public freely', ' again');
    await page.getByText('so it was fetched anew').waitFor();
    await untilReads(page, must(before, 'the clause').replace(' list', ''));
    await page.locator('.recoveries mark', { hasText: 'freely' }).waitFor();
    await untilSaved(page);
  });

  it('[E29] [S16] a kept text that came to say something else is fetched anew, though nothing was written in it, and does not come back', async () => {
    const one = await archive.person(archive.drafter(0));
    const page = await one.open();
    await untilSaved(page);
    await expect.poll(() => textKept(page)).toContain('reading room');
    await page.evaluate(misspellText, ['reading room', 'smoking room'] as const);
    expect(await textKept(page)).toContain('smoking room');
    await page.reload();
    await page.getByText('so it was fetched anew').waitFor();
    await untilReads(page, /reading room/);
    await expect.poll(() => textKept(page)).toContain('reading room');
    await page.reload();
    await untilReads(page, /reading room/);
    await untilSaved(page);
    expect(await page.getByText('was not the same').count()).toBe(0);
  });

  it('[V7] a comparison that could not be had is asked for again by hand, and by itself once the draft is connected', async () => {
    const one = await archive.person(archive.drafter(0));
    const page = await one.open();
    const failed = page.getByRole('alert').filter({ hasText: 'The server cannot be reached' });
    const compared = page.getByText('The two read alike.').or(page.getByText(/clauses? differs?;/));
    let asked = 0;
    await page.route('**/compare?*', (route) => {
      asked += 1;
      return route.abort();
    });
    await page.getByRole('button', { name: 'Compare' }).click();
    await failed.waitFor();
    // By itself once more, and no further while nothing else changes.
    await expect.poll(() => asked).toBe(2);
    await page.unroute('**/compare?*');
    await failed.getByRole('button', { name: 'Try again' }).click();
    await compared.waitFor();
    await page.getByRole('button', { name: 'Negotiating' }).click();
    await archive.server.stop('SIGKILL');
    await page.getByText(/^Offline/).waitFor();
    await page.getByRole('button', { name: 'Compare' }).click();
    await failed.waitFor();
    await archive.restart();
    await compared.waitFor();
  });

  it('[E22] a page that crashes leaves what it had not sent to the next, once', async () => {
    const one = await archive.person(archive.drafter(0));
    const other = await archive.person(archive.drafter(1));
    const [page, reader] = [await one.open(), await other.open()];
    await one.cut();
    await typeBehind(page, 'pays for the gloves', ' and the coats');
    await page.getByText('Offline: 14 changes kept here').waitFor();
    await expect.poll(() => changesKept(page)).toBe(14);
    one.mend();
    await one.crash();
    for (const each of [one.page, reader]) await untilReads(each, 'The Secretariat pays for the gloves and the coats.');
    await untilSaved(one.page);
    await expect.poll(() => changesKept(one.page)).toBe(0);
    await one.page.reload();
    await untilReads(one.page, 'The Secretariat pays for the gloves and the coats.');
  });

  it('[E23] two tabs of one person keep their changes apart, and the one does not take over from the other while it lives', async () => {
    const one = await archive.person(archive.drafter(0));
    const first = await one.open();
    const second = await one.context.newPage();
    await one.cut();
    await typeBehind(first, 'leaves the reading room', ' ever');
    await first.getByText('Offline: 5 changes kept here').waitFor();
    await second.goto(first.url());
    await untilReads(second, /^Nothing leaves the reading room/);
    await second.getByText('Offline: trying again').waitFor();
    await typeBehind(second, 'Copies are made on request', ' only');
    await second.getByText('Offline: 5 changes kept here').waitFor();
    one.mend();
    for (const page of [first, second]) {
      await untilReads(page, 'Nothing leaves the reading room ever.');
      await untilReads(page, 'Copies are made on request only.');
      await untilSaved(page);
    }
    await expect.poll(() => changesKept(first)).toBe(0);
  });

  it('[E24] three browsers: a seat that is revoked under somebody offline keeps their words until they sign in again, and nobody else notices', async () => {
    const { one, pages } = await archive.three('observer');
    const [page, second, reader] = pages;
    await one.cut();
    await typeBehind(page, 'The archive closes at noon', ' sharp');
    await page.getByText('Offline: 6 changes kept here').waitFor();
    await expect.poll(() => changesKept(page)).toBe(6);
    const { data } = archive.server;
    const seat = await page.evaluate(
      async () => ((await (await fetch('/api/session')).json()) as { readonly seat: { readonly id: string } }).seat.id,
    );
    expect(travaux('revoke', seat, '--data', data).status).toBe(0);
    await typeBehind(second, 'Copies are made', ' quickly');
    await untilReads(reader, /made quickly/);
    one.mend();
    await page
      .getByText(/Your session has ended/)
      .first()
      .waitFor();
    expect(await page.getByText('All changes saved').count()).toBe(0);
    const invited = JSON.parse(travaux('invite', seat, '--data', data, '--json').stdout) as { readonly link: string };
    await one.signIn({ ...archive.drafter(0), link: invited.link });
    const again = await one.open();
    await untilReads(again, 'The archive closes at noon sharp.');
    await untilSaved(again);
    for (const each of [second, reader]) await untilReads(each, 'The archive closes at noon sharp.');
    await untilSaved(second);
  });
});
