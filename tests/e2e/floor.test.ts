import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from '../browser/chromium.ts';
import { caretAt, untilReads } from './reading.ts';
import { RunningServer, signIn, type SeatLink } from './travaux.ts';

let server: RunningServer;
let browser: Browser;

beforeAll(async () => {
  [server, browser] = await Promise.all([RunningServer.start(), launchChromium()]);
});

afterAll(async () => {
  await browser.close();
  await server.discard();
});

async function opened(seat: SeatLink): Promise<{ page: Page; trouble: string[] }> {
  const one = await signIn(browser, seat);
  await one.page.locator('a.draft-card').first().click();
  await one.page.locator('.clause').nth(3).waitFor();
  return one;
}

/** Presses keys one by one, as fast as they come, and tells how many there were. */
async function press(page: Page, keys: readonly string[]): Promise<number> {
  for (const key of keys) await page.keyboard.press(key === ' ' ? 'Space' : key);
  return keys.length;
}

/** Waits for a bracket round these words, and for the tag behind it that names who is for it. */
async function untilAttributed(page: Page, words: string, name: string): Promise<void> {
  await untilReads(page, new RegExp(`\\[${words}\\]`));
  await page.locator('.clause', { hasText: words }).locator('.tag', { hasText: name }).first().waitFor();
}

describe('floor speed', () => {
  it('[E4] three keys beside the words and the delegation’s code, and everybody sees the bracket, attributed', async () => {
    const drafter = await opened(server.seat('drafter'));
    const other = await opened(server.seat('observer'));
    const { page } = drafter;
    await caretAt(page, 'States Parties', 'after');
    const [words, code] = ['upon request', 'no'];
    let keys = await press(page, ['[', ...words, ']', ...code, 'Enter']);
    for (const one of [page, other.page]) await untilAttributed(one, words, 'Norway');
    expect(keys - words.length - code.length).toBe(3);
    // Typing goes on at once, outside; and whoever spoke last is offered without a letter.
    keys = await press(page, [...' or ', '[', ...'on demand', ']', 'Enter']);
    await untilAttributed(other.page, 'on demand', 'Norway');
    expect(keys - ' or on demand'.length).toBe(3);
    await untilReads(page, /States Parties\[upon request\] or \[on demand\]/);
    expect([...drafter.trouble, ...other.trouble]).toEqual([]);
  });
});
