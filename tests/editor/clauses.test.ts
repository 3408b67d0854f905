import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { clause, EditorPage } from './editor-page.ts';

let page: EditorPage;
beforeAll(async () => {
  page = await EditorPage.open();
});
afterAll(() => page.close());
afterEach(() => page.checkBothSides());

describe('several clauses that come at once into a long text', () => {
  const LONG = Array.from({ length: 100 }, (_, index) => clause(`c${index + 1}`, `clause ${index + 1}`));
  /** The ids of the clauses of one side as they are shown from top to bottom. */
  const shown = (name: 'a' | 'b') =>
    page.page.evaluate((side) => {
      const { children } = window.table.sides[side].draft.editor.view.dom;
      const places = Array.from(children, (dom) => ({ id: dom.getAttribute('data-id'), top: dom.getBoundingClientRect().top }));
      return places.toSorted((a, b) => a.top - b.top).map(({ id }) => id);
    }, name);

  test.each([0, 1, 10, 23, 24, 47, 98])(
    '[T8] [B10] [B12] [B13] are shown where they stand, by each, behind clause %i',
    async (index) => {
      await page.start({ clauses: LONG });
      await page.caret('a', index, 0);
      await page.press('End', 'Enter');
      await page.paste('a', { 'text/html': '<p>one</p><p>two</p><p>three</p><p>four</p>' });
      await page.flush();
      expect((await page.text('a')).slice(index + 1, index + 5)).toEqual(['one', 'two', 'three', 'four']);
      for (const name of ['a', 'b'] as const) expect(await shown(name)).toEqual(await page.ids(name));
      await page.checkBothSides();
      await page.press('Control+z');
      await page.checkBothSides();
      await page.press('Control+y');
    },
  );
});

