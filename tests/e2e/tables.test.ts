import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { violations } from './axe.ts';
import { Hall } from './hall.ts';
import { caretAt, clauseWith, untilFocused, untilReads, untilSaved } from './reading.ts';

const SOURCE = `## Draft decision on contributions

1. The Parties shall pay as follows:

| Party | Share |
| --- | --- |
| Norway | 40 |
| Kenya | 60 |

2. They shall report each year.
`;

let hall: Hall;

/** The rows of the table that a page shows, brackets and all, without tags. */
async function rowsOn(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const aside = '.unseen, .tag, .status-tag, .gutter, .rails, .caret-aside, .remote-caret, .clause-acts';
    const wordsOf = (clause: Element): string => {
      const copy = clause.cloneNode(true) as Element;
      for (const one of copy.querySelectorAll(aside)) one.remove();
      return (copy.textContent ?? '').replaceAll('\u2060', '').trim();
    };
    const shadow = document.querySelector('.ProseMirror')?.shadowRoot;
    const written = [...(shadow ?? document).querySelectorAll<HTMLSlotElement>('slot[part~=row]')].map((row) =>
      row.assignedElements(),
    );
    const read = [...document.querySelectorAll('tr')].map((row) => [...row.querySelectorAll('[data-clause]')]);
    return [...written, ...read].map((cells) => cells.map(wordsOf).join(' | '));
  });
}

async function untilRows(page: Page, rows: readonly string[]): Promise<void> {
  await expect.poll(() => rowsOn(page).catch(() => [])).toEqual(rows);
}

beforeAll(async () => {
  hall = await Hall.open({ source: SOURCE, title: 'on contributions', reads: 'They shall report each year.' });
});

afterAll(() => hall.close());

afterEach(() => hall.checkPages());

describe('a table of the text', () => {
  it('[B20] a drafter writes in it and adds a row; everybody reads it as a table, in each view, and nothing forbids it', async () => {
    const [secretariat, delegate] = await Promise.all([hall.drafter(), hall.delegate('Norway')]);
    await caretAt(secretariat, '60', 'after');
    await secretariat.keyboard.press('Tab');
    await secretariat.keyboard.type('Chile');
    await secretariat.keyboard.press('Tab');
    await secretariat.keyboard.type('[');
    await secretariat.keyboard.type('5');
    await secretariat.keyboard.type(']');
    await secretariat.keyboard.press('Escape');
    await untilSaved(secretariat);
    const rows = ['Party | Share', 'Norway | 40', 'Kenya | 60', 'Chile | [5]'];
    for (const page of [secretariat, delegate]) await untilRows(page, rows);
    await expect.poll(() => delegate.getByRole('columnheader').count()).toBe(2);
    expect(await violations(delegate)).toEqual([]);
    expect(await violations(secretariat)).toEqual([]);
    await delegate.goto(`${delegate.url().split('?')[0]}?view=clean`);
    await untilRows(delegate, ['Party | Share', 'Norway | 40', 'Kenya | 60', 'Chile | ']);
    await delegate.goto(delegate.url().split('?')[0] ?? '');
    await untilRows(delegate, rows);
  });

  it('[T10] a delegation proposes a change to a cell and a new row, which stand in the table in brackets', async () => {
    const [delegate, secretariat] = [await hall.delegate('Norway'), await hall.drafter()];
    await clauseWith(delegate, '40').click();
    await delegate.getByRole('button', { name: /Propose a change/ }).click();
    await delegate.waitForURL(/\/preparations\//);
    await caretAt(delegate, '40', 'after');
    await delegate.keyboard.type(' per cent');
    await delegate.getByRole('button', { name: 'Table', exact: true }).click();
    await delegate.waitForURL(/\/drafts\//);
    for (const page of [delegate, secretariat])
      await untilRows(page, ['Party | Share', 'Norway | 40[ per cent]', 'Kenya | 60', 'Chile | [5]']);

    await clauseWith(delegate, 'Kenya').click();
    await delegate.getByRole('button', { name: /Propose a new row/ }).click();
    await delegate.waitForURL(/\/preparations\//);
    await untilReads(delegate, 'Chile');
    await untilFocused(delegate.locator('.ProseMirror[contenteditable=true]'));
    await delegate.keyboard.type('Fiji');
    await delegate.getByRole('button', { name: 'Table', exact: true }).click();
    await delegate.waitForURL(/\/drafts\//);
    const proposed = ['Party | Share', 'Norway | 40[ per cent]', 'Kenya | 60', 'Chile | [5]', '[Fiji | ]'];
    for (const page of [delegate, secretariat]) await untilRows(page, proposed);
  });

  it('[V7] [T10] two moments of a table are compared as a table, all of it where a cell differs', async () => {
    const delegate = await hall.delegate('Norway');
    await delegate.goto(`${delegate.url().split('?')[0] ?? ''}?view=compare&from=entry-1&to=now`);
    const row = delegate.locator('.compare-list tr', { hasText: 'Norway' });
    await row.locator('ins', { hasText: 'per cent' }).waitFor();
    await delegate.locator('.compare-list tr', { hasText: 'Fiji' }).waitFor();
    await delegate.getByRole('columnheader').first().waitFor();
    expect(await violations(delegate)).toEqual([]);
  });
});
