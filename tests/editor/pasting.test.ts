import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { clause, EditorPage, run } from './editor-page.ts';

let page: EditorPage;
beforeAll(async () => {
  page = await EditorPage.open();
});
afterAll(() => page.close());
afterEach(() => page.checkBothSides());

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

  const notices = () => page.page.evaluate(() => window.table.sides.a.heard.notices);

  /** What becomes of a piece of rich text, and what is said of it. */
  const pasted = async (html: string) => {
    await page.start({ clauses: [clause('c1', '')] });
    await page.caret('a', 0, 0);
    await page.paste('a', { 'text/html': html, 'text/plain': 'not this' });
    return { text: await page.text('a'), notices: await notices() };
  };

  test('[B10] what is struck or hidden is left out, however it is marked', async () => {
    const struck =
      '<p>Each <del cite="mailto:J">Party</del><ins>State</ins> shall <s>not</s> <strike>ever</strike> <span style="text-decoration:underline line-through">old</span> report.</p>';
    expect(await pasted(struck)).toEqual({
      text: ['Each State shall report.'],
      notices: ['Left out of what was pasted: struck words.'],
    });
    const byClass = `<html><head><style><!-- span.Old {color:red; text-decoration:line-through;} .Away, td.Away {display:none;} p.MsoNormal {margin:0cm;} --></style></head>
      <body><p class=MsoNormal>All <span class=Old>or some </span>Parties<span class=Away> gone</span>.</p></body></html>`;
    expect(await pasted(byClass)).toEqual({ text: ['All Parties.'], notices: ['Left out of what was pasted: struck words.'] });
    const hidden = `<p>Seen <span style="display:none">one</span><span style='mso-hide:all'>two</span><b hidden>three</b><i style="visibility:hidden">four</i> words.</p>
      <p style="display:none">Five</p><table><tr><td>A</td><td>B</td></tr><tr style='display:none'><td>C</td><td>D</td></tr></table>`;
    expect(await pasted(hidden)).toEqual({ text: ['Seen words.', 'A', 'B'], notices: [] });
  });

  test('[B10] comments and notes of Word are left out, with their marks, and it is said', async () => {
    const html = `<p class=MsoNormal>The <a style='mso-comment-reference:JD_1;mso-comment-date:20240305T1030'>Parties</a><span class=MsoCommentReference><span style='font-size:8.0pt'><![if !supportAnnotations]><a class=msocomanchor id="_anchor_1" href="#_msocom_1" name="_msoanchor_1">[JD1]</a><![endif]><span style='mso-special-character:comment'>&nbsp;</span></span></span>
      shall <del>not </del>act<a style='mso-footnote-id:ftn1' href="#_ftn1" name="_ftnref1"><span class=MsoFootnoteReference><span style='mso-special-character:footnote'><![if !supportFootnotes]><span class=MsoFootnoteReference>[1]</span><![endif]></span></span></a>.<a style='mso-endnote-id:edn1' href="#_edn1" name="_ednref1"><span class=MsoEndnoteReference>[i]</span></a></p>
      <div style='mso-element:footnote-list'><![if !supportFootnotes]><br clear=all><hr><![endif]><div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText><a style='mso-footnote-id:ftn1' href="#_ftnref1" name="_ftn1"><span class=MsoFootnoteReference>[1]</span></a> The note.</p></div></div>
      <div style='mso-element:endnote-list'><div style='mso-element:endnote' id=edn1><p class=MsoEndnoteText>[i] The end.</p></div></div>
      <div style='mso-element:comment-list'><hr class=msocomoff><div style='mso-element:comment'><div id="_com_1" class=msocomtxt><p class=MsoCommentText>Delete this</p></div></div></div>`;
    expect(await pasted(html)).toEqual({
      text: ['The Parties shall act.'],
      notices: ['Left out of what was pasted: struck words, comments and footnotes.'],
    });
    const words = `<p class=MsoFootnoteText><a style='mso-footnote-id:ftn1' href="#_ftnref1"><span class=MsoFootnoteReference>[1]</span></a> Of a note alone.</p>`;
    expect((await pasted(words)).text).toEqual(['Of a note alone.']);
  });

  test('[B10] notes and comments of LibreOffice, Google Docs and web pages are left out', async () => {
    const libre = `<p>Sentence<sup><a class="sdfootnoteanc" name="sdfootnote1anc" href="#sdfootnote1sym"><sup>1</sup></a></sup> goes on.</p>
      <div id="sdfootnote1"><p class="sdfootnote"><a class="sdfootnotesym" name="sdfootnote1sym" href="#sdfootnote1anc">1</a> The note.</p></div>`;
    const note = ['Left out of what was pasted: footnotes.'];
    expect(await pasted(libre)).toEqual({ text: ['Sentence goes on.'], notices: note });
    const docs = `<div><p><span>Sentence</span><sup><a href="#ftnt1" id="ftnt_ref1">[1]</a></sup><sup><a href="#cmnt1" id="cmnt_ref1">[a]</a></sup><span> goes on.</span></p><hr>
      <div><p><a href="#ftnt_ref1" id="ftnt1">[1]</a><span> The note.</span></p><p>More of it.</p></div>
      <div style="border:1px solid black"><p><a href="#cmnt_ref1" id="cmnt1">[a]</a><span>Delete this</span></p></div></div>`;
    expect(await pasted(docs)).toEqual({
      text: ['Sentence goes on.'],
      notices: ['Left out of what was pasted: comments and footnotes.'],
    });
    const web =
      '<p>Sentence<a role="doc-noteref" href="#n1">1</a>.</p><section role="doc-endnotes"><ol><li>The note.</li></ol></section>';
    expect(await pasted(web)).toEqual({ text: ['Sentence.'], notices: note });
  });

  test('[B10] what another page of ours shows as proposed to go still stands', async () => {
    const html =
      '<p>Each <del data-proposal="p" title="To go">[Party]</del> <span data-in="p" style="text-decoration: line-through">shall</span> act.</p>';
    expect(await pasted(html)).toEqual({ text: ['Each [Party] shall act.'], notices: [] });
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

  test('[B10] [B7] into an empty clause beside one that is out: it is that clause, and its number stands once', async () => {
    const gone = clause('c1', [run('gone', '+x')]);
    const empty = clause('c2', '', { kind: 'paragraph', label: '2.' });
    await page.start({ clauses: [gone, empty, clause('c3', [run('gone', '+x')])], outcomes: { x: 'refused' } });
    await page.caret('a', 1, 0);
    await page.paste('a', { 'text/plain': 'one\ntwo' });
    expect(await page.text('a')).toEqual(['{gone}', 'one', 'two', '{gone}']);
    expect((await page.ids('a'))[1]).toBe('c2');
    expect((await page.clauses('a')).map(({ label }) => label)).toEqual(['', '2.', '', '']);
    await page.press('Control+z');
    expect(await page.text('a')).toEqual(['{gone}', '', '{gone}']);
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

  test('[B11] where words of a proposal in another text lose their bracket it is said, and not where none is lost', async () => {
    await page.start({ clauses: [clause('c1', [run('a'), run('bc', '+p'), run('de', '-unknown')]), clause('c2', 'end')] });
    await page.caret('a', 0, 0, 3);
    await page.press('Control+c');
    await page.caret('a', 1, 3);
    await page.press('Control+v');
    expect(await notices()).toEqual([]);
    await page.caret('a', 0, 0, 5);
    await page.press('Control+c');
    await page.caret('a', 1, 0);
    await page.press('Control+v');
    expect(await page.text('a')).toEqual(['a[+p:bc][-unknown:de]', 'a[+p:bc]deenda[+p:bc]']);
    expect(await notices()).toEqual([expect.stringContaining('were pasted without their brackets')]);
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
    await page.select('a', [0, 0], [2, 0]);
    const cut = await page.copied('a', 'cut');
    expect(await page.ids('a')).toEqual(['c3', 'c4']);
    await page.caret('a', 1, 0);
    await page.paste('a', cut);
    expect(await page.ids('a')).toEqual(['c3', 'c1', 'c2', 'c4']);
    expect(await page.attributes('a')).toEqual(['text 0', 'text 0', 'paragraph 0 2.', 'text 0']);
    expect(await page.text('a')).toEqual(['three', 'one', 'two [+p:shall]', 'four']);
  });
});
