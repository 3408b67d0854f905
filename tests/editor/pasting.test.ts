import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { clause, EditorPage, run } from './editor-page.ts';

let page: EditorPage;
beforeAll(async () => {
  page = await EditorPage.open();
});
afterAll(() => page.close());
afterEach(() => page.checkBothSides());

/** Selects from a place of one clause to a place of another. */
const select = (name: 'a' | 'b', ...places: readonly [readonly [number, number], readonly [number, number]]) =>
  page.page.evaluate(
    ([side, ends]) => {
      const { draft } = window.table.sides[side];
      const { doc } = draft.editor.state;
      const at = ([index, offset]: readonly [number, number]): number => {
        let start = 1;
        for (let before = 0; before < index; before += 1) start += doc.child(before).nodeSize;
        return start + offset;
      };
      draft.focus();
      draft.editor.commands.setTextSelection({ from: at(ends[0]), to: at(ends[1]) });
    },
    [name, places] as const,
  );

describe('pasting', () => {
  test('[B10] what no reading could show goes, and what ends a line within a line is a space', async () => {
    await page.start({ clauses: [clause('c1', '')] });
    await page.caret('a', 0, 0);
    await page.paste('a', { 'text/plain': 'The\u0007 Parties\u000bshall\tact.\u0000' });
    expect(await page.text('a')).toEqual(['The Parties shall act.']);
  });

  test('[B10] from Word: headings, lists and styling become clauses, and the rest goes', async () => {
    await page.start({ clauses: [clause('c1', '')] });
    await page.caret('a', 0, 0);
    await page.paste('a', {
      'text/html': `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal {margin:0}</style><!--[if gte mso 9]><xml><o:x>junk</o:x></xml><![endif]--></head>
        <body><!--StartFragment--><h1 style='mso-fareast-font-family:"Times"'>Article 5<o:p></o:p></h1>
        <p class=MsoNormal>The <b style='mso-bidi-font-weight:normal'>Parties</b>
        shall <span style="font-style:italic">act</span>, see <a href="https://un.org/x">here</a> and <a href="javascript:alert(1)">there</a><a href="https://un.org/${'x'.repeat(4_000)}">.</a><o:p></o:p></p>
        <p class=MsoListParagraph style='text-indent:-18pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>1.<span style='font:7pt "Times"'>&nbsp; </span></span><![endif]>First item</p>
        <p class=MsoListParagraph style='mso-list:l0 level2 lfo1'><span style='mso-list:Ignore'>(a)</span>Inner item</p>
        <table><tr><td><p>A</p></td><td>B</td></tr><tr><td>C</td><td>D</td></tr></table><script>bad()</script><!--EndFragment--></body></html>`,
      'text/plain': 'not this',
    });
    expect(await page.text('a')).toEqual([
      'Article 5',
      'The *Parties* shall /act/, see here and there.',
      'First item',
      'Inner item',
      'A',
      'B',
      'C',
      'D',
    ]);
    expect(await page.attributes('a')).toEqual([
      'heading 1',
      'text 0',
      'paragraph 0',
      'subparagraph 1',
      'text 0',
      'text 0',
      'text 0',
      'text 0',
    ]);
    const links = (await page.clauses('a'))[1]?.runs.flatMap((each) => each.link ?? []);
    expect(links).toEqual(['https://un.org/x']);
    expect(new Set(await page.ids('a')).size).toBe(8);
  });

  test('[B10] lists of a web page, nested', async () => {
    await page.start({ clauses: [clause('c1', '')] });
    await page.caret('a', 0, 0);
    await page.paste('a', {
      'text/html': '<ol><li>One<ul><li>One a</li></ul></li><li><p>Two</p></li></ol><div>After<br>break</div>',
    });
    expect(await page.text('a')).toEqual(['One', 'One a', 'Two', 'After', 'break']);
    expect(await page.attributes('a')).toEqual(['paragraph 0', 'subparagraph 1', 'paragraph 0', 'text 0', 'text 0']);
  });

  test('[B10] plain text by lines, into the middle of a clause', async () => {
    await page.start({ clauses: [clause('c1', 'ab')] });
    await page.caret('a', 0, 1);
    await page.paste('a', { 'text/plain': 'one\r\n\r\ntwo\nthree [x]' });
    expect(await page.text('a')).toEqual(['aone', 'two', 'three [x]b']);
    expect((await page.ids('a'))[0]).toBe('c1');
  });

  test('[B10] at the start of a clause, which keeps its id and number, several come before it', async () => {
    await page.start({ clauses: [clause('c1', 'ab', { kind: 'paragraph', label: '5.' })] });
    await page.caret('a', 0, 0);
    await page.paste('a', { 'text/plain': 'one\ntwo\nthree ' });
    expect(await page.text('a')).toEqual(['one', 'two', 'three ab']);
    expect((await page.ids('a'))[2]).toBe('c1');
    expect((await page.attributes('a'))[2]).toBe('paragraph 0 5.');
  });

  test('[B10] [P8] into a bracket it belongs to the bracket', async () => {
    await page.start({ clauses: [clause('c1', [run('a'), run('bc', '+p'), run('d')])] });
    await page.caret('a', 0, 2);
    await page.paste('a', { 'text/plain': 'X' });
    expect(await page.text('a')).toEqual(['a[+p:bXc]d']);
  });

  test('[B11] one’s own words keep the proposals that are known, and no id of a clause', async () => {
    await page.start({ clauses: [clause('c1', [run('a'), run('bc', '+p'), run('de', '+unknown')]), clause('c2', 'end')] });
    await page.caret('a', 0, 0, 5);
    await page.press('Control+c');
    await page.caret('a', 1, 3);
    await page.press('Control+v');
    expect(await page.text('a')).toEqual(['a[+p:bc][+unknown:de]', 'enda[+p:bc]de']);
    expect(await page.ids('a')).toEqual(['c1', 'c2']);
  });

  test('[B11] copied as plain text it shows its brackets and not what is out', async () => {
    await page.start({
      clauses: [clause('c1', [run('a'), run('bc', '+p'), run('de', '+x'), run('f')]), clause('c2', 'end')],
      outcomes: { x: 'refused' },
    });
    await page.caret('a', 0, 0);
    await page.press('Control+a');
    const copied = await page.copied('a');
    expect(copied['text/plain']).toBe('a[bc]f\nend');
    expect(copied['text/html']).not.toContain('de');
    expect(copied['text/html']).toContain('data-proposal="p"');
  });
});

