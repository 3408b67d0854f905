import { describe, expect, test } from 'vitest';
import { docxOf } from '../../server/formats/docx/document.ts';
import { importedWord } from '../../server/formats/docx/reading/imported-word.ts';
import { NEW_IDS } from '../../server/ids.ts';
import type { Imported } from '../../shared/import/imported.ts';
import { plainText } from '../../shared/text/clause.ts';
import { REGISTRY } from '../projection/built.ts';
import { bring, changed, US } from './brought-word.ts';
import { paper, sourcesOf } from './papers.ts';
import { EditedWord } from './word-edits.ts';
import { del, ins, p, part, r, wordFile } from './word-files.ts';

function read(body: string, parts: Readonly<Record<string, string>> = {}): Imported {
  const found = importedWord(wordFile(body, parts), { fileName: 'a.docx', registry: REGISTRY, ids: NEW_IDS });
  if (!found.ok) throw new Error(found.refusal);
  return found.value;
}

const words = ({ clauses }: Imported): string[] => clauses.map(plainText);
const told = ({ besides }: Imported): unknown => besides.map(({ clause, why, excerpt }) => [clause, why, excerpt]);

const up = (text: string, more = ''): string => r(text, `<w:vertAlign w:val="superscript"/>${more}`);
const down = (text: string): string => r(text, '<w:vertAlign w:val="subscript"/>');
const line = (text: string): string => r(text, '<w:strike/>');

const math = (inner: string): string =>
  `<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math">${inner}</m:oMath>`;
const mr = (text: string): string => `<m:r><m:t>${text}</m:t></m:r>`;
const fraction = (over: string, under: string, properties = ''): string =>
  `<m:f>${properties}<m:num>${over}</m:num><m:den>${under}</m:den></m:f>`;
const power = (of: string, to: string): string => `<m:sSup><m:e>${of}</m:e><m:sup>${to}</m:sup></m:sSup>`;

const field = (instruction: string): string =>
  `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve">${instruction}</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>`;

