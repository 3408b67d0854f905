import { extractText, getDocumentProxy } from 'unpdf';
import { describe, expect, test } from 'vitest';
import { aknOf } from '../../server/formats/akn/akn.ts';
import { readAkn } from '../../server/formats/akn/reading.ts';
import { docxOf } from '../../server/formats/docx/document.ts';
import { foreignText } from '../../server/formats/docx/reading/foreign-text.ts';
import { ownText } from '../../server/formats/docx/reading/own-text.ts';
import { readWord } from '../../server/formats/docx/reading/reading.ts';
import { htmlOf } from '../../server/formats/html/html.ts';
import { markdownOf } from '../../server/formats/markdown/markdown.ts';
import { pdfOf } from '../../server/formats/pdf/pdf.ts';
import { clauseId, proposalId } from '../../shared/base/ids.ts';
import type { NewIds } from '../../shared/import/imported.ts';
import { plainText, type Clause } from '../../shared/text/clause.ts';
import { withTables } from '../../shared/text/tables.ts';
import { REGISTRY } from '../projection/built.ts';
import { aknFaults, hasAknSchema } from './akn-schema.ts';
import { hasSchemas, partsOf, schemaFaults } from './ooxml.ts';
import { paper, sourcesOf } from './papers.ts';
import { ins, p, r, wordFile } from './word-files.ts';

const SOURCE = `# Draft

1. The Parties shall pay:

| Party | Share \\| year |
| --- | --- |
| Norway | [40][50 - Kenya] |
| [Chad | 3. of the rest] |
| Mali |  |

2. They shall [report].
`;

const sources = sourcesOf(SOURCE, 'a.md');
const negotiating = paper('negotiating', sources);

function newIds(): NewIds {
  let made = 0;
  return { clause: () => clauseId(`x-${(made += 1)}`), proposal: () => proposalId(`y_${(made += 1)}`) };
}

/** Where each word stands: rows of cells, in a table or none. */
function shape(clauses: readonly Clause[]): unknown {
  return withTables(clauses).map((one) =>
    one.type === 'one'
      ? plainText(one.item)
      : one.table.rows.map(({ isHead, cells }) => [isHead, ...cells.map((cell) => cell.map(plainText).join('/'))]),
  );
}

describe('a table of the text', () => {
  test('[W23] is a table of Word, valid, with a row that one proposal brings in as such, and is read back as it was', async () => {
    const file = await docxOf(negotiating);
    const xml = partsOf(file).get('word/document.xml') ?? '';
    expect(xml.match(/<w:tblHeader/g)).toHaveLength(1);
    expect(xml.match(/<w:trPr>(?:(?!<\/w:trPr>).)*<w:ins /g)).toHaveLength(1);
    if (hasSchemas) expect(await schemaFaults(file)).toEqual([]);
    const word = readWord(file);
    if (!word.ok) throw new Error(word.refusal);
    const { clauses } = ownText(word.value, { registry: REGISTRY, ids: newIds() });
    expect(shape(clauses)).toEqual(shape(sources.clauses));
  });

  test('[W23] of another program is read cell by cell, empty and wide cells in their place, words in cells as words', () => {
    const cell = (inner: string, properties = ''): string => `<w:tc><w:tcPr>${properties}</w:tcPr>${inner}</w:tc>`;
    const body = [
      p(r('Before')),
      '<w:tbl>',
      `<w:tr><w:trPr><w:tblHeader/></w:trPr>${cell(p(''))}${cell(p(r('1. Share')))}${cell(p(r('[Year]')))}</w:tr>`,
      `<w:tr>${cell(p(r('Norway')) + p(ins('Kenya', r('and more'))), '<w:gridSpan w:val="2"/>')}${cell(p(r('2030')))}</w:tr>`,
      `<w:tr>${cell(p(''))}${cell(`<w:tbl><w:tr>${cell(p(r('inner')))}</w:tr></w:tbl>${p('')}`)}${cell(p(''))}</w:tr>`,
      '</w:tbl>',
      p(r('1. Behind')),
    ].join('');
    const word = readWord(wordFile(body));
    if (!word.ok) throw new Error(word.refusal);
    const { clauses, inherited } = foreignText(word.value, { fileName: 'a.docx', registry: REGISTRY, ids: newIds() });
    expect(shape(clauses)).toEqual([
      'Before',
      [
        [true, '', '1. Share', 'Year'],
        [false, 'Norway/and more', '', '2030'],
        [false, '', 'inner', ''],
      ],
      'Behind',
    ]);
    expect(inherited).toHaveLength(2);
  });

  test('[W23] is a table of HTML whose headings are told, and of Markdown', () => {
    const html = htmlOf(negotiating);
    expect(html).toMatch(/<table class="cells"><thead><tr><th scope="col"><p[^>]*>Party<\/p><\/th>/);
    expect(html.match(/<tr>/g)).toHaveLength(4);
    expect(html.match(/<td>/g)).toHaveLength(6);
    expect(markdownOf(negotiating)).toContain(
      '| Party | Share \\| year |\n| --- | --- |\n| Norway | [40][50 - Kenya] |\n| [Chad | 3. of the rest] |\n| Mali |  |\n',
    );
  });

  test('[W23] is a tagged table of a PDF, whose headings are told', async () => {
    const document = await getDocumentProxy((await pdfOf(negotiating)).slice());
    const tree = JSON.stringify(await (await document.getPage(1)).getStructTree());
    expect([tree.match(/"TH"/g)?.length, tree.match(/"TD"/g)?.length]).toEqual([2, 6]);
    const { text } = await extractText(document, { mergePages: true });
    expect(text.replaceAll(/\s+/g, '')).toContain(
      'Party Share | year Norway [40][50 - Kenya] [Chad 3. of the rest] Mali'.replaceAll(' ', ''),
    );
  });

  test('[W23] is a table of Akoma Ntoso, valid, and is read back as it was', async () => {
    const written = aknOf(negotiating);
    if (hasAknSchema) expect(await aknFaults(written)).toEqual([]);
    const read = readAkn(written);
    if (!read.ok) throw new Error(read.refusal);
    expect(shape(read.value.clauses)).toEqual(shape(sources.clauses));
    expect(read.value.clauses.map(({ cell }) => cell)).toEqual(sources.clauses.map(({ cell }) => cell));
  });
});
