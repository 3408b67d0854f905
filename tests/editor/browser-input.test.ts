import type { CDPSession } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { clause, EditorPage, run, type Place } from './editor-page.ts';

let page: EditorPage;
let devtools: CDPSession;
beforeAll(async () => {
  page = await EditorPage.open();
  devtools = await page.page.context().newCDPSession(page.page);
});
afterAll(() => page.close());
afterEach(() => page.checkBothSides());

const TEXT = [
  clause('c1', 'The Parties shall cooperate.', { kind: 'paragraph', label: '1.' }),
  clause('c2', [run('Each '), run('may promptly', '+p1'), run(' report.')]),
  clause('c3', [run('No '), run('vessel', '-p2'), run('gone', '+x'), run(' sails.')]),
  clause('c4', 'Behind[^n1] it.'),
  clause('o', [run('All is gone', '+x')]),
  clause('f', 'The note.', { kind: 'footnote', label: '[^n1]:' }),
];
const WORDS = [
  'The Parties shall cooperate.',
  'Each [+p1:may promptly] report.',
  'No [-p2:vessel]{gone} sails.',
  'Behind[^n1] it.',
  '{All is gone}',
  'The note.',
];

/** Has the browser do something to what stands from one place to another that no key of the editor's asks for. */
async function at(from: Place, to: Place, command: string): Promise<void> {
  await page.start({ clauses: TEXT, outcomes: { x: 'refused' } });
  await page.select('a', from, to);
  await browserDoes(command);
}

async function browserDoes(command: string): Promise<void> {
  const key = { key: 'F13', code: 'F13', windowsVirtualKeyCode: 124 };
  await devtools.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...key, commands: [command] });
  await devtools.send('Input.dispatchKeyEvent', { type: 'keyUp', ...key });
  await page.settle();
}

/** What reads otherwise than before, and how many clauses there are. */
async function changed(): Promise<readonly [number, ...string[]]> {
  const words = await page.text('a');
  return [words.length, ...words.filter((each) => !WORDS.includes(each))];
}

