import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Archive } from './archive.ts';
import { expectAccess } from './axe.ts';
import { readPaper, removeClause, typeBehind, untilReads, untilSaved } from './reading.ts';

let archive: Archive;

beforeAll(async () => {
  archive = await Archive.found();
});
beforeEach(() => archive.serve());
afterEach(() => archive.clear());
afterAll(() => archive.close());

describe('the tray', () => {
  it('[E25] words whose paragraph was removed meanwhile wait on the desk and on the page, and are put back', async () => {
    const one = await archive.person(archive.drafter(0));
    const other = await archive.person(archive.drafter(1));
    const [page, remover] = [await one.open(), await other.open()];
    await one.cut();
    await typeBehind(page, 'Copies are made', ' by hand and');
    await page.getByText('Offline: 12 changes kept here').waitFor();
    await removeClause(remover, 'Copies are made');
    await untilSaved(remover);
    one.mend();
    const tray = page.getByRole('region', { name: 'Words of yours that are in no text' });
    await tray.locator('mark', { hasText: 'by hand and' }).waitFor();
    await expectAccess(page, 'the tray', '.announcements');
    await expect.poll(async () => (await readPaper(page)).join()).not.toContain('by hand');
    expect(await remover.getByRole('region', { name: /in no text/ }).count()).toBe(0);
    await page.goto(new URL('/', page.url()).href);
    await page.getByRole('complementary', { name: 'Waiting for you' }).getByText('1 passage of yours that is in no text').click();
    await tray.getByRole('button', { name: 'Put back' }).click();
    for (const each of [page, remover]) await untilReads(each, 'by hand and');
    await tray.waitFor({ state: 'detached' });
    await page.reload();
    await untilReads(page, 'by hand and');
    expect(await tray.count()).toBe(0);
  });

  it('[E26] a revision that is issued under somebody offline: their words are carried over by the tray', async () => {
    const one = await archive.person(archive.drafter(0));
    const other = await archive.person(archive.drafter(1));
    const [page, issuer] = [await one.open(), await other.open()];
    await one.cut();
    await typeBehind(page, 'Visitors wear', ' clean');
    await page.getByText('Offline: 6 changes kept here').waitFor();
    const status = await issuer.evaluate(async () => {
      const draft = location.pathname.split('/').at(-1);
      const command = { type: 'issue-revision', symbol: 'A/1' };
      const headers = { 'content-type': 'application/json' };
      return (await fetch(`/api/drafts/${draft}/commands`, { method: 'POST', headers, body: JSON.stringify(command) })).status;
    });
    expect(status).toBe(200);
    one.mend();
    await page.getByText('was issued as A/1').waitFor();
    const tray = page.getByRole('region', { name: 'Words of yours that are in no text' });
    await tray.locator('mark', { hasText: 'clean' }).waitFor();
    await page.reload();
    await tray.getByRole('button', { name: 'Put back' }).click();
    await issuer.reload();
    for (const each of [page, issuer]) await untilReads(each, /^Visitors wear clean gloves/);
    await untilSaved(page);
    await tray.waitFor({ state: 'detached' });
  });

  it('[E27] words are copied, and discarded when that is said twice', async () => {
    const one = await archive.person(archive.drafter(0));
    await one.context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const other = await archive.person(archive.drafter(1));
    const [page, remover] = [await one.open(), await other.open()];
    await one.cut();
    await typeBehind(page, 'The archive closes', ' not');
    await removeClause(remover, 'The archive closes');
    await untilSaved(remover);
    one.mend();
    const tray = page.getByRole('region', { name: 'Words of yours that are in no text' });
    await tray.getByRole('button', { name: 'Copy' }).click();
    await tray.getByText('Copied.').waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('not');
    await tray.getByRole('button', { name: 'Discard', exact: true }).click();
    await tray.getByRole('button', { name: 'Keep' }).click();
    await tray.getByRole('button', { name: 'Discard', exact: true }).click();
    await tray.getByRole('button', { name: 'Discard for good' }).click();
    await tray.waitFor({ state: 'detached' });
    await page.reload();
    await untilSaved(page);
    expect(await tray.count()).toBe(0);
  });
});
