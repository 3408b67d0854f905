import type { Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { violations } from './axe.ts';
import { Hall } from './hall.ts';
import { readPaper, untilReads } from './reading.ts';

const SOURCE = `## Draft decision on the fund

1. The Fund [shall - Norway][should - Kenya] be open[, where possible,] to all.
2. It meets [yearly - Kenya], in Geneva.
3. [It reports, as a rule, to the Assembly. - Norway]
4. Entries are kept.
`;

let hall: Hall;

const chair = () => hall.chair();
const norway = () => hall.delegate('Norway');
const kenya = () => hall.delegate('Kenya');

beforeAll(async () => {
  hall = await Hall.open({ source: SOURCE, title: 'on the fund', reads: 'Entries are kept.' });
});

afterAll(() => hall.close());

afterEach(() => hall.checkPages((trouble) => trouble.includes('409')));

/** Goes to the point that holds these words, and to its n-th alternative, by key. */
async function pointWith(page: Page, words: string, alternative = 1): Promise<void> {
  await page.getByRole('button', { name: /^Open \d/ }).click();
  await page.keyboard.press('Escape');
  for (let step = 0; step < 20; step += 1) {
    await page.keyboard.press('n');
    const current = page.locator('article[aria-current=true] .alternative-words');
    if (!(await current.allInnerTexts()).join(' ').includes(words)) continue;
    await page.keyboard.press(String(alternative));
    return;
  }
  throw new Error(`no open point with ${words}`);
}

const chosen = (page: Page) => page.locator('.card.unfolded .alternative.chosen');
const gone = (page: Page) => page.locator('dialog.sheet').waitFor({ state: 'detached' });

/** The sentences of a sheet as they would read, without what is shown going. */
function prospects(sheet: Locator): Promise<string[]> {
  return sheet.locator('.prospect').evaluateAll((all) =>
    all.map((one) => {
      const shown = one.cloneNode(true) as HTMLElement;
      for (const gone of shown.querySelectorAll('del')) gone.remove();
      return (shown.textContent ?? '')
        .replaceAll(/\s+/g, ' ')
        .replaceAll(/ ([,.])/g, '$1')
        .trim();
    }),
  );
}

async function mark(page: Page, ...points: readonly string[]): Promise<void> {
  for (const words of points) {
    await pointWith(page, words);
    await page.keyboard.press('x');
  }
}

describe('the chair’s instruments on screen', () => {
  it('[G9] the chair arranges the running order by key and by drag, and everybody sees what is being taken and what is next', async () => {
    const [leader, reader] = [await chair(), await kenya()];
    for (const words of ['yearly', 'shall', 'It reports']) {
      await pointWith(leader, words);
      await leader.keyboard.press('i');
      await leader.getByRole('button', { name: /^Into the order/ }).waitFor({ state: 'detached' });
    }
    await leader.getByRole('button', { name: /^Order/ }).click();
    await reader.getByRole('button', { name: 'Order 3' }).click();
    const order = (page: Page) => page.locator('.order-go').allInnerTexts();
    await leader.locator('.order-go').nth(1).focus();
    await leader.keyboard.press('Alt+ArrowUp');
    await expect
      .poll(() => order(reader))
      .toEqual([expect.stringContaining('shall'), expect.stringContaining('yearly'), expect.stringContaining('It reports')]);
    expect(
      await leader
        .locator('.order-go')
        .first()
        .evaluate((one) => one === document.activeElement),
    ).toBe(true);
    await leader.locator('.order-go').nth(2).dragTo(leader.locator('.order-go').nth(1));
    await expect.poll(async () => (await order(reader))[1]).toContain('It reports');
    expect(await reader.getByRole('button', { name: 'Take out' }).count()).toBe(0);
    await reader.getByRole('button', { name: /^Open \d/ }).click();
    await leader.locator('main').focus();
    await leader.keyboard.press('>');
    await reader.locator('.now-taken', { hasText: /Now.*shall.*Next:.*It reports/s }).waitFor();
    await leader.keyboard.press('>');
    await reader.locator('.now-taken', { hasText: /Now.*It reports.*Next:.*yearly/s }).waitFor();
    await reader.getByRole('button', { name: /^Order/ }).click();
    expect(await reader.locator('.order-item[aria-current=step]').innerText()).toMatch(/It reports.*now/s);
    expect([...(await violations(leader)), ...(await violations(reader))]).toEqual([]);
  });

  it('[G9] what waits says so to everybody, is accepted by the chair with a reason only, and says when it is free', async () => {
    const [leader, reader] = [await chair(), await norway()];
    await pointWith(leader, 'shall');
    await leader.keyboard.press('w');
    const sheet = leader.getByRole('dialog', { name: 'Let it wait' });
    await sheet.getByLabel('Until what is decided').selectOption({ label: '3. “It reports, as a rule, to the Assembly.”' });
    await sheet.getByLabel(/^Why it waits/).fill('who oversees it');
    await leader.keyboard.press('Enter');
    await gone(leader);
    await pointWith(reader, 'shall');
    await chosen(reader)
      .getByText(/Pending 3 “It reports.*: who oversees it/)
      .waitFor();
    await leader.keyboard.press('a');
    await leader.getByRole('dialog', { name: 'Accept' }).getByText('It waits for no. 5 of the register').waitFor();
    await leader.keyboard.press('Control+Enter');
    await leader.getByText('to accept it all the same, say why').waitFor();
    await leader.keyboard.press('Escape');
    await pointWith(leader, 'It reports');
    await leader.keyboard.press('d');
    await leader.keyboard.press('Control+Enter');
    await gone(leader);
    await chosen(reader)
      .getByText(/Free now\. It was pending .* which was dropped/)
      .waitFor();
  });

  it('[G9] a package is tied by key; each card says so; it is decided whole, with every sentence and what is left out shown before, and one reopening takes it back', async () => {
    const [leader, reader] = [await chair(), await kenya()];
    const before = await readPaper(reader);
    await mark(leader, 'shall', 'where possible', 'yearly');
    await leader.getByText('3 points marked').waitFor();
    await leader.keyboard.press('K');
    await leader.getByRole('dialog', { name: 'Tie 3 into a package' }).getByLabel('Name of the package').fill('Openness');
    await leader.keyboard.press('Enter');
    await gone(leader);
    await pointWith(reader, 'yearly');
    await chosen(reader).getByText('In the package “Openness”').waitFor();
    expect(
      await chosen(reader)
        .getByRole('button', { name: /^Decide the package/ })
        .count(),
    ).toBe(0);
    await pointWith(leader, 'yearly');
    await leader.keyboard.press('d');
    await leader.keyboard.press('Control+Enter');
    await leader.getByText('which is decided together or not at all').waitFor();
    await leader.keyboard.press('Escape');
    await gone(leader);
    await leader.keyboard.press('A');
    const sheet = leader.getByRole('dialog', { name: 'Decide the package “Openness”' });
    await sheet.locator('[data-proposal]', { hasText: 'where possible' }).getByRole('combobox').selectOption('drop');
    await sheet.locator('[data-proposal]', { hasText: 'yearly' }).getByRole('combobox').selectOption('drop');
    await expect.poll(() => prospects(sheet)).toEqual(['1. The Fund shall be open to all.', '2. It meets, in Geneva.']);
    expect(await sheet.locator('.repairs').innerText()).toContain('a space left out');
    expect(await violations(leader)).toEqual([]);
    await leader.keyboard.press('Control+Enter');
    await gone(leader);
    await untilReads(reader, 'The Fund shall be open to all.');
    await leader.getByRole('button', { name: /^Order/ }).click();
    const card = leader.getByRole('article', { name: /^Decision on the package “Openness”/ });
    await card.getByRole('button', { name: 'Reopen all of it …' }).click();
    await card.getByLabel(/^Why all of it is reopened/).fill('Norway asked to');
    await leader.keyboard.press('Enter');
    await untilReads(reader, before.find((line) => line.includes('The Fund')) ?? '');
    expect(await readPaper(reader)).toEqual(before);
    await chosen(reader).getByText('In the package “Openness”').waitFor();
    // Nobody can be made to stay in it.
    await pointWith(reader, 'yearly');
    await reader.keyboard.press('w');
    await leader
      .getByRole('article', { name: 'Package Openness' })
      .getByRole('button', { name: /yearly/ })
      .waitFor({ state: 'detached' });
    await leader.getByRole('article', { name: 'Package Openness' }).getByRole('button', { name: 'Dissolve …' }).click();
    await leader.getByLabel(/^Why the package is dissolved/).fill('too little is left');
    await leader.keyboard.press('Enter');
    await leader.getByText(/^dissolved \(record/).waitFor();
  });

  it('[G9] points that were marked are parked in one act; [G8] one decision alone shows what it leaves out too', async () => {
    const [leader, reader] = [await chair(), await kenya()];
    await mark(leader, 'shall', 'where possible');
    await leader.keyboard.press('A');
    const sheet = leader.getByRole('dialog', { name: 'Decide 2 together' });
    await sheet.getByRole('button', { name: 'Park all' }).click();
    expect(await sheet.getByRole('button', { name: /^Confirm: 2 parked/ }).isDisabled()).toBe(true);
    await sheet.getByLabel('Parked with whom').fill('Ms Adeyemi');
    await sheet.getByLabel('Comes back on').fill('2099-07-10');
    await leader.keyboard.press('Control+Enter');
    await gone(leader);
    await reader.getByRole('button', { name: 'Set aside 2' }).waitFor();
    await pointWith(leader, 'where possible');
    await leader.keyboard.press('d');
    const single = leader.getByRole('dialog', { name: 'Drop' });
    await expect.poll(() => prospects(single)).toEqual([expect.stringMatching(/be open to all\.$/)]);
    await leader.keyboard.press('Escape');
  });
});
