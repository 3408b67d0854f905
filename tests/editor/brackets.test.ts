import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { clause, EditorPage, run } from './editor-page.ts';

let page: EditorPage;
beforeAll(async () => {
  page = await EditorPage.open();
});
afterAll(() => page.close());
afterEach(() => page.checkBothSides());

const heard = () => page.page.evaluate(() => window.table.sides.a.heard);

describe('brackets typed', () => {
  test('[B1] [P7] `[` opens one, typing goes on inside, `]` goes out of it and asks for whom', async () => {
    await page.start({ clauses: [clause('c1', 'The Parties shall act.')] });
    await page.caret('a', 0, 12);
    await page.type('[may] or ');
    expect(await page.text('a')).toEqual(['The Parties [+pa1:may] or shall act.']);
    expect((await heard()).bracket).toEqual(['pa1']);
  });

  test('[B1] an empty one stays, with its place', async () => {
    await page.start({ clauses: [clause('c1', 'ab')] });
    await page.caret('a', 0, 1);
    await page.type('[]x');
    expect(await page.text('a')).toEqual(['a[+pa1:_]xb']);
  });

  test('[B1] one in another', async () => {
    await page.start({ clauses: [clause('c1', 'ab')] });
    await page.caret('a', 0, 1);
    await page.type('[one[two]three]four');
    expect(await page.text('a')).toEqual(['a[+pa1:one][+pa1+pa2:two][+pa1:three]fourb']);
  });

  test('[B2] `]` without a bracket types nothing and says so; with Alt both are characters', async () => {
    await page.start({ clauses: [clause('c1', 'ab')] });
    await page.caret('a', 0, 1);
    await page.type(']');
    expect(await page.text('a')).toEqual(['ab']);
    expect((await heard()).notices).toHaveLength(1);
    await page.press('Alt+BracketLeft', 'Alt+BracketRight');
    expect(await page.text('a')).toEqual(['a[]b']);
  });

  test('[B2] are characters like any other where brackets are not typed', async () => {
    await page.start({ clauses: [clause('c1', 'ab')], brackets: false });
    await page.caret('a', 0, 1);
    await page.type('[x]');
    expect(await page.text('a')).toEqual(['a[x]b']);
  });

  test('[B3] [P7] over a selection `[` is a reservation, and typing goes on outside', async () => {
    await page.start({ clauses: [clause('c1', 'The Parties shall act.')] });
    await page.caret('a', 0, 12, 17);
    await page.type('[');
    await page.type('!');
    expect(await page.text('a')).toEqual(['The Parties [-pa1:shall]! act.']);
    expect((await heard()).bracket).toEqual(['pa1']);
  });

  test('[B3] over a selection across clauses, with one id; undo takes it off', async () => {
    await page.start({
      clauses: [clause('c1', 'first one'), clause('c2', [run('gone', '+x')]), clause('c3', 'second one')],
      outcomes: { x: 'refused' },
    });
    await page.page.evaluate(() => {
      window.table.sides.a.draft.focus();
      window.table.sides.a.draft.editor.commands.setTextSelection({ from: 7, to: 24 });
    });
    await page.type('[');
    expect(await page.text('a')).toEqual(['first [-pa1:one]', '{gone}', '[-pa1:second] one']);
    await page.press('Control+z');
    expect(await page.text('a')).toEqual(['first one', '{gone}', 'second one']);
    await page.press('Control+y');
    expect(await page.text('a')).toEqual(['first [-pa1:one]', '{gone}', '[-pa1:second] one']);
  });

  test('[B1] Backspace in an empty one takes it away', async () => {
    await page.start({ clauses: [clause('c1', 'ab')] });
    await page.caret('a', 0, 1);
    await page.type('[');
    await page.press('Backspace');
    expect(await page.text('a')).toEqual(['ab']);
    await page.type('c');
    expect(await page.text('a')).toEqual(['acb']);
  });

  test('[B1] Enter within one stays within it', async () => {
    await page.start({ clauses: [clause('c1', 'ab')] });
    await page.caret('a', 0, 1);
    await page.type('[one');
    await page.press('Enter');
    await page.type('two]!');
    expect(await page.text('a')).toEqual(['a[+pa1:one]', '[+pa1:two]!b']);
  });

  test('[B12] undo of typing within one does not take the bracket', async () => {
    await page.start({ clauses: [clause('c1', 'ab')] });
    await page.caret('a', 0, 1);
    await page.type('[one]');
    await page.pass(600);
    await page.type('two');
    await page.press('Control+z');
    expect(await page.text('a')).toEqual(['a[+pa1:one]b']);
  });
});

