import { cellPlace, type CellPlace } from '../text/cell.ts';
import type { NewIds } from './imported.ts';

/** A cell of a source, counted: tables anyhow, rows and columns from 0. */
export interface CountedCell {
  readonly table: number;
  readonly row: number;
  readonly column: number;
  readonly isHead: boolean;
}

/** Gives the tables, rows and columns of a source ids of their own, each once. */
export class CellPlaces {
  private readonly known = new Map<string, string>();
  private readonly ids: NewIds;

  constructor(ids: NewIds) {
    this.ids = ids;
  }

  of({ table, row, column, isHead }: CountedCell): CellPlace {
    return cellPlace({
      table: this.idOf(`${table}`),
      row: this.idOf(`${table} row ${row}`),
      column: this.idOf(`${table} column ${column}`),
      isHead,
    });
  }

  private idOf(key: string): string {
    const id = this.known.get(key) ?? this.ids.clause();
    this.known.set(key, id);
    return id;
  }
}
