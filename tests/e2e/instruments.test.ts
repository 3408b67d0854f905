import type { Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { violations } from './axe.ts';
import { Hall } from './hall.ts';
import { chosen, pointWith } from './points.ts';
import { clauseWith, readPaper, untilFocused, untilReads } from './reading.ts';

const SOURCE = `## Draft decision on the fund

1. The Fund [shall - Norway][should - Kenya] be open[, where possible,] to all.
2. It meets [yearly - Kenya], in Geneva.
3. [It reports, as a rule, to the Assembly. - Norway]
4. Entries are kept.
5. Fees are paid at the door.
6. Fees are waived.
7. It keeps accounts[ in dollars - Kenya].
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

/** A card tells of other points too: only its own words count. */
const goTo = (page: Page, words: string): Promise<void> => pointWith(page, words, { within: '.alternative-words' });
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
    await goTo(page, words);
    await page.keyboard.press('x');
  }
}

/** Has the chair let what is chosen wait until something is decided. */
async function letWait(page: Page, until: string, why: string): Promise<void> {
  await page.keyboard.press('w');
  const sheet = page.getByRole('dialog', { name: 'Let it wait' });
  await sheet.getByLabel('Until what is decided').selectOption({ label: until });
  await sheet.getByLabel(/^Why it waits/).fill(why);
  await page.keyboard.press('Enter');
  await gone(page);
}

describe('the chair’s instruments on screen', () => {
  it('[G9] the chair arranges the running order by key and by drag, and everybody sees what is being taken and what is next', async () => {
    const [leader, reader] = [await chair(), await kenya()];
    for (const words of ['yearly', 'shall', 'It reports']) {
      await goTo(leader, words);
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
    await untilFocused(leader.locator('.order-go', { hasText: 'shall' }));
    await expect.poll(async () => (await order(leader))[0]).toContain('shall');
    await untilFocused(leader.locator('.order-go').first());
    await leader.locator('.order-go').nth(2).dragTo(leader.locator('.order-go').nth(1));
    for (const page of [leader, reader]) await expect.poll(async () => (await order(page))[1]).toContain('It reports');
    expect(await reader.getByRole('button', { name: 'Take out' }).count()).toBe(0);
    await reader.getByRole('button', { name: /^Open \d/ }).click();
    await leader.locator('main').focus();
    await leader.keyboard.press('>');
    await reader.locator('.now-taken', { hasText: /Now.*shall.*Next:.*It reports/s }).waitFor();
    await leader.locator('.order-item[aria-current=step]', { hasText: 'shall' }).waitFor();
    await leader.keyboard.press('>');
    await reader.locator('.now-taken', { hasText: /Now.*It reports.*Next:.*yearly/s }).waitFor();
    await reader.getByRole('button', { name: /^Order/ }).click();
    expect(await reader.locator('.order-item[aria-current=step]').innerText()).toMatch(/It reports.*now/s);
    expect([...(await violations(leader)), ...(await violations(reader))]).toEqual([]);
  });

  it('[G9] what waits says so to everybody, is accepted by the chair with a reason only, and says when it is free', async () => {
    const [leader, reader] = [await chair(), await norway()];
    await goTo(leader, 'shall');
    await letWait(leader, '3. “It reports, as a rule, to the Assembly.”', 'who oversees it');
    await goTo(reader, 'shall');
    await chosen(reader)
      .getByText(/Pending 3 “It reports.*: who oversees it/)
      .waitFor();
    await leader.keyboard.press('a');
    await leader.getByRole('dialog', { name: 'Accept' }).getByText('It waits for no. 5 of the register').waitFor();
    await leader.keyboard.press('Control+Enter');
    await leader.getByText('to accept it all the same, say why').waitFor();
    await leader.keyboard.press('Escape');
    await goTo(leader, 'It reports');
    await leader.keyboard.press('d');
    await leader.getByRole('dialog', { name: 'Drop' }).getByLabel('Ground, for the record').fill('No agreement.');
    await leader.keyboard.press('Control+Enter');
    await gone(leader);
    await chosen(reader)
      .getByText(/Free now\. It was pending .* which was dropped/)
      .waitFor();
  });

  it('[G9] a package is tied by key; each card says so; it is decided whole, with every sentence and what is left out shown before, and one reopening takes it back', async () => {
    const [leader, reader] = [await chair(), await kenya()];
    await expect.poll(() => readPaper(reader)).not.toContain('[It reports, as a rule, to the Assembly.]');
    const before = await readPaper(reader);
    await mark(leader, 'shall', 'where possible', 'yearly');
    await leader.getByText('3 points marked').waitFor();
    await leader.keyboard.press('Shift+K');
    await leader.getByRole('dialog', { name: 'Tie 3 into a package' }).getByLabel('Name of the package').fill('Openness');
    await leader.keyboard.press('Enter');
    await gone(leader);
    await goTo(reader, 'yearly');
    await chosen(reader).getByText('In the package “Openness”').waitFor();
    expect(
      await chosen(reader)
        .getByRole('button', { name: /^Decide the package/ })
        .count(),
    ).toBe(0);
    await goTo(leader, 'yearly');
    await leader.keyboard.press('d');
    await leader.getByRole('dialog', { name: 'Drop' }).getByLabel('Ground, for the record').fill('No agreement.');
    await leader.keyboard.press('Control+Enter');
    await leader.getByText('which is decided together or not at all').waitFor();
    await leader.keyboard.press('Escape');
    await gone(leader);
    await leader.keyboard.press('Shift+A');
    const sheet = leader.getByRole('dialog', { name: 'Decide the package “Openness”' });
    await sheet.locator('[data-proposal]', { hasText: 'where possible' }).getByRole('combobox').selectOption('drop');
    await sheet.locator('[data-proposal]', { hasText: 'yearly' }).getByRole('combobox').selectOption('drop');
    await sheet.getByLabel('Ground, for the record').fill('No agreement.');
    await expect.poll(() => prospects(sheet)).toEqual(['1. The Fund shall be open to all.', '2. It meets, in Geneva.']);
    await sheet.locator('.repairs', { hasText: 'a space left out' }).waitFor();
    expect(await violations(leader)).toEqual([]);
    await leader.keyboard.press('Control+Enter');
    await gone(leader);
    await untilReads(reader, 'The Fund shall be open to all.');
    await leader.getByRole('button', { name: /^Order/ }).click();
    const card = leader.getByRole('article', { name: /^Decision on the package “Openness”/ });
    await card.getByRole('button', { name: 'Reopen all of it …' }).click();
    await card.getByLabel(/^Why all of it is reopened/).fill('Norway asked to');
    await leader.keyboard.press('Enter');
    await expect.poll(() => readPaper(reader)).toEqual(before);
    await chosen(reader).getByText('In the package “Openness”').waitFor();
    // Nobody can be made to stay in it.
    await goTo(reader, 'yearly');
    await reader.keyboard.press('w');
    await untilFocused(reader.getByRole('form', { name: 'Withdraw' }).getByRole('button', { name: /Withdraw it/ }));
    await reader.keyboard.press('Enter');
    const tied = leader.getByRole('article', { name: 'Package Openness' });
    await tied.getByRole('button', { name: /yearly/ }).waitFor({ state: 'detached' });
    // What is marked comes into it in one act, and is marked no more.
    await mark(leader, 'in dollars');
    await pointWith(leader, 'should', { within: '.alternative-words', alternative: 2 });
    await leader.keyboard.press('x');
    await leader.getByText('2 points marked').waitFor();
    await leader.getByRole('button', { name: /^Order/ }).click();
    await tied.getByRole('button', { name: 'Add what is marked …' }).click();
    await leader.getByLabel(/^Why what is marked is added/).fill('it goes with it');
    await leader.keyboard.press('Enter');
    for (const words of ['should', 'in dollars']) await tied.locator('[data-proposal]', { hasText: words }).waitFor();
    await leader.getByRole('button', { name: 'Add what is marked …' }).waitFor({ state: 'detached' });
    await tied.getByRole('button', { name: 'Dissolve …' }).click();
    await leader.getByLabel(/^Why the package is dissolved/).fill('too little is left');
    await leader.keyboard.press('Enter');
    await leader.getByText(/^dissolved \(record/).waitFor();
  });

  it('[G9] points that were marked are parked in one act; [G8] one decision alone shows what it leaves out too', async () => {
    const [leader, reader] = [await chair(), await kenya()];
    await mark(leader, 'shall', 'where possible');
    await leader.keyboard.press('Shift+A');
    const sheet = leader.getByRole('dialog', { name: 'Decide 2 together' });
    await sheet.getByRole('button', { name: 'Park all' }).click();
    expect(await sheet.getByRole('button', { name: /^Confirm: 2 parked/ }).isDisabled()).toBe(true);
    await sheet.getByLabel('Parked with whom').fill('Ms Adeyemi');
    await sheet.getByLabel('Comes back on').fill('2099-07-10');
    await leader.keyboard.press('Control+Enter');
    await gone(leader);
    await reader.getByRole('button', { name: 'Set aside 2' }).waitFor();
    await goTo(leader, 'where possible');
    await leader.keyboard.press('d');
    const single = leader.getByRole('dialog', { name: 'Drop' });
    await expect.poll(() => prospects(single)).toEqual([expect.stringMatching(/be open to all\.$/)]);
    await leader.keyboard.press('Escape');
  });

  it('[G10] [G9] an option, a proposal and a clause to be agreed are one package: every sentence is shown before, and one reopening gives all back', async () => {
    const [leader, owner, other, secretariat] = [await chair(), await kenya(), await norway(), await hall.drafter()];
    await leader.keyboard.press('Escape');
    await leader.keyboard.press('Shift+O');
    const options = leader.getByRole('dialog', { name: 'Set options' });
    for (const [label, words] of [
      ['Option A', '5. Fees are paid at the door.'],
      ['Option B', '6. Fees are waived.'],
    ] as const)
      await options.getByRole('group', { name: label }).getByLabel('From').selectOption({ label: words });
    await options.getByRole('button', { name: 'Set options', disabled: false }).press('Enter');
    await options.waitFor({ state: 'detached' });
    for (const page of [leader, owner, other, secretariat]) await untilReads(page, '[Option B');
    await mark(leader, 'Fees are paid', 'in dollars');
    await clauseWith(leader, 'Entries are kept').click();
    await leader.keyboard.press('Shift+K');
    const tying = leader.getByRole('dialog', { name: 'Tie 3 into a package' });
    await tying.getByLabel('Name of the package').fill('Fees');
    await tying.getByLabel(/^How far, 4/).selectOption({ label: 'Agreed in committee' });
    await tying.getByRole('button', { name: /^Tie the package/ }).click();
    await gone(leader);
    await goTo(owner, 'in dollars');
    await chosen(owner).getByText('In the package “Fees” with 2 more').waitFor();
    await clauseWith(leader, 'Entries are kept').click();
    await leader.keyboard.press('s');
    await leader.keyboard.press('Control+Enter');
    await leader.getByText('with which it is agreed or not at all').waitFor();
    await leader.keyboard.press('Escape');
    await gone(leader);
    await goTo(leader, 'in dollars');
    await leader.keyboard.press('Shift+A');
    const sheet = leader.getByRole('dialog', { name: 'Decide the package “Fees”' });
    await expect
      .poll(() => prospects(sheet))
      .toEqual([
        '4. Entries are kept.',
        'The clause goes.',
        '5. Fees are paid at the door.',
        'The clause goes.',
        '6. The clause goes.',
        '7. It keeps accounts in dollars.',
      ]);
    expect(await violations(leader)).toEqual([]);
    await sheet.getByRole('button', { name: /^Confirm: 2 accepted, 1 agreed/ }).click();
    await gone(leader);
    for (const page of [owner, other]) {
      await untilReads(page, 'It keeps accounts in dollars.');
      await clauseWith(page, 'Entries are kept').locator('.status-tag', { hasText: 'Agreed in committee' }).waitFor();
      expect(await readPaper(page)).not.toContain('Fees are waived.');
    }
    await leader.getByRole('button', { name: /^Order/ }).click();
    const card = leader.getByRole('article', { name: /^Decision on the package “Fees”/ });
    await card.getByRole('button', { name: 'Reopen all of it …' }).click();
    await card.getByLabel(/^Why all of it is reopened/).fill('Kenya asked to');
    await leader.keyboard.press('Enter');
    await untilReads(other, 'It keeps accounts[ in dollars].');
    await untilReads(other, 'Fees are waived.]');
    await clauseWith(other, 'Entries are kept').locator('.status-tag').waitFor({ state: 'detached' });
  });

  it('[D5] beside an alternative that was accepted the other is not, by their brackets, before the chair says that both can stand', async () => {
    const [leader, reader] = [await chair(), await kenya()];
    await goTo(leader, 'shall');
    await leader.keyboard.press('a');
    const sheet = leader.getByRole('dialog', { name: 'Accept' });
    await sheet.getByRole('group', { name: 'What falls with it' }).getByRole('checkbox').uncheck();
    await leader.keyboard.press('Control+Enter');
    await gone(leader);
    await goTo(reader, 'should');
    await chosen(reader).getByText('“shall” was accepted beside it').waitFor();
    expect(await chosen(reader).getByRole('button', { name: 'Both can stand' }).count()).toBe(0);
    await goTo(leader, 'should');
    await leader.keyboard.press('a');
    await leader.getByRole('dialog', { name: 'Accept' }).waitFor();
    await leader.keyboard.press('Control+Enter');
    await leader.getByText('by the brackets in which both stood one of the two can stand').waitFor();
    await leader.keyboard.press('Escape');
    await gone(leader);
    await chosen(leader).getByRole('button', { name: 'Both can stand' }).click();
    await chosen(reader).getByText('was accepted beside it').waitFor({ state: 'detached' });
    await leader.keyboard.press('a');
    await leader.getByRole('dialog', { name: 'Accept' }).waitFor();
    await leader.keyboard.press('Control+Enter');
    await gone(leader);
    await untilReads(reader, /^The Fund shall ?should be open/);
  });

  it('[G9] [D8] a clause comes into the running order, and waits, which everybody sees; what is marked elsewhere stands and falls as the chair says', async () => {
    const [leader, reader] = [await chair(), await kenya()];
    await clauseWith(leader, 'Entries are kept').click();
    await leader.keyboard.press('i');
    await reader.getByRole('button', { name: /^Order/ }).click();
    await reader.locator('.order-go', { hasText: 'Entries are kept' }).waitFor();
    await letWait(leader, 'Clause 7. It keeps accounts[ in dollars].', 'who pays');
    await reader.getByRole('article', { name: 'What waits' }).getByText('4. Entries are kept.').waitFor();
    await mark(leader, 'in dollars', 'where possible');
    await leader.getByLabel('How those marked stand to each other').selectOption('exclusive');
    await goTo(reader, 'in dollars');
    await chosen(reader)
      .getByText(/^One of this and 1\. “, where possible,” can stand/)
      .waitFor();
    await goTo(leader, 'in dollars');
    await leader.keyboard.press('a');
    const falling = leader.getByRole('dialog', { name: 'Accept' }).getByRole('group', { name: 'What falls with it' });
    expect(await falling.locator('[data-proposal]', { hasText: 'where possible' }).getByRole('checkbox').isChecked()).toBe(true);
    await leader.keyboard.press('Escape');
    await gone(leader);
  });
});
