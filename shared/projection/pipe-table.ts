import { headRows, withTables, type Placed, type Table } from '../text/tables.ts';

/** Between two clauses that stand in one cell. */
export const CELL_BREAK = '<br>';

/** A clause and the lines that it prints. */
export interface Printed extends Placed {
  readonly lines: readonly string[];
}

/**
 * Clauses as paragraphs of a text: each of its lines one, a table one, with a line for each row (Markdown's tables, in plain text too).
 * What prints nothing is left out, but for cells. `ofWords`: what words of a cell are written as, where they are not to be taken for its signs.
 */
export function paragraphsOf(printed: readonly Printed[], ofWords: (line: string) => string = withoutBreaks): string[] {
  return withTables(printed).flatMap((stretch) =>
    stretch.type === 'one' ? stretch.item.lines.filter((line) => line !== '') : pipeTable(stretch.table, ofWords),
  );
}

function withoutBreaks(line: string): string {
  return line.replaceAll(CELL_BREAK, `\\${CELL_BREAK}`);
}

/** Under the headings goes a row of dashes; a table without any has empty ones, since Markdown knows none without. */
function pipeTable(table: Table<Printed>, ofWords: (line: string) => string): string {
  const rows = table.rows.map(({ cells }) =>
    cells.map((cell) =>
      cell
        .flatMap(({ lines }) => lines)
        .map((line) => inCell(ofWords(line)))
        // A backslash at the end is not that of the break.
        .map((line, at, { length }) => (at < length - 1 && line.endsWith('\\') ? `${line} ` : line))
        .join(CELL_BREAK),
    ),
  );
  const heads = headRows(table);
  const head = heads === 0 ? [table.columns.map(() => '')] : rows.slice(0, heads);
  return [...head, table.columns.map(() => '---'), ...rows.slice(heads)].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

function inCell(line: string): string {
  return line.trim().replaceAll(/\s+/g, ' ').replaceAll('|', '\\|');
}
