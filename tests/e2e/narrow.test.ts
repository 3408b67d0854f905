import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { outOfPlace } from './fits.ts';
import { Hall } from './hall.ts';
import {
  held,
  heldUp,
  inSightAtFoot,
  isInWindow,
  isOverWhatIsHeldUp,
  rowsOf,
  saveStateSeen,
  seenTogether,
  sideways,
} from './in-window.ts';
import { unfold } from './points.ts';
import { caretAt, clauseWith, untilFocused, untilSaved } from './reading.ts';

const POINTS = 12;
const CLAUSES = Array.from(
  { length: POINTS },
  (_, at) =>
    `${at + 1}. ${`Parties shall report on matter ${at + 1}. `.repeat(6)}They [shall][should] do so [in year ${at + 1}].`,
);
const SOURCE = ['## Draft decision on reports', ...CLAUSES, 'The end.'].join('\n\n');
/** A window that stands beside another one, and a telephone. */
const SIZES = [
  { width: 760, height: 900 },
  { width: 390, height: 780 },
];

let hall: Hall;

beforeAll(async () => {
  hall = await Hall.open({ source: SOURCE, title: 'on reports', reads: /^The end\./ });
});

afterAll(() => hall.close());

afterEach(() => hall.checkPages());

describe('where there is no room beside the text', () => {
  it('[V10] each point that a reader goes to has its card at the foot of the window, and its words over it', async () => {
    const page = await hall.chair();
    for (const size of SIZES) {
      await page.setViewportSize(size);
      await unfold(page);
      for (let point = 1; point < 2 * POINTS; point += 1) {
        expect(await seenTogether(page)).toBe('card, words');
        await page.keyboard.press('n');
      }
      await page.keyboard.press('Enter');
      await untilFocused(heldUp(page));
      const stood = await page.evaluate(() => scrollY);
      await page.keyboard.press('Escape');
      await heldUp(page).waitFor({ state: 'detached' });
      await untilFocused(page.locator('main.text'));
      expect(await page.evaluate(() => scrollY)).toBe(stood);
      await page.keyboard.press('p');
      await page.getByRole('button', { name: 'Close' }).click();
      await heldUp(page).waitFor({ state: 'detached' });
      await untilFocused(page.locator('main.text'));
      // Once for the card that is put away, once to be at no point.
      for (const key of ['p', 'Escape', 'Escape']) await page.keyboard.press(key);
      await page.locator('.card.unfolded').waitFor({ state: 'detached' });
    }
  });

  it('[V10] a click on a bracket that is read goes to its point too: a telephone has no keys', async () => {
    const page = await hall.delegate('Kenya');
    for (const size of SIZES) {
      await page.setViewportSize(size);
      for (const words of ['in year 4', 'in year 7']) {
        await page.getByRole('main').getByText(words, { exact: true }).click();
        await heldUp(page).getByText(words).first().waitFor();
        expect(await seenTogether(page)).toBe('card, words');
        await page.getByRole('button', { name: 'Close' }).click();
        await heldUp(page).waitFor({ state: 'detached' });
      }
    }
  });

  it('[V10] a drafter goes from point to point, puts the card away, and types on; the caret alone brings none', async () => {
    const page = await hall.drafter();
    for (const size of SIZES) {
      await page.setViewportSize(size);
      await caretAt(page, 'Draft decision', 'after');
      for (let point = 0; point < POINTS; point += 1) {
        await page.keyboard.press('Alt+n');
        await heldUp(page).waitFor();
        expect(await seenTogether(page)).toBe('card, words');
      }
      await page.keyboard.press('Escape');
      await heldUp(page).waitFor({ state: 'detached' });
      await untilFocused(page.locator('.ProseMirror'));
      await caretAt(page, 'in year 9', 'after');
      await page.locator('.card.unfolded').waitFor();
      expect(await heldUp(page).count()).toBe(0);
      await page.keyboard.type(' or');
      await page.locator('.ProseMirror', { hasText: 'in year 9 or' }).waitFor();
    }
  });

  it('[V10] so stand the lists that are called by key, the story of a clause and what is new, until they are put away', async () => {
    const page = await hall.chair();
    await page.keyboard.press('Escape');
    for (const size of SIZES) {
      await page.setViewportSize(size);
      await page.locator('main.text').focus();
      for (const [key, says] of [
        ['o', 'There is no running order yet.'],
        ['o', 'Nothing is referred'],
        ['o', 'Register of all proposals'],
        ['q', 'nothing was put to the vote'],
      ] as const) {
        await page.keyboard.press(key);
        await held(page).getByText(says).first().waitFor();
        expect(await inSightAtFoot(page)).toBe(true);
      }
      await page.keyboard.press('Enter');
      await untilFocused(held(page));
      await page.keyboard.press('Escape');
      await held(page).waitFor({ state: 'detached' });
      await untilFocused(page.locator('main.text'));
      // What is behind the last list is the text.
      await page.keyboard.press('o');
      await page.keyboard.press('o');
      await held(page).waitFor();
      await held(page).getByRole('button', { name: /^Open/ }).click();
      await held(page).waitFor({ state: 'detached' });
      await untilFocused(page.locator('main.text'));

      await page.getByRole('button', { name: 'Provenance', exact: true }).click();
      for (const words of ['matter 3.', 'matter 6.']) {
        const clause = clauseWith(page, words);
        await clause.evaluate((element) => scrollBy(0, element.getBoundingClientRect().bottom - innerHeight));
        await clause.click();
        await held(page)
          .getByText(words === 'matter 3.' ? 'The story of 3' : 'The story of 6')
          .waitFor();
        expect(await inSightAtFoot(page)).toBe(true);
        await expect.poll(() => isOverWhatIsHeldUp(page, words)).toBe(true);
        await page.keyboard.press('Escape');
        await held(page).waitFor({ state: 'detached' });
      }
      await clauseWith(page, 'matter 6.').click();
      await page.keyboard.press('ArrowDown');
      await held(page).getByText('The story of 7').waitFor();
      await expect.poll(() => isOverWhatIsHeldUp(page, 'matter 7.')).toBe(true);
      await page.keyboard.press('Escape');
      await held(page).waitFor({ state: 'detached' });

      await page.keyboard.press('Shift+N');
      await held(page)
        .getByText(/^You have (seen|not looked)/)
        .waitFor();
      await page.keyboard.press('Escape');
      await held(page).waitFor({ state: 'detached' });
      await page.keyboard.press('Shift+N');
      await page.getByRole('button', { name: 'Negotiating', pressed: true }).waitFor();
      expect(await held(page).count()).toBe(0);
    }
  });

  it('[E14] the formats of a text that is written stand in one row, and Tab comes to each of them in sight', async () => {
    const page = await hall.drafter();
    const formats = page.getByRole('toolbar', { name: 'Format' });
    for (const size of SIZES) {
      await page.setViewportSize(size);
      await caretAt(page, 'The end.', 'after');
      await untilSaved(page);
      expect(await rowsOf(formats)).toBe(1);
      await formats.getByRole('combobox').focus();
      for (const name of ['Out', 'In', 'Bold', 'Italic', 'Footnote', 'Insert table', '[ Bracket ]']) {
        await page.keyboard.press('Tab');
        await untilFocused(formats.getByRole('button', { name, exact: true }));
        expect(await formats.getByRole('button', { name, exact: true }).evaluate(isInWindow)).toBe(true);
      }
      expect(await sideways(page)).toBe(0);
    }
  });

  it('[E14] which clauses are an option is chosen by words that can be read', async () => {
    const page = await hall.chair();
    for (const size of SIZES) {
      await page.setViewportSize(size);
      await page.locator('main.text').focus();
      await page.keyboard.press('Shift+O');
      const dialog = page.getByRole('dialog', { name: 'Set options' });
      for (const name of ['From', 'To'])
        expect((await dialog.getByRole('combobox', { name }).first().boundingBox())?.width).toBeGreaterThan(200);
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'detached' });
    }
  });

  it('[E14] an entry to compare with stands apart from the moment chosen, whatever the width', async () => {
    const page = await hall.chair();
    // An entry of the record that is no other moment by name.
    await page.keyboard.press('Shift+M');
    await untilFocused(page.getByRole('dialog', { name: 'Meeting and reading' }));
    await page.keyboard.press('Enter');
    await page.locator('.meeting-line.is-open').waitFor();
    await page.getByRole('button', { name: 'Compare', exact: true }).click();
    const moment = page.getByRole('combobox', { name: 'From' });
    await moment.selectOption('An entry of the record …');
    const entry = page.getByRole('spinbutton', { name: 'Record' }).locator('..');
    for (const size of [{ width: 1440, height: 900 }, ...SIZES]) {
      await page.setViewportSize(size);
      const [before, behind] = [await moment.boundingBox(), await entry.boundingBox()];
      const isBelow = (behind?.y ?? 0) >= (before?.y ?? 0) + (before?.height ?? 0);
      const gap = (behind?.x ?? 0) - (before?.x ?? 0) - (before?.width ?? 0);
      expect(isBelow || gap >= 8).toBe(true);
      expect(await sideways(page)).toBe(0);
    }
    await page.getByRole('button', { name: 'Negotiating', exact: true }).click();
  });

  it('[S20] what is saved and what is not is in sight wherever a drafter is in the text', async () => {
    const page = await hall.drafter();
    for (const size of SIZES) {
      await page.setViewportSize(size);
      await caretAt(page, 'The end.', 'after');
      await untilSaved(page);
      expect(await saveStateSeen(page)).toBe('All changes saved');
      await page.context().setOffline(true);
      await page.getByText(/^Offline/).waitFor();
      await page.keyboard.type(' Here');
      await expect.poll(() => saveStateSeen(page)).toMatch(/^Offline: \d changes? kept here, not yet saved$/);
      await page.context().setOffline(false);
      await untilSaved(page);
      await page.keyboard.press('Control+Home');
      expect(await saveStateSeen(page)).toBe('All changes saved');
      await page.getByRole('button', { name: 'Outline' }).click();
      await page.getByRole('navigation', { name: 'Outline' }).waitFor();
      expect(await saveStateSeen(page)).toBe('All changes saved');
      await page.getByRole('button', { name: 'Outline' }).click();
    }
  });

  it('[E14] [V17] the projection screen fits into it, with all that it says and can do', async () => {
    const page = await hall.observer();
    const draft = page.url();
    await page.goto(`${draft.split('?')[0]}/projection`);
    await page.getByText('Nobody leads this screen yet.').waitFor();
    const larger = page.getByRole('button', { name: 'Larger' });
    for (const size of SIZES) {
      await page.setViewportSize(size);
      await larger.focus();
      expect(await sideways(page)).toBe(0);
      await page.getByRole('button', { name: 'Full screen' }).click({ trial: true });
      for (let time = 0; time < 8; time += 1) await page.keyboard.press('+');
      expect(await sideways(page)).toBe(0);
      await page.keyboard.press('0');
    }
  });

  it('[E14] the desk fits into it', async () => {
    const page = await hall.delegate('Kenya');
    await page.getByRole('link', { name: 'Desk' }).click();
    await page.locator('a.draft-card').first().waitFor();
    for (const size of SIZES) {
      await page.setViewportSize(size);
      expect(await sideways(page)).toBe(0);
    }
    // A title may be an address, or a word that has no end.
    await page.route('**/api/desk', async (route) => {
      const answer = await route.fetch();
      const desk = (await answer.json()) as { readonly drafts: readonly object[] };
      await route.fulfill({ json: { ...desk, drafts: desk.drafts.map((one) => ({ ...one, title: 'report'.repeat(50) })) } });
    });
    await page.getByText('reportreport').first().waitFor();
    for (const size of [{ width: 1440, height: 900 }, ...SIZES]) {
      await page.setViewportSize(size);
      expect(await sideways(page)).toBe(0);
    }
    await page.unroute('**/api/desk');
  });

  it('[E14] and so does the list of delegations, wherever on a card it is called up', async () => {
    const page = await hall.chair();
    for (const size of SIZES) {
      await page.setViewportSize(size);
      await unfold(page);
      // A chair can do so much on a card that its end is below the window.
      await page.keyboard.press('Alt+s');
      await page.locator('.floor-line').waitFor();
      expect(await outOfPlace(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await page.locator('.floor-line').waitFor({ state: 'detached' });
    }
  });

  it('[S20] and so it is where a delegation prepares', async () => {
    const page = await hall.delegate('Norway');
    await clauseWith(page, 'matter 3.').click();
    await page.getByRole('button', { name: /Propose a change/ }).click();
    await page.getByRole('heading', { name: 'Preparing a proposal' }).waitFor();
    await untilSaved(page);
    for (const size of SIZES) {
      await page.setViewportSize(size);
      await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
      expect(await saveStateSeen(page)).toBe('All changes saved');
      expect(await rowsOf(page.getByRole('toolbar', { name: 'Format' }))).toBe(1);
      expect(await sideways(page)).toBe(0);
    }
  });
});
