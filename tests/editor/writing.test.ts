import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { clause, EditorPage, run } from './editor-page.ts';

let page: EditorPage;
beforeAll(async () => {
  page = await EditorPage.open();
});
afterAll(() => page.close());
afterEach(() => page.checkBothSides());

const attributes = async () => (await page.clauses('a')).map(({ kind, level, label }) => [kind, level, label].join(' ').trim());
const ids = async () => (await page.clauses('a')).map((each) => each.id);

describe('two people', () => {
  test('type into one sentence at once', async () => {
    await page.start({ clauses: [clause('c1', 'The Parties shall act.')] });
    await page.caret('a', 0, 11);
    await page.type(' and others');
    await page.caret('b', 0, 17);
    await page.type(' jointly');
    await page.flush();
    expect(await page.text('a')).toEqual(['The Parties and others shall jointly act.']);
  });

  test('type at one place at once, and neither in the other’s words', async () => {
    await page.start({ clauses: [clause('c1', 'ab')] });
    await page.caret('a', 0, 1);
    await page.caret('b', 0, 1);
    for (const letter of 'xyz') {
      await page.page.evaluate((text) => {
        for (const name of ['a', 'b'] as const) {
          const { view } = window.table.sides[name].draft.editor;
          view.dispatch(view.state.tr.insertText(name === 'a' ? text : text.toUpperCase()));
        }
        window.table.flush();
      }, letter);
    }
    expect(['axyzXYZb', 'aXYZxyzb']).toContain((await page.text('a'))[0]);
  });

  test('begin an empty clause at once, and both keep their words', async () => {
    await page.start({ clauses: [clause('c1', '')] });
    await page.caret('a', 0, 0);
    await page.type('one');
    await page.caret('b', 0, 0);
    await page.type('two');
    await page.flush();
    await page.type('!');
    await page.caret('a', 0, 0);
    await page.type('?');
    await page.flush();
    expect(Array.from((await page.text('a'))[0] ?? '').toSorted()).toEqual(Array.from('onetwo!?').toSorted());
  });

  test('one changes the kind, the other types: nothing is lost', async () => {
    await page.start({ clauses: [clause('c1', 'word')] });
    await page.caret('b', 0, 4);
    await page.type('s and more');
    await page.caret('a', 0, 0);
    await page.press('Control+Shift+Digit7');
    await page.flush();
    expect(await page.text('a')).toEqual(['words and more']);
    expect(await attributes()).toEqual(['paragraph 0']);
  });

  test('one splits a clause that the other types in before the split: nothing is lost', async () => {
    await page.start({ clauses: [clause('c1', 'one two')] });
    await page.caret('b', 0, 3);
    await page.type('!');
    await page.caret('a', 0, 4);
    await page.press('Enter');
    await page.flush();
    expect(await page.text('a')).toEqual(['one! ', 'two']);
  });

  test('see each other’s caret, with the name', async () => {
    await page.start({ clauses: [clause('c1', 'one two')] });
    await page.caret('a', 0, 3);
    await page.page.waitForTimeout(50);
    expect(await page.page.locator('#b .remote-caret-name').innerText()).toBe('Ana');
    expect(await page.page.locator('#a .remote-caret').count()).toBe(0);
    expect(
      await page.page
        .locator('#a [style], #b [style]')
        .evaluateAll((found) => found.filter((each) => each.getAttribute('style') !== '').length),
    ).toBe(0);
    // Not by keys: who loses the focus has no caret to show.
    await page.page.evaluate(() => {
      const { view } = window.table.sides.b.draft.editor;
      view.dispatch(view.state.tr.insertText('xx', 1));
      window.table.flush();
    });
    await page.page.waitForTimeout(50);
    const place = await page.page.evaluate(() => {
      const caret = document.querySelector('#b .remote-caret');
      return caret?.previousSibling?.textContent;
    });
    expect(place).toBe('xxone');
  });

  test('who stands before what the other writes stays there', async () => {
    await page.start({ clauses: [clause('c1', 'one two'), clause('c2', 'three')] });
    await page.caret('b', 1, 2);
    await page.caret('a', 0, 0);
    await page.press('Enter');
    await page.type('new ');
    await page.flush();
    expect(await page.page.evaluate(() => window.table.sides.b.draft.editor.state.selection.$head.parentOffset)).toBe(2);
    expect(await page.page.evaluate(() => window.table.sides.b.draft.editor.state.selection.$head.parent.textContent)).toBe(
      'three',
    );
  });
});

