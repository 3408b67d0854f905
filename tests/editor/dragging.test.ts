import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { cellPlace } from '../../shared/text/cell.ts';
import type { Clause } from '../../shared/text/clause.ts';
import { clause, EditorPage, run, type Place } from './editor-page.ts';

let page: EditorPage;
beforeAll(async () => {
  page = await EditorPage.open();
});
afterAll(() => page.close());
afterEach(() => page.checkBothSides());

const COOPERATE = clause('c1', 'The Parties shall cooperate.');
const REPORT = clause('c2', [run('Each State '), run('may promptly', '+p1'), run(' report.')]);
const TABLE = ['Party', 'Share', 'Kenya and', '60 percent'].map((words, index) => cell(Math.floor(index / 2), index % 2, words));

function cell(row: number, column: number, words: string): Clause {
  return clause(`x${row}${column}`, words, {
    cell: cellPlace({ table: 't', row: `r${row}`, column: `k${column}`, isHead: row === 0 }),
  });
}

interface Drag {
  readonly from: Place;
  readonly to: Place;
  /** Where they are dropped: a place of the text, or a point of the page. */
  readonly on: Place | { readonly x: number; readonly y: number };
  readonly copies?: boolean;
  /** What happens while they are dragged. */
  readonly meanwhile?: () => Promise<void>;
}

/** Drags what stands from one place to another, with the mouse. */
async function drag({ from, to, on, copies = false, meanwhile }: Drag): Promise<void> {
  const { mouse, keyboard } = page.page;
  await page.select('a', from, to);
  const start = await page.pointAt([from[0], from[1] + 1]);
  await mouse.move(start.x, start.y);
  await mouse.down();
  await mouse.move(start.x + 8, start.y + 2, { steps: 4 });
  await meanwhile?.();
  const end = 'x' in on ? on : await page.pointAt(on);
  if (copies) await keyboard.down('Control');
  await mouse.move(end.x, end.y, { steps: 4 });
  await mouse.move(end.x, end.y + 1);
  await mouse.up();
  if (copies) await keyboard.up('Control');
  await page.settle();
}

/** Drops what comes from another window at a place of the text. */
async function dropFromElsewhere(items: Readonly<Record<string, string>>, files: readonly string[], on: Place): Promise<void> {
  const { x, y } = await page.pointAt(on);
  const devtools = await page.page.context().newCDPSession(page.page);
  const data = {
    items: Object.entries(items).map(([mimeType, words]) => ({ mimeType, data: words })),
    files: [...files],
    dragOperationsMask: 1,
  };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await devtools.send('Input.dispatchDragEvent', { type, x, y, data });
  await page.settle();
}

const notices = (): Promise<string[]> => page.page.evaluate(() => window.table.sides.a.heard.notices);

