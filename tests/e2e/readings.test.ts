import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from '../browser/chromium.ts';
import { violations } from './axe.ts';
import { unfold } from './points.ts';
import { issue } from './issuing.ts';
import { caretAt, typeBehind, untilReads } from './reading.ts';
import { newDataFolder, RunningServer, signIn, travaux, type SeatLink } from './travaux.ts';

const SOURCE = `## Draft rules of the archive

## Article 1

1. The Archive [shall - Kenya, Brazil][may - Norway] be open to all.
2. Records are kept for ever.

## Article 2

1. The Archivist reports to the Assembly [each year - Norway; Kenya delete].
`;

let server: RunningServer;
let browser: Browser;
const data = newDataFolder();
const pages = new Map<SeatLink, Page>();

async function reading(seat: SeatLink): Promise<Page> {
  let page = pages.get(seat);
  if (page === undefined) {
    ({ page } = await signIn(browser, seat));
    pages.set(seat, page);
  }
  await page.goto(new URL('/', page.url()).href);
  await page.locator('a.draft-card', { hasText: 'Draft rules of the archive' }).click();
  await untilReads(page, /^Records are kept for ever/);
  return page;
}

const lit = (page: Page) => page.locator('.clause.selected');

beforeAll(async () => {
  const file = join(data, 'archive.md');
  writeFileSync(file, SOURCE);
  expect(travaux('import', file, '--data', data).status).toBe(0);
  [server, browser] = await Promise.all([RunningServer.start({ data, args: ['--empty'] }), launchChromium()]);
});

afterAll(async () => {
  await browser.close();
  await server.stop();
  rmSync(data, { recursive: true, force: true });
});

