import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Hall } from './hall.ts';
import { pointWith } from './points.ts';
import { caretAt, clauseWith, readPaper, selectWords, undoUntilReads, untilFocused, untilReads, untilSaved } from './reading.ts';

const SOURCE = `## Draft decision on the register

## Article 1

1. The Commission [shall][should] report annually to the Assembly.
2. States Parties shall cooperate in good faith[, as appropriate,] with the Commission.
3. The Secretariat shall keep a register of activities.
4. [The Council may meet in closed session.]
5. The register shall be open to the public.

## Article 2

1. The Board [reviews][examines][considers] each entry once a year.
2. Entries are kept for [ten] years.
`;

let hall: Hall;

const drafter = (nth = 0) => hall.drafter(nth);
const chair = () => hall.chair();
const norway = (nth = 0) => hall.delegate('Norway', nth);
const kenya = () => hall.delegate('Kenya');
const observer = () => hall.observer();

beforeAll(async () => {
  hall = await Hall.open({ source: SOURCE, title: 'Draft decision on the register', reads: 'Entries are kept for [ten] years.' });
});

afterAll(() => hall.close());

afterEach(() => hall.checkPages());

describe('three rooms of a conference', () => {
  it('[E1] two drafters type into one sentence at once, and everybody reads the same', async () => {
    const [first, second, reader] = [await drafter(0), await drafter(1), await observer()];
    await caretAt(first, 'keep a register', 'before');
    await caretAt(second, 'of activities', 'before');
    for (const letter of 'and publish ')
      await Promise.all([first.keyboard.type(letter), second.keyboard.type(letter.toUpperCase())]);
    for (const page of [first, second, reader])
      await untilReads(page, 'The Secretariat shall and publish keep a register AND PUBLISH of activities.');
    await untilSaved(first);
  });

  it('[E2] undo takes back one’s own typing only', async () => {
    const [first, second] = [await drafter(0), await drafter(1)];
    await undoUntilReads(first, 'The Secretariat shall keep a register AND PUBLISH of activities.');
    await untilReads(second, 'The Secretariat shall keep a register AND PUBLISH of activities.');
    await undoUntilReads(second, 'The Secretariat shall keep a register of activities.');
    for (const page of [first, second]) await untilReads(page, 'The Secretariat shall keep a register of activities.');
  });

  it('[E3] from the floor: words bracketed and attributed without leaving the keyboard', async () => {
    const [first, reader] = [await drafter(0), await chair()];
    await selectWords(first, 'in good faith');
    await first.keyboard.press('[');
    await first.getByRole('dialog', { name: 'For whom?' }).waitFor();
    await first.keyboard.type('egy');
    await first.keyboard.press('Enter');
    for (const page of [first, reader])
      await untilReads(page, 'States Parties shall cooperate [in good faith][, as appropriate,] with the Commission.');
    await clauseWith(reader, 'in good faith').locator('.tag', { hasText: 'Egypt' }).waitFor();
    await first.keyboard.type(' always');
    await untilReads(reader, /\[in good faith\].* always|always.*\[in good faith\]/);
    await undoUntilReads(first, 'States Parties shall cooperate [in good faith][, as appropriate,] with the Commission.');
    await untilReads(reader, 'States Parties shall cooperate [in good faith][, as appropriate,] with the Commission.');
  });

  it('[E4] from the floor: a new bracket typed where the delegate speaks', async () => {
    const [first, reader] = [await drafter(0), await observer()];
    await caretAt(first, 'open to the public', 'after');
    await first.keyboard.type(' [free of charge]');
    await first.getByRole('dialog', { name: 'For whom?' }).waitFor();
    await first.keyboard.type('G77');
    await first.keyboard.press('Enter');
    for (const page of [first, reader]) await untilReads(page, 'The register shall be open to the public [free of charge].');
    await clauseWith(reader, 'free of charge').locator('.tag', { hasText: 'G77' }).waitFor();
  });

  it('[E5] a delegation prepares in private, by two hands, and tables: then everyone has it', async () => {
    const [one, two, other, secretariat] = [await norway(0), await norway(1), await kenya(), await drafter(0)];
    await clauseWith(one, 'keep a register').click();
    await one.getByRole('button', { name: /Propose a change/ }).click();
    await one.waitForURL(/\/preparations\//);
    await caretAt(one, 'register of', 'before');
    await one.keyboard.type('public ');
    const address = one.url();
    await two.goto(address);
    await untilReads(two, /public register/);
    await caretAt(two, 'activities', 'after');
    await two.keyboard.type(' and of entries');
    await untilReads(one, /public register of activities and of entries/);
    for (const page of [other, secretariat]) {
      const answer = await page.evaluate(
        async (id) => (await fetch(`/api/preparations/${id}`)).status,
        address.split('/').at(-1),
      );
      expect(answer).toBe(404);
      expect(await readPaper(page)).toContain('The Secretariat shall keep a register of activities.');
    }
    const rationale = one.getByLabel(/Rationale/);
    await rationale.fill('A register that nobody can see is no register.');
    await Promise.all([one.waitForResponse(/\/acts$/), rationale.blur()]);
    await one.reload();
    await expect.poll(() => rationale.inputValue()).toBe('A register that nobody can see is no register.');
    await untilReads(one, /public register of activities and of entries/);
    await one.getByRole('button', { name: 'Table', exact: true }).click();
    await one.waitForURL(/\/drafts\//);
    const tabled = 'The Secretariat shall keep a [public ]register of activities[ and of entries].';
    for (const page of [one, other, secretariat]) await untilReads(page, tabled);
    await clauseWith(other, 'keep a').locator('.tag', { hasText: 'Norway' }).first().waitFor();
    await two.goto(new URL(one.url()).href);
    await untilReads(two, tabled);
  });

  it('[E6] a preparation follows a text that moved, and is refused with the clash shown where both touched the same words', async () => {
    const [delegate, secretariat] = [await kenya(), await drafter(0)];
    await clauseWith(delegate, 'Entries are kept').click();
    await delegate.getByRole('button', { name: /Propose a change/ }).click();
    await delegate.waitForURL(/\/preparations\//);
    await caretAt(delegate, 'Entries are', 'after');
    await delegate.keyboard.type(' always');
    await caretAt(secretariat, 'Entries are kept for', 'after');
    await secretariat.keyboard.type(' at least');
    await untilReads(secretariat, 'Entries are kept for at least [ten] years.');
    await delegate.getByRole('button', { name: 'Table', exact: true }).click();
    await delegate.waitForURL(/\/drafts\//);
    for (const page of [delegate, secretariat]) await untilReads(page, 'Entries are [always ]kept for at least [ten] years.');

    await clauseWith(delegate, 'States Parties').click();
    await delegate.getByRole('button', { name: /Propose a change/ }).click();
    await delegate.waitForURL(/\/preparations\//);
    await selectWords(delegate, 'Commission');
    await delegate.keyboard.type('Council');
    await untilReads(delegate, /with the Council/);
    await selectWords(secretariat, 'Commission.');
    await secretariat.keyboard.type('Assembly.');
    const button = delegate.getByRole('button', { name: 'Table', exact: true });
    await delegate.getByText('with the Assembly').first().waitFor();
    await button.click();
    await delegate.getByRole('region', { name: 'Clash' }).first().waitFor();
    await untilReads(delegate, /with the Council/);
    await delegate.getByRole('button', { name: 'Discard', exact: true }).click();
    await delegate.getByRole('button', { name: 'Discard it' }).click();
    await delegate.waitForURL(/\/drafts\//);
  });
});

describe('the chair', () => {
  it('[E7] accepts, sees the rival fall, reopens, and has both back', async () => {
    const [page, secretariat] = [await chair(), await drafter(0)];
    await pointWith(page, 'shall');
    await page.keyboard.press('a');
    await page.getByRole('dialog').getByText('The Commission shall report annually').first().waitFor();
    await page.keyboard.press('Control+Enter');
    for (const one of [page, secretariat])
      await untilReads(one, /^The Commission shall(‹…›)? report annually to the Assembly\.$/);
    await page.keyboard.press('r');
    await page.getByLabel(/Reason/).fill('The vote was on the wrong text.');
    await page.keyboard.press('Enter');
    for (const one of [page, secretariat])
      await untilReads(one, 'The Commission [shall][should] report annually to the Assembly.');
  });

  it('[E8] [E33] drops with a ground, and the proposer alone withdraws', async () => {
    const [page, reader, delegate] = [await chair(), await observer(), await norway(0)];
    await pointWith(page, 'closed session');
    await page.keyboard.press('d');
    await page.getByRole('dialog').waitFor();
    // Beside the sheet the text can be read, and Escape leaves the sheet from there too.
    await page.locator('main [data-clause] .words').first().click();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.keyboard.press('d');
    await page.getByLabel(/Ground/).fill('No support.');
    // Takes what an input method offers, and is not yet for the page.
    await page.getByLabel(/Ground/).dispatchEvent('keydown', { key: 'Enter', isComposing: true });
    expect(await page.locator('dialog.sheet').getAttribute('aria-busy')).toBe('false');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await expect.poll(() => readPaper(reader)).not.toContain('[The Council may meet in closed session.]');
    await pointWith(delegate, 'public');
    const giveUp = delegate.getByRole('form', { name: 'Withdraw' });
    // The key alone does not withdraw.
    await delegate.keyboard.press('w');
    await untilFocused(giveUp.getByRole('button', { name: /Withdraw it/ }));
    await delegate.keyboard.press('Escape');
    await giveUp.waitFor({ state: 'detached' });
    await delegate.keyboard.press('w');
    await untilFocused(giveUp.getByRole('button', { name: /Withdraw it/ }));
    await delegate.keyboard.press('Enter');
    await untilReads(reader, 'The Secretariat shall keep a register of activities.');
  });

  it('[E9] accepts as amended: the words read as the chair put them', async () => {
    const [page, reader] = [await chair(), await observer()];
    await pointWith(page, 'reviews');
    await page.keyboard.press('m');
    await page.getByLabel('Words put in').fill('carefully reviews');
    await page.getByRole('dialog').getByText('carefully reviews each entry').first().waitFor();
    await page.keyboard.press('Control+Enter');
    await untilReads(reader, 'The Board carefully reviews each entry once a year.');
  });

  it('[E31] keys that are pressed while a decision is on the way are for the page as it is after it', async () => {
    const page = await chair();
    await pointWith(page, 'cooperate');
    const begun = await page.locator('article[aria-current=true]').innerText();
    let answer = (): void => undefined;
    const asked = new Promise<void>((resolve) => {
      void page.route('**/commands', async (route) => {
        const response = await route.fetch();
        resolve();
        await new Promise<void>((go) => {
          answer = go;
        });
        await route.fulfill({ response });
      });
    });
    await page.keyboard.press('d');
    await page
      .getByRole('dialog', { name: 'Drop' })
      .getByLabel(/Ground/)
      .fill('No support.');
    await page.keyboard.press('Control+Enter');
    await page.locator('dialog.sheet[aria-busy=true]').waitFor();
    for (const key of ['n', 'a']) await page.keyboard.press(key);
    await asked;
    answer();
    const next = page.getByRole('dialog', { name: 'Accept' });
    await next.waitFor();
    expect(await page.locator('article[aria-current=true]').innerText()).not.toBe(begun);
    await page.unroute('**/commands');
    await page.keyboard.press('Escape');
    await next.waitFor({ state: 'detached' });
    await page.keyboard.press('r');
    await page
      .getByRole('dialog', { name: 'Reopen' })
      .getByLabel(/Reason/)
      .fill('Too soon.');
    await page.keyboard.press('Enter');
    await untilReads(page, /cooperate \[in good faith\]/);
  });

  it('[E10] a delegation takes positions, seen by all', async () => {
    const [delegate, page] = [await kenya(), await chair()];
    await pointWith(delegate, 'free of charge');
    await delegate.getByRole('button', { name: /^Support/ }).click();
    await clauseWith(page, 'free of charge').locator('.tag', { hasText: 'Kenya' }).waitFor();
  });
});

describe('the room', () => {
  it('[E11] an observer and a delegation cannot write the text, even with a socket made by hand', async () => {
    const draft = new URL((await observer()).url()).pathname.split('/').at(-1) ?? '';
    const before = await readPaper(await chair());
    for (const page of [await observer(), await kenya()]) {
      const code = await page.evaluate(async (id) => {
        const socket = new WebSocket(`ws://${location.host}/sync/text/${id}`);
        socket.binaryType = 'arraybuffer';
        await new Promise((resolve) => socket.addEventListener('open', resolve));
        // Sync message, update: one new clause of client 7 under the root `text`.
        const root = new TextEncoder().encode('text');
        const name = new TextEncoder().encode('clause');
        const update = [1, 1, 7, 0, 7, 1, root.length, ...root, 3, name.length, ...name, 0];
        socket.send(Uint8Array.from([0, 2, update.length, ...update]));
        return new Promise<number>((resolve) => socket.addEventListener('close', (event) => resolve(event.code)));
      }, draft);
      expect(code).toBe(4403);
    }
    expect(await readPaper(await chair())).toEqual(before);
  });

  it('[E13] a reload keeps all', async () => {
    const page = await chair();
    const before = await readPaper(page);
    await page.reload();
    // What this browser kept may be a moment older.
    await expect.poll(() => readPaper(page).catch(() => [])).toEqual(before);
    const bracketed = await page.evaluate(
      async (id) => (await fetch(`/api/drafts/${id}/export?format=bracketed`)).text(),
      page.url().split('/').at(-1),
    );
    expect(bracketed).toContain('open to the public [free of charge - G77; Kenya support].');
  });
});