describe('both sides of an edge', () => {
  const start = () => page.start({ clauses: [clause('c1', [run('ab'), run('cd', '+p'), run('ef')])] });
  const side = async () => (await heard()).place?.side;

  test('[B4] left of `[` is outside, and the arrow crosses it without moving on', async () => {
    await start();
    await page.caret('a', 0, 2);
    expect(await side()).toBe('outside');
    await page.press('ArrowRight');
    expect(await side()).toBe('inside');
    expect(await page.page.locator('#a .caret-aside').count()).toBe(1);
    await page.type('X');
    expect(await page.text('a')).toEqual(['ab[+p:Xcd]ef']);
  });

  test('[B4] typing left of `[` stays outside', async () => {
    await start();
    await page.caret('a', 0, 2);
    await page.type('XY');
    expect(await page.text('a')).toEqual(['abXY[+p:cd]ef']);
  });

  test('[B4] right before `]` is inside, and the arrow goes out', async () => {
    await start();
    await page.caret('a', 0, 3);
    await page.press('ArrowRight');
    expect(await side()).toBe('inside');
    await page.type('X');
    await page.press('ArrowRight');
    expect(await side()).toBe('outside');
    await page.type('YZ');
    expect(await page.text('a')).toEqual(['ab[+p:cdX]YZef']);
  });

  test('[B4] from behind the arrow comes to the outer side first', async () => {
    await start();
    await page.caret('a', 0, 5);
    await page.press('ArrowLeft');
    expect(await side()).toBe('outside');
    await page.press('ArrowLeft');
    expect(await side()).toBe('inside');
    await page.press('ArrowLeft', 'ArrowLeft');
    expect(await side()).toBe('inside');
    await page.press('ArrowLeft');
    expect(await side()).toBe('outside');
    await page.type('X');
    expect(await page.text('a')).toEqual(['abX[+p:cd]ef']);
  });

  test('[B4] Home before a leading bracket, then typing, goes outside; End behind a trailing one too', async () => {
    await page.start({ clauses: [clause('c1', [run('cd', '+p')])] });
    await page.caret('a', 0, 1);
    // Sooner after the focus, ProseMirror takes a caret at the start of the text for one that the browser put there.
    await page.pass(200);
    await page.press('Home');
    await page.type('XY');
    expect(await page.text('a')).toEqual(['XY[+p:cd]']);
    await page.press('End');
    await page.type('Z');
    expect(await page.text('a')).toEqual(['XY[+p:cd]Z']);
  });

  test('[B4] Backspace behind `]` goes inside before it deletes', async () => {
    await start();
    await page.caret('a', 0, 4);
    await page.press('ArrowRight', 'Backspace');
    expect(await page.text('a')).toEqual(['ab[+p:cd]ef']);
    await page.press('Backspace');
    await page.type('X');
    expect(await page.text('a')).toEqual(['ab[+p:cX]ef']);
  });

  test('[B4] between two brackets there are three places', async () => {
    await page.start({ clauses: [clause('c1', [run('ab', '+p'), run('cd', '+q')])] });
    for (const [presses, expected] of [
      [0, '[+p:abX][+q:cd]'],
      [1, '[+p:ab]X[+q:cd]'],
      [2, '[+p:ab][+q:Xcd]'],
    ] as const) {
      await page.caret('a', 0, 2);
      for (let press = 0; press < presses; press += 1) await page.press('ArrowRight');
      await page.type('X');
      expect(await page.text('a')).toEqual([expected]);
      await page.press('Control+z');
    }
  });

  test('[B4] words typed beside an accepted insertion or in its middle are plain, since nobody accepted them', async () => {
    await page.start({ clauses: [clause('c1', [run('ab'), run('cd', '+p'), run('ef')])], outcomes: { p: 'accepted' } });
    await page.caret('a', 0, 4);
    await page.type('X');
    await page.caret('a', 0, 3);
    await page.type('Y');
    expect(await page.text('a')).toEqual(['ab[+p:c]Y[+p:d]Xef']);
  });

  test('[B4] a bracket that holds the number has no side before it', async () => {
    await page.start({ clauses: [clause('c1', [run('cd', '+p')], { kind: 'paragraph' })], holdsNumber: ['p'] });
    expect(await page.page.locator('#a .before-number .glyph').count()).toBe(1);
    await page.caret('a', 0, 0);
    await page.type('X');
    expect(await page.text('a')).toEqual(['[+p:Xcd]']);
  });

  test('[B5] the pair that holds the caret is lit', async () => {
    await page.start({ clauses: [clause('c1', [run('ab'), run('cd', '+p'), run('ef'), run('gh', '+q')])] });
    await page.caret('a', 0, 3);
    const dimmed = (id: string) =>
      page.page
        .locator(`#a .glyph[data-proposal="${id}"]`)
        .first()
        .evaluate((glyph) => getComputedStyle(glyph).color === 'rgb(128, 128, 128)');
    expect([await dimmed('p'), await dimmed('q')]).toEqual([false, true]);
  });

  test('[B4] a click behind a glyph puts the caret behind it, one before it before', async () => {
    await start();
    const glyph = page.page.locator('#a .glyph.close');
    const box = (await glyph.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
    await page.click(box.x + box.width - 1, box.y + box.height / 2);
    expect(await side()).toBe('outside');
    // So that it is no double click.
    await page.pass(600);
    await page.click(box.x - 1, box.y + box.height / 2);
    expect(await side()).toBe('inside');
  });

  test('[B4] a key that overtakes what the editor does about a click behind a glyph is typed behind it', async () => {
    await start();
    const box = (await page.page.locator('#a .glyph.close').boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
    await page.page.evaluate(() => window.hold());
    await page.page.mouse.click(box.x + box.width - 1, box.y + box.height / 2);
    await page.type('XY');
    await page.page.evaluate(() => window.release());
    expect(await page.text('a')).toEqual(['ab[+p:cd]XYef']);
  });

  test('[B1] an empty place goes when the caret leaves a bracket that holds words', async () => {
    await page.start({ clauses: [clause('c1', 'ab')] });
    await page.caret('a', 0, 1);
    await page.type('[x');
    expect(await page.text('a')).toEqual(['a[+pa1:_x]b']);
    await page.press('ArrowRight', 'ArrowRight');
    expect(await page.text('a')).toEqual(['a[+pa1:x]b']);
  });

  test('[B5] goes to a proposal, and says where it is', async () => {
    await start();
    await page.page.evaluate(() => window.table.sides.a.draft.goToProposal('p' as never));
    expect((await heard()).place).toEqual({ clause: 'c1', brackets: ['p'], side: 'inside' });
    expect(await page.page.evaluate(() => window.table.sides.a.draft.goToProposal('nobody' as never))).toBe(false);
  });

  test('[B4] an input method composes on the side that is shown', async () => {
    await start();
    await page.caret('a', 0, 4);
    await page.press('ArrowRight');
    const client = await page.page.context().newCDPSession(page.page);
    await client.send('Input.imeSetComposition', { text: 'にほ', selectionStart: 2, selectionEnd: 2 });
    await client.send('Input.insertText', { text: '日本' });
    await page.settle();
    expect(await page.text('a')).toEqual(['ab[+p:cd]日本ef']);
  });

  test('[B4] what an input method puts in the place of its letters at a bracket’s edge takes that place', async () => {
    const client = await page.page.context().newCDPSession(page.page);
    for (const [offset, glyphsPassed, read] of [
      [2, 0, 'ab日本[+p:cd]ef'],
      [2, 1, 'ab[+p:日本cd]ef'],
      [4, 0, 'ab[+p:cd日本]ef'],
      [4, 1, 'ab[+p:cd]日本ef'],
    ] as const) {
      await page.start({ clauses: [clause('c1', [run('ab'), run('cd', '+p'), run('ef')])] });
      await page.caret('a', 0, offset);
      if (glyphsPassed === 1) await page.press('ArrowRight');
      for (const text of ['n', 'ni', 'nih'])
        await client.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
      await client.send('Input.insertText', { text: '日本' });
      await page.settle();
      expect(await page.text('a')).toEqual([read]);
    }
  });

  test('[X2] the label of an option is not struck for its own option, but where another proposal wants it out', async () => {
    const label = clause('c1', [run('Option ', '+p', '-p'), run('A', '+p', '-p', '-q')], { kind: 'option' });
    await page.start({ clauses: [label, clause('c2', [run('words', '+p')])] });
    const struck = await page.editor('a').evaluate((editor) => {
      const isStruck = (words: string): boolean => {
        const walker = document.createTreeWalker(editor, NodeFilter.SHOW_TEXT);
        while (walker.nextNode())
          if (walker.currentNode.textContent === words)
            for (let at = walker.currentNode.parentElement; at !== null && at !== editor; at = at.parentElement)
              if (getComputedStyle(at).textDecorationLine === 'line-through') return true;
        return false;
      };
      return ['Option ', 'A'].map(isStruck);
    });
    expect(struck).toEqual([false, true]);
  });
});