describe('[B9] what a browser does by itself', () => {
  test('is done as by the key for it: at chips, at marks, at the edges of clauses and over several', async () => {
    await at([0, 18], [2, 6], 'deleteBackward');
    expect(await changed()).toEqual([4, 'The Parties shall [-p2:sel]{gone} sails.']);
    await page.press('Control+z');
    expect(await page.text('a')).toEqual(WORDS);
    await at([2, 0], [2, 0], 'deleteBackward');
    expect(await changed()).toEqual([5, 'Each [+p1:may promptly] report.No [-p2:vessel]{gone} sails.']);
    await at([3, 15], [3, 15], 'deleteForward');
    expect(await changed()).toEqual([6]);
    await at([3, 11], [3, 11], 'deleteBackward');
    expect(await changed()).toEqual([6, 'Behind it.']);
    await at([1, 17], [1, 17], 'deleteWordBackward');
    expect(await changed()).toEqual([6, 'Each [+p1:may ] report.']);
    await at([2, 9], [2, 9], 'insertNewline');
    expect(await changed()).toEqual([7, 'No [-p2:vessel]', '{gone} sails.']);
    await page.press('Control+z');
    expect(await page.text('a')).toEqual(WORDS);
    await at([0, 4], [0, 4], 'insertLineBreak');
    expect(await changed()).toEqual([7, 'The ', 'Parties shall cooperate.']);
    await at([2, 1], [2, 15], 'toggleBold');
    expect(await changed()).toEqual([6, 'N*o *[-p2:*vessel*]{*gone*}* s*ails.']);
  });

  test('deletes a line within its clause, and leaves what is out', async () => {
    await at([2, 14], [2, 14], 'deleteToBeginningOfLine');
    expect(await changed()).toEqual([6, '{gone}sails.']);
    await at([1, 8], [1, 8], 'deleteToEndOfParagraph');
    expect(await changed()).toEqual([6, 'Each [+p1:may]']);
    await at([3, 15], [3, 15], 'deleteToEndOfLine');
    expect(await changed()).toEqual([6]);
    await at([1, 0], [1, 0], 'deleteToBeginningOfLine');
    expect(await changed()).toEqual([5, 'The Parties shall cooperate.Each [+p1:may promptly] report.']);
  });

  test('puts words that are dictated in the place of what is selected, over clauses too, and parts no mark', async () => {
    await at([0, 18], [2, 6], 'none');
    await devtools.send('Input.insertText', { text: 'one two ' });
    expect(await changed()).toEqual([4, 'The Parties shall one two [-p2:sel]{gone} sails.']);
    await at([2, 6], [2, 14], 'none');
    await devtools.send('Input.insertText', { text: 'one two ' });
    expect(await changed()).toEqual([6, 'No [-p2:vesone two ]{gone}sails.']);
    await at([3, 6], [3, 6], 'transpose');
    expect(await changed()).toEqual([6]);
    await at([0, 6], [0, 6], 'transpose');
    expect(await changed()).toEqual([6, 'The Praties shall cooperate.']);
  });

  test('a correction takes the place of its word and of no other sign', async () => {
    await at([0, 0], [0, 0], 'none');
    const correct = (words: string, start: readonly [string, number], end: readonly [string, number]): Promise<boolean> =>
      page.page.evaluate(
        ([text, ...ends]) => {
          const { dom } = window.table.sides.a.draft.editor.view;
          const [first, last] = ends.map(([within, offset]) => {
            const walk = document.createTreeWalker(dom, NodeFilter.SHOW_TEXT);
            while (walk.nextNode()) if (walk.currentNode.nodeValue === within) return { node: walk.currentNode, offset };
            throw new Error(`no ${within}`);
          }) as [{ node: Node; offset: number }, { node: Node; offset: number }];
          const range = new StaticRange({
            startContainer: first.node,
            startOffset: first.offset,
            endContainer: last.node,
            endOffset: last.offset,
          });
          const event = new InputEvent('beforeinput', {
            inputType: 'insertReplacementText',
            data: text,
            targetRanges: [range],
            bubbles: true,
            cancelable: true,
          });
          return dom.dispatchEvent(event);
        },
        [words, start, end] as const,
      );
    expect(await correct('Every', ['Each ', 0], ['Each ', 4])).toBe(true);
    expect(await correct('quickly', ['may promptly', 4], ['may promptly', 12])).toBe(false);
    expect(await page.text('a')).toContain('Each [+p1:may quickly] report.');
    expect(await correct('and', ['Behind', 5], [' it.', 0])).toBe(false);
    expect((await page.text('a'))[3]).toBe('Behinand it.');
  });

  test('takes back what one did oneself, and sets nothing that a text does not have', async () => {
    await at([1, 2], [1, 2], 'none');
    await page.type('now ');
    await page.page.evaluate(() => window.table.sides.b.draft.editor.commands.insertContentAt(4, '!'));
    await page.flush();
    await browserDoes('undo');
    await page.flush();
    const undone = ['The! Parties shall cooperate.', ...WORDS.slice(1)];
    expect(await page.text('a')).toEqual(undone);
    for (const command of ['insertOrderedList', 'insertUnorderedList', 'underline', 'strikethrough', 'superscript'])
      await browserDoes(command);
    expect(await page.text('a')).toEqual(undone);
  });

  test('[B10] [S1] takes in nothing that would turn the words behind it, or that no reading could show, however it is typed', async () => {
    await at([0, 4], [0, 4], 'none');
    await page.type('\u202eold \u2066می\u200cخواهد\u2069 👩\u200d🌾\u0001 ');
    expect((await page.text('a'))[0]).toBe('The old می\u200cخواهد 👩\u200d🌾 Parties shall cooperate.');
    await page.flush();
    expect(await page.text('b')).toEqual(await page.text('a'));
    await page.press('Control+z');
    expect(await page.text('a')).toEqual(WORDS);
  });
});
