import { Paragraph, ShadingType, Table, TableCell, TableRow, TextRun, WidthType } from 'docx';
import type { TableBlock } from '../../../shared/manuscript/manuscript.ts';
import type { PlacedBlock } from '../../../shared/manuscript/notes.ts';
import type { Table as Cells } from '../../../shared/text/tables.ts';
import { PAPER_STYLES, styleId } from './file-names.ts';
import { LONG_WIDTH } from './pages.ts';
import type { Writing } from './writing.ts';

const MARGINS = { top: 40, bottom: 40, left: 80, right: 80 };
const HEAD = { type: ShadingType.CLEAR, fill: 'E7E6E6', color: 'auto' };

/** A table over the whole width of a page on its side, whose first row stands on every page. */
export function tableOf(block: TableBlock): Table {
  const { columns, rows } = block;
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    columnWidths: widthsOf(block),
    margins: MARGINS,
    rows: [
      new TableRow({ tableHeader: true, cantSplit: true, children: columns.map((text) => cell(text, true)) }),
      ...rows.map((row) => new TableRow({ cantSplit: true, children: row.map((text) => cell(text, false)) })),
    ],
  });
}

/** What a letter of a table takes, and what stands beside the words of a cell, in twentieths of a point. */
const LETTER = 112;
const BESIDE = MARGINS.left + MARGINS.right + 20;
/** More letters than this in a line make a column no wider. */
const WIDEST = 60;

/** Room for the longest word of each column, and what is left by how long their lines are. */
function widthsOf({ columns, rows }: TableBlock): number[] {
  const longest = (texts: readonly string[], most: number): number =>
    BESIDE + LETTER * Math.min(most, Math.max(...texts.map((text) => text.length)));
  const cells = columns.map((head, at) => [head, ...rows.map((row) => row[at] ?? '')]);
  const least = cells.map((texts) =>
    longest(
      texts.flatMap((text) => text.split(/\s+/)),
      WIDEST / 3,
    ),
  );
  const wished = cells.map((texts, at) => Math.max(least[at] ?? 0, longest(texts, WIDEST)));
  const sum = (all: readonly number[]): number => all.reduce((one, other) => one + other, 0);
  const share = Math.max(0, LONG_WIDTH - sum(least)) / Math.max(1, sum(wished) - sum(least));
  const widths = least.map((width, at) => width + share * ((wished[at] ?? 0) - width));
  return widths.map((width) => Math.floor((width * LONG_WIDTH) / sum(widths)));
}

function cell(text: string, isHead: boolean): TableCell {
  return new TableCell({
    children: [new Paragraph({ style: styleId(PAPER_STYLES.cell), children: [new TextRun({ text, bold: isHead })] })],
    ...(isHead ? { shading: HEAD } : {}),
  });
}

interface InCell {
  readonly one: PlacedBlock;
}

/** A table of the text: in each cell its clauses as paragraphs, and a row that one proposal brings in or wants out as such. Word parts two tables by a paragraph. */
export function cellsOf<T extends InCell>(
  table: Cells<T>,
  writing: Writing,
  paragraphsOf: (item: T) => readonly Paragraph[],
): (Table | Paragraph)[] {
  const columnWidths = table.columns.map(() => Math.floor(TEXT_WIDTH / table.columns.length));
  const rows = table.rows.map(({ cells, isHead }) => {
    const change = writing.whollyIn(cells.flat().map(({ one }) => one.block));
    return new TableRow({
      ...(isHead ? { tableHeader: true } : {}),
      cantSplit: true,
      children: cells.map(
        (items) =>
          new TableCell({
            children: items.length === 0 ? [new Paragraph({})] : items.flatMap(paragraphsOf),
            ...(isHead ? { shading: HEAD } : {}),
          }),
      ),
      ...(change === null ? {} : { [change.role]: { id: writing.nextId(), ...writing.authorship(change.proposal) } }),
    });
  });
  return [
    new Table({ width: { size: 100, type: WidthType.PERCENTAGE }, columnWidths, margins: MARGINS, rows }),
    new Paragraph({}),
  ];
}

/** In twentieths of a point: A4 without its margins. */
const TEXT_WIDTH = 9_026;