describe('keys of clauses', () => {
  test('[B8] Enter splits: the first keeps its id and number as issued, the second is new', async () => {
    await page.start({ clauses: [clause('c1', 'one two', { kind: 'paragraph', label: '3.' })] });
    await page.caret('a', 0, 4);
    await page.press('Enter');
    expect(await page.text('a')).toEqual(['one ', 'two']);
    expect(await page.attributes('a')).toEqual(['paragraph 0 3.', 'paragraph 0']);
    expect(await page.ids('a')).toEqual(['c1', 'ca1']);
    await page.press('Backspace');
    expect(await page.text('a')).toEqual(['one two']);
    expect(await page.ids('a')).toEqual(['c1']);
  });

  test('[B8] Enter at the start makes room before, and the words keep their id', async () => {
    await page.start({ clauses: [clause('c1', 'one', { kind: 'paragraph' })] });
    await page.caret('a', 0, 0);
    await page.press('Enter');
    await page.type('x');
    expect(await page.text('a')).toEqual(['', 'xone']);
    expect((await page.ids('a'))[1]).toBe('c1');
  });

  test('[B8] a clause that is deleted from its start into another goes, and the other keeps its id and number', async () => {
    const three = ['one', 'two', 'three'].map((words, at) =>
      clause(`c${at + 1}`, words, { kind: 'paragraph', label: `${at + 1}.` }),
    );
    for (const [offset, left] of [
      [0, 'three'],
      [2, 'ree'],
    ] as const) {
      await page.start({ clauses: three });
      await page.page.evaluate((to) => {
        const { draft } = window.table.sides.a;
        draft.focus();
        draft.editor.commands.setTextSelection({ from: 6, to: 11 + to });
      }, offset);
      await page.press('Delete');
      expect(await page.ids('a')).toEqual(['c1', 'c3']);
      expect(await page.text('a')).toEqual(['one', left]);
      expect((await page.attributes('a'))[1]).toBe('paragraph 0 3.');
      await page.type('X');
      expect((await page.text('a'))[1]).toBe(`X${left}`);
      await page.pass(600);
      await page.press('Control+z');
      await page.press('Control+z');
      expect(await page.text('a')).toEqual(['one', 'two', 'three']);
      expect(await page.ids('a')).toEqual(['c1', 'c2', 'c3']);
    }
  });

  test('[B8] [B12] so it is where it is typed or pasted over, which is taken back as one', async () => {
    const three = ['one', 'two', 'three'].map((words, at) =>
      clause(`c${at + 1}`, words, { kind: 'paragraph', label: `${at + 1}.` }),
    );
    for (const write of [() => page.type('X'), () => page.paste('a', { 'text/plain': 'X' })]) {
      await page.start({ clauses: three });
      await page.page.evaluate(() => {
        const { draft } = window.table.sides.a;
        draft.focus();
        draft.editor.commands.setTextSelection({ from: 6, to: 13 });
      });
      await write();
      expect(await page.text('a')).toEqual(['one', 'Xree']);
      expect(await page.ids('a')).toEqual(['c1', 'c3']);
      expect((await page.attributes('a'))[1]).toBe('paragraph 0 3.');
      await page.pass(600);
      await page.press('Control+z');
      expect(await page.text('a')).toEqual(['one', 'two', 'three']);
      expect(await page.ids('a')).toEqual(['c1', 'c2', 'c3']);
    }
  });

  test('[B8] Enter in an empty numbered clause makes it text, and behind a heading text follows', async () => {
    await page.start({ clauses: [clause('c1', 'Title', { kind: 'title' }), clause('c2', '', { kind: 'paragraph' })] });
    await page.caret('a', 1, 0);
    await page.press('Enter');
    await page.caret('a', 0, 5);
    await page.press('Enter');
    expect(await page.attributes('a')).toEqual(['title 0', 'text 0', 'text 0']);
  });

  test('[B9] Tab goes further in, Shift-Tab further out', async () => {
    await page.start({ clauses: [clause('c1', 'one', { kind: 'paragraph' }), clause('c2', 'two', { kind: 'paragraph' })] });
    await page.caret('a', 1, 0);
    await page.press('Tab');
    expect(await page.attributes('a')).toEqual(['paragraph 0', 'subparagraph 1']);
    expect(await page.page.locator('#a .clause').nth(1).getAttribute('data-number')).toBe('(a)');
    await page.press('Tab', 'Shift+Tab', 'Shift+Tab');
    expect(await page.attributes('a')).toEqual(['paragraph 0', 'paragraph 0']);
    expect(await page.page.locator('#a .clause').nth(1).getAttribute('data-number')).toBe('2.');
  });

  test('[N5] of a clause that is gone the number an issue kept alone does not count once nothing stands in its place', async () => {
    const shape = { kind: 'paragraph' } as const;
    await page.start({
      clauses: [
        clause('c1', 'one', { ...shape, label: '1.' }),
        clause('kept', '', { ...shape, label: '2.' }),
        clause('c3', 'two', shape),
      ],
    });
    const numbers = await page.page.locator('#a .clause').evaluateAll((all) => all.map((one) => one.getAttribute('data-number')));
    expect(numbers).toEqual(['1.', null, '1 bis.']);
  });

  test('[B9] [E14] Escape, then Tab, leaves the text, and changes nothing in it; another key between, and Tab is the text’s again', async () => {
    await page.start({ clauses: [clause('c1', 'one', { kind: 'paragraph' }), clause('c2', 'two', { kind: 'paragraph' })] });
    const isIn = () => page.page.evaluate(() => document.activeElement?.closest('#a') != null);
    await page.caret('a', 1, 0);
    await page.press('Escape', 'ArrowRight', 'Tab');
    expect(await page.attributes('a')).toEqual(['paragraph 0', 'subparagraph 1']);
    await page.press('Escape', 'Tab');
    expect(await isIn()).toBe(false);
    // What follows here is another text.
    await page.press('Escape', 'Shift+Tab');
    expect(await isIn()).toBe(true);
    expect(await page.attributes('a')).toEqual(['paragraph 0', 'subparagraph 1']);
  });

  test('[B9] kinds, bold and italic have keys', async () => {
    await page.start({ clauses: [clause('c1', 'one two')] });
    await page.caret('a', 0, 0, 3);
    await page.press('Control+b');
    await page.caret('a', 0, 4, 7);
    await page.press('Control+i', 'Control+Alt+Digit1');
    expect(await page.text('a')).toEqual(['*one* /two/']);
    expect(await page.attributes('a')).toEqual(['title 0']);
    await page.press('Control+Alt+Digit0');
    expect(await page.attributes('a')).toEqual(['text 0']);
  });

  test('[B9] the end of the text is its true end', async () => {
    await page.start({ clauses: Array.from({ length: 300 }, (_, index) => clause(`c${index}`, `Clause ${index} `.repeat(12))) });
    await page.caret('a', 0, 0);
    await page.press('Control+End');
    await page.type('END');
    expect((await page.text('a')).at(-1)?.endsWith('END')).toBe(true);
    await page.press('Control+Home');
    await page.type('START');
    expect((await page.text('a'))[0]?.startsWith('START')).toBe(true);
  });

  test('[B8] an empty text becomes a clause with an id as soon as something is typed', async () => {
    await page.start({ clauses: [] });
    await page.caret('a', 0, 0);
    expect(await page.clauses('a')).toEqual([]);
    await page.type('x');
    expect(await page.text('a')).toEqual(['x']);
    await page.flush();
    await page.caret('a', 0, 0, 1);
    await page.press('Delete');
    expect(await page.text('a')).toEqual(['']);
  });

  test('[B14] a clause with content of a newer version is shown, kept and not written, and the rest is', async () => {
    await page.start({ clauses: [clause('c1', 'one'), clause('c2', 'two'), clause('c3', 'three')] });
    const newer = await page.page.evaluate(() => {
      const { doc } = window.table.sides.b;
      const element = doc.getXmlFragment('text').get(1);
      if (!('setAttribute' in element && 'get' in element)) throw new Error('no element');
      element.setAttribute('colour', 'red');
      const words = element.get(0);
      if (!('format' in words)) throw new Error('no words');
      words.format(0, 1, { sparkling: { brightly: true } });
      return JSON.stringify([element.getAttributes(), words.toDelta()]);
    });
    await page.flush();
    expect(await page.editor('a').locator('.is-sealed').textContent()).toBe('two');
    await page.caret('a', 0, 3);
    await page.type('X');
    // Across the sealed clause, and at its edges.
    await page.press('Delete', 'Delete');
    await page.caret('a', 2, 0);
    await page.press('Backspace', 'Backspace');
    await page.type('Y');
    await page.press('Control+a', 'Backspace');
    await page.press('Control+a');
    await page.type('Z');
    await page.flush();
    expect(await page.text('b')).toEqual(['oneX', 'two', 'Ythree']);
    const kept = await page.page.evaluate(() => {
      const element = window.table.sides.a.doc.getXmlFragment('text').get(1);
      if (!('getAttributes' in element && 'get' in element)) throw new Error('no element');
      const words = element.get(0);
      return JSON.stringify([element.getAttributes(), 'toDelta' in words ? words.toDelta() : null]);
    });
    expect(kept).toBe(newer);
    await page.start({ clauses: [clause('c1', 'one')] });
  });

  test('[B14] a node that is no clause is a placeholder, and stays', async () => {
    await page.start({ clauses: [clause('c1', 'one'), clause('c2', 'two')] });
    await page.page.evaluate(() => {
      const { doc } = window.table.sides.b;
      const root = doc.getXmlFragment('text');
      // Of the same class as those that are there.
      const Element = root.get(0).constructor as new (name: string) => never;
      root.insert(1, [new Element('table')]);
    });
    await page.flush();
    expect(await page.editor('a').locator('.is-sealed').textContent()).toMatch(/cannot show/);
    await page.caret('a', 0, 3);
    await page.type('X');
    await page.press('Control+a', 'Delete');
    await page.flush();
    const names = await page.page.evaluate(() =>
      window.table.sides.b.doc
        .getXmlFragment('text')
        .toArray()
        .map((node) => ('nodeName' in node ? node.nodeName : '')),
    );
    expect(names).toEqual(['clause', 'table', 'clause']);
    expect(await page.text('b')).toEqual(['oneX', 'two']);
    await page.start({ clauses: [clause('c1', 'one')] });
  });
});
