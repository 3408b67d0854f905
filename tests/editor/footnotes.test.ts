import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { clause, EditorPage, run } from './editor-page.ts';

let page: EditorPage;
beforeAll(async () => {
  page = await EditorPage.open();
});
afterAll(() => page.close());
afterEach(() => page.checkBothSides());

const TEXT = [
  clause('c1', 'one[^3] two', { kind: 'paragraph', label: '1.' }),
  clause('c2', 'three', { kind: 'paragraph', label: '2.' }),
  clause('f1', 'A note.', { kind: 'footnote', label: '[^3]:' }),
];

async function numbers(): Promise<(string | null)[]> {
  const marks = await page.page.locator('#a .note-mark').evaluateAll((all) => all.map((one) => one.getAttribute('data-number')));
  const notes = await page.page
    .locator('#a .clause[data-kind=footnote]')
    .evaluateAll((all) => all.map((one) => one.getAttribute('data-note')));
  return [...marks, '|', ...notes];
}

describe('[F2] footnotes in the editor', () => {
  test('a key puts one at the caret and goes to it, and back again', async () => {
    await page.start({ clauses: TEXT });
    expect(await numbers()).toEqual(['3', '|', '3']);
    await page.caret('a', 1, 5);
    await page.press('Control+Alt+f');
    await page.type('Some delegations reserved.');
    expect(await page.text('a')).toEqual(['one[^3] two', 'three[^nca1]', 'A note.', 'Some delegations reserved.']);
    expect((await page.attributes('a'))[3]).toBe('footnote 0 [^nca1]:');
    expect(await numbers()).toEqual(['3', '3 bis', '|', '3', '3 bis']);
    await page.press('Control+Alt+f');
    await page.type('!');
    expect((await page.text('a'))[1]).toBe('three[^nca1]!');
  });

  test('a mark is stepped over and deleted as one', async () => {
    await page.start({ clauses: TEXT });
    await page.caret('a', 0, 3);
    await page.press('ArrowRight');
    await page.type('x');
    expect((await page.text('a'))[0]).toBe('one[^3]x two');
    await page.press('Backspace', 'ArrowLeft');
    await page.type('y');
    expect((await page.text('a'))[0]).toBe('oney[^3] two');
    await page.press('ArrowRight', 'Backspace');
    expect((await page.text('a'))[0]).toBe('oney two');
    expect(await numbers()).toEqual(['|', '3']);
    await page.press('Control+z');
    expect(await numbers()).toEqual(['3', '|', '3']);
  });

  test('begun within a bracket, mark and note belong to it', async () => {
    await page.start({ clauses: [clause('c1', [run('one '), run('two', '+p'), run(' three')])] });
    await page.caret('a', 0, 6);
    await page.press('Control+Alt+f');
    await page.type('Reserved');
    expect(await page.text('a')).toEqual(['one [+p:tw[^nca1]o] three', expect.stringMatching(/^\[\+p:_?Reserved\]$/)]);
  });

  test('two people put one each at one place, and both stay', async () => {
    await page.start({ clauses: [clause('c1', 'one')] });
    await page.caret('a', 0, 3);
    await page.press('Control+Alt+f');
    await page.type('of a');
    await page.caret('b', 0, 3);
    await page.press('Control+Alt+f');
    await page.type('of b');
    await page.flush();
    const [words = '', ...notes] = await page.text('a');
    expect(notes.toSorted()).toEqual(['of a', 'of b']);
    expect([...words.matchAll(/\[\^\w+\]/g)]).toHaveLength(2);
    expect(await numbers()).toEqual(['1', '2', '|', expect.stringMatching(/[12]/), expect.stringMatching(/[12]/)]);
  });
});
