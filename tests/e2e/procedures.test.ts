import type { Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { violations } from './axe.ts';
import { Hall } from './hall.ts';
import { pick } from './picking.ts';
import { caretAt, untilReads, untilSaved } from './reading.ts';

const SOURCE = `## Draft decision on the depositary

1. The Depositary [shall][should] keep the list.

2. The list is public.

3. Parties are informed in writing.
`;

let hall: Hall;

const chair = () => hall.chair();
const drafter = () => hall.drafter();
const norway = () => hall.delegate('Norway');
const kenya = () => hall.delegate('Kenya');

beforeAll(async () => {
  hall = await Hall.open({ source: SOURCE, title: 'on the depositary', reads: /^Parties are informed/ });
});

afterAll(() => hall.close());

afterEach(() => hall.checkPages());

async function showProcedures(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Silence, votes/ }).click();
}

function card(page: Page, title: string | RegExp): Locator {
  return page.locator('article.procedure').filter({ has: page.getByRole('heading', { name: title }) });
}

describe('silence and votes on screen', () => {
  it('[O12] [Q7] the chair circulates clauses by key; a delegation breaks silence on one, with a reason; the drafter’s edit ends another', async () => {
    const [leader, writer, delegate, other] = [await chair(), await drafter(), await norway(), await kenya()];
    for (const page of [leader, writer, delegate, other]) await showProcedures(page);
    await delegate.getByText('No text was circulated for silence, and nothing was put to the vote.').waitFor();
    expect(await delegate.getByRole('button', { name: /^Circulate/ }).count()).toBe(0);
    await leader.locator('main').focus();
    await leader.keyboard.press('Shift+Q');
    const dialog = leader.getByRole('dialog', { name: 'Circulate for silence' });
    await dialog.getByRole('radio', { name: 'Some clauses' }).check();
    expect(await dialog.getByRole('button', { name: 'Circulate' }).isDisabled()).toBe(true);
    for (const words of ['keep the list', 'is public', 'are informed'])
      await dialog.getByRole('checkbox', { name: words }).check();
    const deadline = dialog.getByLabel(/^Deadline/);
    const early = await deadline.inputValue();
    await deadline.fill('2020-01-01T09:00');
    await dialog.getByText('This deadline has passed already').waitFor();
    expect(await dialog.getByText('Why it is shorter').count()).toBe(0);
    expect(await dialog.getByRole('button', { name: 'Circulate' }).isDisabled()).toBe(true);
    await deadline.fill(early);
    await dialog.getByText('This deadline has passed already').waitFor({ state: 'detached' });
    // What has brackets leads to no status; without one it is circulated all the same.
    await dialog
      .getByRole('combobox', { name: /^Status of a clause/ })
      .selectOption({ label: 'Agreed in committee · Committee' });
    await dialog.getByRole('button', { name: 'Circulate' }).click();
    await dialog.getByText('Brackets are open in: Paragraph 1.').waitFor();
    await dialog.getByRole('combobox', { name: /^Status of a clause/ }).selectOption('');
    await dialog.getByRole('button', { name: 'Circulate' }).click();
    await dialog.waitFor({ state: 'detached' });
    const own = card(delegate, 'Silence on 3 clauses');
    await own.getByText(/3 days 0 hours left|2 days|3 days/).waitFor();
    // On a device whose clock is wrong by days it is as long.
    await other.clock.setSystemTime(Date.now() + 5 * 86_400_000);
    await other.reload();
    await showProcedures(other);
    await other.getByText(/3 days 0 hours left|2 days/).waitFor();
    await other.clock.setSystemTime(Date.now());
    await own.getByRole('button', { name: 'Break silence …' }).click();
    await own.getByRole('checkbox', { name: 'is public' }).check();
    expect(await violations(delegate)).toEqual([]);
    await own.getByRole('textbox', { name: /^Reason/ }).fill('not without instructions');
    await delegate.keyboard.press('Enter');
    await card(other, 'Silence on 3 clauses').getByText('not without instructions').waitFor();
    expect(await card(other, 'Silence on 3 clauses').locator('[data-fate=broken]').innerText()).toMatch(/is public.*broken/s);
    await caretAt(writer, 'informed', 'after');
    await writer.keyboard.type(' promptly');
    await untilSaved(writer);
    await card(leader, 'Silence on 3 clauses').locator('[data-fate=overtaken]', { hasText: 'are informed' }).waitFor();
    expect(await card(leader, 'Silence on 3 clauses').locator('[data-fate=running]').count()).toBe(1);
    await card(leader, 'Silence on 3 clauses').getByRole('button', { name: 'Lift …' }).click();
    await leader.getByRole('textbox', { name: /^Why silence is lifted/ }).fill('a new text comes');
    await leader.keyboard.press('Enter');
    await card(delegate, 'Silence on 3 clauses').getByText('over', { exact: true }).waitFor();
    expect(await card(delegate, 'Silence on 3 clauses').getByRole('button', { name: 'Lift …' }).count()).toBe(0);
  });

  it('[Q7] silence that nobody breaks passes before everybody’s eyes, and is certified', async () => {
    const [leader, delegate] = [await chair(), await norway()];
    // The screen takes whole minutes; nobody waits for one here.
    const begin = async (patience: number): Promise<number> => {
      const deadline = new Date(Date.now() + patience).toISOString();
      const body = JSON.stringify({ type: 'begin-silence', clauses: null, deadline, shortening: 'a test of patience' });
      const draft = location.pathname.split('/').at(-1) ?? '';
      const headers = { 'content-type': 'application/json' };
      return (await fetch(`/api/drafts/${draft}/commands`, { method: 'POST', headers, body })).status;
    };
    // Where the way to the server takes longer than that, the deadline is over before it is set.
    const status = await leader.evaluate(begin, 2_000);
    expect(status === 200 ? status : await leader.evaluate(begin, 20_000)).toBe(200);
    const passed = card(delegate, 'Silence on the whole text');
    await passed.getByText('Shorter than 72 hours: a test of patience').waitFor();
    await passed.getByText('passed on all').waitFor();
    const link = await passed.getByRole('link', { name: 'Certificate' }).getAttribute('href');
    const text = await delegate.evaluate(async (href) => (await fetch(href)).text(), link ?? '');
    expect(text).toContain('Nobody broke silence.');
    await delegate.getByRole('button', { name: 'Provenance' }).click();
    await delegate.getByText('The list is public.').first().click();
    await delegate.getByText(/passed on 4 clauses: nobody had broken it there by/).waitFor();
    expect(await delegate.locator('.points').innerText()).toMatch(/The chair lifted silence|Norway broke silence on one clause/);
    await delegate.getByRole('button', { name: 'Negotiating' }).click();
    await showProcedures(delegate);
  });

  it('[Y7] a proposal is put to the vote by key, voted on by name, and accepted by the result; the rival falls', async () => {
    const [leader, writer, delegate, other] = [await chair(), await drafter(), await norway(), await kenya()];
    await leader.locator('main').focus();
    await leader.keyboard.press('n');
    await leader.keyboard.press('Shift+V');
    const dialog = leader.getByRole('dialog', { name: 'Put to the vote' });
    await expect.poll(() => dialog.getByRole('combobox', { name: 'Which proposal' }).inputValue()).not.toBe('');
    await dialog.getByRole('button', { name: 'Open the vote' }).click();
    const title = 'Vote on “shall”';
    await card(delegate, title).getByRole('button', { name: 'Against' }).click();
    await card(delegate, title).getByRole('button', { name: 'For', exact: true }).click();
    await card(delegate, title).getByRole('button', { name: 'For', exact: true, pressed: true }).waitFor();
    await card(other, title).getByRole('button', { name: 'Abstain' }).click();
    await card(other, title).getByRole('button', { name: 'Explain your vote …' }).click();
    await other.getByRole('textbox', { name: /^Explanation of vote/ }).fill('We await instructions.');
    await other.keyboard.press('Enter');
    await pick(card(writer, title).getByRole('combobox', { name: 'Called' }), 'bra');
    await card(writer, title).getByRole('button', { name: 'For', exact: true }).click();
    for (const page of [leader, writer, delegate]) expect(await violations(page)).toEqual([]);
    await card(leader, title).getByText('2 for, 0 against, 1 abstaining').waitFor();
    await card(leader, title).getByText('We await instructions.').waitFor();
    await card(leader, title).getByRole('button', { name: 'Close the vote …' }).click();
    await leader.getByRole('button', { name: 'Close and record the result' }).click();
    await card(delegate, title).getByText('carried 2–0–1').waitFor();
    for (const page of [delegate, other]) await untilReads(page, 'The Depositary shall keep the list.');
    expect(await card(delegate, title).getByRole('button', { name: 'Against' }).count()).toBe(0);
  });

  it('[Y7] the whole text is adopted by a show of hands, 120–7–21, as the secretariat counts them', async () => {
    const [leader, writer, delegate] = [await chair(), await drafter(), await norway()];
    await leader.getByRole('button', { name: /^Put to the vote/ }).click();
    const dialog = leader.getByRole('dialog', { name: 'Put to the vote' });
    await dialog.getByRole('combobox', { name: 'What is voted on' }).selectOption('The whole text');
    await dialog.getByRole('combobox', { name: 'How' }).selectOption('Show of hands, counted');
    await dialog.getByRole('combobox', { name: /^What it takes/ }).selectOption('two thirds of those present and voting');
    await expect.poll(() => dialog.getByRole('combobox', { name: /^Status of every clause/ }).inputValue()).toBe('adopted');
    await dialog.getByRole('textbox', { name: /^Quorum/ }).fill('140');
    await dialog.getByRole('button', { name: 'Open the vote' }).click();
    const title = 'Vote on the text as a whole';
    await card(delegate, title).getByText('Where it carries: adopted').waitFor();
    expect(await card(delegate, title).getByRole('textbox').count()).toBe(0);
    await card(leader, title).getByText('Not counted yet').waitFor();
    for (const [name, count] of [
      ['For', '120'],
      ['Against', '7'],
      ['Abstaining', '21'],
    ] as const)
      await card(writer, title).getByRole('textbox', { name }).fill(count);
    await card(writer, title).getByRole('button', { name: 'Record the count' }).click();
    await card(leader, title).getByText('120 for, 7 against, 21 abstaining').waitFor();
    await card(leader, title).getByText('148 present of a quorum of 140').waitFor();
    await card(leader, title).getByRole('button', { name: 'Close the vote …' }).click();
    await leader.getByRole('button', { name: 'Close and record the result' }).click();
    for (const page of [leader, writer, delegate]) await page.locator('.adopted').getByText('Adopted 120–7–21 (record').waitFor();
    const adopted = (page: Page): Promise<number> =>
      page.locator('.status-tag', { hasText: 'Adopted' }).or(page.locator('[data-status="Adopted"]')).count();
    for (const page of [writer, delegate]) await expect.poll(() => adopted(page)).toBe(4);
  });

  it('[Y9] everybody sees under the title and among the votes that an adopted text was changed', async () => {
    const [writer, delegate] = [await drafter(), await norway()];
    await delegate
      .locator('.adoption-line')
      .getByText(/^Adopted 120–7–21 \(record \d+\)$/)
      .waitFor();
    await caretAt(writer, 'The list is', 'after');
    await writer.keyboard.type(' not');
    await untilSaved(writer);
    // By which entry is told once the edit rests.
    const changed = /^Adopted 120–7–21 \(record \d+\); changed since adoption/;
    for (const page of [writer, delegate])
      for (const place of ['.adoption-line', '.adopted']) await page.locator(place).getByText(changed).waitFor();
    expect(await violations(delegate)).toEqual([]);
  });
});
