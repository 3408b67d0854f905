import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { EditedWord } from '../formats/word-edits.ts';
import { p, r, wordFile } from '../formats/word-files.ts';
import { violations } from './axe.ts';
import { Hall } from './hall.ts';
import { clauseWith, untilReads } from './reading.ts';

const SOURCE = `# Draft decision on reports

## Article 1

1. Parties [shall - Kenya] report.

2. They meet in May.

3. They may object.
`;

const US = 'A. Hansen';

let hall: Hall;

beforeAll(async () => {
  hall = await Hall.open({ source: SOURCE, title: 'on reports', reads: /They may object/ });
});

afterAll(() => hall.close());

// A file that is none is refused.
afterEach(() => hall.checkPages((trouble) => trouble.includes('status of 422')));

/** The negotiating text as it is saved for Word, in the hands of somebody who edits it. */
async function savedPaper(page: Page): Promise<EditedWord> {
  const path = `/api${new URL(page.url()).pathname}/papers/negotiating?format=docx`;
  const response = await page.request.get(new URL(path, page.url()).href);
  return new EditedWord(new Uint8Array(await response.body()));
}

async function idOf(page: Page, words: string): Promise<string> {
  return (await clauseWith(page, words).getAttribute('data-clause')) ?? '';
}

async function openDialog(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Amend, export' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: 'Bring amendments from Word' }).press('Enter');
  await page.getByRole('dialog', { name: 'Bring amendments from Word' }).waitFor();
}

async function give(page: Page, bytes: Uint8Array, name = 'oslo.docx'): Promise<void> {
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('File').setInputFiles({ name, mimeType: 'application/zip', buffer: Buffer.from(bytes) });
  await dialog.getByRole('button', { name: 'Read the file' }).focus();
  await page.keyboard.press('Enter');
}

describe('amendments that come home from Word', () => {
  it('[W45] by key: the file, whose changes they are, what was found, and the composer with rationale and all', async () => {
    const [page, chair] = [await hall.delegate('Norway'), await hall.chair()];
    const word = await savedPaper(page);
    const second = word.clause(await idOf(page, 'They meet in May'));
    word.comment(word.insert(second, 'They meet'.length, ' at least once', US), 'They may wish to meet again.', US);
    word.insert(word.clause(await idOf(page, 'They may object')), 'They may '.length, 'never ', 'B. Adviser');
    word.addBehind(second, 'They publish a report.', US);

    await openDialog(page);
    await give(page, new TextEncoder().encode('no file'));
    await page.getByText('This is no Word file (.docx).').waitFor();
    await give(page, word.bytes());
    const questions = page.getByRole('dialog', { name: 'What in this file is yours?' });
    await questions.waitFor();
    expect(await violations(page)).toEqual([]);
    const adviser = questions.getByRole('checkbox', { name: /B\. Adviser/ });
    expect([
      await questions.getByRole('checkbox', { name: /A\. Hansen.*2 insertions, 1 comment/ }).isChecked(),
      await adviser.isChecked(),
    ]).toEqual([true, true]);
    await adviser.focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('Enter');
    const found = page.getByRole('dialog', { name: 'What the file brought' });
    await found.getByText('1 clause is reworded, 1 is new.').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/preparations\//);
    await expect.poll(() => page.getByRole('textbox', { name: /Rationale/ }).inputValue()).toBe('They may wish to meet again.');
    await page.getByText('They meet at least once in May.').first().waitFor();
    await page.getByRole('button', { name: 'Table', exact: true }).click();
    await untilReads(chair, 'They meet [at least once ]in May.');
    await untilReads(chair, /They publish a report\.\]/);
    await untilReads(chair, 'They may object.');
  });

  it('[W45] marks instead of tracking are asked for; answered otherwise, the file and the answers are still there', async () => {
    const page = await hall.delegate('Kenya');
    await openDialog(page);
    const coloured = r('never', '<w:color w:val="0000FF"/><w:b/>');
    await give(
      page,
      wordFile(
        p(r('Remarks of the capital')) +
          p(r('3. They ') + r('may ', '<w:color w:val="FF0000"/><w:strike/>') + coloured + r(' object.')),
      ),
    );
    const questions = page.getByRole('dialog', { name: 'What in this file is yours?' });
    await questions.getByText('Nothing in this file is tracked as a change.').waitFor();
    expect(await questions.getByRole('combobox', { name: /Red, struck once: “may”/ }).inputValue()).toBe('deletion');
    await questions.getByRole('button', { name: 'Bring them in' }).click();
    const found = page.getByRole('dialog', { name: 'What the file brought' });
    await found.getByText('1 clause is reworded.').waitFor();
    await found.getByText('No clause of the draft, and not changed').waitFor();
    await found.getByRole('button', { name: 'Answer otherwise' }).click();
    await questions.getByRole('combobox', { name: /Blue, bold/ }).selectOption('insertion');
    await questions.getByRole('button', { name: 'Bring them in' }).click();
    await found.getByRole('button', { name: 'Look it over' }).click();
    await page.getByText('They never object.').first().waitFor();
  });
});
