import { afterAll, beforeAll, describe, it } from 'vitest';
import { Hall } from './hall.ts';
import { unfold } from './points.ts';
import { caretAt, untilFocused } from './reading.ts';

const SOURCE = `# Convention on the Exchange of Registers

Article 1

1. Each Party shall [promptly] share its register.

2. Registers shall [, where feasible,] be kept in one language.
`;

let hall: Hall;

beforeAll(async () => {
  hall = await Hall.open({ source: SOURCE, title: 'Registers', reads: /share its register/ });
});

afterAll(async () => {
  hall.checkPages((trouble) => trouble.includes('500'));
  await hall.close();
});

describe('where what has the keys goes', () => {
  it('[E14] the text has them: a point that somebody else decides, and what became of it is heard', async () => {
    const [chair, page] = await Promise.all([hall.chair(), hall.delegate('Japan')]);
    await Promise.all([unfold(chair), unfold(page)]);
    await page.locator('.card.unfolded').getByRole('button', { name: 'Support' }).focus();
    await chair.keyboard.press('d');
    await chair.getByLabel('Ground, for the record').fill('No agreement.');
    await chair.keyboard.press('Control+Enter');
    await page.locator('output.unseen', { hasText: 'no longer open: dropped' }).waitFor({ state: 'attached' });
    await untilFocused(page.locator('main.text'));
  });

  it('[E14] the text has them: a list that gave way to another, and a notice that is put away', async () => {
    const page = await hall.chair();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await unfold(page);
    await page.locator('.card.unfolded').focus();
    await page.keyboard.press('Shift+Q');
    await untilFocused(page.getByRole('dialog'));
    await page.keyboard.press('Escape');
    await untilFocused(page.locator('main.text'));
    await page.route('**/commands', (route) => route.fulfill({ status: 500 }));
    await page.keyboard.press('o');
    await unfold(page);
    await page.keyboard.press('i');
    await page.getByRole('button', { name: 'Dismiss' }).press('Enter');
    await untilFocused(page.locator('main.text'));
  });
});

describe('a list that is called by key', () => {
  it('[V18] is shown, where the text is shown in a way that has none beside it too', async () => {
    const page = await hall.delegate('Kenya');
    await page.getByRole('button', { name: 'Provenance', exact: true }).click();
    await page.locator('main.view-provenance').waitFor();
    await page.keyboard.press('q');
    await page.locator('main.view-negotiating').waitFor();
    await page.getByText('No text was circulated for silence').waitFor();
    await page.keyboard.press('Shift+N');
    await page.locator('main.view-since').waitFor();
    await page.keyboard.press('o');
    await page.locator('main.view-negotiating').waitFor();
    await page.getByText('No text was circulated for silence').waitFor();
    await page.keyboard.press('o');
    await page.locator('article[data-point]').first().waitFor();
  });
});

describe('where a delegation prepares', () => {
  it('[E14] the keys stay where they were when something is not done, and what is asked before it is discarded has them', async () => {
    const page = await hall.delegate('Brazil');
    await page.locator('[data-clause]', { hasText: 'in one language' }).click();
    await page.keyboard.press('e');
    await caretAt(page, 'one language', 'before');
    await page.keyboard.type('at least ');
    await page.route('**/commands', (route) => route.fulfill({ status: 500 }));
    await page.route('**/api/preparations/*', (route) => route.fulfill({ status: 500 }));
    const table = page.getByRole('button', { name: 'Table', exact: true });
    await table.press('Enter');
    await page.getByText('The server could not answer (500)').waitFor();
    await untilFocused(table);
    const discard = page.getByRole('button', { name: 'Discard', exact: true });
    await discard.press('Enter');
    await untilFocused(page.getByRole('button', { name: 'Keep it' }));
    await page.keyboard.press('Enter');
    await untilFocused(discard);
    await page.keyboard.press('Enter');
    const sure = page.getByRole('button', { name: 'Discard it' });
    await sure.press('Enter');
    await page.getByText('The server could not answer (500)').waitFor();
    await untilFocused(sure);
  });
});
