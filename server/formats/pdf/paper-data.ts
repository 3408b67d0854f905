import { editionWords } from '../../../shared/manuscript/edition.ts';
import type { ProposalId } from '../../../shared/base/ids.ts';
import type { Block, ClauseBlock, Manuscript, Piece, Words } from '../../../shared/manuscript/manuscript.ts';
import { mastheadLines } from '../../../shared/manuscript/masthead.ts';
import { atMarks, footNotes } from '../../../shared/manuscript/notes.ts';
import { isLandscape } from '../../../shared/manuscript/orientation.ts';
import { outlineLevel } from '../../../shared/manuscript/outline-level.ts';
import { titlesOf } from '../../../shared/manuscript/paper-words.ts';
import type { BracketRole } from '../../../shared/projection/drawing.ts';
import { footnoteKey } from '../../../shared/text/numbering.ts';
import { headRows, withTables, type Table } from '../../../shared/text/tables.ts';
import { aroundName, aroundSymbols, directionOf } from '../../../shared/text/direction.ts';
import { languageTag } from '../language-tag.ts';

/** What `page.typ` is given: a manuscript in words that need no more deciding. */
export interface PaperData {
  readonly title: string;
  /** ISO 639. */
  readonly lang: string;
  readonly fonts: readonly string[];
  /** Printed on its side. */
  readonly flipped: boolean;
  readonly organisation: string;
  readonly symbol: string;
  readonly lines: readonly string[];
  readonly titles: readonly string[];
  /** Over every page but the first. */
  readonly running: string;
  /** Under every page: which state of which draft this is. */
  readonly edition: string;
  /** Clauses that are set as paragraphs; each is in `blocks` with its place among them, from 1. */
  readonly clauses: number;
  readonly blocks: readonly unknown[];
}

/** `fonts`: families in the order in which they are tried. */
export function paperData(manuscript: Manuscript, fonts: readonly string[]): PaperData {
  const { masthead, title } = manuscript;
  const places = { given: 0 };
  const blocks = blocksData(manuscript, titlesOf(manuscript).length > 0 ? 1 : 0, places);
  return {
    title: [masthead.symbol, title].filter((one) => one !== '').join(' · '),
    lang: languageTag(masthead.language),
    fonts,
    flipped: isLandscape(manuscript),
    organisation: masthead.organisation,
    symbol: masthead.symbol,
    lines: mastheadLines(masthead),
    titles: titlesOf(manuscript),
    running: masthead.symbol === '' ? title : masthead.symbol,
    edition: editionWords(manuscript),
    clauses: places.given,
    blocks,
  };
}

/** What writing clauses works with: footnotes that words have yet to refer to, and which proposals are open. */
interface Setting {
  readonly notes: Map<string, ClauseBlock>;
  readonly below: number;
  /** How many clauses have had their place. */
  readonly places: { given: number };
  /** Whether the words run from right to left. */
  readonly rtl: boolean;
  isOpen(proposal: ProposalId): boolean;
}

function blocksData(manuscript: Manuscript, below: number, places: Setting['places']): unknown[] {
  const notes = footNotes(manuscript);
  const atFoot = new Set(notes.values());
  const isOpen = (proposal: ProposalId): boolean => manuscript.proposals.get(proposal)?.outcome !== 'accepted';
  const setting = { notes: new Map(notes), below, places, rtl: false, isOpen };
  const inFlow = manuscript.blocks
    .filter((block) => block.type !== 'clause' || !atFoot.has(block))
    .map((block) => ({ block, cell: block.type === 'clause' ? block.cell : undefined }));
  return withTables(inFlow).map((one) =>
    one.type === 'one' ? blockData(one.item.block, setting) : cellsData(one.table, setting),
  );
}

/** A table of the text; in each cell the clauses that stand there. */
function cellsData(table: Table<{ readonly block: Block }>, setting: Setting): unknown {
  const rows = table.rows.map(({ cells }) => cells.map((cell) => cell.map(({ block }) => blockData(block, setting))));
  const heads = headRows(table);
  return { is: 'cells', columns: table.columns.length, head: rows.slice(0, heads), rows: rows.slice(heads) };
}

function blockData(block: Block, setting: Setting): unknown {
  switch (block.type) {
    case 'clause':
      return clauseData(block, setting);
    case 'heading':
      return { is: 'heading', level: block.level, text: block.text };
    case 'prose':
      return { is: 'prose', label: block.label, text: block.text };
    case 'table':
      return { is: 'table', caption: block.caption, columns: block.columns, rows: block.rows };
  }
}