describe('undo', () => {
  test('takes back one’s own and leaves what others did since', async () => {
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

  test('survives marks that others put on the same words', async () => {
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

  test('never reaches a decision', async () => {
    await page.start({ clauses: [clause('c1', [run('ab'), run('cd', '+p')])] });
    await page.caret('a', 0, 4);
    await page.type('X');
    await page.page.evaluate(() => window.table.decide('p', 'refused'));
    await page.press('Control+z');
    expect(await page.text('a')).toEqual(['ab{cdX}']);
    await page.press('Control+y');
    expect(await page.text('a')).toEqual(['ab{cdX}']);
  });

  test('brings a deleted clause back with its id', async () => {
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
    expect(await ids()).toEqual(['c1', 'c2', 'c3']);
    expect((await page.clauses('a'))[1]?.label).toBe('3 bis.');
  });

  test('of one deletion by two people makes the clause twice, but not its id', async () => {
    await page.start({ clauses: [clause('c1', 'one'), clause('c2', 'two'), clause('c3', 'three')] });
    for (const name of ['a', 'b'] as const) {
      await page.caret(name, 1, 0, 3);
      await page.press('Delete', 'Backspace');
    }
    await page.flush();
    await page.page.waitForTimeout(50);
    for (const name of ['a', 'b'] as const) {
      await page.caret(name, 0, 0);
      await page.press('Control+z', 'Control+z');
    }
    await page.flush();
    const found = await ids();
    expect(new Set(found).size).toBe(found.length);
  });
});

describe('keys of clauses', () => {
  test('Enter splits: the first keeps its id and number as issued, the second is new', async () => {
    await page.start({ clauses: [clause('c1', 'one two', { kind: 'paragraph', label: '3.' })] });
    await page.caret('a', 0, 4);
    await page.press('Enter');
    expect(await page.text('a')).toEqual(['one ', 'two']);
    expect(await attributes()).toEqual(['paragraph 0 3.', 'paragraph 0']);
    expect(await ids()).toEqual(['c1', 'ca1']);
    await page.press('Backspace');
    expect(await page.text('a')).toEqual(['one two']);
    expect(await ids()).toEqual(['c1']);
  });

  test('Enter at the start makes room before, and the words keep their id', async () => {
    await page.start({ clauses: [clause('c1', 'one', { kind: 'paragraph' })] });
    await page.caret('a', 0, 0);
    await page.press('Enter');
    await page.type('x');
    expect(await page.text('a')).toEqual(['', 'xone']);
    expect((await ids())[1]).toBe('c1');
  });

  test('Enter in an empty numbered clause makes it text, and behind a heading text follows', async () => {
    await page.start({ clauses: [clause('c1', 'Title', { kind: 'title' }), clause('c2', '', { kind: 'paragraph' })] });
    await page.caret('a', 1, 0);
    await page.press('Enter');
    await page.caret('a', 0, 5);
    await page.press('Enter');
    expect(await attributes()).toEqual(['title 0', 'text 0', 'text 0']);
  });

  test('Tab goes further in, Shift-Tab further out', async () => {
    await page.start({ clauses: [clause('c1', 'one', { kind: 'paragraph' }), clause('c2', 'two', { kind: 'paragraph' })] });
    await page.caret('a', 1, 0);
    await page.press('Tab');
    expect(await attributes()).toEqual(['paragraph 0', 'subparagraph 1']);
    expect(await page.page.locator('#a .clause').nth(1).getAttribute('data-number')).toBe('(a)');
    await page.press('Tab', 'Shift+Tab', 'Shift+Tab');
    expect(await attributes()).toEqual(['paragraph 0', 'paragraph 0']);
    expect(await page.page.locator('#a .clause').nth(1).getAttribute('data-number')).toBe('2.');
  });

  test('kinds, bold and italic have keys', async () => {
    await page.start({ clauses: [clause('c1', 'one two')] });
    await page.caret('a', 0, 0, 3);
    await page.press('Control+b');
    await page.caret('a', 0, 4, 7);
    await page.press('Control+i', 'Control+Alt+Digit1');
    expect(await page.text('a')).toEqual(['*one* /two/']);
    expect(await attributes()).toEqual(['title 0']);
    await page.press('Control+Alt+Digit0');
    expect(await attributes()).toEqual(['text 0']);
  });

  test('the end of the text is its true end', async () => {
    await page.start({ clauses: Array.from({ length: 300 }, (_, index) => clause(`c${index}`, `Clause ${index} `.repeat(12))) });
    await page.caret('a', 0, 0);
    await page.press('Control+End');
    await page.type('END');
    expect((await page.text('a')).at(-1)?.endsWith('END')).toBe(true);
    await page.press('Control+Home');
    await page.type('START');
    expect((await page.text('a'))[0]?.startsWith('START')).toBe(true);
  });

  test('an empty text becomes a clause with an id as soon as something is typed', async () => {
    await page.start({ clauses: [] });
    await page.caret('a', 0, 0);
    expect(await page.clauses('a')).toEqual([]);
    await page.type('x');
    expect(await page.text('a')).toEqual(['x']);
    await page.flush();
    await page.caret('a', 0, 0, 1);
    await page.press('Delete');
    expect(await page.text('a')).toEqual(['']);
  });

  test('a clause with content of a newer version is shown, kept and not written, and the rest is', async () => {
    await page.start({ clauses: [clause('c1', 'one'), clause('c2', 'two'), clause('c3', 'three')] });
    const newer = await page.page.evaluate(() => {
      const { doc } = window.table.sides.b;
      const element = doc.getXmlFragment('text').get(1);
      if (!('setAttribute' in element && 'get' in element)) throw new Error('no element');
      element.setAttribute('colour', 'red');
      const words = element.get(0);
      if (!('format' in words)) throw new Error('no words');
      words.format(0, 1, { sparkling: { brightly: true } });
      return JSON.stringify([element.getAttributes(), words.toDelta()]);
    });
    await page.flush();
    expect(await page.editor('a').locator('.is-sealed').innerText()).toBe('two');
    await page.caret('a', 0, 3);
    await page.type('X');
    // Across the sealed clause, and at its edges.
    await page.press('Delete', 'Delete');
    await page.caret('a', 2, 0);
    await page.press('Backspace', 'Backspace');
    await page.type('Y');
    await page.press('Control+a', 'Backspace');
    await page.press('Control+a');
    await page.type('Z');
    await page.flush();
    expect(await page.text('b')).toEqual(['oneX', 'two', 'Ythree']);
    const kept = await page.page.evaluate(() => {
      const element = window.table.sides.a.doc.getXmlFragment('text').get(1);
      if (!('getAttributes' in element && 'get' in element)) throw new Error('no element');
      const words = element.get(0);
      return JSON.stringify([element.getAttributes(), 'toDelta' in words ? words.toDelta() : null]);
    });
    expect(kept).toBe(newer);
    await page.start({ clauses: [clause('c1', 'one')] });
  });

  test('a node that is no clause is a placeholder, and stays', async () => {
    await page.start({ clauses: [clause('c1', 'one'), clause('c2', 'two')] });
    await page.page.evaluate(() => {
      const { doc } = window.table.sides.b;
      const root = doc.getXmlFragment('text');
      // Of the same class as those that are there.
      const Element = root.get(0).constructor as new (name: string) => never;
      root.insert(1, [new Element('table')]);
    });
    await page.flush();
    expect(await page.editor('a').locator('.is-sealed').textContent()).toMatch(/cannot show/);
    await page.caret('a', 0, 3);
    await page.type('X');
    await page.press('Control+a', 'Delete');
    await page.flush();
    const names = await page.page.evaluate(() =>
      window.table.sides.b.doc
        .getXmlFragment('text')
        .toArray()
        .map((node) => ('nodeName' in node ? node.nodeName : '')),
    );
    expect(names).toEqual(['clause', 'table', 'clause']);
    expect(await page.text('b')).toEqual(['oneX', 'two']);
    await page.start({ clauses: [clause('c1', 'one')] });
  });
});

describe('pasting', () => {
  const paste = (data: Readonly<Record<string, string>>) =>
    page.page.evaluate((given) => {
      const transfer = new DataTransfer();
      for (const [type, value] of Object.entries(given)) transfer.setData(type, value);
      window.table.sides.a.draft.editor.view.dom.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData: transfer, bubbles: true, cancelable: true }),
      );
    }, data);

  test('from Word: headings, lists and styling become clauses, and the rest goes', async () => {
    await page.start({ clauses: [clause('c1', '')] });
    await page.caret('a', 0, 0);
    await paste({
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
      'A | B',
      'C | D',
    ]);
    expect(await attributes()).toEqual(['heading 1', 'text 0', 'paragraph 0', 'subparagraph 1', 'text 0', 'text 0']);
    const links = (await page.clauses('a'))[1]?.runs.flatMap((each) => each.link ?? []);
    expect(links).toEqual(['https://un.org/x']);
    expect(new Set(await ids()).size).toBe(6);
  });

  test('lists of a web page, nested', async () => {
    await page.start({ clauses: [clause('c1', '')] });
    await page.caret('a', 0, 0);
    await paste({ 'text/html': '<ol><li>One<ul><li>One a</li></ul></li><li><p>Two</p></li></ol><div>After<br>break</div>' });
    expect(await page.text('a')).toEqual(['One', 'One a', 'Two', 'After', 'break']);
    expect(await attributes()).toEqual(['paragraph 0', 'subparagraph 1', 'paragraph 0', 'text 0', 'text 0']);
  });

  test('plain text by lines, into the middle of a clause', async () => {
    await page.start({ clauses: [clause('c1', 'ab')] });
    await page.caret('a', 0, 1);
    await paste({ 'text/plain': 'one\r\n\r\ntwo\nthree [x]' });
    expect(await page.text('a')).toEqual(['aone', 'two', 'three [x]b']);
    expect((await ids())[0]).toBe('c1');
  });

  test('into a bracket it belongs to the bracket', async () => {
    await page.start({ clauses: [clause('c1', [run('a'), run('bc', '+p'), run('d')])] });
    await page.caret('a', 0, 2);
    await paste({ 'text/plain': 'X' });
    expect(await page.text('a')).toEqual(['a[+p:bXc]d']);
  });

  test('one’s own words keep the proposals that are known, and no id of a clause', async () => {
    await page.start({ clauses: [clause('c1', [run('a'), run('bc', '+p'), run('de', '+unknown')]), clause('c2', 'end')] });
    await page.caret('a', 0, 0, 5);
    await page.press('Control+c');
    await page.caret('a', 1, 3);
    await page.press('Control+v');
    expect(await page.text('a')).toEqual(['a[+p:bc][+unknown:de]', 'enda[+p:bc]de']);
    expect(await ids()).toEqual(['c1', 'c2']);
  });

  test('copied as plain text it shows its brackets and not what is out', async () => {
    await page.start({
      clauses: [clause('c1', [run('a'), run('bc', '+p'), run('de', '+x'), run('f')]), clause('c2', 'end')],
      outcomes: { x: 'refused' },
    });
    await page.caret('a', 0, 0);
    await page.press('Control+a');
    const copied = await page.page.evaluate(() => {
      const transfer = new DataTransfer();
      window.table.sides.a.draft.editor.view.dom.dispatchEvent(
        new ClipboardEvent('copy', { clipboardData: transfer, bubbles: true, cancelable: true }),
      );
      return { plain: transfer.getData('text/plain'), html: transfer.getData('text/html') };
    });
    expect(copied.plain).toBe('a[bc]f\nend');
    expect(copied.html).not.toContain('de');
    expect(copied.html).toContain('data-proposal="p"');
  });
});
