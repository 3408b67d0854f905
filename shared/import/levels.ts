import type { TextForm } from '../text/form.ts';
import type { LabelStyle } from './numbering.ts';

/** What the depth of a clause is read from. */
export interface Indented {
  readonly columns: number;
  readonly style: LabelStyle | null;
  /** Headings have no indentation of their own. */
  readonly isHeading: boolean;
  readonly label: string;
}

const STEP = 4;
const DEEPEST = 8;

/**
 * Depth of each clause's indentation, from 0.
 *
 * - Markdown: four columns a level (three count as four).
 * - Plain text whose indentations are all multiples of four, as our own export writes them: likewise.
 * - Plain text with the columns of a printed page: the columns at which numbers stand are the levels.
 * - Where all this finds no depth anywhere, the style of the number says it: (a) one level, (i) two (Editorial Manual,
 *   CONVENTIONS 1.1).
 */
export function levelsOf(clauses: readonly Indented[], form: TextForm): number[] {
  const levels = byColumns(clauses, form);
  return levels.every((level) => level === 0) ? byStyle(clauses) : levels;
}

function byColumns(clauses: readonly Indented[], form: TextForm): number[] {
  if (form === 'markdown')
    return clauses.map(({ columns, isHeading }) => (isHeading ? 0 : deep(Math.floor((columns + 1) / STEP))));
  const isRegular = clauses.every((clause) => clause.isHeading || clause.columns % STEP === 0);
  const ladder = isRegular ? [] : ladderOf(clauses);
  return clauses.map(({ columns, isHeading }) => {
    if (isHeading) return 0;
    if (isRegular) return deep(columns / STEP);
    let level = 0;
    while (level + 1 < ladder.length && (ladder[level + 1] ?? 0) <= columns + 1) level += 1;
    return deep(level);
  });
}

/** The columns at which numbers stand, those less than three apart taken as one. */
function ladderOf(clauses: readonly Indented[]): number[] {
  const columns = clauses.filter((clause) => clause.style !== null && !clause.isHeading).map((clause) => clause.columns);
  const ladder: number[] = [];
  for (const column of [...new Set(columns)].toSorted((a, b) => a - b))
    if (column - (ladder.at(-1) ?? -STEP) > 2) ladder.push(column);
  return ladder;
}

function byStyle(clauses: readonly Indented[]): number[] {
  let before = '';
  return clauses.map(({ style, label }) => {
    const level = levelOfStyle(style, label, before);
    if (style !== null && style !== 'footnote' && style !== 'bullet') before = label;
    return level;
  });
}

/** (i) after (h) is a letter, (i) after anything else the first of a series of Roman numbers; so for (v) and (x). */
function levelOfStyle(style: LabelStyle | null, label: string, before: string): number {
  if (style === 'roman' || style === 'roman-point') {
    const isLetter = /^\(?[ivxl]\)?/.test(label) && !/[ivxl]{2}/.test(label) && letterBefore(label) === letterIn(before);
    const base = style === 'roman' ? 0 : 2;
    return base + (isLetter ? 1 : 2);
  }
  if (style === 'letter') return 1;
  return style === 'letter-point' ? 3 : 0;
}

function letterIn(label: string): string {
  return /^\(?([a-z])[).]/.exec(label)?.[1] ?? '';
}

function letterBefore(label: string): string {
  return String.fromCharCode(letterIn(label).charCodeAt(0) - 1);
}

function deep(level: number): number {
  return Math.min(level, DEEPEST);
}
