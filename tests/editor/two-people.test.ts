import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { clause, EditorPage } from './editor-page.ts';

let page: EditorPage;
beforeAll(async () => {
  page = await EditorPage.open();
});
afterAll(() => page.close());
afterEach(() => page.checkBothSides());

describe('two people', () => {
  test('[B13] type into one sentence at once', async () => {
    await page.start({ clauses: [clause('c1', 'The Parties shall act.')] });
    await page.caret('a', 0, 11);
    await page.type(' and others');
    await page.caret('b', 0, 17);
    await page.type(' jointly');
    await page.flush();
    expect(await page.text('a')).toEqual(['The Parties and others shall jointly act.']);
  });

  test('[B13] type at one place at once, and neither in the other’s words', async () => {
    await page.start({ clauses: [clause('c1', 'ab')] });
    await page.caret('a', 0, 1);
    await page.caret('b', 0, 1);
    for (const letter of 'xyz') {
      await page.page.evaluate((text) => {
        for (const name of ['a', 'b'] as const) {
          const { view } = window.table.sides[name].draft.editor;
          view.dispatch(view.state.tr.insertText(name === 'a' ? text : text.toUpperCase()));
        }
        window.table.flush();
      }, letter);
    }
    expect(['axyzXYZb', 'aXYZxyzb']).toContain((await page.text('a'))[0]);
  });

  test('[B13] begin an empty clause at once, and both keep their words', async () => {
    await page.start({ clauses: [clause('c1', '')] });
    await page.caret('a', 0, 0);
    await page.type('one');
    await page.caret('b', 0, 0);
    await page.type('two');
    await page.flush();
    await page.type('!');
    await page.caret('a', 0, 0);
    await page.type('?');
    await page.flush();
    expect(Array.from((await page.text('a'))[0] ?? '').toSorted()).toEqual(Array.from('onetwo!?').toSorted());
  });

  test('[B13] one changes the kind, the other types: nothing is lost', async () => {
    await page.start({ clauses: [clause('c1', 'word')] });
    await page.caret('b', 0, 4);
    await page.type('s and more');
    await page.caret('a', 0, 0);
    await page.press('Control+Shift+Digit7');
    await page.flush();
    expect(await page.text('a')).toEqual(['words and more']);
    expect(await page.attributes('a')).toEqual(['paragraph 0']);
  });

  test('[B13] one splits a clause that the other types in before the split: nothing is lost', async () => {
    await page.start({ clauses: [clause('c1', 'one two')] });
    await page.caret('b', 0, 3);
    await page.type('!');
    await page.caret('a', 0, 4);
    await page.press('Enter');
    await page.flush();
    expect(await page.text('a')).toEqual(['one! ', 'two']);
  });

  test('[B13] see each other’s caret, with the name', async () => {
    await page.start({ clauses: [clause('c1', 'one two')] });
    await page.caret('a', 0, 3);
    await page.settle();
    expect(await page.page.locator('#b .remote-caret-name').innerText()).toBe('Ana');
    expect(await page.page.locator('#a .remote-caret').count()).toBe(0);
    expect(
      await page.page
        .locator('#a [style], #b [style]')
        .evaluateAll((found) => found.filter((each) => each.getAttribute('style') !== '').length),
    ).toBe(0);
    // Not by keys: who loses the focus has no caret to show.
    await page.page.evaluate(() => {
      const { view } = window.table.sides.b.draft.editor;
      view.dispatch(view.state.tr.insertText('xx', 1));
      window.table.flush();
    });
    await page.settle();
    const place = await page.page.evaluate(() => {
      const caret = document.querySelector('#b .remote-caret');
      return caret?.previousSibling?.textContent;
    });
    expect(place).toBe('xxone');
  });

  test('[B13] [V9] a caret that moves is drawn anew where the other writes, and costs its own side no more than the key', async () => {
    await page.start({ clauses: [clause('c1', 'one two')] });
    await page.caret('b', 0, 1);
    await page.settle();
    const cursor: unknown = await page.page.evaluate(() => window.table.sides.b.awareness.getLocalState()?.['cursor']);
    await page.caret('a', 0, 3);
    // One page has one focus: the other's caret is put back as though each sat at their own.
    await page.page.evaluate((kept) => window.table.sides.b.awareness.setLocalStateField('cursor', kept), cursor);
    await page.settle();
    expect(await page.page.locator('#a .remote-caret').count()).toBe(1);
    await page.page.evaluate(() => {
      for (const side of ['a', 'b'] as const) {
        const { view } = window.table.sides[side].draft.editor;
        view.dom.dataset['transactions'] = '0';
        window.table.sides[side].draft.editor.on('transaction', () => {
          view.dom.dataset['transactions'] = String(Number(view.dom.dataset['transactions']) + 1);
        });
      }
    });
    await page.press('ArrowRight');
    await page.settle();
    const counted = (side: string): Promise<string | null> =>
      page.page.locator(`#${side} [data-transactions]`).getAttribute('data-transactions');
    expect([await counted('a'), await counted('b')]).toEqual(['1', '1']);
  });

  test('[B13] who stands before what the other writes stays there', async () => {
    await page.start({ clauses: [clause('c1', 'one two'), clause('c2', 'three')] });
    await page.caret('b', 1, 2);
    await page.caret('a', 0, 0);
    await page.press('Enter');
    await page.type('new ');
    await page.flush();
    expect(await page.page.evaluate(() => window.table.sides.b.draft.editor.state.selection.$head.parentOffset)).toBe(2);
    expect(await page.page.evaluate(() => window.table.sides.b.draft.editor.state.selection.$head.parent.textContent)).toBe(
      'three',
    );
  });
});
