import { describe, expect, test } from 'vitest';
import { docxOf } from '../../server/formats/docx/document.ts';
import { amendedText } from '../../server/formats/docx/reading/amended-text.ts';
import { importedWord } from '../../server/formats/docx/reading/imported-word.ts';
import { readWord } from '../../server/formats/docx/reading/reading.ts';
import { NEW_IDS } from '../../server/ids.ts';
import { clauseId, proposalId } from '../../shared/base/ids.ts';
import { broughtFrom, type Brought } from '../../shared/import/brought.ts';
import { questionsOf } from '../../shared/import/file-questions.ts';
import { visibleRuns } from '../../shared/projection/drawing.ts';
import { numbersOf } from '../../shared/projection/numbers.ts';
import { redraft } from '../../shared/proposals/redraft.ts';
import { outcomesOf } from '../../shared/record/state.ts';
import { changeText } from '../../shared/text/change.ts';
import { plainText, type Clause } from '../../shared/text/clause.ts';
import { withTables } from '../../shared/text/tables.ts';
import { REGISTRY } from '../projection/built.ts';
import { OFFICE, savedByOffice } from './office.ts';
import { paper, sourcesOf } from './papers.ts';
import { p, r, wordFile } from './word-files.ts';
import { EditedWord } from './word-edits.ts';

const US = 'A. Hansen';
const MARK = `w:id="77" w:author="${US}" w:date="2026-08-01T09:30:00Z"`;

const draft = sourcesOf(
  '# Draft\n\n1. The Parties pay:\n\n| Party | Share |\n| --- | --- |\n| Norway | [40][50 - Kenya] |\n| Chad | 10 |\n| Mali |  |\n\n2. They report.\n',
  'a.md',
);
const standing = draft.clauses.map((clause) => ({ ...clause, runs: visibleRuns(clause, outcomesOf(draft.state)) }));

function bring(file: Uint8Array): Brought {
  const word = readWord(file);
  if (!word.ok) throw new Error(word.refusal);
  let count = 0;
  const { text } = amendedText(word.value, () => `k${(count += 1)}`);
  return broughtFrom({
    file: text,
    choices: questionsOf(text, 'p-none', () => null).suggested,
    clauses: standing,
    numbers: numbersOf(draft.clauses, draft.state).of,
    asMade: standing,
    newClause: () => clauseId(`new${(count += 1)}`),
  });
}

/** The table as it would read once the preparation is tabled and accepted. */
function tableAfter({ base, edited }: Brought): string[][] {
  const q = proposalId('q');
  const drafted = redraft({ base, edited, current: draft.clauses, outcomeOf: outcomesOf(draft.state), proposal: q });
  if (!drafted.ok) throw new Error('it clashes');
  const after = changeText(draft.clauses, drafted.value.changes);
  const stands = (clause: Clause): string =>
    clause.runs
      .filter(({ deletions }) => !deletions.includes(q))
      .map(({ text }) => text)
      .join('')
      .replaceAll('\u2060', '');
  return withTables(after).flatMap((one) =>
    one.type === 'one' ? [] : one.table.rows.map(({ cells }) => cells.map((cell) => cell.map(stands).join('/'))),
  );
}

/** The file with its document's XML rewritten. */
async function rewritten(rewrite: (xml: string) => string): Promise<Uint8Array> {
  const word = new EditedWord(await docxOf(paper('negotiating', draft)));
  return word.rewritten(rewrite);
}

const cell = (inner: string): string => `<w:tc><w:tcPr/>${inner}</w:tc>`;
const typed = (text: string): string =>
  p(text === '' ? '' : `<w:ins ${MARK}>${r(text)}</w:ins>`, `<w:rPr><w:ins ${MARK}/></w:rPr>`);
const newRow = (...cells: string[]): string =>
  `<w:tr><w:trPr><w:ins ${MARK}/></w:trPr>${cells.map((text) => cell(typed(text))).join('')}</w:tr>`;

/** The row in which some words stand. */
function rowWith(xml: string, words: string): string {
  const row = [...xml.matchAll(/<w:tr>.*?<\/w:tr>/gs)].find(([one]) => one.includes(`>${words}<`))?.[0];
  if (row === undefined) throw new Error(words);
  return row;
}

