import { rmSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from '../browser/chromium.ts';
import { expectAccess, violations } from './axe.ts';
import { outOfPlace } from './fits.ts';
import { OVERLAY, OVERLAYS, overlayFiles, type Overlay } from './overlays.ts';
import { unfold } from './points.ts';
import { untilFocused } from './reading.ts';
import { RunningServer, signIn } from './travaux.ts';

let server: RunningServer;
let browser: Browser;

beforeAll(async () => {
  [server, browser] = await Promise.all([RunningServer.start(), launchChromium()]);
});

afterAll(async () => {
  await browser.close();
  await server.stop();
  rmSync(server.data, { recursive: true, force: true });
});

async function opened(role: 'drafter' | 'chair' | 'delegate', scheme: 'light' | 'dark', participant?: string): Promise<Page> {
  const { page } = await signIn(browser, server.seat(role, participant));
  await page.emulateMedia({ colorScheme: scheme });
  await page.locator('a.draft-card').first().waitFor();
  expect(await violations(page)).toEqual([]);
  await page.locator('a.draft-card').first().click();
  await page.locator('article[data-point]').first().waitFor();
  return page;
}

/** The colour of a picture, near its corner. Which colours are forced, no style tells. */
function pixel(eyes: Page, png: Buffer): Promise<string> {
  return eyes.evaluate(
    async (source) => {
      const picture = new Image();
      picture.src = source;
      await picture.decode();
      const canvas = document.createElement('canvas').getContext('2d');
      canvas?.drawImage(picture, 0, 0);
      return String(canvas?.getImageData(5, 3, 1, 1).data);
    },
    `data:image/png;base64,${png.toString('base64')}`,
  );
}

/** What stands beside the text, list by list, and the text in each view. */
async function lookAround(page: Page): Promise<void> {
  const beside = page.getByRole('group', { name: 'Which points' });
  for (const name of [/^Order/, /^Set aside/, /^Decided/, /^Silence, votes/, /^Open/]) {
    await beside.getByRole('button', { name }).click();
    await expectAccess(page, String(name), '.points');
  }
  for (const view of ['Clean', 'Provenance', 'Compare', 'Negotiating']) {
    await page.getByRole('button', { name: view, exact: true }).click();
    await expectAccess(page, view);
  }
  for (const key of ['X', 'N']) {
    await page.keyboard.press(`Shift+${key}`);
    await page.locator(key === 'X' ? 'main.view-wish' : 'main.view-since').waitFor();
    await expectAccess(page, key);
    await page.keyboard.press(`Shift+${key}`);
  }
}

/** Expects that a dialog or sheet has room in a telephone too; what stands at a place of the page does not go to another width with it. */
async function expectRoom(page: Page, file: string): Promise<void> {
  const size = page.viewportSize();
  if (size === null || (await page.locator('.popover, .floor-line').count()) > 0) return;
  await page.setViewportSize({ width: 390, height: 844 });
  await expect.poll(() => outOfPlace(page), { message: file }).toEqual([]);
  await page.setViewportSize(size);
}

/** Whatever lies over the page, one after the other; each goes away with Escape, and nothing is left over the page. */
async function walkOver(page: Page, who: Overlay['who'], at: Overlay['at']): Promise<void> {
  for (const [file, overlay] of Object.entries(OVERLAYS)) {
    if (overlay.who !== who || overlay.at !== at) continue;
    await overlay.open(page);
    const over = page.locator(OVERLAY);
    await over
      .first()
      .waitFor()
      .catch((error: unknown) => {
        throw new Error(`${file} does not come`, { cause: error });
      });
    await expectAccess(page, file, OVERLAY);
    await expectRoom(page, file);
    await page.keyboard.press('Escape');
    await over.waitFor({ state: 'detached' });
  }
}

/** A chair opens a meeting and agrees a clause. */
async function meetAndAgree(page: Page): Promise<void> {
  await page.keyboard.press('Shift+M');
  await untilFocused(page.getByRole('dialog', { name: 'Meeting and reading' }));
  await page.keyboard.press('Enter');
  await page.locator('.meeting-line.is-open').waitFor();
  await page.locator('.clause:not(:has(.glyph)) .words').first().click();
  await page.keyboard.press('s');
  await page.getByRole('dialog', { name: /^Agree/ }).waitFor();
  await page.keyboard.press('Control+Enter');
  await page.locator('main .status-tag').waitFor();
  await page.locator('dialog.sheet').waitFor({ state: 'detached' });
  await expectAccess(page, 'a meeting and a status');
}

/** Keys of one letter can be switched off: then they do nothing, and the button that they stand on does. */
async function withoutLetters(page: Page): Promise<void> {
  const letters = page.getByRole('checkbox', { name: /^Keys of one letter/ });
  for (const act of [false, true]) {
    await page.getByRole('button', { name: /^Keys/ }).click();
    await letters.setChecked(act);
    await page.keyboard.press('Escape');
    await letters.waitFor({ state: 'detached' });
    await page.keyboard.press('v');
    await page.locator(act ? 'main.view-clean' : 'main.view-negotiating').waitFor();
  }
  await page.getByRole('button', { name: 'Negotiating', exact: true }).click();
}

describe('everybody can read and act', () => {
  it('[E14] desk, draft, editor and projection screen of a drafter', async () => {
    const page = await opened('drafter', 'dark');
    expect(await violations(page)).toEqual([]);
    await walkOver(page, 'drafter', 'draft');
    await page.goto(`${page.url().split('?')[0]}/projection`);
    await page.locator('[data-clause]').first().waitFor();
    await expectAccess(page, 'the projection screen');
  });

  it('[E14] whatever lies over the page is looked at here', () => {
    expect(Object.keys(OVERLAYS).toSorted()).toEqual(overlayFiles());
  });

  it('[E14] [E33] draft, lists and views of a chair, and whatever lies over them', async () => {
    const page = await opened('chair', 'light');
    await unfold(page);
    await walkOver(page, 'chair', 'draft');
    await lookAround(page);
    await withoutLetters(page);
    await meetAndAgree(page);
  });

  it('[E14] a delegation’s composer, and brackets told to those who hear the text', async () => {
    const page = await opened('delegate', 'dark');
    const heard = await page.locator('[data-clause]', { hasText: 'over-abstraction' }).first().ariaSnapshot();
    expect(heard).toMatch(/open bracket/i);
    expect(heard).toMatch(/close bracket/i);
    await walkOver(page, 'delegate', 'draft');
    await page.locator('[data-clause]').nth(12).click();
    await page.getByRole('button', { name: /Propose a change/ }).click();
    await page.waitForURL(/\/preparations\//);
    await page.getByRole('heading', { name: 'Preparing a proposal' }).waitFor();
    expect(await violations(page)).toEqual([]);
  });

  it('[E14] signing in, and the dialogs of the desk', async () => {
    const out = await browser.newPage();
    await out.goto(server.url);
    await out.locator('h1').first().waitFor();
    await expectAccess(out, 'signing in');
    await out.close();
    const { page } = await signIn(browser, server.seat('drafter', undefined, 1));
    await page.goto(`${server.url}/nowhere`);
    await page.getByRole('heading', { name: 'There is nothing at this address' }).waitFor();
    await expectAccess(page, 'nowhere');
    await page.goto(`${server.url}/drafts/d-nothing`);
    await page.getByRole('heading', { name: /could not be opened/ }).waitFor();
    await expectAccess(page, 'a draft that is not there');
    await page.goto(server.url);
    await walkOver(page, 'drafter', 'desk');
  });

  it('[E14] a contest is heard with its brackets, how many alternatives there are, and by whom each is proposed', async () => {
    const page = await opened('delegate', 'light', 'Brazil');
    await unfold(page);
    const card = page.locator('.card.unfolded');
    const heard = await card.ariaSnapshot();
    expect(heard).toMatch(/article "Point 1 of \d+(, at [^,]+)?, 2 alternatives"/);
    expect(heard).toMatch(/Alternative 1/);
    expect(heard).toMatch(/Alternative 2/);
    expect(heard).toMatch(/record \d+/);
    const clause = await page.locator('[data-clause]', { hasText: 'over-abstraction' }).first().ariaSnapshot();
    expect(clause).toMatch(/open bracket, \d+ of \d+, 2 alternatives, proposed by [A-Z]/);
    const reached = page.locator('output.unseen', { hasText: /^open bracket, 1 of \d+, 2 alternatives/ });
    await reached.waitFor({ state: 'attached' });
  });

  it('[E14] what is chosen, and the words of the current point, are told apart where somebody’s own colours take the place of the page’s', async () => {
    const { page } = await signIn(browser, server.seat('observer'));
    await page.locator('a.draft-card').first().click();
    await unfold(page);
    const eyes = await browser.newPage();
    const groundOf = async (selector: string): Promise<string> => pixel(eyes, await page.locator(selector).first().screenshot());
    const point = await page.locator('.card.unfolded').getAttribute('data-point');
    await page.emulateMedia({ forcedColors: 'active' });
    const everywhere = await groundOf('.text .clause');
    for (const chosen of ['.views [aria-pressed=true]', '.tabs [aria-pressed=true]', '.outline [aria-current]'])
      expect(await groundOf(chosen), chosen).not.toBe(everywhere);
    expect(await groundOf(`.text [data-inner="${point}"]`)).not.toBe(everywhere);
    expect(await groundOf('.views [aria-pressed=false]')).toBe(everywhere);
    await eyes.close();
  });
});
