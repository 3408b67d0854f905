import type { CellPlace } from '../../shared/text/cell.ts';
import { headRows, type Table } from '../../shared/text/tables.ts';

/** A clause's element with its place. */
export interface PlacedElement {
  readonly dom: HTMLElement;
  readonly cell: CellPlace | undefined;
}

/** What tables in the editor's shadow look like, as the page's policy allows it; colours are the page's. */
export const TABLE_RULES = `
table { inline-size: 100%; table-layout: fixed; border-collapse: collapse; }
th, td { border: 1px solid var(--line, currentcolor); padding: 0.25rem 0.5rem; text-align: start; vertical-align: top; font-weight: inherit; }
th { background: var(--hair, transparent); font-weight: 650; }
`;

interface TableBox {
  readonly box: HTMLElement;
  signature: string;
}

/**
 * Tables as they are shown: rows and cells in the editor's shadow, in each cell the clauses that stand there. To ProseMirror they are clauses
 * like any other; to whoever hears the page, a table with its headings. Style sheets know the boxes as `::part(table)`.
 */
export class TableBoxes {
  #boxes = new Map<string, TableBox>();
  #used = new Map<string, TableBox>();
  readonly #names = new WeakMap<HTMLElement, string>();
  #made = 0;

  /** The box of a table, drawn anew where its rows or cells are other ones than before. A table that is torn apart has several. */
  boxFor(table: Table<PlacedElement>): HTMLElement {
    let key = table.table;
    while (this.#used.has(key)) key = `${key}+`;
    const known = this.#boxes.get(key) ?? { box: newBox(), signature: '' };
    this.#used.set(key, known);
    const signature = table.rows
      .map(
        ({ isHead, cells }) => `${isHead} ${cells.map((cell) => cell.map(({ dom }) => this.#nameOf(dom)).join('+')).join('|')}`,
      )
      .join('\n');
    if (signature !== known.signature) known.box.replaceChildren(this.#drawn(table));
    known.signature = signature;
    for (const { dom } of table.rows.flatMap(({ cells }) => cells.flat())) dom.slot = this.#nameOf(dom);
    return known.box;
  }

  /** Takes away the boxes that no table was shown in since the last time. */
  sweep(): void {
    for (const [key, { box }] of this.#boxes) if (!this.#used.has(key)) box.remove();
    this.#boxes = this.#used;
    this.#used = new Map();
  }

  #drawn(table: Table<PlacedElement>): HTMLElement {
    const drawn = document.createElement('table');
    const [head, body] = [document.createElement('thead'), document.createElement('tbody')];
    const heads = headRows(table);
    for (const [index, { cells, isHead }] of table.rows.entries()) {
      const row = document.createElement('tr');
      for (const cell of cells) {
        const place = document.createElement(isHead ? 'th' : 'td');
        if (isHead) place.setAttribute('scope', 'col');
        for (const { dom } of cell) {
          const slot = document.createElement('slot');
          slot.name = this.#nameOf(dom);
          place.append(slot);
        }
        row.append(place);
      }
      (index < heads ? head : body).append(row);
    }
    drawn.append(...[head, body].filter((part) => part.childElementCount > 0));
    return drawn;
  }

  #nameOf(dom: HTMLElement): string {
    const name = this.#names.get(dom) ?? `cell-${(this.#made += 1)}`;
    this.#names.set(dom, name);
    return name;
  }
}

function newBox(): HTMLElement {
  const box = document.createElement('div');
  box.setAttribute('part', 'table');
  return box;
}
