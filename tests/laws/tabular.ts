import { bracketedText } from '../../shared/projection/bracketed.ts';
import { cellPlace } from '../../shared/text/cell.ts';
import type { Clause } from '../../shared/text/clause.ts';
import { clause } from '../projection/built.ts';

/** A cell of table `t`. */
export function cell(row: number, column: number, notation: string, table = 't'): Clause {
  const place = cellPlace({ table, row: `r${row}`, column: `k${column}`, isHead: row === 0 });
  return { ...clause(`${table}-${row}-${column}`, notation, { kind: 'text' }), cell: place };
}

/** A table of who pays what, one share of which is proposed, between two paragraphs. */
export const TABLE = [
  clause('c1', 'The Parties shall pay as follows:'),
  cell(0, 0, 'Party'),
  cell(0, 1, 'Share'),
  cell(1, 0, 'Norway'),
  cell(1, 1, '<a 40>'),
  cell(2, 0, 'Kenya'),
  cell(2, 1, '60'),
  clause('c2', 'They shall report.'),
];

/** Nothing is decided. */
export const OPEN = { outcomeOf: () => 'open' as const, orderOf: () => 0, holdsNumber: () => false };

export const bracketed = (text: readonly Clause[]): string =>
  bracketedText(text, { ...OPEN, form: 'markdown', attributionOf: () => ({ prefix: '', suffix: '' }) });
