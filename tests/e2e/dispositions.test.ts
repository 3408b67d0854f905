import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { expectAccess } from './axe.ts';
import { Hall } from './hall.ts';
import { pick } from './picking.ts';
import { chosen, pointWith } from './points.ts';
import { readPaper, untilReads } from './reading.ts';
import { travaux } from './travaux.ts';

const SOURCE = `## Draft decision on the register

## Article 1

1. The Commission [shall - Norway][should - Kenya][is to - Brazil] report annually to the Assembly.
2. The Board [reviews - Norway][examines - Kenya] each entry once a year.

## Article 2

1. [The Council may meet [in closed session - Kenya].]
2. Entries are kept for [ten] years.
3. Sessions are held [in Geneva - Brazil].
4. Its archive is open [to all - Chile; Egypt; Ghana; India; Japan].
`;

let hall: Hall;
/** What the screen gave, by draft and format. */
const prints = new Map<string, string>();

const drafter = () => hall.drafter();
const chair = () => hall.chair();
const norway = () => hall.delegate('Norway');
const kenya = () => hall.delegate('Kenya');

beforeAll(async () => {
  hall = await Hall.open({ source: SOURCE, title: 'Draft decision on the register', reads: 'Entries are kept for [ten] years.' });
});

afterAll(() => hall.close());

afterEach(() => hall.checkPages((trouble) => trouble.includes('net::ERR_')));

