import type { Locator } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Hall } from './hall.ts';
import { untilReads } from './reading.ts';

const SOURCE = `## مشروع مقرر

1. تلتزم الدول الأطراف بالتعاون.

5 bis. تلتزم الدول [فورا] كافة بذلك.

7. يدخل المقرر حيز النفاذ.
`;

let hall: Hall;
beforeAll(async () => {
  hall = await Hall.open({ source: SOURCE, title: 'مشروع', reads: /كافة بذلك/ });
});
afterAll(() => hall.close());
afterEach(() => hall.checkPages());

/** Where some characters of an element are drawn. */
function leftOf(element: Locator, words: string): Promise<number> {
  return element.evaluate((holder, sought) => {
    const walk = document.createTreeWalker(holder, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
      const node = walk.currentNode;
      const at = node.nodeValue?.indexOf(sought) ?? -1;
      if (at === -1) continue;
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + sought.length);
      return range.getBoundingClientRect().left;
    }
    throw new Error(`no ${sought}`);
  }, words);
}

describe('a text from right to left', () => {
  it('[T20] [D12] what is said of a clause beside it runs its own way, and numbers are read as they stand', async () => {
    const chair = await hall.chair();
    await chair.getByText('فورا').first().click();
    await chair.keyboard.press('d');
    const drop = chair.getByRole('dialog', { name: 'Drop' });
    await drop.getByLabel('Ground, for the record').fill('لا تأييد (A/1).');
    const number = drop.locator('.prospect-number');
    await expect.poll(() => number.innerText()).toMatch(/5 bis/);
    expect(await leftOf(number, '5')).toBeLessThan(await leftOf(number, 'bis'));
    await drop.locator('.main-act:enabled').waitFor();
    await chair.keyboard.press('Control+Enter');
    await drop.waitFor({ state: 'detached' });
    await chair.getByRole('button', { name: /^Decided \d/ }).click();
    expect(await chair.locator('.decided .rationale').getAttribute('dir')).toBe('rtl');
  });

  it('[T20] [V7] in a comparison the arrow from one number leads to the later one, and sentences run from left to right', async () => {
    const chair = await hall.chair();
    await chair.keyboard.press('Shift+#');
    const dialog = chair.getByRole('dialog', { name: 'Numbers' });
    await dialog.getByRole('button', { name: 'Renumber the text' }).click();
    await dialog.getByText('Renumbered in record').waitFor();
    await dialog.getByRole('button', { name: 'Close' }).click();
    const page = await hall.observer();
    await untilReads(page, /كافة بذلك/);
    await page.getByRole('button', { name: 'Compare' }).click();
    await page.getByRole('combobox', { name: /^From/ }).selectOption('As imported');
    for (const [words, from, to] of [
      ['كافة', '5', '2'],
      ['النفاذ', '7', '3'],
    ] as const) {
      const gutter = page.locator('[data-differs]', { hasText: words }).locator('.gutter', { hasText: '→' });
      await gutter.waitFor();
      expect(await leftOf(gutter, from)).toBeLessThan(await leftOf(gutter, '→'));
      expect(await leftOf(gutter, '→')).toBeLessThan(await leftOf(gutter, to));
    }
    const because = page.locator('[data-differs] .because').first();
    expect(await because.evaluate((element) => getComputedStyle(element).direction)).toBe('ltr');
  });
});
