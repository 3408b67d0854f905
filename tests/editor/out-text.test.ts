import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { clause, EditorPage, run } from './editor-page.ts';

let page: EditorPage;
beforeAll(async () => {
  page = await EditorPage.open();
});
afterAll(() => page.close());
afterEach(() => page.checkBothSides());

const LEFT = 3;
const RIGHT = 11;
const start = () =>
  page.start({ clauses: [clause('c1', [run('abc'), run('out-text', '+x'), run('def')])], outcomes: { x: 'refused' } });

describe('a row of characters that are out', () => {
  test('[B6] is one chip that says so', async () => {
    await start();
    const chip = page.page.locator('#a .chip');
    expect(await chip.count()).toBe(1);
    expect(await chip.getAttribute('aria-label')).toBe('8 characters no longer in the text');
    const words = await page.editor('a').innerText();
    expect(words).toContain('abc');
    expect(words.includes('out-text')).toBe(false);
  });

  test.each([
    [RIGHT, ['Backspace'], 'abc{out-text}def'],
    [RIGHT, ['Backspace', 'Backspace'], 'ab{out-text}def'],
    [RIGHT, ['Control+Backspace'], 'abc{out-text}def'],
    [RIGHT + 1, ['Control+Backspace'], 'abc{out-text}ef'],
    [LEFT, ['Delete'], 'abc{out-text}def'],
    [LEFT, ['Delete', 'Delete'], 'abc{out-text}ef'],
    [LEFT, ['Control+Delete'], 'abc{out-text}def'],
    [LEFT - 1, ['Control+Delete'], 'ab{out-text}def'],
    [LEFT - 1, ['Shift+ArrowRight', 'Shift+ArrowRight', 'Shift+ArrowRight', 'Delete'], 'ab{out-text}ef'],
    [RIGHT + 1, ['Shift+ArrowLeft', 'Shift+ArrowLeft', 'Backspace'], 'abc{out-text}ef'],
    [RIGHT, ['Control+Shift+ArrowLeft', 'Delete'], null],
    [LEFT, ['Shift+End', 'Delete'], 'abc{out-text}'],
    [RIGHT + 3, ['Shift+Home', 'Backspace'], '{out-text}'],
    [RIGHT, ['Control+a', 'Delete'], '{out-text}'],
    [RIGHT, ['Control+a', 'x'], null],
    [LEFT, ['ArrowRight', 'x'], 'abc{out-text}xdef'],
    [RIGHT, ['ArrowLeft', 'x'], 'abcx{out-text}def'],
    [LEFT, ['x', 'y'], 'abcxy{out-text}def'],
    [RIGHT, ['x', 'y'], 'abc{out-text}xydef'],
    [LEFT, ['ArrowRight', 'ArrowRight', 'x'], 'abc{out-text}dxef'],
    [RIGHT + 1, ['Control+ArrowLeft', 'x'], 'abc{out-text}xdef'],
    [LEFT - 1, ['Control+ArrowRight', 'x'], 'abcx{out-text}def'],
    [RIGHT, ['Control+x'], 'abc{out-text}def'],
  ])('[B6] from %i, %j', async (offset, keys, expected) => {
    await start();
    await page.caret('a', 0, offset);
    await page.press(...keys);
    const text = (await page.text('a')).join('¶');
    expect(text).toContain('{out-text}');
    if (expected !== null) expect(text).toBe(expected);
  });

  test('[B6] Enter on either side leaves it whole', async () => {
    await start();
    await page.caret('a', 0, LEFT);
    await page.press('Enter');
    expect(await page.text('a')).toEqual(['abc', '{out-text}def']);
    await page.press('Control+z');
    await page.caret('a', 0, RIGHT);
    await page.press('Enter');
    expect(await page.text('a')).toEqual(['abc{out-text}', 'def']);
    await page.press('Backspace');
    expect(await page.text('a')).toEqual(['abc{out-text}def']);
  });

  test('[B6] cut and paste over a selection leave it where it is, and it is not copied', async () => {
    await start();
    await page.caret('a', 0, 1, RIGHT + 1);
    await page.press('Control+x');
    expect(await page.text('a')).toEqual(['a{out-text}ef']);
    await page.press('End');
    await page.press('Control+v');
    expect(await page.text('a')).toEqual(['a{out-text}efbcd']);
  });

  test('[B6] an input method composes beside it', async () => {
    await start();
    await page.caret('a', 0, RIGHT);
    const client = await page.page.context().newCDPSession(page.page);
    await client.send('Input.imeSetComposition', { text: 'に', selectionStart: 1, selectionEnd: 1 });
    await client.send('Input.insertText', { text: '日' });
    await page.settle();
    expect(await page.text('a')).toEqual(['abc{out-text}日def']);
  });

  test('[B6] what a touch keyboard deletes without a key is kept too', async () => {
    await start();
    await page.page.evaluate(() => {
      const { view } = window.table.sides.a.draft.editor;
      view.dispatch(view.state.tr.delete(3, 13));
    });
    expect(await page.text('a')).toEqual(['ab{out-text}ef']);
  });

  test('[B6] taken apart and not put back: to everybody else the characters are the same', async () => {
    await start();
    const before = await page.page.evaluate(() => window.table.sides.b.doc.store.clients.size);
    await page.caret('a', 0, 1, RIGHT + 1);
    await page.press('Delete');
    await page.flush();
    // Nothing was inserted, so no client has come in.
    expect(await page.page.evaluate(() => window.table.sides.b.doc.store.clients.size)).toBe(before);
  });

  test('[B6] comes back with its decision', async () => {
    await start();
    await page.page.evaluate(() => window.table.decide('x', 'open'));
    expect(await page.page.locator('#a .chip').count()).toBe(0);
    expect(await page.editor('a').innerText()).toContain('abc[out-text]def');
    await page.page.evaluate(() => window.table.decide('x', 'accepted'));
    expect(await page.editor('a').innerText()).toContain('abcout-textdef');
  });

  test('[B6] the caret shows on both sides of it, at its sides', async () => {
    await start();
    const rects: number[] = [];
    for (const offset of [LEFT, RIGHT]) {
      await page.caret('a', 0, offset);
      rects.push(
        await page.page.evaluate(() => {
          const range = getSelection()?.getRangeAt(0);
          const { x } = range?.getBoundingClientRect() ?? { x: 0 };
          // A place between elements has no rectangle: what stands before it has one.
          const before = range?.startContainer.childNodes[range.startOffset - 1];
          return x === 0 && before instanceof HTMLElement ? before.getBoundingClientRect().right : x;
        }),
      );
    }
    const chip = await page.page.locator('#a .chip').boundingBox();
    expect(rects[0]).toBeLessThanOrEqual((chip?.x ?? 0) + 1);
    expect(rects[1]).toBeGreaterThanOrEqual((chip?.x ?? 0) + (chip?.width ?? 0) - 1);
  });
});

