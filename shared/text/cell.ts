import { isId } from '../base/ids.ts';

/**
 * Where a clause stands in a table, as one word: the ids of table, row and column, and whether it is a heading (`t1/r1/c1`,
 * `t1/r1/c1/head`). One value, so that no two people can make half of a place each; ids, so that a row or column that others bring in
 * moves nobody's cell.
 */
export type CellPlace = string & { readonly cellPlace: true };

/** What such a place says. */
export interface Cell {
  readonly table: string;
  readonly row: string;
  readonly column: string;
  readonly isHead: boolean;
}

/** The place of a cell. Throws RangeError where one of the three is no id. */
export function cellPlace({ table, row, column, isHead }: Cell): CellPlace {
  const place = asCellPlace([table, row, column, ...(isHead ? ['head'] : [])].join('/'));
  if (place === null) throw new RangeError('not the place of a cell');
  return place;
}

/** A value from outside as the place of a cell, or null where it is none. */
export function asCellPlace(value: unknown): CellPlace | null {
  if (typeof value !== 'string') return null;
  const [table, row, column, head, more] = value.split('/');
  const named = [table, row, column].every((id) => id !== undefined && isId(id));
  return named && (head === undefined || head === 'head') && more === undefined ? (value as CellPlace) : null;
}

export function cellOf(place: CellPlace): Cell {
  const [table = '', row = '', column = '', head] = place.split('/');
  return { table, row, column, isHead: head === 'head' };
}
