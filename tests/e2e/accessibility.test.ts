import { rmSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from '../browser/chromium.ts';
import { violations } from './axe.ts';
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

/** In both schemes, and with the words of what is wrong beside where. */
async function checked(page: Page, what: string): Promise<void> {
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    expect([what, colorScheme, ...(await violations(page))]).toEqual([what, colorScheme]);
  }
}

/** Help, lens, options, what stands beside the text, and saying what is to be done with a point. */
async function lookAround(page: Page): Promise<void> {
  for (const key of ['?', 'O', 'H']) {
    await page.keyboard.press(key);
    await page.getByRole('dialog').waitFor();
    await checked(page, key);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  }
  const beside = page.getByRole('group', { name: 'Which points' });
  for (const name of [/^Order/, /^Set aside/, /^Decided/, /^Silence, votes/]) {
    await beside.getByRole('button', { name }).click();
    await checked(page, String(name));
  }
  await beside.getByRole('button', { name: /^Open/ }).click();
  await page.keyboard.press('n');
  for (const key of ['m', 'd', 'f']) {
    await page.keyboard.press(key);
    await page.locator('dialog.sheet').waitFor();
    await checked(page, key);
    await page.keyboard.press('Escape');
    await page.locator('dialog.sheet').waitFor({ state: 'detached' });
  }
}

/** A chair opens a meeting, looks at the ladder and agrees a clause. */
async function meetAndAgree(page: Page): Promise<void> {
  await page.keyboard.press('Shift+M');
  await page.getByRole('dialog', { name: 'Meeting and reading' }).waitFor();
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('Enter');
  await page.locator('.meeting-line.is-open').waitFor();
  await page.keyboard.press('Shift+M');
  await page.getByRole('button', { name: 'Status ladder …' }).click();
  await page.getByRole('dialog', { name: 'Status ladder' }).waitFor();
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await page.locator('.clause:not(:has(.glyph)) .words').first().click();
  await page.keyboard.press('s');
  await page.getByRole('dialog', { name: /^Agree/ }).waitFor();
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('Control+Enter');
  await page.locator('main .status-tag').waitFor();
  await page.locator('dialog.sheet').waitFor({ state: 'detached' });
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    expect(await violations(page)).toEqual([]);
  }
}

describe('everybody can read and act', () => {
  it('[E14] desk, draft and editor of a drafter', async () => {
    const page = await opened('drafter', 'dark');
    expect(await violations(page)).toEqual([]);
  });

  it('[E14] draft, decision, register and the other views of a chair', async () => {
    const page = await opened('chair', 'light');
    await page.keyboard.press('n');
    await page.keyboard.press('a');
    await page.getByRole('dialog').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    for (const key of ['c', 'l', 'h']) {
      await page.keyboard.press(key);
      await page.getByRole('dialog').waitFor();
      expect([key, ...(await violations(page))]).toEqual([key]);
      await page.keyboard.press('Escape');
    }
    await page.keyboard.press('Shift+R');
    await page.locator('.register').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    for (const view of ['Clean', 'Provenance', 'Compare']) {
      await page.getByRole('button', { name: view, exact: true }).click();
      expect([view, ...(await violations(page))]).toEqual([view]);
    }
    await page.getByRole('button', { name: 'Negotiating', exact: true }).click();
    await lookAround(page);
    await meetAndAgree(page);
  });

  it('[E14] a delegation’s composer, and brackets told to those who hear the text', async () => {
    const page = await opened('delegate', 'dark');
    const heard = await page.locator('[data-clause]', { hasText: 'over-abstraction' }).first().ariaSnapshot();
    expect(heard).toMatch(/open bracket/i);
    expect(heard).toMatch(/close bracket/i);
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
    await checked(out, 'signing in');
    await out.close();
    const { page } = await signIn(browser, server.seat('drafter', undefined, 1));
    for (const name of ['Import a text', 'Who speaks for groups …']) {
      await page.getByRole('button', { name }).click();
      await page.getByRole('dialog').waitFor();
      await checked(page, name);
      await page.keyboard.press('Escape');
    }
  });

  it('[E14] a contest is heard with its brackets, how many alternatives there are, and by whom each is proposed', async () => {
    const page = await opened('delegate', 'light', 'Brazil');
    await page.keyboard.press('n');
    const card = page.locator('.card.unfolded');
    await card.waitFor();
    const heard = await card.ariaSnapshot();
    expect(heard).toMatch(/Alternative 1/);
    expect(heard).toMatch(/Alternative 2/);
    expect(heard).toMatch(/record \d+/);
    const clause = await page.locator('[data-clause]', { hasText: 'over-abstraction' }).first().ariaSnapshot();
    expect(clause).toMatch(/open bracket, proposed by [A-Z]/);
  });
});
