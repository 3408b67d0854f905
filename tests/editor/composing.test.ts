import type { CDPSession } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { cellPlace } from '../../shared/text/cell.ts';
import { mulberry32 } from '../random/mulberry32.ts';
import { clause, EditorPage, run } from './editor-page.ts';
import type { Setup } from './page/page.ts';

let page: EditorPage;
let keyboard: CDPSession;
beforeAll(async () => {
  page = await EditorPage.open();
  keyboard = await page.page.context().newCDPSession(page.page);
});
afterAll(() => page.close());
afterEach(() => page.checkBothSides());

/** What an input method shows while it composes, Chromium's way. */
async function compose(...shown: readonly string[]): Promise<void> {
  for (const text of shown)
    await keyboard.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
}

/** The input method is done: this is what was meant. */
async function commit(text: string): Promise<void> {
  await keyboard.send('Input.insertText', { text });
  await page.settle();
  await page.settle();
}

type Act =
  | { readonly type: 'type'; readonly at: number; readonly text: string }
  | { readonly type: 'delete'; readonly from: number; readonly to: number }
  | { readonly type: 'split'; readonly at: number }
  | { readonly type: 'mark'; readonly from: number; readonly to: number };

/** What the other does, without taking the focus; all who are there hear of it. */
async function other(act: Act): Promise<void> {
  await page.page.evaluate((done) => {
    const { view } = window.table.sides.b.draft.editor;
    const { tr, schema } = view.state;
    if (done.type === 'type') view.dispatch(tr.insertText(done.text, done.at));
    else if (done.type === 'delete') view.dispatch(tr.delete(done.from, done.to));
    else if (done.type === 'split') view.dispatch(tr.split(done.at));
    else view.dispatch(tr.addMark(done.from, done.to, schema.mark('insertion', { proposal: 'q' })));
    window.table.flush();
  }, act);
  await page.settle();
}

/** How many changes one has sent since the start. */
async function changesSent(): Promise<number> {
  return page.page.evaluate(() => Number(document.body.dataset['sent']));
}

async function start(): Promise<void> {
  await page.start({
    clauses: [clause('c1', 'The Parties shall act.'), clause('c2', [run('Each Party '), run('may', '+p'), run(' report.')])],
  });
  await page.page.evaluate(() => {
    document.body.dataset['sent'] = '0';
    window.table.sides.a.doc.on('update', (_update: Uint8Array, origin: unknown) => {
      if (origin !== 'network') document.body.dataset['sent'] = String(Number(document.body.dataset['sent']) + 1);
    });
  });
  await page.caret('a', 0, 11);
  await page.settle();
}

/** The place nearest to this one, on the other's side, at which letters can stand. */
async function withinClause(at: number): Promise<number> {
  return page.page.evaluate((pos) => {
    const { editor } = window.table.sides.b.draft;
    const place = editor.state.doc.resolve(pos);
    return place.parent.isTextblock ? pos : pos === 0 ? 1 : pos - 1;
  }, at);
}

async function caret(): Promise<readonly [string, number]> {
  return page.page.evaluate(() => {
    const { $head } = window.table.sides.a.draft.editor.state.selection;
    return [$head.parent.textContent, $head.parentOffset] as const;
  });
}

const CLAUSE_2 = 'Each Party [+p:may] report.';

