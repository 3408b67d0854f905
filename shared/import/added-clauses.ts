import type { ClauseId } from '../base/ids.ts';
import { headNumber } from '../text/addresses.ts';
import { cellOf, cellPlace, type CellPlace } from '../text/cell.ts';
import { sliceRuns, type Clause } from '../text/clause.ts';
import { isHeading } from '../text/numbering.ts';
import { trimmedEnd } from './carried-edits.ts';
import type { CountedCell } from './cell-places.ts';
import type { Line } from './file-lines.ts';
import type { FileParagraph } from './file-text.ts';
import { labelOf } from './numbering.ts';

/** A clause that a file adds, and the clause of the draft behind which it comes; null: before all. */
export interface AddedClause {
  readonly after: ClauseId | null;
  readonly clause: Clause;
}

/** What clauses are added to. */
export interface AddedTo {
  readonly clauses: readonly Clause[];
  /** The clause of the draft that each paragraph of the file is, by its place; null for none. */
  readonly known: readonly { readonly cell: CountedCell | null; readonly clause: Clause | null }[];
  readonly newClause: () => ClauseId;
}

/** The clauses that a file adds to a draft: paragraphs, whole rows and columns of its tables, and tables. */
export class AddedClauses {
  readonly all: AddedClause[] = [];
  private readonly to: AddedTo;
  /** Ids of tables, rows and columns by how the file counts them. */
  private readonly ids = new Map<string, string>();
  private readonly emptied = new Set<string>();
  /** Those that the draft has. */
  private readonly had: ReadonlySet<string>;

  constructor(to: AddedTo) {
    this.to = to;
    for (const { cell, clause } of to.known) {
      if (cell === null || clause?.cell === undefined) continue;
      const { table, row, column } = cellOf(clause.cell);
      for (const [key, id] of [
        [tableKey(cell), table],
        [rowKey(cell), row],
        [columnKey(cell), column],
      ] as const)
        if (!this.ids.has(key)) this.ids.set(key, id);
    }
    this.had = new Set(this.ids.keys());
  }

  /** Whether an empty cell is new too, since its row or its column is; a cell is so but once, and not where words are `added` in it. */
  isNewEmptyCell(cell: CountedCell, added: readonly CountedCell[]): boolean {
    const isNew = (key: (one: CountedCell) => string): boolean =>
      !this.had.has(key(cell)) && added.some((one) => key(one) === key(cell));
    const isHeld = added.some((one) => rowKey(one) === rowKey(cell) && columnKey(one) === columnKey(cell));
    const place = `${rowKey(cell)} ${columnKey(cell)}`;
    if (isHeld || this.emptied.has(place) || !(isNew(rowKey) || isNew(columnKey))) return false;
    this.emptied.add(place);
    return true;
  }

  /** Adds a line behind a clause; false where it has no place there. */
  add(after: ClauseId | null, line: Line, styled: FileParagraph | undefined): boolean {
    const { clauses } = this.to;
    const place = after === null ? -1 : clauses.findIndex(({ id }) => id === after);
    const [before, next] = [clauses[place], clauses[place + 1]];
    if (styled?.cell != null) {
      this.push(after, { kind: 'text', level: 0, label: '', cell: this.cellFor(styled.cell), runs: trimmedEnd(line.runs) });
      return true;
    }
    // A clause between two cells would be in the table and in none of its cells.
    if (before?.cell !== undefined && next?.cell !== undefined && cellOf(before.cell).table === cellOf(next.cell).table)
      return false;
    const label = labelOf(line.text.trimStart())?.label ?? '';
    const start = line.text.trimEnd().length - unlabelled(line.text).length;
    const shape = styled?.shape ?? shapeOf(unlabelled(line.text), label, this.lastShape(after, before));
    this.push(after, {
      kind: shape.kind,
      level: shape.level,
      label: shape.kind === 'footnote' ? (styled?.number ?? '') : '',
      runs: trimmedEnd(sliceRuns(line.runs, start, line.text.length)),
    });
    return true;
  }

  private push(after: ClauseId | null, clause: Omit<Clause, 'id'>): void {
    this.all.push({ after, clause: { id: this.to.newClause(), ...clause } });
  }

  private cellFor(cell: CountedCell): CellPlace {
    const idOf = (key: string): string => {
      const id = this.ids.get(key) ?? this.to.newClause();
      this.ids.set(key, id);
      return id;
    };
    const { isHead } = cell;
    return cellPlace({ table: idOf(tableKey(cell)), row: idOf(rowKey(cell)), column: idOf(columnKey(cell)), isHead });
  }

  private lastShape(after: ClauseId | null, before: Clause | undefined): Pick<Clause, 'kind' | 'level'> {
    const last = this.all.findLast((one) => one.after === after)?.clause ?? before;
    return last === undefined || isHeading(last.kind) || last.kind === 'footnote' || last.cell !== undefined
      ? { kind: 'text', level: 0 }
      : last;
  }
}

function tableKey({ table }: CountedCell): string {
  return `${table}`;
}

function rowKey({ table, row }: CountedCell): string {
  return `${table} row ${row}`;
}

function columnKey({ table, column }: CountedCell): string {
  return `${table} column ${column}`;
}

/** Words without the number that they begin with: a clause's number is none of its words. */
export function unlabelled(text: string): string {
  const trimmed = text.trim();
  const label = labelOf(trimmed)?.label ?? '';
  return label === '' ? trimmed : trimmed.slice(label.length).trimStart();
}

const LONGEST_HEADING = 150;

function shapeOf(words: string, label: string, last: Pick<Clause, 'kind' | 'level'>): Pick<Clause, 'kind' | 'level'> {
  if (words.length < LONGEST_HEADING && headNumber(words)?.word === 'article') return { kind: 'article', level: 2 };
  const style = labelOf(label)?.style;
  if (style === 'decimal' || style === 'preambular') return { kind: 'paragraph', level: 0 };
  if (style === 'letter' || style === 'letter-point') return { kind: 'subparagraph', level: 1 };
  if (style === 'roman' || style === 'roman-point') return { kind: 'subparagraph', level: 2 };
  return { kind: last.kind, level: last.level };
}