describe('[B11] what is dragged', () => {
  test('goes where it is dropped as if it were cut and pasted: within a bracket it belongs to it; one undo takes all back', async () => {
    await page.start({ clauses: [COOPERATE, REPORT] });
    const before = await page.clauses('a');
    await drag({ from: [0, 4], to: [0, 12], on: [1, 15] });
    expect(await page.text('a')).toEqual(['The shall cooperate.', 'Each State [+p1:may Parties promptly] report.']);
    await page.press('Control+z');
    expect(await page.clauses('a')).toEqual(before);
    await page.press('Control+y');
    expect((await page.text('a'))[1]).toBe('Each State [+p1:may Parties promptly] report.');
  });

  test('is copied with Ctrl, and stays where it stands when it is dropped on itself or into a field of the page', async () => {
    await page.start({ clauses: [COOPERATE, REPORT] });
    await drag({ from: [1, 11], to: [1, 15], on: [0, 4], copies: true });
    expect(await page.text('a')).toEqual(['The [+p1:may ]Parties shall cooperate.', 'Each State [+p1:may promptly] report.']);
    await page.start({ clauses: [COOPERATE, REPORT] });
    await drag({ from: [0, 4], to: [0, 17], on: [0, 9] });
    expect((await page.text('a'))[0]).toBe('The Parties shall cooperate.');
    const field = await page.page.evaluate(() => {
      const made = document.createElement('textarea');
      made.style.cssText = 'position: fixed; inset-block-end: 0; inset-inline-start: 0';
      document.body.append(made);
      const { left, top } = made.getBoundingClientRect();
      return { x: left + 20, y: top + 10 };
    });
    await drag({ from: [0, 4], to: [0, 11], on: field });
    await expect.poll(() => page.page.locator('textarea').inputValue()).toBe('Parties');
    expect((await page.text('a'))[0]).toBe('The Parties shall cooperate.');
    await page.page.locator('textarea').evaluate((made) => made.remove());
  });

  test('leaves what is out where it is, and comes to no place within it', async () => {
    const some = clause('c2', [run('No vessel '), run('gone', '+x'), run('sails.')]);
    await page.start({ clauses: [COOPERATE, some], outcomes: { x: 'refused' } });
    await drag({ from: [1, 3], to: [1, 16], on: [0, 4] });
    expect(await page.text('a')).toEqual(['The vessel saParties shall cooperate.', 'No {gone}ils.']);
    await page.press('Control+z');
    expect(await page.text('a')).toEqual(['The Parties shall cooperate.', 'No vessel {gone}sails.']);
  });

  test('is what it reads when it is dropped, whatever others have done in it meanwhile', async () => {
    await page.start({ clauses: [COOPERATE, REPORT] });
    const meanwhile = async (): Promise<void> => {
      await page.page.evaluate(() => window.table.sides.b.draft.editor.commands.insertContentAt(5, 'very '));
      await page.flush();
    };
    await drag({ from: [0, 0], to: [0, 17], on: [1, 0], meanwhile });
    expect(await page.text('a')).toEqual([' cooperate.', expect.stringMatching(/^The very Parties shallEach State/)]);
    await page.start({ clauses: [COOPERATE, REPORT] });
    const taken = async (): Promise<void> => {
      await page.page.evaluate(() => window.table.sides.b.draft.editor.commands.deleteRange({ from: 1, to: 20 }));
      await page.flush();
    };
    await drag({ from: [0, 4], to: [0, 12], on: [1, 0], meanwhile: taken });
    expect(await page.text('a')).toEqual(['ooperate.', 'Each State [+p1:may promptly] report.']);
    expect(await notices()).toEqual(['What was dragged has left the text meanwhile.']);
  });

  test('into a cell or a footnote stands in it, and so do several clauses', async () => {
    const note = clause('f', 'The note itself.', { kind: 'footnote', label: '[^n1]:' });
    const clauses = [COOPERATE, REPORT, ...TABLE, clause('c4', 'Behind[^n1] it.'), note];
    await page.start({ clauses });
    await drag({ from: [0, 18], to: [1, 5], on: [4, 3] });
    expect(await page.text('a')).toContain('Kencooperate.');
    const cells = (await page.clauses('a')).map((one) => one.cell !== undefined);
    expect(cells).toEqual([false, true, true, true, true, true, false, false]);
    await page.start({ clauses });
    await drag({ from: [0, 18], to: [1, 5], on: [7, 4] });
    expect((await page.text('a')).at(-1)).toBe('The cooperate. Each note itself.');
    expect((await page.attributes('a')).at(-1)).toBe('footnote 0 [^n1]:');
  });

  test('with its footnote and Ctrl is a new pair, and what was dragged whole among other words is itself again', async () => {
    const note = clause('f', 'The note.', { kind: 'footnote', label: '[^n1]:' });
    await page.start({ clauses: [clause('c1', 'Behind[^n1] it.'), note, clause('c2', 'The end.')] });
    await drag({ from: [0, 0], to: [1, 9], on: [2, 8], copies: true });
    const labels = (await page.clauses('a')).flatMap(({ kind, label }) => (kind === 'footnote' ? [label] : []));
    expect(new Set(labels).size).toBe(2);
    await page.start({ clauses: [COOPERATE, REPORT, clause('c3', 'No vessel sails.'), clause('c4', 'The end.')] });
    await drag({ from: [0, 18], to: [2, 2], on: [3, 3] });
    expect(await page.text('a')).toEqual([
      'The Parties shall  vessel sails.',
      'Thecooperate.',
      'Each State [+p1:may promptly] report.',
      'No end.',
    ]);
    expect((await page.ids('a')).slice(0, 3)).toEqual(['c1', 'c4', 'c2']);
  });

  test('[B24] whole, on a cell, stands before or behind its table, and does not part it', async () => {
    await page.start({ clauses: [COOPERATE, ...TABLE, REPORT] });
    await drag({ from: [0, 0], to: [0, 28], on: [4, 3] });
    expect(await page.ids('a')).toEqual(['x00', 'x01', 'x10', 'x11', 'c1', 'c2']);
    await drag({ from: [4, 0], to: [4, 28], on: [1, 3] });
    expect(await page.ids('a')).toEqual(['c1', 'x00', 'x01', 'x10', 'x11', 'c2']);
  });

  test('[B10] from elsewhere is pasted; a file is not taken in, and it is said', async () => {
    await page.start({ clauses: [COOPERATE, REPORT] });
    await dropFromElsewhere({ 'text/html': '<p>A <del>b</del> c</p>', 'text/plain': 'x' }, [], [1, 15]);
    expect((await page.text('a'))[1]).toBe('Each State [+p1:may A cpromptly] report.');
    await dropFromElsewhere({}, [import.meta.filename], [1, 15]);
    expect(await notices()).toEqual([
      'Left out of what was pasted: struck words.',
      'A file is not taken into the text. What it holds can be copied and pasted.',
    ]);
  });
});
