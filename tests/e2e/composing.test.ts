import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { Archive } from './archive.ts';
import { issue } from './issuing.ts';
import { caretAt, readPaper, removeClause, typeBehind, undoUntilReads, untilReads, untilSaved } from './reading.ts';

const archive = Archive.ofThisFile();

/** An input method at work in a page; it speaks Chromium's protocol, and so is tried in no other browser. */
async function inputMethod(
  page: Page,
): Promise<{ shows(...letters: string[]): Promise<void>; means(word: string): Promise<void> }> {
  const keyboard = await page.context().newCDPSession(page);
  return {
    async shows(...letters) {
      for (const text of letters)
        await keyboard.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
    },
    async means(word) {
      await keyboard.send('Input.insertText', { text: word });
    },
  };
}

describe('letters that are being composed', () => {
  it('[B13] [S20] are nobody else’s and not called saved, and what others write in the sentence meanwhile comes in behind them', async () => {
    const { pages } = await archive.three('observer');
    const [page, writer, observer] = pages;
    const ime = await inputMethod(page);
    await caretAt(page, 'list of visitors', 'after');
    await ime.shows('m', 'mi', 'ming');
    await page.getByText('Saving …').waitFor();
    await typeBehind(writer, 'keeps a', ' full');
    await typeBehind(writer, 'Visitors wear', ' clean');
    await untilReads(observer, 'Visitors wear clean gloves.');
    expect(await readPaper(page)).toContain('The archivist keeps a list of visitorsming.');
    expect(await readPaper(observer)).toContain('The archivist keeps a full list of visitors.');
    await ime.shows('mingz');
    await ime.means('名字');
    for (const each of pages) {
      await untilReads(each, 'The archivist keeps a full list of visitors名字.');
      await untilReads(each, 'Visitors wear clean gloves.');
    }
    await untilSaved(page);
    await page.keyboard.type('!');
    await untilReads(observer, 'The archivist keeps a full list of visitors名字!.');
    await undoUntilReads(page, 'The archivist keeps a full list of visitors.');
    await untilReads(observer, 'The archivist keeps a full list of visitors.');
  });

  it('[B13] stay whole while the connection is lost and comes back', async () => {
    const { one, pages } = await archive.three('observer');
    const [page, writer, observer] = pages;
    const ime = await inputMethod(page);
    await caretAt(page, 'The Secretariat pays', 'after');
    await ime.shows('k', 'ku');
    await one.cut();
    await typeBehind(writer, 'for the gloves', ' and coats');
    await untilReads(observer, 'The Secretariat pays for the gloves and coats.');
    one.mend();
    await page.getByText('Connecting …').waitFor();
    await ime.shows('kua', 'kuai');
    await ime.means('快');
    for (const each of pages) await untilReads(each, 'The Secretariat pays快 for the gloves and coats.');
    await untilSaved(page);
  });

  it('[B13] [E25] wait in the tray as the word that they became where their clause went meanwhile', async () => {
    const { pages } = await archive.three('observer');
    const [page, writer, observer] = pages;
    const ime = await inputMethod(page);
    await caretAt(page, 'Copies are made', 'after');
    await ime.shows('s', 'sh');
    await removeClause(writer, 'Copies are made');
    await expect.poll(async () => (await readPaper(observer)).join()).not.toContain('Copies');
    expect((await readPaper(page)).join()).toContain('Copies are madesh');
    await ime.means('手');
    const tray = page.getByRole('region', { name: /in no text/ });
    await tray.locator('mark', { hasText: /^手$/ }).waitFor();
    expect((await readPaper(page)).join()).not.toContain('Copies');
  });

  it('[B13] [E26] are kept for the tray where a revision is issued meanwhile', async () => {
    const { pages } = await archive.three('chair');
    const [page, , chair] = pages;
    const ime = await inputMethod(page);
    await caretAt(page, 'The archive closes', 'after');
    await ime.shows('zh', 'zhun');
    await issue(chair, 'A/1');
    await page.getByText('What you changed last in one clause came too late').waitFor();
    const tray = page.getByRole('region', { name: /in no text/ });
    await tray.locator('mark', { hasText: 'zhun' }).waitFor();
  });
});
