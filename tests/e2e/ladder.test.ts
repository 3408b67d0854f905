import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Hall } from './hall.ts';
import { caretAt, clauseWith, readPaper, untilReads, untilSaved } from './reading.ts';

const SOURCE = `## Draft decision on the observatory

## Article 1

1. The observatory is open at night.

2. It [shall][should] publish its tables.

3. Its dome turns.

## Article 2

1. Instruments are lent.

2. They are returned.
`;

let hall: Hall;

const drafter = () => hall.drafter();
const chair = () => hall.chair();
const norway = () => hall.delegate('Norway');
const kenya = () => hall.delegate('Kenya');

/** The tag behind the clause with these words, as a page shows it; empty for none. */
async function tagAt(page: Page, words: string): Promise<string> {
  const clause = clauseWith(page, words);
  return (await clause.getAttribute('data-status')) ?? (await clause.locator('.status-tag').allInnerTexts()).join();
}

async function untilTagged(page: Page, words: string, tag: string): Promise<void> {
  await expect.poll(() => tagAt(page, words)).toBe(tag);
}

beforeAll(async () => {
  hall = await Hall.open({ source: SOURCE, title: 'on the observatory', reads: 'They are returned.' });
});

afterAll(() => hall.close());

afterEach(() => hall.checkPages());

