import { describe, expect, it } from 'vitest';
import { CLOSE } from '../../shared/protocol/close.ts';
import { Archive } from './archive.ts';
import { clauseWith, removeClause, selectWords, untilReads, untilSaved } from './reading.ts';

const archive = Archive.ofThisFile();

describe('work that the server refuses', () => {
  it('[S18] what was struck, bracketed and changed by somebody whom the server refuses is told', async () => {
    const one = await archive.person(archive.drafter(0));
    const page = await one.open();
    await one.cut();
    await selectWords(page, 'pays for');
    await page.keyboard.press('Backspace');
    await selectWords(page, 'visitors');
    await page.keyboard.press('[');
    await page.getByRole('dialog', { name: 'For whom?' }).getByRole('combobox').press('Escape');
    await selectWords(page, 'at noon');
    await page.keyboard.press('Control+b');
    await page.getByText(/^Offline: \d changes kept here/).waitFor();
    one.refusal = CLOSE.forbidden;
    one.mend();
    const told = page.getByRole('region', {
      name: 'What you struck, bracketed or changed in 3 clauses was refused by the server',
    });
    await told.waitFor();
    one.refusal = null;
    await page.reload();
    await told.getByText('pays for', { exact: true }).waitFor();
    await told.getByText('[visitors]', { exact: true }).waitFor();
    await told.getByText('“at noon” in bold').waitFor();
    await untilReads(page, 'The Secretariat pays for the gloves.');
    await told.getByRole('button', { name: 'Dismiss' }).press('Enter');
    await told.waitFor({ state: 'detached' });
  });

  it('[S10] a bracket put round words whose paragraph somebody else removed meanwhile is told, and is nothing to put back', async () => {
    const one = await archive.person(archive.drafter(0));
    const other = await archive.person(archive.drafter(1));
    const [page, remover] = [await one.open(), await other.open()];
    await one.cut();
    await selectWords(page, 'gloves.');
    await page.keyboard.press('[');
    await page.getByRole('dialog', { name: 'For whom?' }).getByRole('combobox').press('Escape');
    await page.getByText('Offline: 1 change kept here').waitFor();
    await removeClause(remover, 'Visitors wear');
    await untilSaved(remover);
    one.mend();
    const told = page.getByRole('region', { name: 'What you bracketed in one clause had been removed or moved by then' });
    await told.getByText('[gloves.]', { exact: true }).waitFor();
    expect(await page.getByRole('region', { name: /in no text/ }).count()).toBe(0);
    await page.reload();
    await told.getByRole('button', { name: 'Dismiss' }).click();
    await told.waitFor({ state: 'detached' });
    await page.reload();
    await untilSaved(page);
    expect(await told.count()).toBe(0);
  });

  it('[S18] what a delegation struck in its preparation, and was refused, is told there', async () => {
    const one = await archive.person(archive.server.seat('delegate'));
    const page = await one.open();
    await clauseWith(page, 'Copies are made').click();
    await page.getByRole('button', { name: /Propose a change/ }).click();
    await page.getByRole('heading', { name: 'Preparing a proposal' }).waitFor();
    await untilSaved(page);
    await one.cut();
    await selectWords(page, 'on request');
    await page.keyboard.press('Backspace');
    await page.getByText('Offline: 1 change kept here').waitFor();
    one.refusal = CLOSE.tooLarge;
    one.mend();
    const told = page.getByRole('region', { name: 'What you struck in one clause was refused by the server' });
    await told.waitFor();
    one.refusal = null;
    await page.reload();
    await told.getByText('on request', { exact: true }).waitFor();
    await told.getByText('In “Copies are made on request.”, as you prepared it.').waitFor();
    await told.getByRole('button', { name: 'Dismiss' }).click();
    await told.waitFor({ state: 'detached' });
  });
});
