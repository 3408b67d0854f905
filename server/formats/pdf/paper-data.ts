import { editionWords } from '../../../shared/manuscript/edition.ts';
import type { Block, ClauseBlock, Manuscript, Piece } from '../../../shared/manuscript/manuscript.ts';
import { mastheadLines } from '../../../shared/manuscript/masthead.ts';
import { outlineLevel } from '../../../shared/manuscript/outline-level.ts';
import { titlesOf } from '../../../shared/manuscript/paper-words.ts';

/** What `page.typ` is given: a manuscript in words that need no more deciding. */
export interface PaperData {
  readonly title: string;
  /** ISO 639. */
  readonly lang: string;
  readonly fonts: readonly string[];
  readonly organisation: string;
  readonly symbol: string;
  readonly lines: readonly string[];
  readonly titles: readonly string[];
  /** Over every page but the first. */
  readonly running: string;
  /** Under every page: which state of which draft this is. */
  readonly edition: string;
  readonly blocks: readonly unknown[];
}

const TAGS: Readonly<Record<string, string>> = {
  Arabic: 'ar',
  Chinese: 'zh',
  English: 'en',
  French: 'fr',
  Russian: 'ru',
  Spanish: 'es',
};

/** `fonts`: families in the order in which they are tried. */
export function paperData(manuscript: Manuscript, fonts: readonly string[]): PaperData {
  const { masthead, title } = manuscript;
  return {
    title: [masthead.symbol, title].filter((one) => one !== '').join(' · '),
    lang: TAGS[masthead.language] ?? 'en',
    fonts,
    organisation: masthead.organisation,
    symbol: masthead.symbol,
    lines: mastheadLines(masthead),
    titles: titlesOf(manuscript),
    running: masthead.symbol === '' ? title : masthead.symbol,
    edition: editionWords(manuscript),
    blocks: manuscript.blocks.map((block) => blockData(block, titlesOf(manuscript).length > 0 ? 1 : 0)),
  };
}

function blockData(block: Block, below: number): unknown {
  switch (block.type) {
    case 'clause':
      return clauseData(block, below);
    case 'heading':
      return { is: 'heading', level: block.level, text: block.text };
    case 'prose':
      return { is: 'prose', label: block.label, text: block.text };
    case 'table':
      return { is: 'table', caption: block.caption, columns: block.columns, rows: block.rows };
  }
}

/** A number stands in the margin, unless a bracket opens before it: then it is read where it stands. */
function clauseData(block: ClauseBlock, below: number): unknown {
  const outline = outlineLevel(block);
  const [first] = block.pieces;
  const hangs = first?.type === 'number';
  return {
    is: 'clause',
    heading: outline === null ? 0 : outline + below,
    indent: outline === null ? indentOf(block) : 0,
    rtl: block.direction === 'rtl',
    number: hangs ? first.text : '',
    parts: (hangs ? block.pieces.slice(1) : block.pieces).flatMap(partOf),
  };
}

function indentOf({ kind, level }: ClauseBlock): number {
  return level + (kind === 'subparagraph' ? 1 : 0);
}

function partOf(piece: Piece): unknown[] {
  switch (piece.type) {
    case 'number':
      return [wordsData(`${piece.text} `)];
    case 'open':
      return [{ is: 'bracket', text: '[' }, ...said(piece.attribution)];
    case 'close':
      return [...said(piece.attribution), { is: 'bracket', text: ']' }];
    case 'status':
      return [{ is: 'said', text: ` ${piece.text}` }];
    case 'words': {
      const has = (role: string): boolean => piece.changes.some((change) => change.role === role);
      return [
        {
          ...wordsData(piece.text),
          bold: piece.bold === true,
          italic: piece.italic === true,
          ins: has('insertion'),
          del: has('deletion'),
          link: piece.link ?? '',
        },
      ];
    }
  }
}

function said(text: string): unknown[] {
  return text === '' ? [] : [{ is: 'said', text }];
}

function wordsData(text: string): object {
  return { is: 'words', text, bold: false, italic: false, ins: false, del: false, link: '' };
}
