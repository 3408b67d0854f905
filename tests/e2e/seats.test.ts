import { describe, expect, it } from 'vitest';
import { Archive } from './archive.ts';
import { expectAccess } from './axe.ts';
import { issue } from './issuing.ts';
import { changesKept, refuseStore, textKept } from './kept-rows.ts';
import { typeBehind, untilReads, untilSaved } from './reading.ts';
import { travaux } from './travaux.ts';

const archive = Archive.ofThisFile();

describe('a browser in which another seat signs in', () => {
  it('[A10] does nothing in that one’s name on a page of the first', async () => {
    const one = await archive.person(archive.server.seat('chair'));
    const page = await one.open();
    const draft = new URL(page.url()).pathname.split('/').at(-1) ?? '';
    const second = await one.context.newPage();
    await second.goto(archive.drafter(0).link);
    await second.waitForURL((url) => url.pathname === '/');
    await issue(page, 'A/1');
    await page.getByText('You need the link to your seat').waitFor();
    await page.getByRole('link', { name: 'go to the desk of that seat' }).click();
    await page.locator('a.draft-card', { hasText: 'archive' }).click();
    await untilSaved(page);
    expect(travaux('export', draft, '--format', 'record', '--data', archive.server.data).stdout).not.toContain('A/1');
  });

  it('[A2] says that one is signed out, and not that one has no link, to whoever signs out', async () => {
    const { page } = await archive.person(archive.server.seat('observer'));
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'You are signed out' }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: 'You need the link to your seat' }).waitFor();
  });

  it('[S15] keeps no text of a draft that was open in another window when its drafter signed out', async () => {
    const one = await archive.person(archive.drafter(0));
    const page = await one.open();
    await typeBehind(page, 'Visitors wear gloves', ' always');
    await untilSaved(page);
    await expect.poll(() => textKept(page), { timeout: 15_000 }).toContain('gloves always');
    const desk = await one.context.newPage();
    await desk.goto(archive.server.url);
    const leave = desk.getByRole('button', { name: 'Sign out' });
    await leave.waitFor();
    await typeBehind(page, 'Visitors wear gloves always', ' and hats');
    await untilSaved(page);
    await leave.click();
    await page
      .getByText(/Your session has ended/)
      .first()
      .waitFor();
    await expect.poll(() => textKept(page)).toBe('');
    await page.reload();
    await page.getByText('You need the link to your seat').waitFor();
    expect(await textKept(page)).toBe('');
  });

  it('[E24] a page whose words are nowhere else stays when its session has ended, also where one comes back to it', async () => {
    const one = await archive.person(archive.drafter(0));
    await one.context.addInitScript(refuseStore);
    await one.page.reload();
    const page = await one.open();
    await one.cut();
    await typeBehind(page, 'The archive closes at noon', ' sharp');
    const second = await one.context.newPage();
    await second.goto(archive.drafter(1).link);
    await second.waitForURL((url) => url.pathname === '/');
    one.mend();
    await page.getByText('Refused: 6 changes not saved').waitFor();
    const answered = page.waitForResponse((response) => response.status() === 401);
    await page.evaluate(() => window.dispatchEvent(new Event('focus')));
    await answered;
    await page.getByRole('button', { name: 'Compare' }).click();
    await page.getByRole('alert').filter({ hasText: 'session' }).first().waitFor();
    await page.getByRole('button', { name: 'Negotiating' }).click();
    await untilReads(page, 'The archive closes at noon sharp.');
  });

  it('[E24] tells whoever signs out, and whoever is asked for a link, how many changes are kept here and not saved', async () => {
    const one = await archive.person(archive.drafter(0));
    const page = await one.open();
    await one.cut();
    await typeBehind(page, 'The archive closes at noon', ' sharp');
    await expect.poll(() => changesKept(page)).toBe(6);
    const desk = await one.context.newPage();
    await desk.goto(archive.server.url);
    await desk.getByRole('button', { name: 'Sign out' }).click();
    const kept = desk.getByText('6 changes are kept on this device, not saved yet');
    await desk.getByRole('heading', { name: 'You are signed out' }).waitFor();
    await kept.waitFor();
    await desk.reload();
    await desk.getByRole('heading', { name: 'You need the link to your seat' }).waitFor();
    await kept.waitFor();
    await expectAccess(desk, 'a page that asks for a link', 'main');
  });

  it('[A10] [E24] keeps what the first had typed until that one signs in again', async () => {
    const one = await archive.person(archive.drafter(0));
    const page = await one.open();
    await one.cut();
    await typeBehind(page, 'The archive closes at noon', ' sharp');
    await page.getByText('Offline: 6 changes kept here').waitFor();
    await expect.poll(() => changesKept(page)).toBe(6);
    const second = await one.context.newPage();
    await second.goto(archive.drafter(1).link);
    await second.waitForURL((url) => url.pathname === '/');
    one.mend();
    await page
      .getByText(/another seat has signed in with this browser/)
      .first()
      .waitFor();
    await page.reload();
    await untilReads(page, 'The archive closes at noon.');
    await untilSaved(page);
    const seat = travaux('seats', '--data', archive.server.data, '--json').stdout;
    const [{ seat: first } = { seat: '' }] = JSON.parse(seat) as { readonly seat: string }[];
    const { link } = JSON.parse(travaux('invite', first, '--data', archive.server.data, '--json').stdout) as { link: string };
    await one.signIn({ ...archive.drafter(0), link });
    const again = await one.open();
    await untilReads(again, 'The archive closes at noon sharp.');
    await untilSaved(again);
  });
});

describe('a slow line', () => {
  it('[E21] is told by a desk whose drafts have yet to come', async () => {
    const page = (await archive.person(archive.server.seat('observer'))).page;
    const answer = Promise.withResolvers<undefined>();
    await page.route('**/api/desk', async (route) => {
      await answer.promise;
      await route.continue();
    });
    await page.reload();
    await page.getByText('Fetching the drafts …').waitFor();
    answer.resolve(undefined);
    await page.locator('a.draft-card').waitFor();
    await page.getByText('Fetching the drafts …').waitFor({ state: 'detached' });
  });

  it('[E21] a page that cannot ask who sits here says how many changes this device keeps, and opens by itself', async () => {
    const { one, pages } = await archive.three('observer');
    const [page, , reader] = pages;
    await one.cut();
    await typeBehind(page, 'The archivist keeps', ' up');
    await expect.poll(() => changesKept(page)).toBe(3);
    await page.route('**/api/**', (route) => route.abort('connectionrefused'));
    await page.reload();
    await page.getByRole('heading', { name: 'The server cannot be reached' }).waitFor();
    await page.getByText('3 changes are kept on this device, not saved yet').waitFor();
    await expectAccess(page, 'a page that cannot ask who sits here', 'main');
    await page.unroute('**/api/**');
    one.mend();
    await untilReads(reader, /^The archivist keeps up a list/);
    await untilSaved(page);
  });
});
