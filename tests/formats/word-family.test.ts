import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { importedWord } from '../../server/formats/docx/reading/imported-word.ts';
import { NEW_IDS } from '../../server/ids.ts';
import type { Imported } from '../../shared/import/imported.ts';
import { plainText } from '../../shared/text/clause.ts';
import { REGISTRY } from '../projection/built.ts';
import { p, part, r, wordFile } from './word-files.ts';

function read(file: Uint8Array): Imported {
  const found = importedWord(file, { fileName: 'a.docx', registry: REGISTRY, ids: NEW_IDS });
  if (!found.ok) throw new Error(found.refusal);
  return found.value;
}

const lines = ({ clauses }: Imported): string[] =>
  clauses.map((one) => `${one.label}${one.label === '' ? '' : ' '}${plainText(one)}`);

/** Everything that a person is shown of a file that was read. */
const shown = (draft: Imported): string =>
  [
    ...lines(draft),
    ...draft.besides.map(({ why, excerpt }) => `${why}: ${excerpt}`),
    ...draft.inherited.map(({ rationale = '' }) => rationale),
  ].join('\n');

const by = (author: string, id = 1): string => `w:id="${id}" w:author="${author}" w:date="2026-07-06T10:00:00Z"`;

/** What a program may put round runs, and the words stay the paper's. */
const ROUND: readonly ((inner: string) => string)[] = [
  (inner) => `<w:ins ${by('Norway')}>${inner}</w:ins>`,
  (inner) => `<w:del ${by('Chile')}>${inner}</w:del>`,
  (inner) => `<w:ins ${by('Kenya')}><w:del ${by('Chile')}>${inner}</w:del></w:ins>`,
  (inner) => `<w:del ${by('Chile')}><w:ins ${by('Kenya')}>${inner}</w:ins></w:del>`,
  (inner) =>
    `<w:moveFromRangeStart w:id="5" w:name="m"/><w:moveFrom ${by('Peru')}>${inner}</w:moveFrom><w:moveFromRangeEnd w:id="5"/>`,
  (inner) =>
    `<w:smartTag w:uri="u" w:element="place"><w:smartTagPr><w:attr w:name="x" w:val="y"/></w:smartTagPr>${inner}</w:smartTag>`,
  (inner) => `<w:sdt><w:sdtPr><w:alias w:val="a"/><w:rPr><w:b/></w:rPr></w:sdtPr><w:sdtContent>${inner}</w:sdtContent></w:sdt>`,
  (inner) => `<w:customXml w:uri="u" w:element="e">${inner}</w:customXml>`,
  (inner) => `<w:hyperlink w:anchor="there" w:history="1">${inner}</w:hyperlink>`,
  (inner) => `<w:fldSimple w:instr=" REF _Ref1 \\h ">${inner}</w:fldSimple>`,
  (inner) => `<w:dir w:val="rtl">${inner}</w:dir>`,
  (inner) =>
    `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> IF 1 = 1 </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${inner}<w:r><w:fldChar w:fldCharType="end"/></w:r>`,
  (inner) =>
    `<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice Requires="wps">${inner}</mc:Choice><mc:Fallback>${inner}</mc:Fallback></mc:AlternateContent>`,
  (inner) =>
    `<w:proofErr w:type="spellStart"/>${inner}<w:proofErr w:type="spellEnd"/><w:bookmarkStart w:id="9" w:name="_GoBack"/><w:bookmarkEnd w:id="9"/>`,
];