describe('a clause that is out', () => {
  const begin = () =>
    page.start({
      clauses: [
        clause('c1', 'first'),
        clause('c2', [run('gone', '+x')], { kind: 'paragraph' }),
        clause('c3', 'third', { kind: 'paragraph' }),
      ],
      outcomes: { x: 'refused' },
    });

  test.each([
    [2, 0, ['Backspace', 'x'], ['firstx', '{gone}', 'third']],
    [0, 5, ['Delete', 'x'], ['first', '{gone}', 'xthird']],
    [0, 5, ['ArrowRight', 'x'], ['first', '{gone}', 'xthird']],
    [2, 0, ['ArrowLeft', 'x'], ['firstx', '{gone}', 'third']],
    [0, 5, ['Shift+ArrowRight', 'Shift+ArrowRight', 'Delete'], null],
    [0, 2, ['Control+a', 'Backspace'], ['', '{gone}', '']],
    [0, 2, ['Control+a', 'x'], ['x', '{gone}', '']],
    [0, 2, ['ArrowDown', 'x'], null],
  ])('[B7] from clause %i at %i, %j', async (index, offset, keys, expected) => {
    await begin();
    await page.caret('a', index, offset);
    await page.press(...keys);
    const text = await page.text('a');
    expect(text).toContain('{gone}');
    if (expected !== null) expect(text).toEqual(expected);
    expect((await page.clauses('a'))[1]?.id).toBe('c2');
  });

  test('[B7] is not counted', async () => {
    await begin();
    expect(
      await page.page.locator('#a .clause').evaluateAll((found) => found.map((each) => each.getAttribute('data-number'))),
    ).toEqual([null, null, '1.']);
    await page.page.evaluate(() => window.table.decide('x', 'open'));
    expect(
      await page.page.locator('#a .clause').evaluateAll((found) => found.map((each) => each.getAttribute('data-number'))),
    ).toEqual([null, '1.', '2.']);
  });
});
