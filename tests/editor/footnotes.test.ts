import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { clause, EditorPage, run, type Place } from './editor-page.ts';

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

  test('at a mark its note is shown; a click there goes to it, and one on its number goes back', async () => {
    await page.start({ clauses: TEXT });
    const card = page.page.locator('#a .note-card');
    await page.caret('a', 1, 2);
    expect(await card.isVisible()).toBe(false);
    const mark = await page.page.evaluate(() => {
      const { view } = window.table.sides.a.draft.editor;
      const [before, behind] = [view.coordsAtPos(4, -1), view.coordsAtPos(8, 1)];
      return { x: (before.left + behind.left) / 2, y: before.top + (before.bottom - before.top) / 3 };
    });
    await page.click(mark.x, mark.y);
    expect(await card.innerText()).toContain('Footnote 3: A note.');
    await card.getByRole('button').click();
    await page.type(' More.');
    expect((await page.text('a'))[2]).toBe('A note. More.');
    expect(await card.isVisible()).toBe(false);
    await page.page.locator('#a .clause[data-note]').click({ position: { x: 50, y: 12 } });
    await page.settle();
    await page.type('!');
    expect((await page.text('a'))[0]).toBe('one[^3]! two');
  });

  test('of a text in part, notes that stand elsewhere are known and shown, and number those that are new', async () => {
    await page.start({
      clauses: [clause('c1', 'one[^3] two[^kx] three[^no]')],
      behind: [
        clause('f1', 'A note.', { kind: 'footnote', label: '[^3]:' }),
        clause('f2', 'New.', { kind: 'footnote', label: '[^kx]:' }),
      ],
    });
    expect(await numbers()).toEqual(['3', '3 bis', '|']);
    await page.caret('a', 0, 3);
    await page.press('ArrowRight');
    expect(await page.page.locator('#a .note-card').innerText()).toMatch(/^Footnote 3: A note\.\s*$/);
    await page.press('Control+Alt+f');
    await page.type('x');
    expect(await page.text('a')).toEqual(['one[^3]x two[^kx] three[^no]']);
  });

  test('a note is one paragraph that nothing is joined to; with the last key in it go its marks, and all comes back', async () => {
    await page.start({ clauses: TEXT });
    await page.caret('a', 2, 0);
    await page.press('Backspace');
    await page.caret('a', 2, 2);
    await page.press('Enter');
    expect(await page.text('a')).toEqual(['one[^3] two', 'three', 'A note.']);
    await page.caret('a', 1, 5);
    await page.press('Delete');
    expect(await page.text('a')).toEqual(['one[^3] two', 'three', 'A note.']);
    await page.caret('a', 2, 7);
    await page.paste('a', { 'text/html': '<p>One</p><h2>Two</h2><ol><li>Three</li></ol>' });
    expect(await page.text('a')).toEqual(['one[^3] two', 'three', 'A note.One Two Three']);
    await page.press('Control+z');
    await page.pass(1000);
    await page.caret('a', 2, 0, 7);
    await page.press('Backspace', 'Backspace');
    await page.type('y');
    expect(await page.text('a')).toEqual(['oney two', 'three']);
    await page.press('Control+z', 'Control+z', 'Control+z');
    expect(await page.text('a')).toEqual(['one[^3] two', 'three', 'A note.']);
    expect(await numbers()).toEqual(['3', '|', '3']);
  });

  test('a mark is drawn as its number where a move is taken back that is none any more', async () => {
    await page.start({ clauses: TEXT });
    await page.caret('a', 0, 0);
    await page.press('Alt+Shift+ArrowDown');
    await page.flush();
    await page.caret('b', 0, 0, 5);
    await page.press('Delete', 'Delete');
    await page.flush();
    expect(await page.text('a')).toEqual(['one[^3] two', 'A note.']);
    await page.caret('a', 0, 0);
    await page.press('Control+z');
    expect(await page.text('a')).toEqual(['one[^3] two', 'A note.']);
    expect(await numbers()).toEqual(['3', '|', '3']);
  });

  test('a selection holds a mark or does not, and words are deleted beside it and no part of it', async () => {
    const selected = async (): Promise<readonly number[]> => {
      await page.settle();
      return page.page.evaluate(() => {
        const { anchor, head } = window.table.sides.a.draft.editor.state.selection;
        return [anchor - 1, head - 1];
      });
    };
    await page.start({ clauses: TEXT });
    await page.caret('a', 0, 2);
    const seen: (readonly number[])[] = [];
    for (const key of ['Right', 'Right', 'Right', 'Left', 'Left']) {
      await page.press(`Shift+Arrow${key}`);
      seen.push(await selected());
    }
    expect(seen).toEqual([
      [2, 3],
      [2, 7],
      [2, 8],
      [2, 7],
      [2, 3],
    ]);
    await page.caret('a', 0, 8);
    await page.press('Shift+ArrowLeft', 'Shift+ArrowLeft', '[');
    expect((await page.text('a'))[0]).toBe('one[-pa1:[^3] ]two');
    await page.press('Control+z');
    await page.caret('a', 0, 8);
    await page.press('Control+Backspace');
    expect((await page.text('a'))[0]).toBe('one[^3]two');
    await page.press('Control+Backspace');
    expect((await page.text('a'))[0]).toBe('onetwo');
    await page.press('Control+z');
    await page.caret('a', 0, 3);
    await page.press('Control+Delete');
    expect((await page.text('a'))[0]).toMatch(/^one ?two$/);
  });

  test('what is deleted from a clause into a note, or from one into the next, leaves the rest of each where it stands', async () => {
    await page.start({ clauses: [...TEXT, clause('f2', 'Another.', { kind: 'footnote', label: '[^4]:' })] });
    const remove = async (from: Place, to: Place): Promise<string[]> => {
      await page.select('a', from, to);
      await page.press('Delete');
      return page.text('a');
    };
    expect(await remove([1, 2], [2, 2])).toEqual(['one[^3] two', 'th', 'note.', 'Another.']);
    expect(await remove([2, 2], [3, 2])).toEqual(['one[^3] two', 'th', 'no', 'other.']);
    expect(await page.attributes('a')).toEqual(['paragraph 0 1.', 'paragraph 0 2.', 'footnote 0 [^3]:', 'footnote 0 [^4]:']);
  });

  test('[B11] copied, a mark and its note are again a mark and its note; cut, they are the same; as plain text they are numbered', async () => {
    await page.start({ clauses: [...TEXT, clause('c3', '')] });
    await page.caret('a', 0, 0);
    await page.press('Control+a');
    const copied = await page.copied('a');
    expect(copied['text/plain'].trim()).toBe('one[^3] two\nthree\n[^3]: A note.');
    await page.caret('a', 3, 0);
    await page.paste('a', copied);
    const [first = '', , , again = ''] = await page.text('a');
    expect(first).toBe('one[^3] two');
    expect(again).toMatch(/^one\[\^n\w+\] two$/);
    expect(await numbers()).toEqual(['3', '3 bis', '|', '3', '3 bis']);
    await page.press('Control+z');
    expect(await numbers()).toEqual(['3', '|', '3']);
    await page.press('Control+a');
    const cut = await page.copied('a', 'cut');
    expect(await numbers()).toEqual(['|']);
    await page.paste('a', cut);
    expect(await numbers()).toEqual(['3', '|', '3']);
    expect((await page.text('a'))[0]).toBe('one[^3] two');
  });
});
