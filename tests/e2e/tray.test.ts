import { describe, expect, it } from 'vitest';
import { Archive } from './archive.ts';
import { expectAccess } from './axe.ts';
import { goOn, issue } from './issuing.ts';
import { changesKept } from './kept-rows.ts';
import {
  caretAt,
  clauseWith,
  readPaper,
  removeClause,
  selectWords,
  typeBehind,
  untilFocused,
  untilReads,
  untilSaved,
} from './reading.ts';

const archive = Archive.ofThisFile();

/** Somebody types behind these words without a connection, while another removes their paragraph: then they are in the tray. */
async function removedUnder(words: string, typed: string) {
  const one = await archive.person(archive.drafter(0));
  const other = await archive.person(archive.drafter(1));
  const [page, remover] = [await one.open(), await other.open()];
  await one.cut();
  await typeBehind(page, words, typed);
  await page.getByText(`Offline: ${typed.length} changes kept here`).waitFor();
  await removeClause(remover, words);
  await untilSaved(remover);
  one.mend();
  const tray = page.getByRole('region', { name: 'Words of yours that are in no text' });
  await tray.locator('mark', { hasText: typed.trim() }).waitFor();
  return { one, page, remover, tray };
}

describe('the tray', () => {
  it('[E25] words whose paragraph was removed meanwhile wait on the desk and on the page, and are put back', async () => {
    const { page, remover, tray } = await removedUnder('Copies are made', ' by hand and');
    await expectAccess(page, 'the tray', '.announcements');
    await expect.poll(async () => (await readPaper(page)).join()).not.toContain('by hand');
    expect(await remover.getByRole('region', { name: /in no text/ }).count()).toBe(0);
    await page.goto(new URL('/', page.url()).href);
    await page.getByRole('complementary', { name: 'Waiting for you' }).getByText('1 passage of yours that is in no text').click();
    await tray.getByRole('button', { name: 'Put back' }).click();
    for (const each of [page, remover]) await untilReads(each, 'by hand and');
    await tray.waitFor({ state: 'detached' });
    await page.reload();
    await untilReads(page, 'by hand and');
    expect(await tray.count()).toBe(0);
  });

  it('[E25] [S17] words that were put back without a connection are told as put back after a reload, and gone from the tray once they are saved', async () => {
    const { one, page, remover, tray } = await removedUnder('Readers sign', ' by hand');
    await untilSaved(page);
    await one.cut();
    await tray.getByRole('button', { name: 'Put back' }).click();
    await page.getByText('Offline: 1 change kept here').waitFor();
    await expect.poll(() => changesKept(page)).toBe(1);
    await page.reload();
    await tray.getByText('Put back; this stays until it is saved.').waitFor();
    expect(await tray.getByRole('button', { name: 'Put back' }).isDisabled()).toBe(true);
    one.mend();
    for (const each of [page, remover]) await untilReads(each, 'by hand');
    await tray.waitFor({ state: 'detached' });
    await page.reload();
    await untilSaved(page);
    expect(await tray.count()).toBe(0);
  });

  it('[E25] [S17] a footnote that was removed with its mark meanwhile is put back as one, and it is said that nothing refers to it', async () => {
    const one = await archive.person(archive.drafter(0));
    const other = await archive.person(archive.drafter(1));
    const [page, remover] = [await one.open(), await other.open()];
    await caretAt(page, 'Visitors wear', 'after');
    await page.keyboard.press('Control+Alt+f');
    await page.keyboard.type('Of cotton');
    await untilSaved(page);
    await clauseWith(remover, 'Of cotton').waitFor();
    await one.cut();
    await page.keyboard.type(' or silk');
    await page.getByText('Offline: 8 changes kept here').waitFor();
    await removeClause(remover, 'Of cotton');
    await untilSaved(remover);
    one.mend();
    const tray = page.getByRole('region', { name: 'Words of yours that are in no text' });
    await tray.locator('mark', { hasText: 'or silk' }).waitFor();
    await page.reload();
    await tray.getByText('They are a footnote; put back, they are one again, to which nothing in this text refers').waitFor();
    await tray.getByRole('button', { name: 'Put back' }).click();
    await expect
      .poll(() => page.locator('.ProseMirror [data-kind="footnote"]').allInnerTexts())
      .toEqual([expect.stringContaining('or silk')]);
    await untilSaved(page);
    await tray.waitFor({ state: 'detached' });
  });

  it('[E26] three browsers: the chair issues a revision under somebody offline, whose words the tray carries over to those of who went on', async () => {
    const { one, pages } = await archive.three('chair');
    const [page, writer, chair] = pages;
    await one.cut();
    await typeBehind(page, 'Visitors wear', ' clean');
    await page.getByText('Offline: 6 changes kept here').waitFor();
    await issue(chair, 'A/1');
    await goOn(writer);
    await typeBehind(writer, 'gloves', ' of cotton');
    await untilReads(chair, 'Visitors wear gloves of cotton.');
    one.mend();
    await page.getByText('was issued as A/1').waitFor();
    const tray = page.getByRole('region', { name: 'Words of yours that are in no text' });
    await tray.locator('mark', { hasText: 'clean' }).waitFor();
    await page.reload();
    await tray.getByRole('button', { name: 'Put back' }).click();
    for (const each of pages) await untilReads(each, 'Visitors wear clean gloves of cotton.');
    await untilSaved(page);
    await tray.waitFor({ state: 'detached' });
  });

  it('[E26] [R12] what was struck too late for a revision is told with its clause, also after a reload and on the desk, until it is put away', async () => {
    const { one, pages } = await archive.three('chair');
    const [page, , chair] = pages;
    await one.cut();
    await selectWords(page, 'pays for');
    await page.keyboard.press('Backspace');
    await page.getByText('Offline: 1 change kept here').waitFor();
    await issue(chair, 'A/4');
    one.mend();
    const told = page.getByRole('region', { name: 'What you struck in one clause came too late' });
    for (const act of [null, () => page.reload(), () => page.reload()]) {
      await act?.();
      await told.getByText('pays for', { exact: true }).waitFor();
      await told.getByText('In “The Secretariat').waitFor();
    }
    await untilReads(page, 'The Secretariat pays for the gloves.');
    await expectAccess(page, 'what was struck too late', '.announcements');
    await page.goto(new URL('/', page.url()).href);
    const waiting = page.getByRole('complementary', { name: 'Waiting for you' });
    await waiting.getByText('What you struck, bracketed or changed, and was too late or refused').click();
    await told.getByRole('button', { name: 'Dismiss' }).press('Enter');
    await told.waitFor({ state: 'detached' });
    await untilFocused(page.locator('main'));
    await page.reload();
    await untilSaved(page);
    expect(await told.count()).toBe(0);
  });

  it('[E26] [R12] a bracket round words that stand, put too late for a revision, is told with them and for whom it was', async () => {
    const { one, pages } = await archive.three('chair');
    const [page, , chair] = pages;
    await one.cut();
    await selectWords(page, 'the gloves');
    await page.keyboard.press('[');
    await untilFocused(page.getByRole('dialog', { name: 'For whom?' }).getByRole('combobox'));
    await page.keyboard.type('egy');
    await page.keyboard.press('Enter');
    await clauseWith(page, 'the gloves').locator('.tag', { hasText: 'Egypt, not sent yet' }).waitFor();
    await issue(chair, 'A/5');
    one.mend();
    const told = page.getByRole('region', { name: 'What you bracketed in one clause came too late' });
    for (const act of [null, () => page.reload(), () => page.reload()]) {
      await act?.();
      await told.getByText('[the gloves]', { exact: true }).waitFor();
      await told.getByText('In “The Secretariat pays for the gloves.”. The bracket was for Egypt.').waitFor();
    }
    await untilReads(page, 'The Secretariat pays for the gloves.');
    await told.getByRole('button', { name: 'Dismiss' }).press('Enter');
    await told.waitFor({ state: 'detached' });
  });

  it('[E26] [R12] words set in bold and a clause that was moved too late for a revision are told, until they are put away', async () => {
    const { one, pages } = await archive.three('chair');
    const [page, , chair] = pages;
    await one.cut();
    await selectWords(page, 'the gloves');
    await page.keyboard.press('Control+b');
    await caretAt(page, 'Nothing leaves', 'after');
    await page.keyboard.press('Alt+Shift+ArrowUp');
    await page.getByText('Offline: 2 changes kept here').waitFor();
    await issue(chair, 'A/6');
    one.mend();
    const told = page.getByRole('region', { name: 'What you changed in 2 clauses came too late' });
    for (const act of [null, () => page.reload(), () => page.reload()]) {
      await act?.();
      await told.getByText('You changed how this clause is set: “the gloves” in bold.').waitFor();
      await told.getByText(/^You moved this clause from behind “.+” to behind “.+”\.$/).waitFor();
      await told.getByText('In “Nothing leaves').waitFor();
    }
    await expectAccess(page, 'what was changed too late', '.announcements');
    await told.getByRole('button', { name: 'Dismiss' }).press('Enter');
    await told.waitFor({ state: 'detached' });
  });

  it('[E26] [S17] a bracket that came too late for a revision waits with its words and for whom it was, and is put back so', async () => {
    const { one, pages } = await archive.three('chair');
    const [page, writer, chair] = pages;
    await one.cut();
    await caretAt(page, 'The archive closes', 'after');
    await page.keyboard.type(' mostly [on Fridays]');
    await untilFocused(page.getByRole('dialog', { name: 'For whom?' }).getByRole('combobox'));
    await page.keyboard.type('egy');
    await page.keyboard.press('Enter');
    await clauseWith(page, 'on Fridays').locator('.tag', { hasText: 'Egypt, not sent yet' }).waitFor();
    await issue(chair, 'A/3');
    await goOn(writer);
    one.mend();
    await page.getByText('was issued as A/3').waitFor();
    await page.getByText('What you changed last in one clause came too late').waitFor();
    await page.reload();
    const tray = page.getByRole('region', { name: 'Words of yours that are in no text' });
    await tray.locator('mark', { hasText: 'mostly [on Fridays]' }).waitFor();
    await tray.getByText('The bracket is put back too: for Egypt, not sent yet.').waitFor();
    await expectAccess(page, 'a bracket in the tray', '.announcements');
    await tray.getByRole('button', { name: 'Put back' }).click();
    for (const each of [page, writer]) {
      await untilReads(each, 'The archive closes mostly [on Fridays] at noon.');
      await clauseWith(each, 'on Fridays').locator('.tag').getByText('Egypt', { exact: true }).waitFor();
    }
    await tray.waitFor({ state: 'detached' });
  });

  it('[E26] [S18] who is typing while a revision is issued goes on to the end of the sentence, and the rest of it is in the tray and no key of the page', async () => {
    const one = await archive.person(archive.drafter(0));
    const other = await archive.person(archive.server.seat('chair'));
    const [page, chair] = [await one.open(), await other.open()];
    await caretAt(page, 'Nothing leaves', 'after');
    const banner = page.getByText('was issued as A/2');
    const issuing = issue(chair, 'A/2');
    let typed = 0;
    for (; !(await banner.isVisible()); typed += 1) await page.keyboard.press('v');
    for (let more = 0; more < 20; typed += 1, more += 1) await page.keyboard.press('v');
    await issuing;
    await page.locator('.ProseMirror').waitFor({ state: 'detached' });
    await page.getByText('What you type now goes nowhere.').waitFor();
    const kept = await page
      .getByRole('region', { name: /of yours that are in no text/ })
      .locator('mark')
      .allInnerTexts();
    const issued = (await readPaper(chair)).filter((line) => line.startsWith('Nothing leaves'));
    expect([...issued, ...kept].join('').replaceAll(/[^v]/g, '')).toHaveLength('leaves'.replaceAll(/[^v]/g, '').length + typed);
    expect(kept.join('').length).toBeGreaterThanOrEqual(20);
    await page.keyboard.type(' v');
    await untilFocused(page.locator('[data-takes-no-keys]'));
    expect(new URL(page.url()).search).toBe('');
  });

  it('[E27] words are copied, and discarded when that is said twice', async () => {
    const one = await archive.person(archive.drafter(0));
    await one.context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const other = await archive.person(archive.drafter(1));
    const [page, remover] = [await one.open(), await other.open()];
    await one.cut();
    await typeBehind(page, 'The archive closes', ' not');
    await removeClause(remover, 'The archive closes');
    await untilSaved(remover);
    one.mend();
    const tray = page.getByRole('region', { name: 'Words of yours that are in no text' });
    await tray.getByRole('button', { name: 'Copy' }).click();
    await tray.getByText('Copied.').waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('not');
    await tray.getByRole('button', { name: 'Discard', exact: true }).click();
    await tray.getByRole('button', { name: 'Keep' }).click();
    await tray.getByRole('button', { name: 'Discard', exact: true }).press('Enter');
    await tray.getByRole('button', { name: 'Discard for good' }).press('Enter');
    await tray.waitFor({ state: 'detached' });
    // Whoever does it by key goes on at the text, and not at the beginning of the page.
    await untilFocused(page.locator('main'));
    await page.reload();
    await untilSaved(page);
    expect(await tray.count()).toBe(0);
  });
});
