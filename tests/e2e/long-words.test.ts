import { afterAll, beforeAll, expect, it } from 'vitest';
import { outOfPlace } from './fits.ts';
import { Hall } from './hall.ts';
import { unfold } from './points.ts';

const ADDRESS = `https://example.org/${'registers'.repeat(12)}`;
const NAMES = "Democratic People's Republic of Korea; United Kingdom of Great Britain and Northern Ireland";

let hall: Hall;

beforeAll(async () => {
  const source = `## Draft decision on addresses\n\n1. It is [kept] at [${ADDRESS} - ${NAMES}].\n\nThe end.\n`;
  hall = await Hall.open({ source, title: 'on addresses', reads: /^The end\./ });
});

afterAll(() => hall.close());

it('[E14] what is long stays within the decision that it is shown in, and within the list of who sponsors with whom, on a telephone', async () => {
  const page = await hall.chair();
  await page.setViewportSize({ width: 390, height: 844 });
  await unfold(page);
  await page.keyboard.press('n');
  for (const key of ['a', 'm', 'c']) {
    await page.keyboard.press(key);
    await page.locator('dialog.sheet').waitFor();
    expect(await outOfPlace(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.locator('dialog.sheet').waitFor({ state: 'detached' });
  }
  await page.keyboard.press('Shift+W');
  await page.locator('.figure-table').waitFor();
  expect(await outOfPlace(page)).toEqual([]);
});