describe('readings of a draft', () => {
  it('[V11] [V12] reads as a delegation would have it, and clean with what would go', async () => {
    const page = await reading(server.seat('observer'));
    await page.keyboard.press('Shift+X');
    await page.getByLabel('Whose text').selectOption('Kenya');
    await untilReads(page, 'The Archive shall be open to all.');
    await untilReads(page, /^The Archivist reports to the Assembly\s*\.$/);
    await page.getByLabel('Whose text').selectOption('Norway');
    await untilReads(page, 'The Archive may be open to all.');
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('v');
    await page.getByRole('button', { name: 'Clean' }).click();
    await page.getByText(/^What would go: the words of 3 proposals/).click();
    await page.getByText('goes · Kenya and Brazil').waitFor();
  });

  it('[V13] [V18] positions are a grid for the keys, reached from the list of readings', async () => {
    const page = await reading(server.seat('observer'));
    await page.keyboard.press('z');
    await page.getByRole('menuitem', { name: /^Positions/ }).press('Enter');
    const grid = page.getByRole('grid', { name: 'Positions on open points' });
    await grid.getByRole('rowheader').first().focus();
    // The year first: on the other point nobody has taken a position.
    await expect
      .poll(() => grid.getByRole('rowheader').allInnerTexts())
      .toEqual([expect.stringContaining('each year'), expect.stringContaining('shall'), expect.stringContaining('may')]);
    await page.keyboard.press('Control+End');
    await page.locator('[aria-label="Norway proposes"]:focus').waitFor();
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Control+ArrowUp');
    await page.keyboard.press('ArrowDown');
    await page.locator('[aria-label="Kenya opposes"]:focus').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await grid.waitFor({ state: 'detached' });
    await page.locator('.card.unfolded', { hasText: 'each year' }).waitFor();
  });

  it('[V14] [V15] brackets by day, and who sponsors with whom', async () => {
    const page = await reading(server.seat('observer'));
    await page.keyboard.press('Shift+B');
    const days = page.getByRole('dialog', { name: 'Open brackets by day' });
    const last = days.getByRole('row').last();
    await expect.poll(() => last.getByRole('cell').allInnerTexts()).toEqual(['3', '–', '–', '–', '–', '–', '3']);
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await days.waitFor({ state: 'detached' });
    await page.keyboard.press('Shift+W');
    const pairs = page.getByRole('dialog', { name: 'Who sponsors with whom' });
    await expect.poll(() => pairs.getByRole('row').last().innerText()).toMatch(/Brazil\s+Kenya\s+1\s+no\. 1, open/);
    expect(await violations(page)).toEqual([]);
  });

  it('[V16] what changed since one last looked goes forward by saying so, and by leaving; not by a reload', async () => {
    const page = await reading(server.seat('delegate', 'Kenya'));
    await page.keyboard.press('Shift+N');
    await page.getByRole('button', { name: 'I have seen it' }).click();
    await page.getByText('Nothing new').waitFor();
    await page.keyboard.press('Shift+N');
    const chair = await reading(server.seat('chair'));
    await unfold(chair);
    await chair.keyboard.press('a');
    await chair.getByRole('dialog').waitFor();
    await chair.keyboard.press('Control+Enter');
    await page.getByRole('button', { name: 'Readings 2 new' }).waitFor();
    await page.keyboard.press('Shift+N');
    await page.locator('.marked-clause', { hasText: 'The Archive' }).waitFor();
    await page.reload();
    await page.getByText('The chair accepted “shall” of Kenya and Brazil.').waitFor();
    await page.getByRole('button', { name: '1. The Archive shall be open to all.' }).click();
    await expect.poll(() => page.locator('.marked-clause').count()).toBe(1);
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Shift+N');
    await page.getByRole('button', { name: 'Readings', exact: true }).waitFor();
    await page.keyboard.press('Shift+N');
    await page.getByText('Nothing new').waitFor();
  });

  it('[V17] a screen in the room follows whoever leads it, to the keystroke', async () => {
    const screen = await reading(server.seat('observer'));
    await screen.goto(`${screen.url().split('?')[0]}/projection`);
    await screen.getByText('Nobody leads this screen yet.').waitFor();
    const drafter = await reading(server.seat('drafter'));
    await caretAt(drafter, 'for ever', 'after');
    await drafter.getByRole('button', { name: /^Readings/ }).click();
    await drafter.getByRole('menuitem', { name: 'Lead the projection screen' }).click();
    await screen.getByText('Following the secretariat').waitFor();
    await expect.poll(() => lit(screen).innerText()).toContain('Records are kept');
    await caretAt(drafter, 'for ever', 'after');
    await drafter.keyboard.type(' and a day');
    await untilReads(screen, 'Records are kept for ever and a day.');
    const chair = await reading(server.seat('chair'));
    await chair.keyboard.press('Shift+L');
    await screen.getByText('Following the chair').waitFor();
    await unfold(chair);
    await chair.keyboard.press('d');
    await chair.getByRole('dialog').waitFor();
    await screen.getByText('If this is dropped, it would read').waitFor();
    await screen.getByText('The Archivist reports to the Assembly.').waitFor();
    await drafter.getByText('on screen').waitFor({ state: 'detached' });
    expect(await violations(screen)).toEqual([]);
    const before = await screen.locator('main').evaluate((main) => Number.parseFloat(getComputedStyle(main).fontSize));
    for (const key of ['+', 'c']) await screen.keyboard.press(key);
    await expect
      .poll(() => screen.locator('main').evaluate((main) => Number.parseFloat(getComputedStyle(main).fontSize)))
      .toBeGreaterThan(before);
    expect(await violations(screen)).toEqual([]);
    await chair.goto('about:blank');
    await screen.getByText(/is away\. It stays where they were/).waitFor();
    await expect.poll(() => lit(screen).innerText()).toContain('The Archivist');
    expect(await screen.locator('[contenteditable=true]').count()).toBe(0);
  });

  it('[V17] [R12] a screen in the room goes on by itself where its revision was issued, at the place where the lead was', async () => {
    const [screen, drafter] = [await reading(server.seat('observer')), await reading(server.seat('drafter'))];
    await screen.goto(`${screen.url().split('?')[0]}/projection`);
    await caretAt(drafter, 'Records', 'before');
    await drafter.getByRole('button', { name: /^Readings/ }).click();
    await drafter.getByRole('menuitem', { name: 'Lead the projection screen' }).click();
    await expect.poll(() => lit(screen).innerText()).toContain('Records are kept');
    await issue(drafter, 'A/CONF.9/L.1');
    await typeBehind(drafter, 'Records', ' of the archive');
    await untilReads(screen, /^Records of the archive are kept/);
    await expect.poll(() => lit(screen).innerText()).toContain('Records of the archive');
    expect(await screen.getByText('This screen is not connected').count()).toBe(0);
  });
});
