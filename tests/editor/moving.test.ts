import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { clause, EditorPage, run } from './editor-page.ts';

let page: EditorPage;
beforeAll(async () => {
  page = await EditorPage.open();
});
afterAll(() => page.close());
afterEach(() => page.checkBothSides());

const ids = (name: 'a' | 'b') =>
  page.page.evaluate((side) => {
    const { doc } = window.table.sides[side].draft.editor.state;
    return Array.from({ length: doc.childCount }, (_, at) => String(doc.child(at).attrs['id'])).join(' ');
  }, name);

/** The elements of the shared text, each by who wrote it: one that is written anew is another. */
const elements = () =>
  page.page.evaluate(() =>
    window.table.sides.a.doc
      .getXmlFragment('text')
      .toArray()
      .map((node) => `${node._item?.id.client} ${node._item?.id.clock}`),
  );

const FOUR = ['c1', 'c2', 'c3', 'c4'].map((id) => clause(id, `words of ${id}`));

describe('clauses moved by key', () => {
  test('[B24] down and up by one, the selection with it; only the moved one is written anew; undo brings it back, and is no move of another', async () => {
    await page.start({ clauses: FOUR });
    const before = await elements();
    await page.caret('a', 1, 3);
    await page.press('Alt+Shift+ArrowDown');
    expect(await ids('a')).toBe('c1 c3 c2 c4');
    const down = await elements();
    expect([down[0], down[1], down[3]]).toEqual([before[0], before[2], before[3]]);
    await page.type('!');
    expect((await page.text('a'))[2]).toBe('wor!ds of c2');
    await page.press('Control+z', 'Control+z');
    expect(await ids('a')).toBe('c1 c2 c3 c4');
    const undone = await elements();
    expect([undone[0], undone[2], undone[3]]).toEqual([before[0], before[2], before[3]]);
    await page.press('Alt+Shift+ArrowUp', 'Alt+Shift+ArrowUp');
    expect(await ids('a')).toBe('c2 c1 c3 c4');
    const up = await elements();
    expect([up[1], up[2], up[3]]).toEqual([before[0], before[2], before[3]]);
    await page.flush();
    expect(await ids('b')).toBe('c2 c1 c3 c4');
  });

  test('[B24] several go together, with brackets and what is out in them; what another types beside stays', async () => {
    const some = [clause('c2', [run('in '), run('gone', '+x'), run('shall', '+q')]), clause('c3', 'words of c3')];
    await page.start({ clauses: [FOUR[0]!, ...some, FOUR[3]!], outcomes: { x: 'refused' } });
    const text = await page.text('a');
    await page.page.evaluate(() => {
      const { draft } = window.table.sides.a;
      const { doc } = draft.editor.state;
      draft.focus();
      const start = doc.child(0).nodeSize;
      draft.editor.commands.setTextSelection({ from: start + 2, to: start + doc.child(1).nodeSize + 4 });
    });
    await page.press('Alt+Shift+ArrowUp');
    await page.caret('b', 0, 8);
    await page.type(' and more');
    await page.flush();
    expect(await ids('b')).toBe('c2 c3 c1 c4');
    expect(await page.text('b')).toEqual([text[1], text[2], 'words of and more c1', text[3]]);
    await page.caret('a', 0, 1);
    await page.press('Control+z');
    await page.flush();
    expect(await page.text('a')).toEqual(['words of and more c1', text[1], text[2], text[3]]);
  });

  test('[B24] at the edges of the text nothing happens, and a clause that is out is passed with the next that is seen', async () => {
    await page.start({ clauses: [FOUR[0]!, clause('c2', [run('gone', '+x')]), FOUR[2]!], outcomes: { x: 'refused' } });
    await page.caret('a', 0, 0);
    await page.press('Alt+Shift+ArrowUp');
    expect(await ids('a')).toBe('c1 c2 c3');
    await page.press('Alt+Shift+ArrowDown');
    expect(await ids('a')).toBe('c2 c3 c1');
  });

  test('[B13] [B24] by two people at once, it stands twice until both know: what is changed in both places meanwhile writes neither anew', async () => {
    await page.start({ clauses: FOUR });
    for (const name of ['a', 'b'] as const) {
      await page.caret(name, 0, 0);
      await page.press('Alt+Shift+ArrowDown');
    }
    await page.page.evaluate(() => window.table.receive('a'));
    expect(await ids('a')).toBe('c2 c1 c1 c3 c4');
    await page.caret('b', 1, 5);
    await page.type(' typed meanwhile');
    const before = await elements();
    await page.caret('a', 1, 0);
    await page.page.evaluate(() => {
      const { editor } = window.table.sides.a.draft;
      const start = editor.state.doc.child(0).nodeSize;
      const both = editor.state.doc.child(1).nodeSize + editor.state.doc.child(2).nodeSize;
      editor.commands.setTextSelection({ from: start + 1, to: start + both - 1 });
    });
    await page.press('Control+b');
    expect(await elements()).toEqual(before);
    await page.flush();
    expect((await page.text('a')).join(' ')).toContain(' typed meanwhile');
  });

  test('[B24] dragged whole, they stand before or behind the clause on which they are dropped', async () => {
    await page.start({ clauses: FOUR });
    const before = await elements();
    const drop = (on: string, part: number) =>
      page.page.evaluate(
        ([id, share]) => {
          const { view } = window.table.sides.a.draft.editor;
          const box = view.dom.querySelector(`[data-id=${String(id)}]`)?.getBoundingClientRect() ?? new DOMRect();
          const event = new DragEvent('drop', { clientX: box.left + 20, clientY: box.top + box.height * Number(share) });
          return view.someProp('handleDrop', (handle) =>
            handle.call(undefined as never, view, event, view.state.selection.content(), true),
          );
        },
        [on, part] as const,
      );
    await page.caret('a', 0, 0, 11);
    expect(await drop('c3', 0.9)).toBe(true);
    expect(await ids('a')).toBe('c2 c3 c1 c4');
    expect((await elements()).toSpliced(2, 1)).toEqual(before.slice(1));
    expect(await drop('c2', 0.1)).toBe(true);
    expect(await ids('a')).toBe('c1 c2 c3 c4');
    // Some of its words are words, and go where they are dropped.
    await page.caret('a', 0, 0, 5);
    await drop('c3', 0.9);
    expect(await ids('a')).toBe('c1 c2 c3 c4');
    expect((await page.text('a'))[2]).toMatch(/words\S|\Swords/);
  });
});
