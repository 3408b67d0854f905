import { cellOf, type Cell, type CellPlace } from './cell.ts';

/** Anything that may stand in a cell. */
export interface Placed {
  readonly cell?: CellPlace | undefined;
}

/** A row as it is drawn: for each column what stands there; nothing where the row has no such cell, several where it has it twice. */
export interface TableRow<T> {
  readonly row: string;
  readonly isHead: boolean;
  readonly cells: readonly (readonly T[])[];
}

export interface Table<T> {
  readonly table: string;
  readonly columns: readonly string[];
  readonly rows: readonly TableRow<T>[];
}

/** One after the other: what stands in no table, and tables. */
export type Stretch<T> = { readonly type: 'one'; readonly item: T } | { readonly type: 'table'; readonly table: Table<T> };

/**
 * A flat list as it is drawn. Neighbours of one table are a table, neighbours of one row a row; a cell that comes behind one of a later
 * column begins the row anew. Total: whatever people did at once, each item is drawn once, and in its order.
 */
export function withTables<T extends Placed>(items: readonly T[]): Stretch<T>[] {
  const stretches: Stretch<T>[] = [];
  for (let at = 0; at < items.length;) {
    const item = items[at] as T;
    const table = tableOf(item);
    if (table === null) {
      stretches.push({ type: 'one', item });
      at += 1;
      continue;
    }
    let end = at + 1;
    while (end < items.length && tableOf(items[end]) === table) end += 1;
    stretches.push({ type: 'table', table: tableFrom(table, items.slice(at, end)) });
    at = end;
  }
  return stretches;
}

/** The cells of rows and columns that are gone: something in them is out, and nothing in them is left. Empty cells go with those. */
export function goneCells<T extends Placed>(
  items: readonly T[],
  isOut: (item: T) => boolean,
  isEmpty: (item: T) => boolean,
): ReadonlySet<T> {
  const gone = new Set<T>();
  if (!items.some(({ cell }) => cell !== undefined)) return gone;
  for (const stretch of withTables(items)) {
    if (stretch.type === 'one') continue;
    const { columns, rows } = stretch.table;
    const byColumn = columns.map((): T[] => []);
    for (const { cells } of rows) for (const [column, cell] of cells.entries()) byColumn[column]?.push(...cell);
    for (const line of [...rows.map(({ cells }) => cells.flat()), ...byColumn]) {
      if (line.some(isOut) && line.every((item) => isOut(item) || isEmpty(item))) for (const item of line) gone.add(item);
    }
  }
  return gone;
}

/** Some items of a list, with all of each table of which one is among them. */
export function withWholeTables<T extends Placed>(picked: readonly T[], all: readonly T[]): T[] {
  const tables = new Set(picked.map(tableOf));
  tables.delete(null);
  const among = new Set(picked);
  return all.filter((item) => among.has(item) || tables.has(tableOf(item)));
}

/** The tables of a flat list. */
export function tablesIn<T extends Placed>(items: readonly T[]): Table<T>[] {
  return withTables(items).flatMap((stretch) => (stretch.type === 'table' ? [stretch.table] : []));
}

/** What stands in the cells of a table, in order. */
export function cellsOf<T>({ rows }: Table<T>): T[] {
  return rows.flatMap(({ cells }) => cells.flat());
}

/** How many rows a table begins with that are headings. */
export function headRows(table: Table<unknown>): number {
  const first = table.rows.findIndex(({ isHead }) => !isHead);
  return first === -1 ? table.rows.length : first;
}

function tableOf(item: Placed | undefined): string | null {
  return item?.cell === undefined ? null : cellOf(item.cell).table;
}

interface At<T> {
  readonly item: T;
  readonly cell: Cell;
}

function tableFrom<T extends Placed>(table: string, items: readonly T[]): Table<T> {
  const placed = items.map((item): At<T> => ({ item, cell: cellOf(item.cell as CellPlace) }));
  const columns = columnsOf(placed);
  const orderOf = new Map(columns.map((column, index) => [column, index]));
  const rows: { row: string; isHead: boolean; cells: T[][] }[] = [];
  let last = -1;
  for (const { item, cell } of placed) {
    const column = orderOf.get(cell.column) ?? 0;
    const open = rows.at(-1);
    if (open === undefined || open.row !== cell.row || column < last) {
      rows.push({ row: cell.row, isHead: cell.isHead, cells: columns.map(() => HOLE) });
    } else if (!cell.isHead) open.isHead = false;
    const cells = rows.at(-1)?.cells ?? [];
    const held = cells[column];
    if (held === undefined || held === HOLE) cells[column] = [item];
    else held.push(item);
    last = column;
  }
  return { table, columns, rows };
}

/** All holes are one: a table of thousands of rows and columns may have hardly anything else. */
const HOLE: never[] = [];

/**
 * Columns in order. Rows with the most cells are asked first; of a column that those asked before do not have, a row says that it stands
 * behind its neighbour, or before the next one, or last.
 */
function columnsOf<T>(placed: readonly At<T>[]): string[] {
  const rows: string[][] = [];
  let last: string | null = null;
  for (const { cell } of placed) {
    if (cell.row !== last) rows.push([]);
    last = cell.row;
    rows.at(-1)?.push(cell.column);
  }
  const order = new ColumnOrder();
  for (const row of rows.toSorted((a, b) => b.length - a.length)) {
    for (const [index, column] of row.entries()) {
      if (order.has(column)) continue;
      const next = index === 0 ? row.find((other) => order.has(other)) : undefined;
      order.put(column, index === 0 ? order.before(next) : (row[index - 1] ?? START));
    }
  }
  return order.all();
}

/** Stands before the first column; no id is empty. */
const START = '';

/** Columns, each by its neighbours, so that a row of thousands costs no more than its cells. */
class ColumnOrder {
  private readonly next = new Map<string, string>();
  private readonly previous = new Map<string, string>();
  private last = START;

  has(column: string): boolean {
    return this.previous.has(column);
  }

  /** What stands before a column; before none: the last. */
  before(column: string | undefined): string {
    return column === undefined ? this.last : (this.previous.get(column) ?? START);
  }

  put(column: string, behind: string): void {
    const then = this.next.get(behind);
    this.next.set(behind, column);
    this.previous.set(column, behind);
    if (then === undefined) this.last = column;
    else {
      this.next.set(column, then);
      this.previous.set(then, column);
    }
  }

  all(): string[] {
    const columns: string[] = [];
    for (let column = this.next.get(START); column !== undefined; column = this.next.get(column)) columns.push(column);
    return columns;
  }
}
