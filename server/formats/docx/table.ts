import { Paragraph, ShadingType, Table, TableCell, TableRow, TextRun, WidthType } from 'docx';
import type { TableBlock } from '../../../shared/manuscript/manuscript.ts';
import { PAPER_STYLES, styleId } from './file-names.ts';

/** A table over the whole width, whose first row stands on every page. */
export function tableOf({ columns, rows }: TableBlock): Table {
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    margins: { top: 40, bottom: 40, left: 80, right: 80 },
    rows: [
      new TableRow({ tableHeader: true, cantSplit: true, children: columns.map((text) => cell(text, true)) }),
      ...rows.map((row) => new TableRow({ cantSplit: true, children: row.map((text) => cell(text, false)) })),
    ],
  });
}

function cell(text: string, isHead: boolean): TableCell {
  return new TableCell({
    children: [new Paragraph({ style: styleId(PAPER_STYLES.cell), children: [new TextRun({ text, bold: isHead })] })],
    ...(isHead ? { shading: { type: ShadingType.CLEAR, fill: 'E7E6E6', color: 'auto' } } : {}),
  });
}
