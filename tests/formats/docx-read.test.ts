import { strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { clauseId, proposalId } from '../../shared/base/ids.ts';
import type { Imported } from '../../shared/import/imported.ts';
import { drawText } from '../../shared/projection/drawing.ts';
import { importedWord } from '../../server/formats/docx/reading/imported-word.ts';
import { REGISTRY } from '../projection/built.ts';
import { del, ins, p, part, r, wordFile } from './word-files.ts';

function read(file: Uint8Array): Imported {
  let made = 0;
  const ids = { clause: () => clauseId(`c${(made += 1)}`), proposal: () => proposalId(`p${(made += 1)}`) };
  const found = importedWord(file, { fileName: 'paper.docx', registry: REGISTRY, ids });
  if (!found.ok) throw new Error(found.refusal);
  return found.value;
}

/** Each clause as it is read: label, then words, `{+…}` what a proposal brings in, `{-…}` what one wants out, each with its proposer. */
function lines({ clauses, inherited }: Imported): string[] {
  const by = (id: string): string => {
    const proposer = inherited.find((one) => one.id === id)?.proposer ?? null;
    return proposer === null ? '' : (REGISTRY.byId.get(proposer)?.code ?? '');
  };
  const order = new Map(inherited.map((one, index) => [one.id, index]));
  const facts = { outcomeOf: () => 'open' as const, orderOf: (id: never) => order.get(id) ?? 0, holdsNumber: () => false };
  return drawText(clauses, facts).map(({ clause, parts }) => {
    const words = parts.map((one) => {
      if (one.type === 'open') return `{${one.role === 'insertion' ? '+' : '-'}${by(one.proposal)}:`;
      if (one.type === 'close') return '}';
      return one.type === 'words' ? one.run.text : '';
    });
    return `${clause.label}${clause.label === '' ? '' : ' '}${words.join('')}`;
  });
}

describe('a Word file of another program', () => {
  test('[W11] tracked changes are proposals of their authors: what touches is one, also a replacement and what is nested', () => {
    const draft = read(
      wordFile(
        p(
          r('The Commission ') +
            del('Norway', 'should') +
            ins('Norway', r('shall')) +
            r(' report ') +
            ins('Chile', r('annually, ') + del('Kenya', 'and in full ')) +
            r('to Parties.'),
        ) +
          p(
            ins('Kenya', r('A paragraph of Kenya’s.')),
            '<w:rPr><w:ins w:id="9" w:author="Kenya" w:date="2026-07-06T10:00:00Z"/></w:rPr>',
          ) +
          p(r('Words ') + ins('Jane Doe', r('of a person ')) + ins('Norway', r('gone', '') + '') + r(' stay.')),
      ),
    );
    expect(lines(draft)).toEqual([
      'The Commission {-NO:should}{+NO:shall} report {+CL:annually, {-KE:and in full }}to Parties.',
      '{+KE:A paragraph of Kenya’s.}',
      'Words {+:of a person }{+NO:gone} stay.',
    ]);
    expect(draft.inherited.map(({ proposer }) => proposer === null)).toEqual([false, false, false, false, true, false]);
    const [first] = draft.clauses;
    const ids = first?.runs.flatMap((run) => [...run.insertions, ...run.deletions]) ?? [];
    expect(new Set(ids).size).toBe(3);
  });

  test('[W11] brackets and attributions are read as in any text, beside tracked changes and looks', () => {
    const draft = read(
      wordFile(
        p(
          r('1. Parties [shall', '<w:b/>') +
            r('][should - Norway; Chile delete] ') +
            ins('Kenya', r('fully ')) +
            r('report.', '<w:i/>'),
        ),
      ),
    );
    expect(lines(draft)).toEqual(['1. Parties {+:shall}{+NO:should} {+KE:fully }report.']);
    const [clause] = draft.clauses;
    expect(clause?.runs.map(({ text, bold, italic }) => [text, bold ?? false, italic ?? false])).toEqual([
      ['Parties ', true, false],
      ['shall', true, false],
      ['should', false, false],
      [' ', false, false],
      ['fully ', false, false],
      ['report.', false, true],
    ]);
  });

  test('[W11] moved words are one proposal, at both places', () => {
    const move = (kind: 'From' | 'To', inner: string): string =>
      `<w:move${kind}RangeStart w:id="7" w:name="move1"/><w:move${kind} w:id="8" w:author="Norway" w:date="2026-07-06T10:00:00Z">${inner}</w:move${kind}><w:move${kind}RangeEnd w:id="7"/>`;
    const draft = read(
      wordFile(p(move('From', r('in good faith, ')) + r('Parties act ') + move('To', r('in good faith')) + r('.'))),
    );
    expect(lines(draft)).toEqual(['{-NO:in good faith, }Parties act {+NO:in good faith}.']);
    expect(draft.inherited).toHaveLength(1);
  });

  test('[W11] what ends a line within a paragraph parts nothing, and an empty place is no paragraph: each change stays its author’s', () => {
    const draft = read(
      wordFile(
        p(r('The first\u2028line, the second\u0085and the&#13;third.')) +
          p(r('\u2060')) +
          p(r('Parties ') + ins('Norway', r('of the north ')) + r('act', '<w:b/>') + r('.')) +
          p(r('They ') + ins('Kenya', r('always ')) + r('report.')),
      ),
    );
    expect(lines(draft)).toEqual([
      'The first line, the second and the third.',
      'Parties {+NO:of the north }act.',
      'They {+KE:always }report.',
    ]);
    expect(draft.clauses.map(({ runs }) => runs.filter(({ bold }) => bold).map(({ text }) => text))).toEqual([[], ['act'], []]);
  });

  test('[W11] signs of Markdown are characters like any others in it', () => {
    const words = ['# 3 of the list', 'The *ad hoc* group and **others**', 'See [words](https://example.org/)'];
    const draft = read(wordFile(words.map((one) => p(r(one))).join('')));
    expect([lines(draft), draft.form]).toEqual([words, 'plain']);
  });

  test('[W11] what no Word file holds is passed over, whatever it is called', () => {
    const draft = read(wordFile(p('<w:r><w:t>Words</w:t><w:toString/><w:constructor/><w:t>.</w:t></w:r>')));
    expect([lines(draft), draft.besides]).toEqual([['Words.'], []]);
  });

  test.each(['x', '-30', '1e999', '99999', ''])('[W11] a list that begins at “%s” begins at 1', (start) => {
    const level = `<w:start w:val="${start}"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%1)"/>`;
    const numbering = part(
      'numbering',
      `<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0">${level}</w:lvl><w:lvl w:ilvl="${start}9">${level}</w:lvl></w:abstractNum><w:num w:numId="5"><w:abstractNumId w:val="0"/></w:num>`,
    );
    const item = p(r('Words.'), '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="5"/></w:numPr>');
    expect(lines(read(wordFile(item + item, { 'word/numbering.xml': numbering })))).toEqual(['(a) Words.', '(b) Words.']);
  });

  test.each([
    ['russianLower', '%1)', ['а)', 'б)', 'в)']],
    ['arabicAlpha', '(%1)', ['(أ)', '(ب)', '(ت)']],
    ['arabicAbjad', '(%1)', ['(أ)', '(ب)', '(ج)']],
    ['chineseCountingThousand', '%1、', ['一、', '二、', '三、']],
    ['none', 'Remark%1:', ['Remark:', 'Remark:', 'Remark:']],
    ['bullet', '•', ['', '', '']],
  ])('[W11] a list counts as Word shows it: %s', (format, text, numbers) => {
    const draft = read(wordFile(LISTED, { 'word/numbering.xml': countedAs(format, text) }));
    expect(lines(draft)).toEqual(numbers.map((number, at) => `${number} ${at}`.trim()));
    expect(draft.besides).toEqual([]);
  });

  test.each(['ordinalText', 'constructor'])(
    '[W11] a number in signs that are not known (%s) stands in figures, and is told',
    (format) => {
      const draft = read(wordFile(LISTED, { 'word/numbering.xml': countedAs(format, '%1.') }));
      expect(lines(draft)).toEqual(['1. 0', '2. 1', '3. 2']);
      expect(draft.besides.map(({ clause, why, excerpt }) => [clause, why, excerpt])).toEqual(
        ['1.', '2.', '3.'].map((number, at) => [
          at + 1,
          'a number that Word writes in a way of its own, here in figures',
          number,
        ]),
      );
    },
  );

  test('[W11] numbers that Word counts are written out, headings are known by their styles, tables cell by cell, footnotes behind', () => {
    const numbering = part(
      'numbering',
      '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%2)"/></w:lvl></w:abstractNum><w:num w:numId="5"><w:abstractNumId w:val="0"/></w:num>',
    );
    const styles = part('styles', '<w:style w:type="paragraph" w:styleId="berschrift2"><w:name w:val="heading 2"/></w:style>');
    const footnotes = part(
      'footnotes',
      `<w:footnote w:id="0" w:type="separator">${p('')}</w:footnote><w:footnote w:id="2">${p(r('A note.'))}</w:footnote>`,
    );
    const list = (level: number): string => `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="5"/></w:numPr>`;
    const field =
      '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF _Ref1</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>';
    const draft = read(
      wordFile(
        p(r('Scope of application'), '<w:pStyle w:val="berschrift2"/>') +
          p(r('First.'), list(0)) +
          p(r('Letter a.'), list(1)) +
          p(r('Letter b.'), list(1)) +
          p(
            r('Second, see paragraph ') +
              field +
              r('3') +
              '<w:r><w:fldChar w:fldCharType="end"/></w:r>' +
              r('.') +
              '<w:r><w:footnoteReference w:id="2"/></w:r>',
            list(0),
          ) +
          `<w:tbl><w:tr><w:tc>${p(r('Left'))}</w:tc><w:tc>${p(r('Right'))}</w:tc></w:tr></w:tbl>`,
        { 'word/numbering.xml': numbering, 'word/styles.xml': styles, 'word/footnotes.xml': footnotes },
      ),
    );
    expect(lines(draft)).toEqual([
      'Scope of application',
      '3. First.',
      '(a) Letter a.',
      '(b) Letter b.',
      '4. Second, see paragraph 3.[^2]',
      'Left',
      'Right',
      '[^2]: A note.',
    ]);
    expect(draft.clauses.map(({ kind }) => kind)).toEqual([
      'heading',
      'paragraph',
      'subparagraph',
      'subparagraph',
      'paragraph',
      'text',
      'text',
      'footnote',
    ]);
  });

  test('[W11] parts are known by their types, whatever a program has called them, and those of a glossary are none of them', () => {
    const types = (names: Readonly<Record<string, string>>): string =>
      `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">${Object.entries(names)
        .map(
          ([name, kind]) =>
            `<Override PartName="/${name}" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.${kind}+xml"/>`,
        )
        .join('')}</Types>`;
    const rels =
      '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" TargetMode="External" Target="https://example.org/"/></Relationships>';
    const mark = '<w:r><w:footnoteReference w:id="2"/></w:r>';
    const link = `<w:hyperlink r:id="r1" xmlns:r="x">${r('there')}</w:hyperlink>`;
    const note = (words: string): string => part('footnotes', `<w:footnote w:id="2">${p(r(words))}</w:footnote>`);
    const file = {
      '[Content_Types].xml': types({
        'word/glossary/footnotes.xml': 'footnotes',
        'word/document2.xml': 'document.main',
        'word/footnotes2.xml': 'footnotes',
      }),
      'word/document2.xml': part('document', `<w:body>${p(r('Words') + mark + link)}</w:body>`),
      'word/_rels/document2.xml.rels': rels,
      'word/footnotes2.xml': note('A note.'),
      'word/glossary/footnotes.xml': note('Of the glossary.'),
    };
    const draft = read(zipSync(Object.fromEntries(Object.entries(file).map(([name, text]) => [name, strToU8(text)]))));
    expect(lines(draft)).toEqual(['Words[^2]there', '[^2]: A note.']);
    expect(draft.clauses[0]?.runs.map(({ link: to }) => to)).toEqual([undefined, 'https://example.org/']);
  });

  test('[W20] a link that is none of the web, and brackets without end, come to nothing', () => {
    const rels =
      '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" TargetMode="External" Target="javascript:alert(1)"/><Relationship Id="r2" TargetMode="External" Target="https://example.org/"/></Relationships>';
    const link = (id: string): string => `<w:hyperlink r:id="${id}" xmlns:r="x">${r(id)}</w:hyperlink>`;
    const linked = read(wordFile(p(link('r1') + link('r2')), { 'word/_rels/document.xml.rels': rels }));
    expect(linked.clauses[0]?.runs.map(({ text, link: to }) => [text, to])).toEqual([
      ['r1', undefined],
      ['r2', 'https://example.org/'],
    ]);
    const start = (name: string, id: number): string => `<w:bookmarkStart w:id="${id}" w:name="${name}"/>`;
    const brackets = Array.from({ length: 500 }, (_, at) => start(`TxI1n${at}_b${at}`, at + 2)).join('');
    const own = read(wordFile(p(start('TxC_a', 1) + brackets + r('words') + '<w:bookmarkEnd w:id="1"/>')));
    expect(own.inherited.length).toBe(64);
  });

  test('[W20] what may do harm is refused in a sentence', () => {
    const refusal = (file: Uint8Array): string => {
      const found = importedWord(file, {
        fileName: 'a.docx',
        registry: REGISTRY,
        ids: { clause: () => clauseId('c'), proposal: () => proposalId('p') },
      });
      return found.ok ? '' : found.refusal;
    };
    expect(refusal(strToU8('just words'))).toMatch(/no Word file/);
    expect(refusal(new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0, 0]))).toMatch(/old kind, or one with a password/);
    expect(refusal(wordFile('', { 'word/vbaProject.bin': 'x' }))).toMatch(/has macros/);
    expect(refusal(wordFile('', { 'word/styles.xml': '<!DOCTYPE x [<!ENTITY a "b">]><x/>' }))).toMatch(/document type/);
    expect(refusal(zipSync({ 'a.txt': strToU8('x') }))).toMatch(/no text in it/);
    expect(refusal(zipSync({ 'word/document.xml': new Uint8Array(120 * 1024 * 1024) }, { level: 9 }))).toMatch(
      /larger than a text can be/,
    );
    expect(refusal(wordFile('').slice(0, 200))).toMatch(/damaged|no Word file/);
    expect(refusal(zipSync({ 'word/document.xml': strToU8('<w:document') }))).toMatch(/damaged/);
    for (const name of ['footnotes', 'endnotes', 'comments', 'numbering', 'styles', 'header1', '_rels/document.xml.rels'])
      expect(refusal(wordFile(p(r('Words.')), { [`word/${name}${name.includes('.') ? '' : '.xml'}`]: '<w:damaged>' }))).toMatch(
        /damaged/,
      );
    expect(refusal(new Uint8Array(33 * 1024 * 1024))).toMatch(/larger than 32 MB/);
    const deep = '<w:smartTag>'.repeat(50_000) + '</w:smartTag>'.repeat(50_000);
    expect(refusal(wordFile(p(deep)))).toBe('');
  });
});

const LISTED = ['0', '1', '2'].map((words) => p(r(words), '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="5"/></w:numPr>')).join('');

function countedAs(format: string, text: string): string {
  const level = `<w:lvl w:ilvl="0"><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/></w:lvl>`;
  return part(
    'numbering',
    `<w:abstractNum w:abstractNumId="0">${level}</w:abstractNum><w:num w:numId="5"><w:abstractNumId w:val="0"/></w:num>`,
  );
}
