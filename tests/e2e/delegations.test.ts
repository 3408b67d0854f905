import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { seatEverybody } from '../conference/delegations.ts';
import { expectAccess } from './axe.ts';
import { Hall } from './hall.ts';
import { pick } from './picking.ts';
import { chosen, pointWith } from './points.ts';
import { caretAt, clauseWith, untilReads } from './reading.ts';
import { newDataFolder, RunningServer, signIn } from './travaux.ts';

const SOURCE = `## Draft decision on the fund

## Article 1

1. The Fund is paid by [all Parties - Norway].
2. Payments are made every year.
3. Payments are made when they are due.
4. The Board meets in public.
`;

let hall: Hall;

const chair = () => hall.chair();
const drafter = () => hall.drafter();
const norway = () => hall.delegate('Norway');
const kenya = () => hall.delegate('Kenya');
const brazil = () => hall.delegate('Brazil');

beforeAll(async () => {
  hall = await Hall.open({ source: SOURCE, title: 'Draft decision on the fund', reads: /The Board meets in public/ });
});

afterAll(() => hall.close());

afterEach(() => hall.checkPages((trouble) => trouble.includes('net::ERR_')));

/** What a page sends over sockets that it has yet to open can be kept back for a while. */
async function slowLine(page: Page, address: RegExp): Promise<{ hold(): void; release(): void }> {
  let held: (() => void)[] | null = null;
  await page.routeWebSocket(address, (socket) => {
    const server = socket.connectToServer();
    socket.onMessage((message) => {
      const send = (): void => server.send(message);
      if (held === null) send();
      else held.push(send);
    });
  });
  return {
    hold: () => {
      held = [];
    },
    release: () => {
      for (const send of held ?? []) send();
      held = null;
    },
  };
}

