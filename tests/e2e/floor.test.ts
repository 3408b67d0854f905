import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { expectAccess } from './axe.ts';
import { Hall } from './hall.ts';
import { chosen, pointWith } from './points.ts';
import { caretAt, untilReads } from './reading.ts';

const SOURCE = `## Draft decision on the floor

1. The Commission [shall - Norway][should - Kenya][is to - Brazil] report annually to the Assembly.
2. The Board [reviews - Norway][examines - Kenya] each entry once a year.
3. It assists States Parties.
`;

let hall: Hall;

const drafter = () => hall.drafter();
const norway = () => hall.delegate('Norway');
const kenya = () => hall.delegate('Kenya');

beforeAll(async () => {
  hall = await Hall.open({ source: SOURCE, title: 'Draft decision on the floor', reads: /^It assists States Parties/ });
});

afterAll(() => hall.close());

afterEach(() => hall.checkPages());

/** Presses keys one by one, as fast as they come, and tells how many there were. */
async function press(page: Page, keys: readonly string[]): Promise<number> {
  for (const key of keys) await page.keyboard.press(key === ' ' ? 'Space' : key);
  return keys.length;
}

/** Waits for a bracket round these words, and for the tag behind it that names who is for it. */
async function untilAttributed(page: Page, words: string, name: string): Promise<void> {
  await untilReads(page, new RegExp(`\\[${words}\\]`));
  await page.locator('.clause', { hasText: words }).locator('.tag', { hasText: name }).first().waitFor();
}

describe('the floor', () => {
  it('[E4] three keys beside the words and the delegation’s code, and everybody sees the bracket, attributed', async () => {
    const [page, other] = [await drafter(), await kenya()];
    await caretAt(page, 'States Parties', 'after');
    const [words, code] = ['upon request', 'no'];
    let keys = await press(page, ['[', ...words, ']', ...code, 'Enter']);
    for (const one of [page, other]) await untilAttributed(one, words, 'Norway');
    expect(keys - words.length - code.length).toBe(3);
    // Typing goes on at once, outside; and whoever spoke last is offered without a letter.
    keys = await press(page, [...' or ', '[', ...'on demand', ']', 'Enter']);
    await untilAttributed(other, 'on demand', 'Norway');
    expect(keys - ' or on demand'.length).toBe(3);
    await untilReads(page, /States Parties\[upon request\] or \[on demand\]/);
  });

  it('[J5] a delegation joins, prefers another and leaves by key; who is left withdraws', async () => {
    const [page, other, secretariat] = [await kenya(), await norway(), await drafter()];
    await pointWith(page, 'shall');
    await page.keyboard.press('c');
    await pointWith(other, 'shall');
    await chosen(other).getByText('Norway and Kenya').waitFor();
    expect(
      await chosen(other)
        .getByRole('button', { name: /Withdraw/ })
        .count(),
    ).toBe(0);
    await secretariat.locator('.tag', { hasText: 'Norway and Kenya' }).waitFor();
    await other.keyboard.press('c');
    await chosen(page).getByText('Kenya', { exact: true }).first().waitFor();
    await chosen(page)
      .getByRole('button', { name: /Withdraw/ })
      .waitFor();
    await chosen(other).locator('.prefer-another').waitFor();
    await other.keyboard.press('y');
    await other.getByRole('group', { name: 'Which is preferred?' }).getByRole('button', { name: 'is to' }).click();
    await chosen(page).getByText('Norway: “is to”').waitFor();
  });

  it('[J6] the secretariat notes each position by key, which other one is preferred too, and that it is taken back', async () => {
    const [secretariat, reader] = [await drafter(), await kenya()];
    const line = secretariat.locator('dialog.floor-line');
    const say = async (name: string): Promise<void> => {
      await line.getByRole('combobox').and(secretariat.locator(':focus')).waitFor();
      await secretariat.keyboard.type(name);
      await line.locator('[aria-selected=true]', { hasText: name }).waitFor();
      await secretariat.keyboard.press('Enter');
      await line.getByText(`Recorded: ${name}`).waitFor();
      await secretariat.keyboard.press('Escape');
      await line.waitFor({ state: 'detached' });
    };
    await pointWith(secretariat, 'examines');
    await pointWith(reader, 'examines');
    for (const [key, name, list] of [
      ['s', 'Chile', 'Support'],
      ['f', 'Ghana', 'Flexible'],
      ['o', 'Egypt', 'Oppose'],
      ['h', 'Japan', 'Reserve their position'],
      ['u', 'Peru', 'Need instructions'],
    ] as const) {
      await secretariat.keyboard.press(`Alt+${key}`);
      await say(name);
      await chosen(reader).locator('.positions > div', { hasText: list }).getByText(name).waitFor();
    }
    await secretariat.keyboard.press('Alt+y');
    await say('India');
    await chosen(reader).getByText('India: “examines”').waitFor();
    await chosen(secretariat)
      .getByRole('group', { name: 'Record positions' })
      .getByRole('button', { name: 'Taken back' })
      .click();
    await say('Ghana');
    await chosen(reader).getByText('Ghana').waitFor({ state: 'detached' });
    await expectAccess(secretariat, 'positions noted', '.points');
  });
});
