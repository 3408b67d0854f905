import { useState, type ReactElement } from 'react';

export interface NumbersTableProps<Row> {
  readonly heads: readonly string[];
  readonly rows: readonly Row[];
  /** Those that are shown though not all are. */
  readonly isShown: (row: Row) => boolean;
  /** What the others are, behind "Also". */
  readonly others: string;
  /** Said where none is shown. */
  readonly none?: string;
  readonly children: (row: Row) => ReactElement;
}

/** A list about numbers that begins with what is to be seen to. */
export function NumbersTable<Row>({ heads, rows, isShown, others, none, children }: NumbersTableProps<Row>) {
  const [all, setAll] = useState(false);
  const shown = all ? rows : rows.filter(isShown);
  return (
    <>
      <label>
        <input type="checkbox" checked={all} onChange={(event) => setAll(event.target.checked)} /> Also {others}
      </label>
      {shown.length > 0 ? (
        <table>
          <thead>
            <tr>
              {heads.map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>{shown.map(children)}</tbody>
        </table>
      ) : (
        none !== undefined && <p className="empty">{none}</p>
      )}
    </>
  );
}