describe('while one composes', () => {
  test.each<readonly [string, Act, readonly string[], number, readonly string[]]>([
    [
      'types before',
      { type: 'type', at: 1, text: 'All ' },
      ['All The Parties你好 shall act.', CLAUSE_2],
      17,
      ['All The Parties shall act.', CLAUSE_2],
    ],
    [
      'types behind',
      { type: 'type', at: 22, text: ' soon' },
      ['The Parties你好 shall act soon.', CLAUSE_2],
      13,
      ['The Parties shall act soon.', CLAUSE_2],
    ],
    [
      'types in the next word',
      { type: 'type', at: 15, text: 'xx' },
      ['The Parties你好 shxxall act.', CLAUSE_2],
      13,
      ['The Parties shxxall act.', CLAUSE_2],
    ],
    [
      'types in another clause',
      { type: 'type', at: 26, text: 'xx' },
      ['The Parties你好 shall act.', 'Exxach Party [+p:may] report.'],
      13,
      ['The Parties shall act.', 'Exxach Party [+p:may] report.'],
    ],
    [
      'brackets the clause',
      { type: 'mark', from: 2, to: 20 },
      ['T[+q:he Parties你好 shall a]ct.', CLAUSE_2],
      13,
      ['T[+q:he Parties shall a]ct.', CLAUSE_2],
    ],
    [
      'splits behind',
      { type: 'split', at: 18 },
      ['The Parties你好 shall', ' act.', CLAUSE_2],
      13,
      ['The Parties shall', ' act.', CLAUSE_2],
    ],
    [
      'splits before',
      { type: 'split', at: 5 },
      ['The 你好', 'Parties shall act.', CLAUSE_2],
      6,
      ['The ', 'Parties shall act.', CLAUSE_2],
    ],
    ['strikes the words around', { type: 'delete', from: 5, to: 19 }, ['The 你好act.', CLAUSE_2], 6, ['The act.', CLAUSE_2]],
  ])(
    '[B13] the other %s: that waits, the letters are written once they are composed, and are one to take back',
    async (_what, act, read, at, undone) => {
      await start();
      await compose('n', 'ni');
      await other(act);
      expect((await caret())[0]).toBe('The Partiesni shall act.');
      expect(await page.text('b')).not.toContain('ni');
      await compose('nih', 'niha', 'nihao');
      await commit('你好');
      await page.flush();
      expect(await page.text('a')).toEqual(read);
      expect((await caret())[1]).toBe(at);
      expect(await changesSent()).toBe(1);
      await page.press('Control+z');
      await page.flush();
      expect(await page.text('a')).toEqual(undone);
    },
  );

  test('[B13] the other deletes the clause: nothing half composed is left of it', async () => {
    await start();
    await compose('n', 'ni');
    await other({ type: 'delete', from: 0, to: 24 });
    expect((await caret())[0]).toBe('The Partiesni shall act.');
    await compose('nih');
    await commit('你好');
    await page.flush();
    expect(await page.text('a')).toEqual([CLAUSE_2]);
    expect(await caret()).toEqual(['Each Party may report.', 0]);
  });

  test('[B13] the caret is told to nobody, and nobody’s is drawn, until the places are those of the text again', async () => {
    await start();
    const told = (): Promise<string> =>
      page.page.evaluate(() => JSON.stringify(window.table.sides.a.awareness.getLocalState()?.['cursor']));
    const before = await told();
    await compose('n', 'ni');
    await page.settle();
    expect(await told()).toBe(before);
    await page.page.evaluate((cursor) => {
      window.table.sides.b.awareness.setLocalStateField('cursor', JSON.parse(cursor));
    }, before);
    await page.settle();
    expect(await page.page.locator('#a .remote-caret').count()).toBe(0);
    await commit('你');
    await page.settle();
    expect(await page.page.locator('#a .remote-caret').count()).toBe(1);
    await page.page.evaluate(() => window.table.sides.b.awareness.setLocalStateField('cursor', null));
    await page.settle();
  });

  test('[B13] syllable after syllable: each is written when it is composed, though the next is begun', async () => {
    await start();
    await compose('ㅎ', '하', '한');
    await keyboard.send('Input.insertText', { text: '한' });
    await compose('ㄱ', '그');
    expect(await changesSent()).toBe(1);
    await compose('글');
    await commit('글');
    await page.flush();
    expect(await page.text('b')).toEqual(['The Parties한글 shall act.', CLAUSE_2]);
    expect(await changesSent()).toBe(2);
  });

  test('[B13] a word that is given up leaves none of its letters, and lets come in what waited', async () => {
    await start();
    await compose('n', 'ni');
    await other({ type: 'type', at: 1, text: 'All ' });
    await compose('');
    await commit('');
    expect(await page.text('a')).toEqual(['All The Parties shall act.', CLAUSE_2]);
    expect(await changesSent()).toBe(0);
  });

  test('[B13] words that are composed over a selection take its place, and nothing that came into it meanwhile', async () => {
    await start();
    await page.caret('a', 0, 4, 11);
    await page.settle();
    await compose('g', 'gu');
    await other({ type: 'type', at: 8, text: '-' });
    await compose('guo');
    await commit('国');
    await page.flush();
    expect(await page.text('a')).toEqual(['The -国 shall act.', CLAUSE_2]);
  });
});