/** How a program may write a word. */
const WORDS: readonly ((word: string) => string)[] = [
  (word) => r(`${word} `),
  (word) => r(`${word} `, '<w:rFonts w:ascii="Arial" w:hAnsi="Arial"/><w:b/><w:lang w:val="en-US"/>'),
  (word) =>
    `<w:r w:rsidR="00AB12CD" w:rsidRPr="00FF00FF"><w:lastRenderedPageBreak/><w:t xml:space="preserve">${word} </w:t></w:r>`,
  (word) => r(`${word} `, `<w:i/><w:rPrChange ${by('Norway', 3)}><w:rPr/></w:rPrChange>`),
  (word) => r(`${word} `, '<w:vanish/>'),
  (word) => `<w:r><w:t>${word}</w:t><w:tab/><w:br/><w:softHyphen/><w:noBreakHyphen/></w:r>`,
  (word) => `<w:r><w:ruby><w:rubyPr/><w:rt>${r('aid')}</w:rt><w:rubyBase>${r(`${word} `)}</w:rubyBase></w:ruby></w:r>`,
  (word) =>
    `<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent>${p(r(`${word} `))}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>`,
  (word) =>
    `<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice Requires="wps"><w:drawing><w:txbxContent>${p(r(`${word} `))}</w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>${p(r(`${word} `))}</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>`,
  (word) => `<w:r><w:drawing><wp:inline xmlns:wp="w"><wp:docPr id="1" name="p" descr="${word}"/></wp:inline></w:drawing></w:r>`,
  (word) =>
    `<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:r><m:t>${word} </m:t></m:r></m:oMath>`,
];

const MARKS = [
  '',
  `<w:rPr><w:ins ${by('Norway', 4)}/></w:rPr>`,
  `<w:rPr><w:del ${by('Chile', 4)}/></w:rPr>`,
  `<w:rPr><w:rFonts w:ascii="Arial"/></w:rPr><w:pPrChange ${by('Kenya', 6)}><w:pPr><w:jc w:val="center"/></w:pPr></w:pPrChange>`,
] as const;

interface Piece {
  readonly how: number;
  readonly round: readonly number[];
}
const piece: fc.Arbitrary<Piece> = fc.record({
  how: fc.nat(WORDS.length - 1),
  round: fc.array(fc.nat(ROUND.length - 1), { maxLength: 3 }),
});
const paragraph = fc.record({
  pieces: fc.array(piece, { minLength: 1, maxLength: 5 }),
  mark: fc.nat(MARKS.length - 1),
  where: fc.constantFrom(
    'body' as const,
    'body' as const,
    'cell' as const,
    'nested' as const,
    'footnote' as const,
    'endnote' as const,
    'control' as const,
  ),
});

/** A file of such paragraphs, and the words that are in it, each once. */
function fileOf(paragraphs: readonly { readonly pieces: readonly Piece[]; readonly mark: number; readonly where: string }[]): {
  readonly file: Uint8Array;
  readonly words: readonly string[];
} {
  const words: string[] = [];
  const notes: Record<'footnote' | 'endnote', string[]> = { footnote: [], endnote: [] };
  const body = paragraphs.map(({ pieces, mark, where }) => {
    const inner = pieces
      .map(({ how, round }) => {
        const word = `word${words.length}x`;
        words.push(word);
        return round.reduce((made, at) => (ROUND[at] ?? String)(made), (WORDS[how] ?? String)(word));
      })
      .join('');
    const made = p(inner, MARKS[mark]);
    if (where === 'cell')
      return `<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>${made}</w:tc><w:tc>${p('')}</w:tc></w:tr></w:tbl>`;
    if (where === 'nested')
      return `<w:tbl><w:tr><w:tc><w:tbl><w:tr><w:tc>${made}</w:tc></w:tr></w:tbl>${p('')}</w:tc></w:tr></w:tbl>`;
    if (where === 'control') return `<w:sdt><w:sdtPr/><w:sdtContent>${made}</w:sdtContent></w:sdt>`;
    if (where !== 'footnote' && where !== 'endnote') return made;
    notes[where].push(`<w:${where} w:id="${notes[where].length + 2}">${made}</w:${where}>`);
    return p(`${r('See')}<w:r><w:${where}Reference w:id="${notes[where].length + 1}"/></w:r>`);
  });
  return {
    file: wordFile(body.join(''), {
      'word/footnotes.xml': part('footnotes', notes.footnote.join('')),
      'word/endnotes.xml': part('endnotes', notes.endnote.join('')),
    }),
    words,
  };
}

