import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { clause, EditorPage, run } from './editor-page.ts';

let page: EditorPage;
beforeAll(async () => {
  page = await EditorPage.open();
});
afterAll(() => page.close());
afterEach(() => page.checkBothSides());

describe('undo', () => {
  test('[B12] takes back one’s own and leaves what others did since', async () => {
    await page.start({ clauses: [clause('c1', 'one two three')] });
    await page.caret('a', 0, 3);
    await page.type('AAA');
    await page.flush();
    await page.caret('b', 0, 0);
    await page.type('BBB');
    await page.caret('b', 0, 11);
    await page.type('CCC');
    await page.flush();
    await page.caret('a', 0, 0);
    await page.press('Control+z');
    expect(await page.text('a')).toEqual(['BBBone tCCCwo three']);
    await page.press('Control+Shift+z');
    expect(await page.text('a')).toEqual(['BBBoneAAA tCCCwo three']);
    await page.press('Control+z', 'Control+z', 'Control+z');
    expect(await page.text('a')).toEqual(['BBBone tCCCwo three']);
  });

  test('[B12] survives marks that others put on the same words', async () => {
    await page.start({ clauses: [clause('c1', 'one two')] });
    await page.caret('a', 0, 3);
    await page.type('AAA');
    await page.flush();
    await page.caret('b', 0, 0, 8);
    await page.type('[');
    await page.flush();
    await page.caret('a', 0, 0);
    await page.press('Control+z');
    expect(await page.text('a')).toEqual(['[-pb1:one t]wo']);
  });

  test('[B12] never reaches a decision', async () => {
    await page.start({ clauses: [clause('c1', [run('ab'), run('cd', '+p')])] });
    await page.caret('a', 0, 4);
    await page.type('X');
    await page.page.evaluate(() => window.table.decide('p', 'refused'));
    await page.press('Control+z');
    expect(await page.text('a')).toEqual(['ab{cdX}']);
    await page.press('Control+y');
    expect(await page.text('a')).toEqual(['ab{cdX}']);
  });

  test('[B6] [B12] never takes a bracket off words that were struck since', async () => {
    await page.start({ clauses: [clause('c1', 'Parties shall act')] });
    await page.caret('a', 0, 8, 13);
    await page.press('[');
    await page.page.evaluate(() => window.table.decide('pa1', 'accepted'));
    await page.press('Control+z');
    expect(await page.text('a')).toEqual(['Parties {shall} act']);
    await page.press('Control+y');
    expect(await page.text('a')).toEqual(['Parties {shall} act']);
  });

  test('[B6] [B12] made again over words that are out since, leaves them in their order, clause by clause', async () => {
    const words = [run('x '), run('one two three', '+p'), run(' y')];
    await page.start({ clauses: [clause('c1', words), clause('c2', [run('one ', '+p'), run('z')])] });
    await page.caret('a', 0, 3, 14);
    await page.type('aa bb');
    await page.press('Alt+Shift+ArrowDown');
    await page.press('Control+z', 'Control+z');
    expect(await page.text('a')).toEqual(['x [+p:one two three] y', '[+p:one ]z']);
    await page.page.evaluate(() => window.table.decide('p', 'refused'));
    await page.press('Control+y', 'Control+y');
    expect(await page.text('a')).toEqual(['{one }z', 'x {one two three} y']);
  });

  test('[B6] [B12] of a joining, a parting or a deletion over clauses leaves what is out there once', async () => {
    const parted = ['one', 'two {gone} three'];
    const start = (): Promise<void> =>
      page.start({
        clauses: [clause('c1', 'one'), clause('c2', [run('two '), run('gone', '+x'), run(' three')])],
        outcomes: { x: 'refused' },
      });
    const backAndAgain = async (then: readonly string[]): Promise<void> => {
      for (let time = 0; time < 2; time += 1) {
        expect(await page.text('a')).toEqual(then);
        await page.press('Control+z');
        expect(await page.text('a')).toEqual(parted);
        await page.press('Control+y');
      }
    };
    await start();
    await page.caret('a', 1, 0);
    await page.press('Backspace');
    await backAndAgain(['onetwo {gone} three']);
    await start();
    await page.caret('a', 1, 2);
    await page.press('Enter');
    await backAndAgain(['one', 'tw', 'o {gone} three']);
    await start();
    await page.page.evaluate(() => {
      window.table.sides.a.draft.focus();
      window.table.sides.a.draft.editor.commands.setTextSelection({ from: 3, to: 17 });
    });
    await page.press('Delete');
    await backAndAgain(['on{gone}ree']);
  });

  test('[B12] brings a deleted clause back with its id', async () => {
    await page.start({
      clauses: [clause('c1', 'one'), clause('c2', 'two', { kind: 'paragraph', label: '3 bis.' }), clause('c3', 'three')],
    });
    await page.page.evaluate(() => {
      window.table.sides.a.draft.focus();
      window.table.sides.a.draft.editor.commands.setTextSelection({ from: 3, to: 14 });
    });
    await page.press('Delete');
    expect(await page.text('a')).toEqual(['onee']);
    await page.press('Control+z');
    expect(await page.text('a')).toEqual(['one', 'two', 'three']);
    expect(await page.ids('a')).toEqual(['c1', 'c2', 'c3']);
    expect((await page.clauses('a'))[1]?.label).toBe('3 bis.');
  });

  test('[B12] of one deletion by two people makes the clause twice, but not its id', async () => {
    await page.start({ clauses: [clause('c1', 'one'), clause('c2', 'two'), clause('c3', 'three')] });
    for (const name of ['a', 'b'] as const) {
      await page.caret(name, 1, 0, 3);
      await page.press('Delete', 'Backspace');
    }
    await page.flush();
    for (const name of ['a', 'b'] as const) {
      await page.caret(name, 0, 0);
      await page.press('Control+z', 'Control+z');
    }
    await page.flush();
    const found = await page.ids('a');
    expect(new Set(found).size).toBe(found.length);
  });
});
