import {
  AlignmentType,
  BorderStyle,
  Footer,
  Header,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
  type FileChild,
} from 'docx';
import type { Manuscript } from '../../../shared/manuscript/manuscript.ts';
import { isLandscape } from '../../../shared/manuscript/orientation.ts';
import { mastheadLines } from '../../../shared/manuscript/masthead.ts';
import { titlesOf } from '../../../shared/manuscript/paper-words.ts';
import { editionWords } from '../../../shared/manuscript/edition.ts';
import { PAPER_STYLES, styleId } from './file-names.ts';

/** What stands over the first page: organisation and symbol, distribution, date and language; then the title, where the text does not begin with it. */
export function mastheadOf(manuscript: Manuscript): FileChild[] {
  const { masthead } = manuscript;
  const table = new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    // Its rule is as wide as the text, and so are its words.
    margins: { left: 0, right: 0, bottom: 40 },
    borders: { ...NO_BORDERS, bottom: { style: BorderStyle.SINGLE, size: 12, color: '000000' } },
    rows: [
      new TableRow({
        children: [side([line(masthead.organisation, ORGANISATION)]), side([line(masthead.symbol, SYMBOL, true)])],
      }),
      new TableRow({ children: [side([line('', {})]), side(mastheadLines(masthead).map((text) => line(text, {}, true)))] }),
    ],
  });
  return [table, ...titlesOf(manuscript).map((text) => new Paragraph({ style: styleId(PAPER_STYLES.title), text }))];
}

const NONE = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const;
const NO_BORDERS = { top: NONE, left: NONE, right: NONE, bottom: NONE, insideHorizontal: NONE, insideVertical: NONE };
const ORGANISATION = { bold: true, size: 28 };
const SYMBOL = { bold: true, size: 24 };

function side(children: readonly Paragraph[]): TableCell {
  return new TableCell({
    width: { size: 50, type: WidthType.PERCENTAGE },
    borders: { top: NONE, left: NONE, right: NONE },
    children: children.length === 0 ? [line('', {})] : [...children],
  });
}

function line(text: string, look: { readonly bold?: boolean; readonly size?: number }, atEnd = false): Paragraph {
  return new Paragraph({
    style: styleId(PAPER_STYLES.masthead),
    alignment: atEnd ? AlignmentType.END : AlignmentType.START,
    children: [new TextRun({ text, ...look })],
  });
}

/** From the second page on: the symbol, or where there is none the title. */
export function runningHeader({ masthead, title }: Manuscript): Header {
  return new Header({ children: [line(masthead.symbol === '' ? title : masthead.symbol, { size: SMALL }, true)] });
}

/** Number of the page, and which state of which draft it shows, so that print and record can be matched. */
export function footerOf(manuscript: Manuscript): Footer {
  return new Footer({
    children: [
      new Paragraph({
        style: styleId(PAPER_STYLES.masthead),
        tabStops: [{ type: 'right', position: isLandscape(manuscript) ? LONG_WIDTH : WIDTH }],
        children: [
          new TextRun({ text: editionWords(manuscript), size: SMALL }),
          new TextRun({ children: ['\t', PageNumber.CURRENT, '/', PageNumber.TOTAL_PAGES], size: SMALL }),
        ],
      }),
    ],
  });
}

const SMALL = 16;
/** Twentieths of a point: the width of the text on a page. */
const WIDTH = 9026;
/** The same of a page that lies on its side. */
export const LONG_WIDTH = 13_958;