describe('tables that come home from Word', () => {
  test('[W46] a row that was put in comes as a row of that table, its empty cells too; what is changed in a cell as that cell', async () => {
    const file = await rewritten((xml) => {
      const row = rowWith(xml, 'Chad');
      return xml.replace(
        row,
        `${row
          .replace(/(<w:r><w:t[^>]*>10<\/w:t><\/w:r>)/, `<w:del ${MARK}>$1</w:del><w:ins ${MARK}>${r('12')}</w:ins>`)
          .replace('>10</w:t>', '>10</w:delText>')
          .replace('<w:t xml:space="preserve">10', '<w:delText xml:space="preserve">10')}${newRow('Peru', '')}`,
      );
    });
    const found = bring(file);
    expect(found.findings).toMatchObject({ unmatched: [], untracked: [], absent: [], clashes: [], changed: 1, added: 2 });
    expect(tableAfter(found)).toEqual([
      ['Party', 'Share'],
      ['Norway', '4050'],
      ['Chad', '12'],
      ['Peru', ''],
      ['Mali', ''],
    ]);
  });

  test('[W46] a first row and a last one, and a row that was taken out', async () => {
    const file = await rewritten((xml) => {
      const [norway, chad, mali] = ['Norway', 'Chad', 'Mali'].map((words) => rowWith(xml, words));
      const struck = (chad ?? '')
        .replaceAll(
          /<w:r>((?:<w:rPr>.*?<\/w:rPr>)?)<w:t([^>]*)>([^<]*)<\/w:t><\/w:r>/g,
          `<w:del ${MARK}><w:r>$1<w:delText$2>$3</w:delText></w:r></w:del>`,
        )
        .replace(/<w:trPr>/, `<w:trPr><w:del ${MARK}/>`);
      return xml
        .replace(norway ?? '', `${newRow('Oman', '5')}${norway}`)
        .replace(chad ?? '', struck)
        .replace(mali ?? '', `${mali}${newRow('Peru', '7')}`);
    });
    const found = bring(file);
    expect(found.findings).toMatchObject({ unmatched: [], untracked: [], absent: [], clashes: [], deleted: 2, added: 4 });
    expect(tableAfter(found)).toEqual([
      ['Party', 'Share'],
      ['Oman', '5'],
      ['Norway', '4050'],
      ['', ''],
      ['Mali', ''],
      ['Peru', '7'],
    ]);
  });

  test('[W46] a table of their own, with a merged cell that is told, and a table in a cell', async () => {
    const wide = `<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>${typed('Both')}</w:tc>`;
    const inner = `<w:tbl><w:tr>${cell(typed('inner'))}</w:tr></w:tbl>`;
    const file = await rewritten((xml) =>
      xml.replace(
        '<w:sectPr',
        `<w:tbl><w:tr>${cell(typed('A'))}${cell(`${typed('B')}${inner}${p('')}`)}</w:tr><w:tr>${wide}</w:tr></w:tbl><w:sectPr`,
      ),
    );
    const found = bring(file);
    expect(found.findings.unmatched).toEqual([]);
    expect(tableAfter(found).slice(4)).toEqual([
      ['A', 'B/inner'],
      ['Both', ''],
    ]);
    expect(found.findings.asides.map(({ what }) => what)).toEqual([
      'a table in a cell, read as words of that cell',
      'a cell over 2 columns: it comes apart, and its words stand in the first part',
    ]);
  });

  test.skipIf(OFFICE === null)('[W46] the same after LibreOffice has opened and saved it', async () => {
    const file = await rewritten((xml) => {
      const row = rowWith(xml, 'Chad');
      return xml.replace(row, `${row}${newRow('Peru', '9')}`);
    });
    const found = bring(savedByOffice(file, 'docx'));
    expect(found.findings).toMatchObject({ unmatched: [], untracked: [], absent: [], clashes: [] });
    expect(tableAfter(found)[3]).toEqual(['Peru', '9']);
  });

  test('[W11] merged cells of another program’s table come apart, and each is told', () => {
    const tall = (how: string, text: string): string =>
      `<w:tc><w:tcPr><w:vMerge${how}/></w:tcPr>${p(text === '' ? '' : r(text))}</w:tc>`;
    const file = wordFile(
      `<w:tbl><w:tr>${tall(' w:val="restart"', 'Both rows')}${cell(p(r('one')))}</w:tr><w:tr>${tall('', '')}${cell(p(r('two')))}</w:tr></w:tbl>${p('')}`,
    );
    const read = importedWord(file, { fileName: 'a.docx', registry: REGISTRY, ids: NEW_IDS });
    if (!read.ok) throw new Error(read.refusal);
    expect(read.value.clauses.map(plainText)).toEqual(['Both rows', 'one', '', 'two']);
    expect(read.value.besides.map(({ clause, why }) => [clause, why])).toEqual([
      [1, 'a cell over several rows: it comes apart, and its words stand in the first part'],
    ]);
  });
});