async function prepare(page: Page, words: string): Promise<void> {
  await clauseWith(page, words).click();
  await page.keyboard.press('e');
  await page.waitForURL(/\/preparations\//);
}

describe('delegations and groups', () => {
  it('[U6] a delegation amends what another proposed, sees so before it tables it, and all see what amends what', async () => {
    const [page, other] = [await kenya(), await chair()];
    await prepare(page, 'The Fund is paid');
    await caretAt(page, 'all', 'after');
    await page.keyboard.type(' developed');
    await page.getByText('This amends the proposal of Norway').waitFor();
    await page.getByRole('button', { name: 'Table', exact: true }).click();
    for (const one of [page, other]) await untilReads(one, 'The Fund is paid by [all [developed ]Parties].');
    await pointWith(other, 'developed', { nth: 2 });
    await chosen(other).getByText('Amends the proposal of Norway (record 1)').waitFor();
    await chosen(other).getByRole('button', { name: 'Show it' }).click();
    await chosen(other).getByText('An amendment to it is open, to be decided first').waitFor();
    await other.keyboard.press('d');
    await other.getByRole('dialog').getByText('what it amends is gone').waitFor();
    await other.keyboard.press('Escape');
  });

  it('[U6] [U7] two delegations prepare together in private, each clears it, and it is tabled in the names of both', async () => {
    const [page, other, outside] = [await norway(), await brazil(), await kenya()];
    const desk = await hall.delegate('Norway', 1);
    await desk.goto(new URL('/', desk.url()).href);
    await desk.getByRole('heading', { name: 'Drafts' }).waitFor();
    await prepare(page, 'meets in public');
    const address = page.url();
    await pick(page.getByRole('combobox', { name: 'Invite a delegation' }), 'br');
    await page.getByRole('button', { name: 'Invite', exact: true, disabled: false }).press('Enter');
    await page.getByText('Brazil, invited').waitFor();
    // The others of one's delegation see it come to their desk.
    await desk.getByRole('complementary', { name: 'Waiting for you' }).getByText('In preparation').waitFor();
    // Brazil has the draft open, and sees it there.
    await other.getByText('Norway invites your delegation to prepare a proposal together').waitFor();
    const line = await slowLine(other, /\/sync\/preparation/);
    await other.getByRole('button', { name: 'Join', disabled: false }).press('Enter');
    await other.waitForURL(/\/preparations\//);
    await caretAt(other, 'in public', 'after');
    await other.keyboard.type(' and online');
    await untilReads(page, /in public and online/);
    await page.getByText('Only the seats of Norway and Brazil can see this').waitFor();
    // Each sees it as others will: in the names of both.
    for (const one of [page, other])
      await one
        .getByRole('region', { name: 'As others will see it' })
        .locator('.tag')
        .getByText('Norway and Brazil', { exact: true })
        .waitFor();
    await page.locator('li', { hasText: 'Caetano Figueira' }).first().waitFor({ state: 'attached' });
    expect(await outside.evaluate(async (at) => (await fetch(`/api${new URL(at).pathname}`)).status, address)).toBe(404);
    await page.getByLabel(/Rationale/).fill('So that all can follow.');
    await page.getByRole('button', { name: 'Ready as it stands', disabled: false }).press('Enter');
    await other.locator('.cleared').waitFor();
    await expect.poll(() => other.getByLabel(/Rationale/).inputValue()).toBe('So that all can follow.');
    // A letter more, and it has to be cleared anew.
    await caretAt(other, 'online', 'after');
    line.hold();
    await other.keyboard.type(' always');
    // That it is ready goes another way than the words, and comes after them all the same.
    await other.getByRole('button', { name: 'Ready as it stands', disabled: false }).press('Enter');
    await other.getByText('Waiting until your last words are saved').waitFor();
    line.release();
    await page.locator('li', { hasText: 'Norway' }).getByText('not ready yet').waitFor();
    await page.locator('li', { hasText: 'Brazil' }).locator('.cleared').waitFor();
    await page.getByRole('button', { name: 'Table together', disabled: false }).press('Enter');
    await page.waitForURL(/\/drafts\//);
    await untilReads(page, 'The Board meets in public[ and online always].');
    await clauseWith(outside, 'meets in').locator('.tag', { hasText: 'Norway and Brazil' }).waitFor();
    await other.goto(new URL(page.url()).href);
    await untilReads(other, 'The Board meets in public[ and online always].');
  });

  it('[U6] [V14] the secretariat gives a mandate at the desk, which tells the brackets of the draft, and a person speaks for a group by key, beside its own delegation', async () => {
    const [secretariat, page, other] = [await drafter(), await norway(), await chair()];
    const draft = secretariat.url();
    const told = (await secretariat.locator('.open-brackets').innerText()).split(' at ')[0]!;
    expect(told).toMatch(/^\d+ open brackets?$/);
    await secretariat.goto(new URL('/', draft).href);
    await secretariat.locator('.draft-card .open-count', { hasText: told }).waitFor();
    await secretariat.getByRole('button', { name: 'Who speaks for groups …', disabled: false }).press('Enter');
    await pick(secretariat.getByRole('combobox', { name: 'A group for which Ingrid Solheim speaks' }), 'eu');
    await secretariat.getByRole('button', { name: /Ingrid Solheim no longer speaks for European Union/ }).waitFor();
    await secretariat.getByText(/^EU: given by/).waitFor();
    await secretariat.getByRole('button', { name: 'Done', disabled: false }).press('Enter');
    await secretariat.goto(draft);
    await page.reload();
    await untilReads(page, /The Board meets/);
    await pointWith(page, 'developed', { nth: 2 });
    await chosen(page).locator('.speaks-for select').waitFor();
    await page.keyboard.press('g');
    await page.keyboard.press('ArrowDown');
    await chosen(page).getByRole('button', { name: 'Oppose', disabled: false }).press('Enter');
    await pointWith(other, 'developed', { nth: 2 });
    await chosen(other).getByText('EU (by Norway)').waitFor();
    // What is prepared for a group is seen before as others will see it, too.
    await prepare(page, 'meets in public');
    await caretAt(page, 'in public', 'after');
    await page.keyboard.type(' always');
    const seen = page.getByRole('region', { name: 'As others will see it' }).locator('.tag');
    await seen.getByText('Norway', { exact: true }).waitFor();
    await page.getByRole('combobox', { name: 'for' }).selectOption('EU');
    await seen.getByText('Norway on behalf of EU', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Discard', exact: true }).click();
    await page.getByRole('button', { name: 'Discard it' }).click();
    await page.waitForURL(/\/drafts\//);
  });

  it('[X5] options are set and chosen by key, with that there is no text as one of them; each card says which it is', async () => {
    const [page, reader] = [await chair(), await brazil()];
    await page.keyboard.press('Escape');
    await page.keyboard.press('Shift+O');
    const dialog = page.getByRole('dialog', { name: 'Set options' });
    for (const [label, words] of [
      ['Option A', '2. Payments are made every year.'],
      ['Option B', '3. Payments are made when they are due.'],
    ] as const)
      await dialog.getByRole('group', { name: label }).getByLabel('From').selectOption({ label: words });
    await dialog.getByLabel('Option C: No text').press('Space');
    await dialog.getByRole('button', { name: 'Set options', disabled: false }).press('Enter');
    await dialog.waitFor({ state: 'detached' });
    for (const words of ['[Option A', 'Payments are made every year.]', '[Option B', '[Option C: No text]'])
      await untilReads(reader, words);
    // Lifted they are plain alternatives, and options again when the chair says so.
    await page.keyboard.press('Shift+O');
    await dialog.getByRole('button', { name: 'Lift Option A, Option B, Option C', disabled: false }).press('Enter');
    await dialog.getByRole('button', { name: 'Options again: Option A, Option B, Option C' }).waitFor();
    await untilReads(reader, '[No text]');
    await dialog.getByRole('button', { name: 'Options again: Option A, Option B, Option C', disabled: false }).press('Enter');
    await dialog.getByRole('button', { name: 'Lift Option A, Option B, Option C' }).waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await untilReads(reader, '[Option A');
    await pointWith(reader, 'Option A');
    const names = reader.locator('.card.unfolded .option-name');
    await expect.poll(() => names.allInnerTexts()).toEqual(['Option A', 'Option B', 'Option C']);
    await reader.keyboard.press('3');
    await reader.keyboard.press('s');
    await pointWith(page, 'Option A');
    await page.keyboard.press('3');
    await chosen(page).getByText('Brazil').waitFor();
    await page.keyboard.press('2');
    await page.keyboard.press('a');
    const sheet = page.getByRole('dialog');
    await sheet
      .getByText('The labels “Option A”, “Option B” and “Option C: No text” go: what is chosen stands without it.')
      .waitFor();
    // The other option has words of its own, which go with it.
    await sheet.getByText('The clause goes.').waitFor();
    await sheet.getByRole('button', { name: /Confirm/ }).waitFor();
    await page.keyboard.press('Control+Enter');
    await untilReads(reader, 'Payments are made when they are due.');
    await expect.poll(async () => (await reader.locator('main, .paper').first().innerText()).includes('Option')).toBe(false);
  });

  it('[U6] of more delegations than are seen at a glance one is found by letters, and given a mandate and relieved of it by key', async () => {
    const data = newDataFolder();
    seatEverybody(data);
    const server = await RunningServer.start({ data });
    try {
      const { page, trouble } = await signIn(hall.browser, server.seat('drafter'));
      await page.getByRole('button', { name: 'Who speaks for groups …', disabled: false }).press('Enter');
      const dialog = page.getByRole('dialog', { name: 'Who speaks for groups' });
      await dialog.getByText('Nobody speaks for a group yet.').waitFor();
      const delegation = dialog.getByRole('combobox', { name: 'Delegation' });
      await pick(delegation, 'nor');
      const groups = dialog.getByRole('combobox', { name: 'A group for which of-p-no speaks' });
      await pick(groups, 'eu');
      const given = dialog.getByRole('button', { name: 'of-p-no no longer speaks for European Union' });
      await given.waitFor();
      await expectAccess(page, 'mandates of many');
      // Without a delegation those are seen who speak for a group, or did.
      await delegation.fill('');
      await page.keyboard.press('Escape');
      await page.getByRole('listbox').waitFor({ state: 'detached' });
      await given.press('Enter');
      await given.waitFor({ state: 'detached' });
      await dialog.getByText(/^EU: given by .*; taken back by/).waitFor();
      await expect.poll(() => dialog.locator('.mandates > li').count()).toBe(1);
      await groups.and(page.locator(':focus')).waitFor();
      expect(trouble).toEqual([]);
    } finally {
      await server.discard();
    }
  });
});
