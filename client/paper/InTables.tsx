import type { ReactNode } from 'react';
import type { CellPlace } from '../../shared/text/cell.ts';
import { headRows, withTables, type Table, type TableRow } from '../../shared/text/tables.ts';

/** A clause that is drawn already, with its place in a table. */
export interface DrawnPlace {
  readonly key: string;
  readonly cell?: CellPlace | undefined;
  readonly drawn: ReactNode;
}

/** Clauses in reading order; those in cells as tables, which are tables to those who hear them too. */
export function InTables({ rows }: { readonly rows: readonly DrawnPlace[] }) {
  return withTables(rows).map((one) =>
    one.type === 'one' ? (
      one.item.drawn
    ) : (
      <TableOnPaper key={`table ${one.table.rows[0]?.cells.flat()[0]?.key}`} table={one.table} />
    ),
  );
}

function TableOnPaper({ table }: { readonly table: Table<DrawnPlace> }) {
  const heads = headRows(table);
  const drawn = table.rows.map((row, index) => <RowOnPaper key={index} row={row} />);
  return (
    <table className="cells">
      {heads > 0 && <thead>{drawn.slice(0, heads)}</thead>}
      {heads < drawn.length && <tbody>{drawn.slice(heads)}</tbody>}
    </table>
  );
}

function RowOnPaper({ row: { isHead, cells } }: { readonly row: TableRow<DrawnPlace> }) {
  return (
    <tr>
      {cells.map((cell, column) =>
        isHead ? (
          <th key={column} scope="col">
            {cell.map(({ drawn }) => drawn)}
          </th>
        ) : (
          <td key={column}>{cell.map(({ drawn }) => drawn)}</td>
        ),
      )}
    </tr>
  );
}
