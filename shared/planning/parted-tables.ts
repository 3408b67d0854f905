import type { ClauseId } from '../base/ids.ts';
import type { Clause } from '../text/clause.ts';
import { tablesIn, type Table, type TableRow } from '../text/tables.ts';

/**
 * Whether new clauses part a table that is drawn or a row of one, or have a row of headings be none, or the other way round. Both texts without
 * what is gone from them.
 */
export function partsTables(before: readonly Clause[], after: readonly Clause[]): boolean {
  const known = new Set(before.map(({ id }) => id));
  if (after.every(({ id }) => known.has(id))) return false;
  const now = placesIn(after);
  return tablesIn(before).some(({ rows }) => {
    const places = rows.map(({ cells }) => cells.flat().map(({ id }) => now.get(id)));
    const whole = places[0]?.[0]?.table;
    return rows.some(({ isHead }, index) => {
      const [first, ...rest] = places[index] ?? [];
      return first?.table !== whole || first?.row.isHead !== isHead || rest.some((place) => place?.row !== first?.row);
    });
  });
}

function placesIn(
  clauses: readonly Clause[],
): ReadonlyMap<ClauseId, { readonly table: Table<Clause>; readonly row: TableRow<Clause> }> {
  return new Map(
    tablesIn(clauses).flatMap((table) =>
      table.rows.flatMap((row) => row.cells.flat().map(({ id }) => [id, { table, row }] as const)),
    ),
  );
}
