import type { TextForm } from '../text/form.ts';
import { SLOT } from '../text/clause.ts';
import { LINE_END, readable } from '../text/clause-words.ts';
import { tableAt, type SourceCell } from './pipe-rows.ts';
import { beginsStructure, isHeading, isNumberOnly } from './structure.ts';

/**
 * A clause's source as one line: its indentation in columns, and its characters, with line ends as spaces and every run of blanks
 * as one.
 */
export interface Block {
  readonly columns: number;
  readonly text: string;
  /** Its place where it is the cell of a table, and the line with which that table begins. */
  readonly cell?: SourceCell & { readonly table: number };
}

interface Line extends Block {
  readonly blankBefore: boolean;
}

const TAB = 4;
/** Lines of a hard-wrapped text are about as long as one another, and a page is no wider than this. */
const WIDEST = 140;
/** A line that does not end a sentence and is at least this long goes on in the next one. */
const LONG = 45;

/** `markdown` where the file's name says so or a line begins with one to six `#` and a space, be it indented; else `plain`. */
export function formOf(source: string, fileName: string): TextForm {
  if (/\.(?:md|markdown)$/i.test(fileName)) return 'markdown';
  return linesOf(source).some((line) => /^#{1,6} /.test(line.text)) ? 'markdown' : 'plain';
}

/**
 * Joins a source's lines into blocks, one for each clause. An empty line always separates. Else a line goes on with the one
 * before it
 *
 * - never, where it begins a structure of its own (number, heading, option, bullet, footnote, note), the line before is a
 *   heading, or either is the number of a page, a rule or a row of a table; nor, in a text of one line a paragraph, between two
 *   bracketed paragraphs,
 * - always, where the line before is nothing but a number (`Pp1`),
 * - where it begins with a small letter or a mark that cannot begin a clause,
 * - where the line before is full: the text is hard-wrapped, and the next word had no room left on it,
 * - where the line before is long and ends neither a sentence nor a clause (`.`, `;`, `:`, `?`, `!`).
 *
 * The same rules serve both forms, since many a Markdown file is a machine's extraction of pages.
 */
export function blocksOf(source: string, form: TextForm): Block[] {
  const lines = linesOf(source);
  const width = wrapWidth(lines);
  const blocks: Block[] = [];
  let parts: string[] = [];
  let columns = 0;
  let last: Line | null = null;
  const finish = (): void => {
    if (parts.length > 0) blocks.push({ columns, text: parts.join(' ') });
    parts = [];
  };
  let behindTable = 0;
  let behindBars = 0;
  for (const [at, line] of lines.entries()) {
    if (at < behindTable) continue;
    const table = at >= behindBars && line.text.startsWith('|') ? tableAt(lines, at) : null;
    if (table?.cells === null) behindBars = at + table.lines;
    else if (table !== null) {
      finish();
      blocks.push(...table.cells.map((cell) => ({ columns: 0, text: cell.text, cell: { ...cell, table: at } })));
      behindTable = at + table.lines;
      last = null;
      continue;
    }
    if (last === null || line.blankBefore || !goesOn(last, line, { width, form, alone: parts.length === 1 })) {
      finish();
      columns = line.columns;
    }
    parts.push(line.text);
    last = line;
  }
  finish();
  return blocks;
}

function linesOf(source: string): Line[] {
  const lines: Line[] = [];
  let blankBefore = true;
  for (const raw of withoutMark(source).replaceAll(SLOT, '').split(LINE_END).map(readable)) {
    const text = raw.trim().replaceAll(/\s{2,}|\t/g, ' ');
    if (text !== '') lines.push({ columns: columnsOf(raw), text, blankBefore });
    blankBefore = text === '';
  }
  return lines;
}

/**
 * How wide a hard-wrapped text is: what one line in ten exceeds; infinite where too many lines are longer than a page is wide.
 */
function wrapWidth(lines: readonly Line[]): number {
  const lengths = lines.map((line) => line.columns + line.text.length).toSorted((a, b) => a - b);
  const tooLong = lengths.filter((length) => length > WIDEST).length;
  if (tooLong * 50 > lengths.length) return Number.POSITIVE_INFINITY;
  return Math.max(60, lengths[Math.floor(lengths.length * 0.9)] ?? 0);
}

function goesOn(
  last: Line,
  line: Line,
  of: { readonly width: number; readonly form: TextForm; readonly alone: boolean },
): boolean {
  if (of.alone && isHeading(last.text, of.form)) return false;
  if (beginsStructure(line.text, of.form, last.text)) return false;
  if (of.alone && isNumberOnly(last.text)) return true;
  if (standsAlone(line.text) || (of.alone && standsAlone(last.text))) return false;
  if (of.width === Number.POSITIVE_INFINITY && last.text.endsWith(']') && /^\[.*\]$/.test(line.text)) return false;
  if (/^[[*(“"‘']{0,4}[\p{Ll}]|^[\]),.;:!?”’%]/u.test(line.text)) return true;
  const word = line.text.split(' ', 1)[0] ?? '';
  if (last.columns + last.text.length + 1 + word.length > of.width && last.text.length >= LONG) return true;
  return last.text.length >= LONG && !/[.;:!?][\])”"’'*}]*$/.test(last.text);
}

/** A number of a page, a rule, a row of a table. */
function standsAlone(line: string): boolean {
  return /^(?:Page )?\d{1,3}(?: of \d{1,3})?$|^[-=_*]{3,}$|^#{1,6}$|^\|/.test(line);
}

function columnsOf(raw: string): number {
  let columns = 0;
  for (const character of raw) {
    if (character === '\t') columns += TAB - (columns % TAB);
    else if (/\s/.test(character)) columns += 1;
    else break;
  }
  return columns;
}

function withoutMark(source: string): string {
  return source.startsWith('\uFEFF') ? source.slice(1) : source;
}
