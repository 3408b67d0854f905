import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { cellOf, cellPlace } from '../../shared/text/cell.ts';
import { plainText, type Clause } from '../../shared/text/clause.ts';
import { withTables } from '../../shared/text/tables.ts';
import { clause, EditorPage, run } from './editor-page.ts';

let page: EditorPage;
beforeAll(async () => {
  page = await EditorPage.open();
});
afterAll(() => page.close());
afterEach(() => page.checkBothSides());

function cell(row: number, column: number, runs: Parameters<typeof clause>[1]): Clause {
  return clause(`x${row}${column}`, runs, {
    cell: cellPlace({ table: 't', row: `r${row}`, column: `k${column}`, isHead: row === 0 }),
  });
}

const TABLE = [
  clause('c1', 'Before'),
  cell(0, 0, 'Party'),
  cell(0, 1, 'Share'),
  cell(1, 0, 'Norway'),
  cell(1, 1, [run('4'), run('0', '+p')]),
  clause('c2', 'Behind'),
];

/** The text of a side, tables as rows of cells. */
async function shape(name: 'a' | 'b' = 'a'): Promise<string[]> {
  return withTables(await page.clauses(name)).flatMap((one) =>
    one.type === 'one'
      ? [plainText(one.item)]
      : one.table.rows.map(
          ({ isHead, cells }) => `${isHead ? '#' : ''}| ${cells.map((all) => all.map(plainText).join('/')).join(' | ')} |`,
        ),
  );
}

/** What the browser says some cells are, and what they stand in. */
async function heard(): Promise<string[]> {
  const client = await page.page.context().newCDPSession(page.page);
  const { nodes } = await client.send('Accessibility.getFullAXTree');
  await client.detach();
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const roles = (id: string | undefined): string[] => {
    const node = id === undefined ? undefined : byId.get(id);
    return node === undefined ? [] : [...(node.ignored ? [] : [String(node.role?.value)]), ...roles(node.parentId)];
  };
  return ['Party', 'Norway'].map((words) => {
    const cellNode = nodes.find((node) => /^(cell|columnheader)$/.test(String(node.role?.value)) && node.name?.value === words);
    return `${words}: ${roles(cellNode?.nodeId).slice(0, 3).join(' in ')}`;
  });
}

