import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { clause, EditorPage, run } from './editor-page.ts';

let page: EditorPage;
beforeAll(async () => {
  page = await EditorPage.open();
});
afterAll(() => page.close());
afterEach(() => page.checkBothSides());

/** `تلتزم [الدول [الأطراف] كافة] بذلك`, with nested brackets. */
const ARABIC = clause('c1', [
  run('تلتزم '),
  run('الدول ', '+p1'),
  run('الأطراف', '+p1', '+p2'),
  run(' كافة', '+p1'),
  run(' بذلك'),
]);

/** Where a bracket's edge is drawn, and the clause. */
async function boxOf(selector: string): Promise<{ readonly left: number; readonly right: number }> {
  const box = await page.editor('a').locator(selector).first().boundingBox();
  if (box === null) throw new Error(`no ${selector}`);
  return { left: box.x, right: box.x + box.width };
}

describe('a clause from right to left', () => {
  test('[T20] runs its own way, opens its brackets on the right, and turns as soon as its first letter does', async () => {
    await page.start({ clauses: [ARABIC, clause('c2', 'The Parties')] });
    expect(
      await page
        .editor('a')
        .locator('[data-id]')
        .evaluateAll((all) => all.map((one) => one.getAttribute('dir'))),
    ).toEqual(['rtl', 'ltr']);
    const [opens, closes] = [await boxOf('.glyph.open'), await boxOf('.glyph.close')];
    expect(opens.left).toBeGreaterThan(closes.right);
    await page.caret('a', 1, 0);
    await page.type('ال ');
    expect(await page.editor('a').locator('[data-id=c2]').getAttribute('dir')).toBe('rtl');
  });

  test('[B16] the left arrow goes on: each edge of nested brackets is one step, both ways', async () => {
    await page.start({ clauses: [ARABIC] });
    await page.caret('a', 0, 5);
    const marks = async (key: string, times: number): Promise<string> => {
      for (let time = 0; time < times; time += 1) await page.press(key);
      await page.type('x');
      const [text = ''] = await page.text('a');
      await page.press('Backspace');
      return text;
    };
    expect(await marks('ArrowLeft', 1)).toBe('تلتزم x[+p1:الدول ][+p1+p2:الأطراف][+p1: كافة] بذلك');
    expect(await marks('ArrowLeft', 1)).toBe('تلتزم [+p1:xالدول ][+p1+p2:الأطراف][+p1: كافة] بذلك');
    expect(await marks('ArrowLeft', 7)).toBe('تلتزم [+p1:الدول ][+p1+p2:xالأطراف][+p1: كافة] بذلك');
    expect(await marks('ArrowRight', 1)).toBe('تلتزم [+p1:الدول x][+p1+p2:الأطراف][+p1: كافة] بذلك');
    await page.press('Home');
    expect(await marks('ArrowLeft', 1)).toMatch(/^تxلتزم/);
    await page.press('End');
    expect(await marks('ArrowRight', 1)).toMatch(/بذلxك$/);
  });

  test('[B16] [B4] Home is on the right, End on the left, as soon as the editor has the focus, and outside the edges there', async () => {
    const held = clause('c2', [run('الدول', '+p1'), run(' كافة '), run('بذلك', '+p2')]);
    for (let time = 0; time < 8; time += 1) {
      await page.start({ clauses: [ARABIC, held] });
      const at = time % 2;
      await page.caret('a', at, 5);
      await page.press('Home');
      await page.type('x');
      await page.press('End');
      await page.type('y');
      expect((await page.text('a'))[at]).toMatch(at === 0 ? /^xتلتزم .* بذلكy$/ : /^x\[\+p1:الدول\].*\[\+p2:بذلك\]y$/);
    }
    // Right before the last edge the browser's own caret has nowhere further to go.
    await page.press('Backspace', 'ArrowRight');
    await page.press('End');
    await page.type('z');
    expect((await page.text('a'))[1]).toMatch(/\[\+p2:بذلك\]z$/);
  });

  test('[B16] [B4] where words run both ways no arrow turns back', async () => {
    for (const [words, key] of [
      ['تجتمع [shall] في 2015، وفقا للوثيقة A/CONF.1/L.2 (انظر)', 'ArrowLeft'],
      ['The [تجتمع اللجنة] shall (في 2015) meet', 'ArrowRight'],
    ] as const) {
      const [before = '', inside = '', behind = ''] = words.split(/[[\]]/);
      await page.start({ clauses: [clause('c1', [run(before), run(inside, '+p1'), run(behind)])] });
      await page.caret('a', 0, 0);
      const length = before.length + inside.length + behind.length;
      // Each character is a step, and so is each of the two edges.
      for (let step = 0; step < length + 2; step += 1) await page.press(key);
      await page.type('!');
      expect((await page.text('a'))[0]).toBe(`${before}[+p1:${inside}]${behind}!`);
    }
  });

  test('[T20] symbols stand for themselves, and are typed in', async () => {
    await page.start({ clauses: [clause('c1', 'وفقا للوثيقة A/CONF.1/L.2* (انظر)')] });
    const isolated = (): Promise<string[]> => page.editor('a').locator('bdi[dir=ltr]').allTextContents();
    expect(await isolated()).toEqual(['A/CONF.1/L.2*']);
    await page.caret('a', 0, 18);
    await page.type('23');
    expect(await isolated()).toEqual(['A/CON23F.1/L.2*']);
    await page.press('Control+z');
    expect(await isolated()).toEqual(['A/CONF.1/L.2*']);
  });
});