describe('Word files as programs write them', () => {
  test('[W11] no word of a file is lost: each stands in the text, once, or is told', () => {
    fc.assert(
      fc.property(fc.array(paragraph, { minLength: 1, maxLength: 6 }), (paragraphs) => {
        const { file, words } = fileOf(paragraphs);
        const draft = read(file);
        const [text, all] = [lines(draft).join('\n'), shown(draft)];
        for (const word of words) {
          expect([word, all.includes(word)]).toEqual([word, true]);
          expect([word, text.split(word).length - 1 <= 1]).toEqual([word, true]);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('[W11] what Word 365 writes: controls, tags, alternate contents, signs of fonts, hyphens, fields within fields, links by field', () => {
    const field = (instruction: string, result: string): string =>
      `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve">${instruction}</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${result}<w:r><w:fldChar w:fldCharType="end"/></w:r>`;
    const draft = read(
      wordFile(
        p(
          `<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>${r(' 5')}<w:r><w:noBreakHyphen/></w:r>${r('year co')}<w:r><w:softHyphen/></w:r>${r('operation\u00a0plans, ')}` +
            field(' HYPERLINK "https://example.org/a" ', r('here')) +
            r(' and ') +
            field(
              ` REF ${''}`,
              `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${r('7')}<w:r><w:fldChar w:fldCharType="end"/></w:r>${r(' bis')}`,
            ) +
            `<w:r><w:sym w:font="Webdings" w:char="F0AA"/></w:r>`,
        ),
      ),
    );
    expect(lines(draft)).toEqual(['\u2265 5\u2011year cooperation\u00a0plans, here and 7 bis\u25A1']);
    expect(draft.clauses[0]?.runs.find(({ link }) => link !== undefined)).toMatchObject({
      text: 'here',
      link: 'https://example.org/a',
    });
    expect(draft.besides.map(({ why, excerpt }) => [why, excerpt])).toEqual([['a sign of a font of its own', 'Webdings F0AA']]);
  });

  test('[W11] numbering as Word counts it: levels, restarts, levels that never restart, legal numbers, linked lists', () => {
    const level = (at: number, format: string, text: string, more = ''): string =>
      `<w:lvl w:ilvl="${at}"><w:start w:val="1"/><w:numFmt w:val="${format}"/>${more}<w:lvlText w:val="${text}"/></w:lvl>`;
    const numbering = part(
      'numbering',
      `<w:abstractNum w:abstractNumId="0">${level(0, 'upperRoman', 'Part %1')}${level(1, 'decimal', '%1.%2.', '<w:isLgl/>')}${level(2, 'lowerLetter', '(%3)')}</w:abstractNum>` +
        `<w:abstractNum w:abstractNumId="1">${level(0, 'upperRoman', '%1.')}${level(1, 'decimal', '%2.', '<w:lvlRestart w:val="0"/>')}</w:abstractNum>` +
        `<w:abstractNum w:abstractNumId="2"><w:numStyleLink w:val="Clauses"/></w:abstractNum>` +
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="4"/></w:lvlOverride></w:num>' +
        '<w:num w:numId="3"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="4"><w:abstractNumId w:val="2"/></w:num>',
    );
    const styles = part(
      'styles',
      '<w:style w:type="numbering" w:styleId="Clauses"><w:name w:val="Clauses"/><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>',
    );
    const item = (list: number, at: number): string =>
      p(r('x'), `<w:numPr><w:ilvl w:val="${at}"/><w:numId w:val="${list}"/></w:numPr>`);
    const numbers = read(
      wordFile(
        [
          item(1, 0),
          item(1, 1),
          item(1, 2),
          item(1, 2),
          item(1, 1),
          item(1, 2),
          item(1, 0),
          item(1, 1),
          item(2, 0),
          item(3, 0),
          item(3, 1),
          item(3, 0),
          item(3, 1),
          item(4, 0),
        ].join(''),
        {
          'word/numbering.xml': numbering,
          'word/styles.xml': styles,
        },
      ),
    );
    expect(lines(numbers).map((line) => line.replace(/ x$/, ''))).toEqual([
      'Part I',
      '1.1.',
      '(a)',
      '(b)',
      '1.2.',
      '(a)',
      'Part II',
      '2.1.',
      'Part IV',
      'I.',
      '1.',
      'II.',
      '2.',
      'III.',
    ]);
  });

  test('[W11] paragraphs that a capital parted and joined, and footnotes that it added and reworded, are its proposals', () => {
    const note = `<w:footnote w:id="2">${p(`${r('A note')}<w:ins ${by('Norway')}>${r(' of theirs')}</w:ins>`)}</w:footnote>`;
    const draft = read(
      wordFile(
        p(r('Parties report'), `<w:rPr><w:ins ${by('Norway', 4)}/></w:rPr>`) +
          p(`${r('and meet.')}<w:ins ${by('Kenya')}><w:r><w:footnoteReference w:id="2"/></w:r></w:ins>`) +
          p(r('They may object '), `<w:rPr><w:del ${by('Chile', 4)}/></w:rPr>`) +
          p(r('in writing.')),
        { 'word/footnotes.xml': part('footnotes', note) },
      ),
    );
    expect(lines(draft)).toEqual(['Parties report', 'and meet.[^2]', 'They may object', 'in writing.', '[^2]: A note of theirs']);
    const codes = draft.inherited.map(({ proposer }) => (proposer === null ? '' : REGISTRY.byId.get(proposer)?.code));
    expect(codes).toEqual(['KE', 'NO']);
    expect(draft.besides.map(({ clause, why }) => [clause, why])).toEqual([
      [1, 'its end, which parts it from the next paragraph, is put in, by Norway'],
      [3, 'its end, which parts it from the next paragraph, is struck, by Chile'],
    ]);
  });

  test('[W11] changes of looks are told with their words, once for a passage', () => {
    const change = `<w:rPrChange ${by('Norway', 3)}><w:rPr><w:i/></w:rPr></w:rPrChange>`;
    const draft = read(
      wordFile(
        p(r('1. One.')) +
          p(
            r('2. ') + r('shall ', `<w:b/>${change}`) + r('act', `<w:b/>${change}`) + r(' now.'),
            `<w:jc w:val="center"/><w:pPrChange ${by('Kenya', 6)}><w:pPr/></w:pPrChange>`,
          ),
      ),
    );
    expect(draft.besides.map(({ clause, why, excerpt }) => [clause, why, excerpt])).toEqual([
      [2, 'another alignment, by Kenya', '2. shall act now.'],
      [2, 'now bold, no longer italic, by Norway', 'shall act'],
    ]);
  });

  test('[W11] other prefixes, the strict namespaces, parts of other names, and Google’s own', () => {
    const strict = 'http://purl.oclc.org/ooxml/wordprocessingml/main';
    const body = `<x:document xmlns:x="${strict}" xmlns:y="u"><x:body><x:p y:rsid="1"><x:pPr><x:rPr/></x:pPr><x:ins x:author="Norway" x:date="d" x:id="1"><x:r><x:rPr><x:rtl x:val="0"/></x:rPr><x:t xml:space="preserve">shall</x:t></x:r></x:ins><x:r><x:rPr><x:rtl x:val="0"/></x:rPr><x:t> act</x:t></x:r></x:p><x:sectPr/></x:body></x:document>`;
    const draft = read(wordFile('', { 'word/document.xml': body }));
    expect(lines(draft)).toEqual(['shall act']);
    expect(draft.inherited).toHaveLength(1);
  });
});