/** With brackets, what is out, footnotes, a table, and words that run from right to left. */
const RICH: Setup = {
  clauses: [
    clause('c1', [run('One[^1] two '), run('three', '+p1'), run(' four')], { kind: 'paragraph', label: '1.' }),
    clause('c2', [run('ab'), run('out', '+p2'), run('cd', '-p3')]),
    clause('x00', 'Party', { cell: cellPlace({ table: 't', row: 'r0', column: 'k0', isHead: false }) }),
    clause('x01', '', { cell: cellPlace({ table: 't', row: 'r0', column: 'k1', isHead: false }) }),
    clause('c3', 'تلتزم الدول بذلك'),
    clause('c4', ''),
    clause('f1', 'A note.', { kind: 'footnote', label: '[^1]:' }),
  ],
  outcomes: { p2: 'refused' },
};

test.each([1, 2, 3])(
  '[B13] words composed at random while the other writes at random stand in the text as they were meant, seed %i',
  async (seed) => {
    const next = mulberry32(seed);
    const random = (below: number): number => next() % below;
    await page.start(RICH);
    for (let word = 0; word < 12; word += 1) {
      const index = random((await page.clauses('a')).length);
      const [size, otherSize] = await page.page.evaluate((at) => {
        const { a, b } = window.table.sides;
        return [a.draft.editor.state.doc.child(at).content.size, b.draft.editor.state.doc.content.size];
      }, index);
      await page.caret('a', index, random(size + 1));
      await page.settle();
      await compose('n', 'ni');
      const at = await withinClause(random(otherSize));
      const acts: readonly Act[] = [
        { type: 'type', at, text: ' xx ' },
        { type: 'mark', from: at, to: Math.min(otherSize - 1, at + 5) },
        { type: 'split', at },
      ];
      await other(acts[random(acts.length)] ?? { type: 'split', at });
      await compose('nih');
      const meant = String.fromCodePoint(0x4e00 + word);
      await commit(meant);
      await page.checkBothSides();
      const written = (await page.text('a')).join('\n');
      expect(written.split(meant)).toHaveLength(2);
      expect(written).not.toContain('ni');
    }
  },
);

describe('a composition that nobody ends lets come in what waited, and is written as it is', () => {
  test.each<readonly [string, () => Promise<void>]>([
    ['the focus goes elsewhere', () => page.page.evaluate(() => (document.activeElement as HTMLElement).blur())],
    [
      'the page is hidden',
      () =>
        page.page.evaluate(() => {
          Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
          document.dispatchEvent(new Event('visibilitychange'));
          Reflect.deleteProperty(document, 'visibilityState');
        }),
    ],
    ['nothing happens for long', () => page.page.evaluate(() => window.release())],
  ])('[B13] when %s', async (_when, leave) => {
    await start();
    await page.page.evaluate(() => window.hold());
    await compose('n', 'ni');
    await page.page.evaluate(() => {
      const { view } = window.table.sides.b.draft.editor;
      view.dispatch(view.state.tr.insertText('All ', 1));
      window.table.flush();
    });
    expect(await page.text('b')).toEqual(['All The Parties shall act.', CLAUSE_2]);
    expect((await caret())[0]).toBe('The Partiesni shall act.');
    await leave();
    await page.page.evaluate(() => window.release());
    await page.flush();
    expect(await page.text('b')).toEqual(['All The Partiesni shall act.', CLAUSE_2]);
    await compose('');
    await commit('');
  });

  test('[B13] and so is one in an editor that is closed', async () => {
    await start();
    await compose('n', 'ni');
    await page.page.evaluate(() => window.table.sides.a.draft.destroy());
    expect((await page.clauses('a'))[0]?.runs[0]?.text).toBe('The Partiesni shall act.');
    await page.start({ clauses: [clause('c1', '')] });
  });
});
