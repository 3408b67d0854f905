import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Hall } from './hall.ts';
import { unfold } from './points.ts';
import { caretAt, clauseWith, untilFocused, untilReads } from './reading.ts';

const SOURCE = `## Draft decision on springs

## Article 1

1. The Board [shall - Norway][should - Kenya, Japan; Brazil delete] meet.

2. Wells are small.
`;

let hall: Hall;

/** All that a page shows and holds, also in attributes and behind what is folded. */
const held = (page: Page): Promise<string> => page.evaluate(() => document.documentElement.outerHTML);

beforeAll(async () => {
  hall = await Hall.open({ source: SOURCE, title: 'on springs', reads: /small\./ });
});

afterAll(() => hall.close());

afterEach(() => hall.checkPages());

describe('a draft under the Chatham House Rule', () => {
  it('[Z7] the chair sets the lens by key; header, cards, presence and register of everybody else then name nobody else', async () => {
    const [chair, norway, kenya, observer] = [
      await hall.chair(),
      await hall.delegate('Norway'),
      await hall.delegate('Kenya'),
      await hall.observer(),
    ];
    for (const page of [norway, observer]) await unfold(page);
    await observer.locator('.card', { hasText: 'Kenya' }).first().waitFor();
    expect(await observer.locator('.lens-line').count()).toBe(0);

    await chair.keyboard.press('Shift+H');
    const dialog = chair.getByRole('dialog', { name: 'Whose names are shown' });
    await untilFocused(dialog.getByRole('radio', { checked: true }));
    await chair.keyboard.press('ArrowDown');
    await dialog.getByText('Not hidden by group: Holy See').waitFor();
    await chair.keyboard.press('ArrowDown');
    expect(await dialog.getByText('Holy See').count()).toBe(0);
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('informal informals');
    await chair.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    for (const page of [norway, kenya, observer])
      await page.locator('.lens-line', { hasText: 'Names are not shown: Chatham House Rule' }).waitFor();

    await expect.poll(() => held(observer)).not.toMatch(/Norway|Kenya|Brazil|Kamau|Solheim/);
    await expect.poll(() => held(norway)).not.toMatch(/Kenya|Brazil|Kamau/);
    await unfold(norway);
    await norway.locator('.card.unfolded', { hasText: 'Norway' }).waitFor();
    await unfold(observer);
    await observer.locator('.card.unfolded', { hasText: 'a delegation' }).waitFor();
    expect(await held(chair)).toContain('Kenya');
  });

  it('[Z7] readings by name say of what is not named that it is not, and not that nothing was done', async () => {
    const observer = await hall.observer();
    const isTold = async (key: string, dialog: string, words: string): Promise<void> => {
      await observer.keyboard.press(key);
      const figure = observer.getByRole('dialog', { name: dialog });
      await figure.getByText(words).waitFor();
      expect(await figure.innerText()).not.toMatch(/ yet/);
      await observer.keyboard.press('Escape');
      await figure.waitFor({ state: 'detached' });
    };
    await isTold('Shift+P', 'Positions', 'Nobody who has brought or said anything on these points is named to you');
    await isTold('Shift+W', 'Who sponsors with whom', 'A pair is told only where both are named to you.');
    await observer.keyboard.press('Shift+X');
    await observer.locator('.banner', { hasText: 'Nobody who has brought, supported or opposed' }).waitFor();
    await observer.keyboard.press('Shift+X');
    await observer.locator('.card').first().waitFor();
  });

  it('[Z7] what is done then is seen by all, by whom by chair and secretariat; named again, by everybody', async () => {
    const [chair, kenya, observer] = [await hall.chair(), await hall.delegate('Kenya'), await hall.observer()];
    const opposing = (page: Page, who: string) =>
      page.locator('.card.unfolded .alternative').first().locator('.positions', { hasText: who });
    await unfold(kenya);
    await kenya.keyboard.press('b');
    await opposing(observer, 'a delegation').waitFor();
    await unfold(chair);
    await opposing(chair, 'Kenya').waitFor();
    expect(await held(observer)).not.toContain('Kenya');

    await chair.locator('.lens-line').click();
    const dialog = chair.getByRole('dialog', { name: 'Whose names are shown' });
    await dialog.getByRole('radio', { name: /^Names/ }).check();
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('the report names names');
    await dialog.getByRole('button', { name: 'Show names so' }).click();
    await opposing(observer, 'Kenya').waitFor();
    await observer.locator('.lens-line').waitFor({ state: 'detached' });
  });

  it('[Z5] before names are taken out the chair is told of words that would then read as another’s', async () => {
    const [chair, kenya] = [await hall.chair(), await hall.delegate('Kenya')];
    await clauseWith(kenya, 'Wells are small').click();
    await kenya.keyboard.press('e');
    await kenya.waitForURL(/\/preparations\//);
    await caretAt(kenya, 'small', 'after');
    await kenya.keyboard.type(' but many - Norway');
    await kenya.getByRole('button', { name: 'Table', exact: true }).click();
    await untilReads(chair, /many - Norway/);
    await chair.keyboard.press('Shift+H');
    const dialog = chair.getByRole('dialog', { name: 'Whose names are shown' });
    const told = dialog.getByText('these words of open proposals read as if others had said them: “but many - Norway”.');
    await untilFocused(dialog.getByRole('radio', { checked: true }));
    expect(await told.count()).toBe(0);
    await chair.keyboard.press('ArrowDown');
    await told.waitFor();
  });
});
