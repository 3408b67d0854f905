import type { CellPlace } from '../../shared/text/cell.ts';
import type { Table, TableRow } from '../../shared/text/tables.ts';

/** A clause's element with its place. */
export interface PlacedElement {
  readonly dom: HTMLElement;
  readonly cell: CellPlace | undefined;
}

/** What tables in the editor's shadow look like, as the page's policy allows it; colours are the page's. */
export const TABLE_RULES = `
[part~=row] { display: grid; border: 1px solid var(--line, currentcolor); border-block-start: none; }
[part~=first] { border-block-start: 1px solid var(--line, currentcolor); }
[part~=head] { background: var(--hair, transparent); font-weight: 650; }
`;

interface TableBox {
  /** Says to whoever hears the page that the rows behind it are a table. */
  readonly told: HTMLElement;
  rows: readonly HTMLSlotElement[];
  signature: string;
}

/**
 * Tables as they are shown: a row is a slot of the editor's shadow, laid out as a grid of the clauses in its cells. To ProseMirror they are
 * clauses like any other; to whoever hears the page, a table with its headings. Style sheets know `::part(row)` with `first`, `last` and
 * `head`. Each row stands in the shadow itself: within another element of it, Chromium (153) would end selections at the row's edge.
 */
export class TableBoxes {
  #boxes = new Map<string, TableBox>();
  #used = new Map<string, TableBox>();
  readonly #names = new WeakMap<HTMLElement, string>();
  #made = 0;

  /** The boxes of a table, drawn anew where its rows or cells are other ones than before. A table that is torn apart has several. */
  boxesFor(table: Table<PlacedElement>): readonly HTMLElement[] {
    let key = table.table;
    while (this.#used.has(key)) key = `${key}+`;
    const known = this.#boxes.get(key) ?? { told: document.createElement('div'), rows: [], signature: '' };
    this.#used.set(key, known);
    const signature = table.rows
      .map(
        ({ isHead, cells }) => `${isHead} ${cells.map((cell) => cell.map(({ dom }) => this.#nameOf(dom)).join('+')).join('|')}`,
      )
      .join('\n');
    if (signature !== known.signature || !areIn(known.rows, table)) this.#draw(known, table);
    known.signature = signature;
    return [known.told, ...known.rows];
  }

  /** Takes away the boxes that no table was shown in since the last time. */
  sweep(): void {
    for (const [key, { told, rows }] of this.#boxes) if (!this.#used.has(key)) for (const box of [told, ...rows]) box.remove();
    this.#boxes = this.#used;
    this.#used = new Map();
  }

  #draw(box: TableBox, { rows, columns }: Table<PlacedElement>): void {
    for (const left of box.rows.slice(rows.length)) left.remove();
    box.rows = rows.map((row, index) => {
      const slot = box.rows[index] ?? this.#newRow();
      const names = ['row', index === 0 && 'first', index === rows.length - 1 && 'last', row.isHead && 'head'];
      slot.setAttribute('part', names.filter((name) => name !== false).join(' '));
      slot.style.gridTemplateColumns = `repeat(${columns.length}, minmax(0, 1fr))`;
      placeCells(slot, row);
      return slot;
    });
    box.told.setAttribute('role', 'table');
    box.told.setAttribute('aria-owns', box.rows.map(({ id }) => id).join(' '));
  }

  #newRow(): HTMLSlotElement {
    const slot = document.createElement('slot');
    slot.name = slot.id = `row-${(this.#made += 1)}`;
    slot.setAttribute('role', 'row');
    return slot;
  }

  #nameOf(dom: HTMLElement): string {
    const name = this.#names.get(dom) ?? `cell-${(this.#made += 1)}`;
    this.#names.set(dom, name);
    return name;
  }
}

/** Whether each cell still names the box of its row: one that came anew does not, be it just where it was. */
function areIn(boxes: readonly HTMLSlotElement[], { rows }: Table<PlacedElement>): boolean {
  return rows.every(({ cells }, index) => cells.every((cell) => cell.every(({ dom }) => dom.slot === boxes[index]?.name)));
}

/** Clauses of one cell stand under each other, the last as high as there is room. */
function placeCells(slot: HTMLSlotElement, { cells, isHead }: TableRow<PlacedElement>): void {
  const lines = Math.max(1, ...cells.map((cell) => cell.length));
  for (const [column, cell] of cells.entries()) {
    for (const [line, { dom }] of cell.entries()) {
      dom.slot = slot.name;
      dom.style.gridColumn = String(column + 1);
      dom.style.gridRow = `${line + 1} / span ${line === cell.length - 1 ? lines - line : 1}`;
      dom.setAttribute('role', isHead ? 'columnheader' : 'cell');
      dom.setAttribute('aria-colindex', String(column + 1));
    }
  }
}

/** A clause that stands in no table any more. */
export function leaveTable(dom: HTMLElement): void {
  dom.style.gridColumn = '';
  dom.style.gridRow = '';
  dom.removeAttribute('role');
  dom.removeAttribute('aria-colindex');
}