describe('a committee agrees', () => {
  it('[M3] the chair opens a meeting and begins a reading by key; everybody sees them in the header', async () => {
    const [page, delegate, secretariat, other] = [await chair(), await norway(), await drafter(), await kenya()];
    expect(await delegate.locator('.meeting-line').count()).toBe(0);
    await page.keyboard.press('Shift+M');
    const dialog = page.getByRole('dialog', { name: 'Meeting and reading' });
    await dialog.getByRole('textbox', { name: 'Meeting' }).fill('3rd meeting');
    await dialog.getByRole('textbox', { name: 'Body' }).fill('Committee of the Whole');
    await page.keyboard.press('Enter');
    for (const one of [page, delegate, secretariat, other])
      await one.locator('.meeting-line', { hasText: 'Committee of the Whole, 3rd meeting' }).waitFor();
    await secretariat.getByRole('button', { name: /3rd meeting/ }).click();
    await secretariat.getByRole('button', { name: 'Begin the first reading' }).click();
    for (const one of [page, delegate]) await one.locator('.meeting-line', { hasText: '3rd meeting · first reading' }).waitFor();
  });

  it('[L11] a clause is agreed with the mouse, an article by key; tag and mark are in every view, counts in the outline', async () => {
    const [page, delegate, secretariat, other] = [await chair(), await norway(), await drafter(), await kenya()];
    await clauseWith(page, 'open at night').click();
    await page.getByRole('button', { name: 'Agree paragraph 1 …' }).click();
    await page.getByRole('dialog', { name: 'Agree paragraph 1' }).waitFor();
    await page.getByRole('radio', { name: /Agreed ad referendum/ }).check();
    await page.getByRole('button', { name: /^Confirm: agreed ad referendum/ }).click();
    for (const one of [page, delegate, secretariat, other]) await untilTagged(one, 'open at night', 'Agreed ad ref');
    await delegate.getByRole('button', { name: 'Clean' }).click();
    await untilTagged(delegate, 'open at night', 'Agreed ad ref');
    await delegate.getByRole('button', { name: 'Negotiating' }).click();

    // An article with an open bracket is refused before it is sent, and the sheet says where.
    await page.keyboard.press('Shift+S');
    const sheet = page.getByRole('dialog', { name: 'Agree Article 1' });
    await sheet.getByText('Brackets are still open in what is to be agreed: Paragraph 2.').waitFor();
    await sheet.getByText('2 brackets are open').waitFor();
    expect(await sheet.getByRole('button', { name: /^Confirm/ }).isDisabled()).toBe(true);
    await page.keyboard.press('Escape');
    await sheet.waitFor({ state: 'detached' });

    await page.locator('main.text').focus();
    for (let step = 0; step < 9 && (await page.locator('.clause.selected', { hasText: 'Instruments' }).count()) === 0; step += 1)
      await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Shift+S');
    await page.getByRole('dialog', { name: 'Agree Article 2' }).waitFor();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Control+Enter');
    for (const words of ['Article 2', 'Instruments are lent', 'They are returned'])
      await untilTagged(delegate, words, 'Agreed in committee');
    expect(await readPaper(delegate)).toContain('Instruments are lent.');
    const counts = delegate.locator('.outline li', { hasText: 'Article 2' }).locator('.outline-status');
    await expect.poll(() => counts.innerText()).toMatch(/3 agreed in committee\s+of 3/);
  });

  it('[L12] a delegation’s proposal waits until the chair reopens, with a reason', async () => {
    const [page, delegate] = [await chair(), await norway()];
    await clauseWith(delegate, 'They are returned').click();
    await delegate.getByRole('button', { name: /Propose a change/ }).click();
    await delegate.waitForURL(/\/preparations\//);
    await caretAt(delegate, 'are returned', 'after');
    await delegate.keyboard.type(' clean');
    await delegate.getByRole('button', { name: 'Table', exact: true }).click();
    await delegate
      .getByText('Paragraph 2 is agreed in committee (record 7). Only where the chair reopens it can a proposal change it.')
      .waitFor();
    await clauseWith(page, 'They are returned').click();
    await page.keyboard.press('u');
    const sheet = page.getByRole('dialog', { name: 'Reopen paragraph 2' });
    expect(await sheet.getByRole('button', { name: /^Confirm/ }).isDisabled()).toBe(true);
    await sheet.getByRole('textbox', { name: /Reason/ }).fill('Norway has a point');
    await page.keyboard.press('Enter');
    await untilTagged(page, 'They are returned', '');
    await delegate.getByRole('button', { name: 'Table', exact: true }).click();
    await delegate.waitForURL(/\/drafts\//);
    await untilReads(page, 'They are returned[ clean].');
    await untilReads(delegate, 'They are returned[ clean].');
    await untilTagged(delegate, 'Instruments are lent', 'Agreed in committee');
  });

  it('[L11] a drafter’s word ends a status at once on every screen, and the story tells what did', async () => {
    const [page, secretariat] = [await chair(), await drafter()];
    await caretAt(secretariat, 'open at night', 'after');
    await secretariat.keyboard.type('fall');
    for (const one of [secretariat, page]) {
      await untilReads(one, 'The observatory is open at nightfall.');
      await untilTagged(one, 'open at night', '');
    }
    await untilSaved(secretariat);
    await clauseWith(page, 'Instruments').click();
    await page.keyboard.press('Escape');
    // The chair's next act on the draft has the edit recorded before it.
    await page.keyboard.press('Shift+M');
    await page.getByRole('button', { name: 'Close the meeting' }).click();
    await page.getByRole('button', { name: /^first reading/ }).waitFor();
    await page.getByRole('button', { name: 'Provenance' }).click();
    await clauseWith(page, 'open at nightfall').click();
    const story = page.getByRole('region', { name: 'Story of the clause' });
    await story.getByText('declared this clause agreed ad referendum (Working group).').waitFor();
    await story.getByText('With that the clause was no longer agreed ad referendum.').waitFor();
    await story.getByText('Committee of the Whole, 3rd meeting').first().waitFor();
    await page.getByRole('button', { name: 'Negotiating' }).click();
  });

  it('[R17] [L11] how a clause is set counts as its words do: the status is gone, the story and the comparison tell why', async () => {
    const [page, secretariat] = [await chair(), await drafter()];
    await untilTagged(page, 'Instruments are lent', 'Agreed in committee');
    await caretAt(secretariat, 'Instruments are lent', 'before');
    await secretariat.keyboard.press('Shift+ArrowRight');
    await secretariat.keyboard.press('Control+b');
    await untilTagged(page, 'Instruments are lent', '');
    await untilSaved(secretariat);
    await page.keyboard.press('Shift+M');
    await page.getByRole('button', { name: 'Close the first reading' }).click();
    await page.getByRole('button', { name: /^No meeting is open/ }).waitFor();
    await page.getByRole('button', { name: 'Provenance' }).click();
    await clauseWith(page, 'Instruments are lent').click();
    const story = page.getByRole('region', { name: 'Story of the clause' });
    await story.getByText('changed how this clause is set: “I” in bold. With that the clause was no longer').waitFor();
    await page.getByRole('button', { name: 'Negotiating' }).click();
  });

  it('[L8] the secretariat names the rungs as the conference does; no two alike', async () => {
    const [secretariat, delegate] = [await drafter(), await norway()];
    await delegate.locator('.meeting-line').waitFor({ state: 'detached' });
    await secretariat.getByRole('button', { name: /^No meeting is open/ }).click();
    await secretariat.getByText('The first reading is closed.').waitFor();
    await secretariat.getByRole('button', { name: 'Status ladder …' }).click();
    const dialog = secretariat.getByRole('dialog', { name: 'Status ladder' });
    const rung = dialog.getByRole('listitem').nth(2);
    await rung.getByRole('textbox', { name: 'Tag' }).fill('Green');
    await dialog.getByText('A tag is Agreed or Adopted').waitFor();
    expect(await dialog.getByRole('button', { name: 'Set the ladder' }).isDisabled()).toBe(true);
    await rung.getByRole('textbox', { name: 'Tag' }).fill('Agreed in Main Committee');
    await rung.getByRole('combobox', { name: 'Colour' }).selectOption('violet');
    await dialog.getByRole('button', { name: 'Set the ladder' }).click();
    await untilTagged(delegate, 'Article 2', 'Agreed in Main Committee');
    expect(await clauseWith(delegate, 'Article 2').getAttribute('data-rung-colour')).toBe('violet');
    await untilTagged(secretariat, 'Article 2', 'Agreed in Main Committee');
  });
});
