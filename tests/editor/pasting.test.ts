import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { clause, EditorPage, run } from './editor-page.ts';

let page: EditorPage;
beforeAll(async () => {
  page = await EditorPage.open();
});
afterAll(() => page.close());
afterEach(() => page.checkBothSides());

describe('pasting', () => {
  test('[B10] from Word: headings, lists and styling become clauses, and the rest goes', async () => {
    await page.start({ clauses: [clause('c1', '')] });
    await page.caret('a', 0, 0);
    await page.paste('a', {
      'text/html': `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal {margin:0}</style><!--[if gte mso 9]><xml><o:x>junk</o:x></xml><![endif]--></head>
        <body><!--StartFragment--><h1 style='mso-fareast-font-family:"Times"'>Article 5<o:p></o:p></h1>
        <p class=MsoNormal>The <b style='mso-bidi-font-weight:normal'>Parties</b>
        shall <span style="font-style:italic">act</span>, see <a href="https://un.org/x">here</a> and <a href="javascript:alert(1)">there</a>.<o:p></o:p></p>
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
