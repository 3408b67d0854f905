import { CELL_BREAK } from '../projection/pipe-table.ts';

/** A line of a text that may be the row of a table. */
interface RowLine {
  readonly text: string;
  readonly blankBefore: boolean;
}

/** A cell's source with its place, counted from 0. */
export interface SourceCell {
  readonly text: string;
  readonly row: number;
  readonly column: number;
  readonly isHead: boolean;
}

/** The table that begins at a line, and how many lines it takes; null: in none of these lines does one begin. */
export interface SourceTable {
  readonly lines: number;
  readonly cells: readonly SourceCell[] | null;
}

const BAR = /(?<!\\)\|/;
const BREAK = new RegExp(`(?<!\\\\)${CELL_BREAK}`);
const DASHES = /^:?-+:?$/;

/**
 * The table that begins at this line: rows without an empty line between, each between two bars and all with as many cells, and under the
 * headings a row of dashes. One row of empty headings is none. All else that has bars in it stays text.
 */
export function tableAt(lines: readonly RowLine[], start: number): SourceTable {
  const rows: string[][] = [];
  for (let at = start; at < lines.length; at += 1) {
    const line = lines[at];
    const row = line === undefined || (at > start && line.blankBefore) ? null : rowOf(line.text);
    if (row === null || (rows[0] !== undefined && row.length !== rows[0].length)) break;
    rows.push(row);
  }
  const rule = rows.findIndex((row, index) => index > 0 && row.every((cell) => DASHES.test(cell)));
  if (rule === -1) return { lines: rows.length, cells: null };
  const head = rows.slice(0, rule);
  const isHeadless = rule === 1 && rows.length > 2 && head.every((row) => row.every((cell) => cell === ''));
  const heads = isHeadless ? [] : head;
  const cells = [...heads, ...rows.slice(rule + 1)].flatMap((row, at) =>
    row.flatMap((cell, column) =>
      cell.split(BREAK).map((text) => ({
        text: text.trim().replaceAll(`\\${CELL_BREAK}`, CELL_BREAK).replaceAll('\\|', '|'),
        row: at,
        column,
        isHead: at < heads.length,
      })),
    ),
  );
  return { lines: rows.length, cells };
}

function rowOf(text: string): string[] | null {
  if (!/^\|.*(?<!\\)\|$/.test(text) || text.length < 2) return null;
  return text
    .slice(1, -1)
    .split(BAR)
    .map((cell) => cell.trim());
}
