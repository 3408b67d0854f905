import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Hall } from './hall.ts';
import { caretAt, clauseWith, readPaper, untilReads, untilSaved } from './reading.ts';
import { violations } from './axe.ts';

const SOURCE = `## Draft agreement on the lighthouse

## Article 1

1. The lighthouse shines, as article 3 bis, paragraph 2, says.

1 bis. It shines by night.

## Article 3 bis

1. [Its keeper is named by the Council.]

2. It is painted as article 77 says, under decision -/CP.21.
`;

let hall: Hall;

beforeAll(async () => {
  hall = await Hall.open({ source: SOURCE, title: 'on the lighthouse', reads: /It is painted/ });
});
afterAll(() => hall.close());
afterEach(() => hall.checkPages());

describe('numbers and footnotes', () => {
  it('[F2] [F4] a drafter puts a footnote by key; everybody reads it at the foot, and goes there and back', async () => {
    const [drafter, reader] = [await hall.drafter(), await hall.observer()];
    await caretAt(drafter, 'by night', 'after');
    await drafter.keyboard.press('Control+Alt+f');
    await drafter.keyboard.type('Some delegations reserved their position.');
    await untilSaved(drafter);
    await untilReads(reader, /Some delegations reserved their position\./);
    const foot = reader.getByRole('region', { name: 'Footnotes' });
    await expect.poll(() => foot.innerText()).toMatch(/^\s*1\s+Some delegations reserved their position\./);
    const mark = reader.getByRole('button', { name: 'Footnote 1', exact: true });
    await expect.poll(() => mark.innerText()).toBe('1');
    await mark.click();
    await foot.getByRole('button', { name: 'To where footnote 1 is referred to' }).click();
    await reader.keyboard.press('v');
    await reader.getByRole('button', { name: 'Clean', pressed: true }).waitFor();
    // So in each view: a mark is its number, and its note stands at the foot.
    for (const show of ['Provenance', 'since'] as const) {
      if (show === 'since') await reader.keyboard.press('Shift+N');
      else await reader.getByRole('button', { name: show }).click();
      await reader.locator(`main.view-${show.toLowerCase()}`).waitFor();
      await expect.poll(() => mark.innerText()).toBe('1');
      await expect.poll(() => foot.innerText()).toContain('Some delegations');
    }
    await reader.getByRole('button', { name: 'Negotiating' }).click();
    await reader.keyboard.press('Escape');
  });

  it('[F2] a drafter sees the note at its mark, and so does a delegation that changes the words round it', async () => {
    const [drafter, delegate] = [await hall.drafter(), await hall.delegate('Norway')];
    await drafter.keyboard.press('Control+Alt+f');
    const card = drafter.locator('.note-card');
    await card.waitFor();
    await expect.poll(() => card.innerText()).toContain('Footnote 1: Some delegations reserved their position.');
    expect(await violations(drafter)).toEqual([]);
    await clauseWith(delegate, 'by night').click();
    await delegate.getByRole('button', { name: /Propose a change/ }).click();
    await delegate.waitForURL(/\/preparations\//);
    await caretAt(delegate, 'It shines', 'after');
    await delegate.keyboard.type(' brightly');
    await delegate.locator('.draft-editor .note-mark[data-number="1"]').waitFor({ state: 'attached' });
    const seen = delegate.getByRole('region', { name: 'As others will see it' });
    await seen.getByText('brightly').waitFor();
    await expect.poll(() => seen.locator('.note-mark').innerText()).toMatch(/^(Footnote\s+)?1$/);
    expect(await violations(delegate)).toEqual([]);
    await delegate.getByRole('button', { name: 'Discard', exact: true }).click();
    await delegate.getByRole('button', { name: 'Discard it' }).click();
    await delegate.waitForURL(/\/drafts\//);
  });

  it('[F5] placeholders and values are a list beside the text', async () => {
    const page = await hall.chair();
    await page.getByRole('combobox', { name: 'Show' }).selectOption('value');
    const list = page.getByRole('list', { name: 'Values' });
    await expect.poll(() => list.innerText()).toMatch(/2\.\s+-\/CP\.21/);
    await page.getByRole('combobox', { name: 'Show' }).selectOption('');
  });

  it('[N4] [N5] [N6] [N7] [N8] what is gone stands as deleted, the concordance is shown, the text renumbered, and that taken back', async () => {
    const [chair, reader, drafter] = [await hall.chair(), await hall.observer(), await hall.drafter()];
    const delegations = [await hall.delegate('Norway'), await hall.delegate('Kenya')];
    await chair.getByText('Its keeper is named').first().click();
    await chair.keyboard.press('d');
    await chair.getByRole('dialog', { name: 'Drop' }).getByLabel('Ground, for the record').fill('No support.');
    await chair.keyboard.press('Control+Enter');
    await untilReads(reader, /Deleted\./);
    await drafter.locator('.clause[data-tombstone="Deleted."]').waitFor();
    // A sheet that is still open would take the key.
    await untilReads(chair, /Deleted\./);
    await chair.locator('dialog.sheet').waitFor({ state: 'detached' });

    await chair.keyboard.press('Shift+#');
    const dialog = chair.getByRole('dialog', { name: 'Numbers' });
    expect(await dialog.getByRole('row', { name: /^Article 3 bis, paragraph 2/ }).innerText()).toMatch(/article 2, paragraph 1/);
    await dialog.getByRole('button', { name: 'References' }).click();
    await dialog.getByText('refers to article 77, which does not exist').waitFor();
    expect(await violations(chair)).toEqual([]);
    await dialog.getByRole('button', { name: /^What is gone/ }).click();
    await dialog.getByRole('button', { name: 'Say where it went: article 3 bis, paragraph 1' }).click();
    await dialog.getByRole('combobox', { name: 'was' }).selectOption('merged');
    await dialog.getByRole('combobox', { name: 'where' }).selectOption({ label: 'article 1, paragraph 1 bis' });
    await dialog.getByRole('button', { name: 'Note it' }).click();
    for (const one of [reader, ...delegations]) await untilReads(one, /Deleted and merged into article 1, paragraph 1 bis\./);
    await dialog.getByRole('button', { name: 'Concordance' }).click();
    await dialog.getByRole('button', { name: 'Renumber the text' }).click();
    await dialog.getByText('Renumbered in record').waitFor();
    await untilReads(reader, /The lighthouse shines, as article 2, paragraph 1, says\./);
    await untilReads(drafter, /^Article .*2$/);
    await expect.poll(async () => (await readPaper(reader)).join('\n')).not.toContain('Deleted');
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('The language group asked for it.');
    await chair.keyboard.press('Enter');
    await untilReads(reader, /as article 3 bis, paragraph 2, says\./);
    await untilReads(reader, /Deleted and merged into/);
    await dialog.getByRole('button', { name: 'Close' }).click();
  });
});