describe('where proposals go', () => {
  it('[D8] the chair parks by key, all see with whom and until when, the list has the overdue first, and the chair calls back', async () => {
    const [page, reader] = [await chair(), await kenya()];
    for (const [words, owner, day] of [
      ['reviews', 'Ms Adeyemi', '2099-07-10'],
      ['ten', 'Mr Okafor', '2020-01-31'],
    ] as const) {
      await pointWith(page, words);
      await page.keyboard.press('l');
      await page.getByLabel('With whom').fill(owner);
      await page.getByLabel('Comes back on').fill(day);
      await page.keyboard.press('Control+Enter');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    }
    await pointWith(reader, 'reviews');
    await chosen(reader).getByText('Parked with Ms Adeyemi until 10 July 2099').waitFor();
    await untilReads(reader, 'Entries are kept for [ten] years.');
    await reader.getByRole('button', { name: 'Set aside 2' }).click();
    const cards = reader.locator('.card.aside');
    await expect.poll(() => cards.count()).toBe(2);
    expect(await cards.first().innerText()).toMatch(/Mr Okafor until 31 January 2020\s+overdue/);
    expect(await cards.nth(1).innerText()).not.toContain('overdue');
    await reader.getByRole('button', { name: /^Open \d/ }).click();
    await pointWith(page, 'ten');
    await page.keyboard.press('b');
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /Confirm: call back/ })
      .waitFor();
    await page.keyboard.press('Control+Enter');
    await reader.getByRole('button', { name: 'Set aside 1' }).waitFor();
  });

  it('[E30] one of all delegations is found by letters, and the keyboard suffices from the key that asks to the record', async () => {
    const [page, reader] = [await chair(), await kenya()];
    await pointWith(page, 'in Geneva');
    await page.keyboard.press('h');
    const sheet = page.getByRole('dialog', { name: /reserve/i });
    const field = sheet.getByRole('combobox', { name: 'For which delegation' });
    const ahead = page.locator('.picker-option[data-focused]');
    await field.and(page.locator(':focus')).waitFor();
    // All of them without a letter, and Escape closes the list alone.
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => page.getByRole('option').count()).toBeGreaterThan(190);
    await expectAccess(page, 'all delegations');
    await page.keyboard.press('Escape');
    await page.getByRole('listbox').waitFor({ state: 'detached' });
    // By regional group, by letters that nobody has, and by a name without its accent.
    await page.keyboard.type('weog');
    await ahead
      .filter({ hasText: 'Andorra' })
      .or(ahead.filter({ hasText: 'Western European' }))
      .waitFor();
    await page.keyboard.press('Control+a');
    await page.keyboard.type('qq');
    await page.getByText('Nobody of that name here.').waitFor();
    await expectAccess(page, 'nobody found');
    await page.keyboard.press('Escape');
    await page.getByRole('listbox').waitFor({ state: 'detached' });
    expect(await field.inputValue()).toBe('');
    await pick(field, 'cote');
    await expect.poll(() => field.inputValue()).toMatch(/Ivoire/);
    await page.keyboard.press('Control+Enter');
    await sheet.waitFor({ state: 'detached' });
    await pointWith(reader, 'in Geneva');
    await chosen(reader)
      .getByText(/^Reserved for Côte d.Ivoire/)
      .waitFor();
    await pointWith(page, 'in Geneva');
    await page.keyboard.press('b');
    await page.getByRole('button', { name: /Confirm: call back/ }).waitFor();
    await page.keyboard.press('Control+Enter');
    await chosen(reader)
      .getByText(/^Reserved for/)
      .waitFor({ state: 'detached' });
  });

  it('[D8] the chair merges, and puts a text of its own forward, with the sentence shown before', async () => {
    const [page, reader] = [await chair(), await kenya()];
    await pointWith(page, 'reviews');
    await page.keyboard.press('g');
    await page.getByRole('dialog').getByText('The Board [reviews] each entry').waitFor();
    await page.keyboard.press('Control+Enter');
    await untilReads(reader, 'The Board [reviews] each entry once a year.');
    await pointWith(reader, 'reviews');
    await chosen(reader).getByText('Norway and Kenya').waitFor();
    await chosen(reader).getByText('Merged with one proposal').waitFor();
    await pointWith(page, 'shall');
    await page.keyboard.press('c');
    await page.getByLabel('Words put in').fill('will');
    await page.getByRole('dialog').getByText('The Commission will report annually').waitFor();
    await page.keyboard.press('Control+Enter');
    await untilReads(reader, 'The Commission [shall][will][should][is to] report annually to the Assembly.');
  });

  it('[D8] the chair says how alternatives stand, and accepts the text that replaces them', async () => {
    const [page, reader] = [await chair(), await kenya()];
    await pointWith(page, 'shall', { alternative: 2 });
    await page.getByLabel('How the alternatives stand').selectOption('cumulative');
    await pointWith(reader, 'shall');
    await reader.getByText('4 additions, all may stand together').waitFor();
    await expect.poll(() => page.getByLabel('How the alternatives stand').inputValue()).toBe('cumulative');
    await page.keyboard.press('a');
    await page.getByRole('dialog').getByText('The Commission will report annually').waitFor();
    await page.getByRole('dialog').getByText('is replaced with its acceptance').waitFor();
    await page.getByLabel('Ground for what falls').fill('between the two');
    await page.keyboard.press('Control+Enter');
    await untilReads(reader, /^The Commission (‹…›)?will(‹…›)? report annually to the Assembly\.$/);
    await reader.getByRole('button', { name: /^Decided \d/ }).click();
    await reader.getByText('Replaced by the chair’s text, “will”').first().waitFor();
    await reader.locator('.card.decided').getByText('between the two').first().waitFor();
  });

  it('[D8] what can no longer apply is announced before the decision, listed with the reason after it, and dropped on that ground', async () => {
    const [page, reader] = [await chair(), await norway()];
    await pointWith(page, 'The Council');
    await page.keyboard.press('d');
    await page.getByRole('dialog').getByText('This could no longer apply').waitFor();
    await page.getByLabel('For lack of support').check();
    await page.keyboard.press('Control+Enter');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    for (const one of [page, reader]) {
      await one.getByRole('button', { name: /^Open \d/ }).click();
      await one.getByText('One open proposal can no longer apply').click();
      await one.getByText(/its words are all out of the text \(record/).waitFor();
    }
    await page.getByRole('button', { name: 'Drop on that ground' }).click();
    await reader.getByText('One open proposal can no longer apply').waitFor({ state: 'detached' });
  });

  it('[D10] the secretariat notes who withdrew; a delegation takes it up in its own name by key, and the chair is offered no reopening', async () => {
    const [secretariat, page, other] = [await drafter(), await norway(), await chair()];
    await pointWith(secretariat, 'in Geneva');
    await chosen(secretariat).getByRole('button', { name: 'Record withdrawal' }).click();
    const line = secretariat.getByRole('dialog', { name: 'Who withdraws it?' });
    await line.getByRole('combobox').fill('Bra');
    await line.getByRole('option', { name: /Brazil/ }).waitFor();
    await secretariat.keyboard.press('Enter');
    await untilReads(page, 'Sessions are held.');
    for (const one of [page, other]) await one.getByRole('button', { name: /^Decided \d/ }).click();
    const card = (one: Page) => one.locator('.card.decided', { hasText: 'in Geneva' });
    await card(other)
      .getByRole('button', { name: /Reintroduce/ })
      .waitFor();
    expect(
      await card(other)
        .getByRole('button', { name: /Reopen/ })
        .count(),
    ).toBe(0);
    await card(page)
      .getByRole('button', { name: /Reintroduce/ })
      .focus();
    await page.keyboard.press('r');
    await page.getByLabel('Rationale, for the record').fill('The seat is there');
    await page.keyboard.press('Enter');
    await card(other).getByText('Reintroduced by Norway').waitFor();
    await untilReads(other, 'Sessions are held [in Geneva].');
    await pointWith(other, 'in Geneva');
    await chosen(other).getByText('Takes up what Brazil withdrew').waitFor();
    await chosen(other).getByText('The seat is there').waitFor();
  });

  it('[V10] what may be done stands near, however many take a position, and all of them are named when that is asked', async () => {
    const page = await chair();
    await pointWith(page, 'to all');
    const card = page.locator('.card.unfolded');
    const before = (await card.boundingBox())?.height ?? 0;
    await page.evaluate(async () => {
      const proposal = document.querySelector('.card.unfolded .alternative.chosen')?.getAttribute('data-proposal');
      const { participants } = (await (await fetch('/api/session')).json()) as { participants: { id: string; kind: string }[] };
      for (const { id } of participants.filter(({ kind }) => kind === 'state').slice(0, 40))
        await fetch(`/api/drafts/${location.pathname.split('/').at(-1) ?? ''}/commands`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ type: 'take-position', proposal, participant: id, onBehalfOf: null, stance: 'oppose' }),
        });
    });
    const others = card.locator('.positions summary', { hasText: 'and 28 others' });
    await others.waitFor();
    expect((await card.boundingBox())?.height).toBeLessThan(before + 200);
    await others.press('Enter');
    await card.getByText('Cameroon').waitFor();
  });

  it('[D8] the register on the screen has every proposal, by delegation too, and is what the command line prints', async () => {
    const page = await norway();
    await page.keyboard.press('Shift+R');
    const rows = page.locator('.register tr[data-proposal]');
    await expect.poll(() => rows.count()).toBe(12);
    const by = page.getByRole('combobox', { name: 'Brought by' });
    await pick(by, 'not rec');
    await expect.poll(() => rows.count()).toBe(2);
    // All of them again: the list says so first, and an empty field means it.
    await page.keyboard.press('ArrowDown');
    await page.locator('.picker-option[data-focused]', { hasText: 'proposer not recorded' }).waitFor();
    await page.keyboard.press('Home');
    await page.getByRole('option', { name: 'all delegations' }).click();
    await expect.poll(() => rows.count()).toBe(12);
    await pick(by, 'ken');
    await expect.poll(() => rows.count()).toBe(4);
    await page.keyboard.press('Backspace');
    await expect.poll(() => rows.count()).toBe(12);
    await page.keyboard.press('Escape');
    await page.getByRole('listbox').waitFor({ state: 'detached' });
    await pick(by, 'ken');
    await expect.poll(() => rows.count()).toBe(4);
    expect(await page.locator('.register').innerText()).toMatch(/merged into no\. \d+ record/);
    const draft = new URL(page.url()).pathname.split('/').at(-1) ?? '';
    for (const format of ['register', 'register-csv']) {
      const exported = await page.evaluate(
        async ([id, as]) => (await fetch(`/api/drafts/${id}/export?format=${as}`)).text(),
        [draft, format],
      );
      expect(exported).toMatch(/dropped for lack of support/i);
      const [shown, printed] = [exported, travaux('export', draft, '--format', format, '--data', hall.server.data)];
      // The store is the running server's, which gives the command line a copy to read.
      expect(printed).toMatchObject({ status: 0, stdout: shown });
      prints.set(`${draft} ${format}`, shown);
    }
    await page.keyboard.press('Escape');
    expect(await readPaper(page)).toContain('The Board [reviews] each entry once a year.');
  });

  it('[D4] the command line prints the register as the screen gave it', async () => {
    await hall.server.stop();
    for (const [key, shown] of prints) {
      const [draft = '', format = ''] = key.split(' ');
      const printed = travaux('export', draft, '--format', format, '--data', hall.server.data);
      expect(printed.stdout.trimEnd()).toBe(shown.trimEnd());
    }
  });
});