describe('a clause that is cut whole and pasted', () => {
  const FOUR = [
    clause('c1', 'one'),
    clause('c2', [run('two '), run('shall', '+p')], { kind: 'paragraph', label: '2.' }),
    clause('c3', 'three'),
    clause('c4', 'four'),
  ];

  test('[B25] is itself again, and leaves nothing where it stood; pasted once more it is a copy; undo takes all back', async () => {
    await page.start({ clauses: FOUR });
    await page.caret('a', 1, 0, 9);
    const cut = await page.copied('a', 'cut');
    await page.flush();
    await page.caret('b', 2, 5);
    await page.type('!');
    await page.caret('a', 3, 4);
    await page.press('Enter');
    await page.paste('a', cut);
    expect(await page.ids('a')).toEqual(['c1', 'c3', 'c4', 'c2']);
    expect((await page.attributes('a'))[3]).toBe('paragraph 0 2.');
    await page.flush();
    expect(await page.text('b')).toEqual(['one', 'three!', 'four', 'two [+p:shall]']);
    await page.pass(600);
    await page.caret('a', 0, 3);
    await page.press('Enter');
    await page.paste('a', cut);
    expect((await page.text('a'))[1]).toBe('two [+p:shall]');
    expect((await page.ids('a')).filter((id) => id === 'c2')).toHaveLength(1);
    expect((await page.ids('a'))[4]).toBe('c2');
    for (let step = 0; step < 4; step += 1) await page.press('Control+z');
    expect(await page.ids('a')).toEqual(['c1', 'c2', 'c3', 'c4']);
    expect(await page.text('a')).toEqual(['one', 'two [+p:shall]', 'three!', 'four']);
  });

  test('[B25] [B6] takes along what is out in it', async () => {
    const some = clause('c2', [run('in '), run('gone', '+x'), run('shall', '+q'), run('off', '+x')]);
    await page.start({ clauses: [clause('c1', 'one'), some, clause('c3', '')], outcomes: { x: 'refused' } });
    await page.caret('a', 1, 0, 15);
    const cut = await page.copied('a', 'cut');
    expect(await page.text('a')).toEqual(['one', '{goneoff}', '']);
    await page.caret('a', 2, 0);
    await page.paste('a', cut);
    expect(await page.text('a')).toEqual(['one', 'in {gone}[+q:shall]{off}']);
    expect(await page.ids('a')).toEqual(['c1', 'c2']);
    await page.press('Control+z');
    expect(await page.text('a')).toEqual(['one', '{goneoff}', '']);
  });

  test('[B25] is a copy in another text, while it stands, and where its words go on in another clause', async () => {
    await page.start({ clauses: FOUR });
    await page.caret('a', 1, 0, 9);
    const copied = await page.copied('a');
    await page.caret('a', 3, 0);
    await page.press('Enter', 'ArrowUp');
    await page.paste('a', copied);
    expect((await page.ids('a')).indexOf('c2')).toBe(1);
    await page.start({ clauses: FOUR });
    await page.caret('a', 1, 0, 9);
    const cut = await page.copied('a', 'cut');
    await page.caret('a', 3, 4);
    await page.paste('a', cut);
    expect(await page.ids('a')).toEqual(['c1', 'c2', 'c3', 'c4']);
    expect(await page.text('a')).toEqual(['one', '', 'three', 'fourtwo [+p:shall]']);
    await page.caret('a', 2, 5);
    await page.press('Enter');
    const elsewhere = { ...cut, 'text/html': cut['text/html'].replace('&quot;room', '&quot;another') };
    expect(elsewhere).not.toEqual(cut);
    await page.paste('a', elsewhere);
    expect((await page.ids('a'))[1]).toBe('c2');
    expect((await page.text('a'))[3]).toBe('two [+p:shall]');
  });

  test('[B25] several come back where they are pasted before another, which keeps its id and number', async () => {
    await page.start({ clauses: FOUR });
    await select('a', [0, 0], [2, 0]);
    const cut = await page.copied('a', 'cut');
    expect(await page.ids('a')).toEqual(['c3', 'c4']);
    await page.caret('a', 1, 0);
    await page.paste('a', cut);
    expect(await page.ids('a')).toEqual(['c3', 'c1', 'c2', 'c4']);
    expect(await page.attributes('a')).toEqual(['text 0', 'text 0', 'paragraph 0 2.', 'text 0']);
    expect(await page.text('a')).toEqual(['three', 'one', 'two [+p:shall]', 'four']);
  });
});