/** A number stands in the margin, with the brackets that open before it. */
function clauseData(block: ClauseBlock, setting: Setting): unknown {
  const outline = outlineLevel(block);
  const rtl = block.direction === 'rtl';
  const behind = block.pieces.findIndex(({ type }) => type === 'number') + 1;
  return {
    is: 'clause',
    heading: outline === null ? 0 : outline + setting.below,
    at: outline === null ? (setting.places.given += 1) : 0,
    indent: outline === null ? indentOf(block) : 0,
    rtl,
    number: block.pieces.slice(0, behind).flatMap((piece) => numberPart(piece, block, { ...setting, rtl })),
    parts: block.pieces.slice(behind).flatMap((piece) => partOf(piece, { ...setting, rtl })),
  };
}

/** A footnote among the clauses bears what words refer to it by. */
function numberPart(piece: Piece, { kind }: ClauseBlock, setting: Setting): unknown[] {
  if (piece.type !== 'number') return partOf(piece, setting);
  const key = kind === 'footnote' ? footnoteKey(piece.text) : null;
  return key === null ? named(piece.text, 'words', setting) : [{ is: 'raised', text: key, part: wordsData(key) }];
}

function indentOf({ kind, level }: ClauseBlock): number {
  return level + (kind === 'subparagraph' ? 1 : 0);
}

function partOf(piece: Piece, setting: Setting): unknown[] {
  switch (piece.type) {
    case 'number':
      return named(piece.text, 'words', setting);
    case 'open':
      return [{ is: 'bracket', text: '[' }, ...said(piece.attribution, setting)];
    case 'close':
      return [...said(piece.attribution, setting), { is: 'bracket', text: ']' }];
    case 'status':
      return [wordsData(' '), ...said(piece.text, setting)];
    case 'words':
      if (piece.gone) return said(piece.text, setting);
      return atMarks(piece.text).flatMap((text, index) =>
        index % 2 === 1 ? noteData(text, piece, setting) : plainData(text, piece, setting),
      );
  }
}

/** Among words from right to left each symbol stands for itself, so that nothing beside it is drawn into it. */
function plainData(text: string, piece: Words, setting: Setting): unknown[] {
  const pieces = setting.rtl ? aroundSymbols(text) : [text];
  return pieces.flatMap((one, index) => (one === '' ? [] : [{ ...looks(one, piece, setting), symbol: index % 2 === 1 }]));
}

/** A footnote stands at the foot of the page on which it is first referred to; after that its number alone is told. */
function noteData(key: string, piece: Words, setting: Setting): unknown[] {
  const note = setting.notes.get(key);
  setting.notes.delete(key);
  if (note === undefined) return [{ is: 'raised', text: key, part: looks(key, piece, setting) }];
  const pieces = note.pieces.filter(({ type }) => type !== 'number');
  const rtl = note.direction === 'rtl';
  return [{ is: 'note', number: key, rtl, parts: pieces.flatMap((one) => partOf(one, { ...setting, rtl })) }];
}

function looks(text: string, { bold, italic, link, changes }: Words, setting: Setting): object {
  const has = (role: BracketRole): boolean => changes.some((change) => change.role === role && setting.isOpen(change.proposal));
  return {
    ...wordsData(text),
    bold: bold === true,
    italic: italic === true,
    ins: has('insertion'),
    del: has('deletion'),
    link: link ?? '',
  };
}

/** What is longer than a line cannot stand for itself, since it is broken. */
const LINE = 60;

/** What is said of words and is none of them, such as names: in their own letters. */
function said(text: string, setting: Setting): unknown[] {
  return text === '' ? [] : named(text, 'said', setting);
}

/** A name or a number among words from right to left, standing for itself. */
function named(text: string, is: 'said' | 'words', { rtl }: Setting): unknown[] {
  const pieces = rtl && text.length <= LINE && directionOf(text) === 'ltr' ? aroundName(text) : [text];
  return pieces.flatMap((one, index) => (one === '' ? [] : [{ ...wordsData(one), is, symbol: index === 1 }]));
}

function wordsData(text: string): object {
  return { is: 'words', text, bold: false, italic: false, ins: false, del: false, link: '', symbol: false };
}