describe('tables in the editor', () => {
  test('[B20] a key makes one, Tab goes through its cells and on into a new row, and all is taken back', async () => {
    await page.start({ clauses: [clause('c1', 'Before')] });
    await page.caret('a', 0, 6);
    await page.press('Control+Alt+t');
    for (const word of ['Party', 'Share', 'Year', 'Norway', '40', '2030', 'Kenya', '60', '2031']) {
      await page.type(word);
      await page.press('Tab');
    }
    await page.type('Mali');
    await page.press('Shift+Tab');
    await page.type('!');
    expect(await shape()).toEqual([
      'Before',
      '#| Party | Share | Year |',
      '| Norway | 40 | 2030 |',
      '| Kenya | 60 | 2031! |',
      '| Mali |  |  |',
      '',
    ]);
    await page.checkBothSides();
    for (let back = 0; back < 20; back += 1) await page.press('Control+z');
    expect(await shape()).toEqual(['Before']);
    for (let again = 0; again < 20; again += 1) await page.press('Control+y');
    expect((await shape())[1]).toBe('#| Party | Share | Year |');
  });

  test('[B20] whoever hears the page is told a table with its headings', async () => {
    await page.start({ clauses: TABLE });
    const told = await page.editor('a').ariaSnapshot();
    expect(told).toContain('columnheader "Party"');
    expect(told).toMatch(/row "Norway/);
    expect(await heard()).toEqual(['Party: columnheader in row in table', 'Norway: cell in row in table']);
    const boxes = await page.page.locator('#a [data-cell]').evaluateAll((all) => all.map((one) => one.getBoundingClientRect()));
    const [party, share, norway] = boxes;
    expect(party?.top).toBe(share?.top);
    expect(share?.left).toBeGreaterThanOrEqual(party?.right ?? Infinity);
    expect(norway?.top).toBeGreaterThan(party?.bottom ?? Infinity);
  });

  test('[B20] rows and columns come and go, by key, and a row becomes one of headings', async () => {
    await page.start({ clauses: TABLE });
    await page.caret('a', 3, 0);
    await page.press('Control+Alt+ArrowDown');
    await page.type('Kenya');
    await page.press('Control+Alt+ArrowRight');
    await page.type('new');
    expect(await shape()).toEqual(['Before', '#| Party |  | Share |', '| Norway |  | 40 |', '| Kenya | new |  |', 'Behind']);
    await page.pass(1000);
    await page.press('Control+Alt+Shift+Backspace');
    await page.pass(1000);
    await page.caret('a', 3, 0);
    await page.press('Control+Alt+h');
    expect(await shape()).toEqual(['Before', '#| Party | Share |', '#| Norway | 40 |', '| Kenya |  |', 'Behind']);
    await page.pass(1000);
    await page.press('Control+Alt+Backspace');
    await page.pass(1000);
    await page.press('Control+Alt+Backspace');
    expect((await shape()).length).toBe(3);
    await page.press('Control+z', 'Control+z', 'Control+z', 'Control+z');
    expect(await shape()).toEqual(['Before', '#| Party |  | Share |', '| Norway |  | 40 |', '| Kenya | new |  |', 'Behind']);
  });

  test('[B20] cells that come anew just where they were are seen as before', async () => {
    await page.start({ clauses: TABLE });
    await page.page.evaluate(() => {
      const { view } = window.table.sides.a.draft.editor;
      const { tr } = view.state;
      view.state.doc.forEach((node, pos) => {
        const cell: unknown = node.attrs['cell'];
        if (typeof cell === 'string') tr.setNodeAttribute(pos, 'cell', cell.replaceAll('r1', 'r9'));
      });
      view.dispatch(tr);
    });
    const seen = page.page.locator('#a').getByText('Norway', { exact: true });
    expect(await seen.isVisible()).toBe(true);
    expect(await seen.evaluate((words) => words.closest('.clause')?.assignedSlot?.role)).toBe('row');
  });

  test('[B20] Enter goes on in the cell; up and down go by columns, and out of the table', async () => {
    await page.start({ clauses: TABLE });
    await page.caret('a', 1, 5);
    await page.press('Enter');
    await page.type('or group');
    expect((await shape())[1]).toBe('#| Party/or group | Share |');
    await page.press('ArrowDown');
    await page.type('x');
    expect((await shape())[2]).toContain('xNorway');
    await page.press('ArrowDown');
    await page.type('y');
    expect((await shape()).at(-1)).toBe('yBehind');
    await page.press('ArrowUp', 'Backspace', 'Backspace', 'Backspace', 'Backspace');
    expect((await shape())[1]).toBe('#| Party/or group | Share |');
  });

  test('[B4] at the edge of a bracket in a cell both sides are reached and shown, at its end and over several cells', async () => {
    const row = [cell(2, 0, [run('Mali', '-q')]), cell(2, 1, [run('1', '-q'), run('0', '-q', '+r')])];
    await page.start({ clauses: [...TABLE.slice(0, 5), ...row, clause('c2', 'Behind')] });
    const side = (): Promise<string | null> => page.editor('a').getAttribute('data-caret-side');
    await page.caret('a', 4, 0);
    await page.press('End');
    expect(await side()).toBe('outside');
    await page.type('x');
    expect((await page.text('a'))[4]).toBe('4[+p:0]x');
    await page.press('Backspace', 'ArrowLeft');
    expect(await side()).toBe('inside');
    await page.type('y');
    expect((await page.text('a'))[4]).toBe('4[+p:0y]');
    await page.press('ArrowRight', 'ArrowRight');
    expect(await side()).toBe('outside');
    await page.type('z');
    expect((await page.text('a'))[5]).toBe('z[-q:Mali]');
    // The bracket goes on in the next cell: both ends of the edge between them are in it.
    await page.press('End');
    expect(await side()).toBe(null);
    await page.type('a');
    await page.press('ArrowRight');
    await page.type('b');
    expect((await page.text('a')).slice(5, 7)).toEqual(['z[-q:Malia]', '[-q:b1][+r-q:0]']);
    await page.press('End', 'ArrowLeft');
    expect(await side()).toBe('inside');
    await page.type('c');
    expect((await page.text('a'))[6]).toBe('[-q:b1][+r-q:0][-q:c]');
  });

  test('[B21] a cell goes with its row or column, never alone: what is deleted over cells leaves empty ones, and edges join nothing', async () => {
    await page.start({ clauses: TABLE });
    await page.caret('a', 2, 0);
    await page.press('Backspace');
    expect((await shape())[1]).toBe('#| Party | Share |');
    await page.page.evaluate(() => {
      const { draft } = window.table.sides.a;
      const { doc } = draft.editor.state;
      const starts: number[] = [];
      doc.forEach((_node, pos) => starts.push(pos));
      draft.editor.commands.setTextSelection({ from: (starts[1] ?? 0) + 3, to: (starts[3] ?? 0) + 4 });
    });
    await page.press('Delete');
    expect(await shape()).toEqual(['Before', '#| Pa |  |', '| way | 40 |', 'Behind']);
    await page.press('Control+z');
    expect((await shape())[1]).toBe('#| Party | Share |');
  });

  test('[B21] what is deleted from a clause into a cell, or out of one, leaves the rest of each where it stands', async () => {
    await page.start({ clauses: TABLE });
    await page.select('a', [0, 2], [2, 2]);
    await page.press('Delete');
    expect(await shape()).toEqual(['Be', '#|  | are |', '| Norway | 40 |', 'Behind']);
    await page.press('Control+z');
    await page.select('a', [0, 2], [2, 2]);
    await page.type('X');
    expect(await shape()).toEqual(['BeX', '#|  | are |', '| Norway | 40 |', 'Behind']);
    await page.press('Control+z');
    expect((await shape())[0]).toBe('Before');
    await page.select('a', [3, 3], [5, 2]);
    await page.press('Backspace');
    expect(await shape()).toEqual(['Before', '#| Party | Share |', '| Nor |  |', 'hind']);
    expect((await page.ids('a')).at(-1)).toBe((await page.ids('b')).at(-1));
    await page.start({ clauses: TABLE });
    await page.select('a', [0, 0], [5, 6]);
    await page.press('Delete');
    expect(await shape()).toEqual(['']);
  });

  test('[B21] two people add a row and a column at once: the hole is filled by the next edit there', async () => {
    await page.start({ clauses: TABLE });
    await page.caret('a', 3, 0);
    await page.press('Control+Alt+ArrowDown');
    await page.type('Kenya');
    await page.caret('b', 2, 0);
    await page.press('Control+Alt+ArrowRight');
    await page.type('Year');
    await page.flush();
    expect(await shape('b')).toEqual(await shape('a'));
    expect((await shape()).slice(1, 4)).toEqual(['#| Party | Share | Year |', '| Norway | 40 |  |', '| Kenya |  |  |']);
    await page.caret('b', 2, 0);
    await page.press('Control+Alt+ArrowDown');
    await page.flush();
    const places = (await page.clauses('a')).flatMap(({ cell: place }) => (place === undefined ? [] : [cellOf(place)]));
    expect(places).toHaveLength(4 * 3);
  });

  test('[B22] a table of a page or of Word is pasted as one, and into a cell as what stands in it', async () => {
    await page.start({ clauses: [clause('c1', 'Before'), clause('c2', '')] });
    await page.caret('a', 1, 0);
    await page.paste('a', {
      'text/html':
        '<table class=MsoTableGrid><thead><tr><th><p class=MsoNormal>Party</p></th><th><b>Share</b></th></tr></thead><tbody><tr><td>Norway</td><td></td></tr><tr><td colspan="2"><p>Kenya</p><p>and more</p></td></tr></tbody></table>',
    });
    expect((await shape()).filter((line) => line !== '')).toEqual([
      'Before',
      '#| Party | Share |',
      '| Norway |  |',
      '| Kenya/and more |  |',
    ]);
    await page.caret('a', 1, 0);
    const at = (await page.clauses('a')).findIndex((one) => plainText(one) === 'Norway');
    await page.caret('a', at + 1, 0);
    await page.paste('a', { 'text/html': '<table><tr><td>4</td><td>5</td></tr></table>' });
    expect((await shape()).filter((line) => line.startsWith('| Norway'))).toEqual(['| Norway | 4/5 |']);
  });

  test('[B22] [B10] before the words of a clause a table leaves that its id; in their midst the number stays with the first part alone', async () => {
    const html = '<table><tr><td>4</td><td>5</td></tr></table>';
    const numbered = clause('c1', 'The Parties', { kind: 'paragraph', label: '7.' });
    await page.start({ clauses: [numbered] });
    await page.caret('a', 0, 0);
    await page.paste('a', { 'text/html': html });
    expect(await shape()).toEqual(['| 4 | 5 |', 'The Parties']);
    expect((await page.ids('a')).at(-1)).toBe('c1');
    expect((await page.attributes('a')).at(-1)).toBe('paragraph 0 7.');
    await page.start({ clauses: [numbered] });
    await page.caret('a', 0, 4);
    await page.paste('a', { 'text/html': html });
    expect(await shape()).toEqual(['The ', '| 4 | 5 |', 'Parties']);
    expect((await page.attributes('a')).filter((one) => one.startsWith('paragraph'))).toEqual(['paragraph 0 7.', 'paragraph 0']);
  });

  test('[B22] rows from a spreadsheet come as a table; what is copied is a table for others, and comes back as it was with its brackets', async () => {
    await page.start({ clauses: TABLE });
    await page.caret('a', 5, 6);
    await page.paste('a', { 'text/plain': 'a\tb\r\nc\td\r\n' });
    expect((await shape()).filter((line) => line !== '').slice(-3)).toEqual(['Behind', '| a | b |', '| c | d |']);
    await page.start({ clauses: TABLE });
    await page.caret('a', 0, 0);
    await page.press('Control+a');
    const copied = await page.copied('a');
    expect(copied['text/plain']).toBe('Before\nParty\tShare\nNorway\t4[0]\nBehind');
    expect(copied['text/html']).toMatch(/<table><tr><th><p [^>]*>Party<\/p><\/th>/);
    await page.caret('a', 5, 6);
    await page.paste('a', copied);
    expect((await shape()).slice(-3)).toEqual(['#| Party | Share |', '| Norway | 40 |', 'Behind']);
    expect(await page.text('a')).toContain('4[+p:0]');
    const tables = (await page.clauses('a')).flatMap(({ cell: place }) => (place === undefined ? [] : [cellOf(place).table]));
    expect(new Set(tables).size).toBe(2);
  });
});