describe('words that say something by how they are set', () => {
  test('[W11] raised and lowered figures and signs are the signs that are so by themselves', () => {
    const draft = read(
      p(r('10') + up('6') + r(' tonnes of CO') + down('2') + r(', 10') + up('-3') + r(' m') + up('2') + r(' and x') + up('n+1')),
    );
    expect(words(draft)).toEqual(['10⁶ tonnes of CO₂, 10⁻³ m² and xⁿ⁺¹']);
    expect(told(draft)).toEqual([]);
  });

  test('[W11] what has no such sign is told; the letters of ordinals and the marks of footnotes say the same on the line', () => {
    const note = (mark: string): string =>
      `<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="2"${mark}/></w:r>`;
    const draft = read(
      p(r('The 1') + up('st') + r(', 2') + up('nd ') + r('and XX') + up('e') + r(' session') + up('*') + note('') + r('.')) +
        p(r('The value x') + up('2y') + r(' and PM') + down('2.5') + r('.')),
      { 'word/footnotes.xml': part('footnotes', `<w:footnote w:id="2">${p(r('A note.'))}</w:footnote>`) },
    );
    expect(words(draft)).toEqual(['The 1st, 2nd and XXe session*[^2].', 'The value x2y and PM2.5.', 'A note.']);
    expect(told(draft)).toEqual([
      [2, 'raised above the line', '2y'],
      [2, 'lowered below the line', '2.5'],
    ]);
  });

  test('[W11] a style raises and strikes as a look does; what somebody raised or lowered while tracking stands as it stood', () => {
    const style = (id: string, look: string): string =>
      `<w:style w:type="character" w:styleId="${id}"><w:name w:val="${id}"/><w:rPr>${look}</w:rPr></w:style>`;
    const change = (before: string): string =>
      `<w:rPrChange w:id="3" w:author="Norway" w:date="2026-07-06T10:00:00Z"><w:rPr>${before}</w:rPr></w:rPrChange>`;
    const draft = read(
      p(r('10') + r('6', '<w:rStyle w:val="Up"/>') + r(' tonnes') + r(' each', '<w:rStyle w:val="Line"/>')) +
        p(r('10') + up('6', change(''))) +
        p(r('10') + r('6', change('<w:vertAlign w:val="superscript"/>'))),
      {
        'word/styles.xml': part('styles', style('Up', '<w:vertAlign w:val="superscript"/>') + style('Line', '<w:strike/>')),
      },
    );
    expect(words(draft)).toEqual(['10⁶ tonnes each', '106', '10⁶']);
    expect(told(draft)).toEqual([
      [1, 'a line through words', 'each'],
      [2, 'raised or lowered, by Norway', '6'],
      [3, 'raised or lowered, by Norway', '6'],
    ]);
  });

  test('[W11] hidden words are told and not in the text, whatever hides them: their own look, their style, that of their paragraph', () => {
    const style = (id: string, type: string, rest: string): string =>
      `<w:style w:type="${type}" w:styleId="${id}"><w:name w:val="${id}"/>${rest}</w:style>`;
    const hidden = '<w:rPr><w:vanish/></w:rPr>';
    const draft = read(
      p(r('Parties act') + r(' (own)', '<w:vanish/>') + r(' (styled)', '<w:rStyle w:val="Based"/>') + r('.')) +
        p(r('A remark.') + r('Seen.', '<w:vanish w:val="0"/>'), '<w:pStyle w:val="Aside"/>') +
        p(r('Only a remark.'), '<w:pStyle w:val="Aside"/>'),
      {
        'word/styles.xml': part(
          'styles',
          style('Aside', 'paragraph', hidden) +
            style('Unseen', 'character', hidden) +
            style('Based', 'character', '<w:basedOn w:val="Unseen"/>'),
        ),
      },
    );
    expect(words(draft)).toEqual(['Parties act.', 'Seen.']);
    expect(told(draft)).toEqual([
      [1, 'hidden words', '(own) (styled)'],
      [2, 'hidden words', 'A remark.'],
      [2, 'hidden words', 'Only a remark.'],
    ]);
  });

  test('[W11] words with a line through them stay, and are told, each passage by itself, in links too', () => {
    const draft = read(
      p(
        r('Parties shall ') +
          line('not ') +
          line('ever ') +
          r('act ') +
          r('fully', '<w:dstrike/>') +
          r(' and ') +
          `<w:hyperlink w:anchor="there">${line('soon')}</w:hyperlink>` +
          del('Norway', ' today') +
          ins('Norway', line(' now')) +
          r('.', '<w:strike w:val="0"/>'),
      ),
    );
    expect(words(draft)).toEqual(['Parties shall not ever act fully and soon today now.']);
    expect(told(draft)).toEqual([
      [1, 'a line through words', 'not ever'],
      [1, 'a line through words', 'fully'],
      [1, 'a line through words', 'soon'],
      [1, 'words put in with a line through them', 'now'],
    ]);
  });

  test('[W11] an equation reads on a line as it is set, and is told', () => {
    const cases: readonly (readonly [string, string])[] = [
      [r('at least ') + math(fraction(mr('2'), mr('3'))) + r(' of the members.'), 'at least 2/3 of the members.'],
      [r('1') + math(fraction(mr('2'), mr('3'))) + r('x'), '1 2/3 x'],
      [math(fraction(mr('a+b'), mr('2'))), '(a+b)/2'],
      [math(fraction(mr('n'), mr('k'), '<m:fPr><m:type m:val="noBar"/></m:fPr>')), 'n¦k'],
      [math(power(mr('x'), mr('2')) + mr('+') + power(mr('y'), mr('a/b'))), 'x²+y^(a/b)'],
      [math(`<m:sSub><m:e>${mr('x')}</m:e><m:sub>${mr('1')}</m:sub></m:sSub>`), 'x₁'],
      [math(`<m:rad><m:radPr><m:degHide m:val="1"/></m:radPr><m:deg/><m:e>${mr('2')}</m:e></m:rad>`), '√(2)'],
      [
        math(
          `<m:nary><m:naryPr><m:chr m:val="∑"/></m:naryPr><m:sub>${mr('i=1')}</m:sub><m:sup>${mr('n')}</m:sup><m:e>${mr('x')}</m:e></m:nary>`,
        ),
        '∑ᵢ₌₁ⁿ x',
      ],
      [math(`<m:d><m:dPr><m:begChr m:val="|"/><m:endChr m:val="|"/></m:dPr><m:e>${mr('x')}</m:e></m:d>`), '|x|'],
    ];
    for (const [body, expected] of cases) {
      const draft = read(p(body));
      expect(words(draft)).toEqual([expected]);
      expect(draft.besides.map(({ clause, why }) => [clause, why])).toEqual([[1, 'an equation, here on a line']]);
    }
  });

  test('[W11] what was tracked within an equation is a proposal of its author', () => {
    const draft = read(p(math(fraction(del('Norway', '2') + ins('Norway', mr('3')), mr('4')))));
    expect(words(draft)).toEqual(['23/4']);
    const [run, second] = draft.clauses[0]?.runs.filter(({ text }) => /[23]/.test(text)) ?? [];
    expect([run?.deletions.length, second?.insertions.length]).toEqual([1, 1]);
    expect(draft.inherited.map(({ proposer }) => REGISTRY.byId.get(proposer ?? ('' as never))?.code)).toEqual(['NO']);
  });

  test('[W11] so does an EQ field, as far as it can be read; what cannot is as it is written', () => {
    for (const [instruction, expected] of [
      [' EQ \\f(1,2) ', 'A 1/2 B'],
      [' EQ \\f(a+b;\\r(2)) ', 'A (a+b)/(√(2)) B'],
      [' EQ x\\s\\up6(2)y\\s\\do4(k) ', 'A x²yₖ B'],
      [' EQ \\o(a,b) ', 'A \\o(a,b) B'],
    ] as const) {
      const draft = read(p(r('A ') + field(instruction) + r(' B')));
      expect(words(draft)).toEqual([expected]);
      expect(draft.besides.map(({ why }) => why)).toEqual(['an equation, here on a line']);
    }
    expect(words(read(p(r('1') + field(' EQ \\f(1,2) '))))).toEqual(['1 1/2']);
    expect(words(read(p(r('page ') + field(' PAGE ') + r('.'))))).toEqual(['page .']);
  });

  test('[W40] [W46] in amendments too: figures that they raised come raised, an equation is told, a line through words is asked for', async () => {
    const draft = sourcesOf('1. An area of ten km in all.\n\n2. Parties shall report annually.', 'a.txt');
    const word = new EditedWord(await docxOf(paper('negotiating', draft)));
    word.insert(word.clause(draft.clauses[0]?.id ?? ''), 'An area of ten'.length, '66', US);
    const raised = word.rewritten((xml) =>
      xml.replace(/<w:r>(?=<w:t [^>]*>66<)/, '$&<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'),
    );
    expect(changed(bring(raised, draft))).toEqual([`${draft.clauses[0]?.id}: An area of ten⁶⁶ km in all.`]);

    const foreign = bring(
      wordFile(p(r('2. Parties shall report ') + line('annually') + r('.')) + p(math(fraction(mr('1'), mr('2'))))),
      draft,
    );
    expect(changed(foreign)).toEqual([`${draft.clauses[1]?.id}: Parties shall report .`]);
    expect(foreign.findings.asides.map(({ what, words: found }) => [what, found])).toEqual([
      ['an equation, here on a line', '1/2'],
    ]);
  });
});
