import type { Node } from '@tiptap/pm/model';
import { TextSelection, type EditorState, type Transaction } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { cellOf, cellPlace, type Cell, type CellPlace } from '../../shared/text/cell.ts';
import { withTables, type Table } from '../../shared/text/tables.ts';
import { changeLevel } from './clause-keys.ts';
import type { EditorContext, KeyAction } from './editor-context.ts';

/** A clause of the document with its place, both in the document and in a table. */
interface PlacedNode {
  readonly node: Node;
  readonly pos: number;
  readonly cell: CellPlace | undefined;
}

/** The table in which the caret is, and where in it. */
interface TableAtCaret {
  readonly table: Table<PlacedNode>;
  readonly row: number;
  readonly column: number;
}

const NEW_ROWS = 3;
const NEW_COLUMNS = 3;

/** The tables of a document. */
export function tablesIn(doc: Node): Table<PlacedNode>[] {
  const placed: PlacedNode[] = [];
  doc.forEach((node, pos) => {
    placed.push({ node, pos, cell: placeOf(node) });
  });
  return withTables(placed).flatMap((stretch) => (stretch.type === 'table' ? [stretch.table] : []));
}

/** Null where the caret is in no table. */
function tableAtCaret({ doc, selection }: EditorState): TableAtCaret | null {
  const { $head } = selection;
  if ($head.depth === 0 || placeOf($head.parent) === undefined) return null;
  const at = $head.before(1);
  for (const table of tablesIn(doc)) {
    for (const [row, { cells }] of table.rows.entries()) {
      const column = cells.findIndex((cell) => cell.some(({ pos }) => pos === at));
      if (column !== -1) return { table, row, column };
    }
  }
  return null;
}

/** A table of some empty cells behind the clause of the caret, the first row its headings. There is none within a table. */
export const insertTable: KeyAction = (view, context) => {
  const { state } = view;
  const { $head } = state.selection;
  if ($head.depth === 0 || tableAtCaret(state) !== null) return true;
  const newId = context.options.newClauseId;
  const table = newId();
  const columns = Array.from({ length: NEW_COLUMNS }, newId);
  const cells = Array.from({ length: NEW_ROWS }, (_, index) => {
    const row = newId();
    return columns.map((column) => newCell(state, context, { table, row, column, isHead: index === 0 }));
  }).flat();
  const isEmpty = $head.parent.content.size === 0 && $head.parent.attrs['kind'] === 'text';
  const [from, to] = [isEmpty ? $head.before(1) : $head.after(1), $head.after(1)];
  // One can always go on behind it.
  const isLast = to === state.doc.content.size;
  const behind = isLast ? [$head.parent.type.create({ id: newId(), kind: 'text' })] : [];
  const tr = state.tr.replaceWith(from, to, [...cells, ...behind]);
  view.dispatch(tr.setSelection(TextSelection.create(tr.doc, from + 1)).scrollIntoView());
  return true;
};

/** Tab and Shift-Tab go from cell to cell; behind the last one a row begins. Elsewhere they move clauses in and out. */
export function toCell(by: 1 | -1): KeyAction {
  return (view, context) => {
    const at = tableAtCaret(view.state);
    if (at === null) return changeLevel(by)(view, context);
    const { table, row, column } = at;
    const cells = table.rows.flatMap(({ cells: all }, rowAt) => all.map((cell, columnAt) => ({ cell, rowAt, columnAt })));
    const here = cells.findIndex(({ rowAt, columnAt }) => rowAt === row && columnAt === column);
    const onward = by === 1 ? cells.slice(here + 1) : cells.slice(0, Math.max(0, here)).toReversed();
    const next = onward.find(({ cell }) => cell.length > 0)?.cell[0];
    if (next !== undefined) putCaret(view, view.state.tr, next, by === -1);
    else if (by === 1) addRow(view, context);
    return true;
  };
}

/** Up and down go by columns, from the first and last line of a cell. */
export function toRow(by: 1 | -1): KeyAction {
  return (view) => {
    const at = view.endOfTextblock(by === 1 ? 'down' : 'up') ? tableAtCaret(view.state) : null;
    if (at === null || !view.state.selection.empty) return false;
    const { table, row, column } = at;
    const own = table.rows[row]?.cells[column] ?? [];
    const within = own[own.findIndex(({ pos }) => pos === view.state.selection.$head.before(1)) + by];
    const beyond = table.rows[row + by]?.cells[column];
    const next = within ?? (by === 1 ? beyond?.[0] : beyond?.at(-1));
    if (next !== undefined) {
      putCaret(view, view.state.tr, next, by === -1);
      return true;
    }
    const all = table.rows.flatMap(({ cells }) => cells.flat());
    const [first, last] = [all[0], all.at(-1)];
    if (first === undefined || last === undefined) return false;
    const out = by === 1 ? last.pos + last.node.nodeSize + 1 : first.pos - 1;
    if (out < 1 || out >= view.state.doc.content.size) return true;
    view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, out)).scrollIntoView());
    return true;
  };
}

/** A row below the caret's. */
export const addRow: KeyAction = (view, context) => {
  const at = tableAtCaret(view.state);
  const last = at?.table.rows[at.row]?.cells.flat().at(-1);
  if (at === null || last === undefined) return false;
  const row = context.options.newClauseId();
  const { table, columns } = at.table;
  const cells = columns.map((column) => newCell(view.state, context, { table, row, column, isHead: false }));
  const from = last.pos + last.node.nodeSize;
  const tr = view.state.tr.insert(from, cells);
  view.dispatch(tr.setSelection(TextSelection.create(tr.doc, from + 1)).scrollIntoView());
  return true;
};

/** A column behind the caret's. */
export const addColumn: KeyAction = (view, context) => {
  const at = tableAtCaret(view.state);
  if (at === null) return false;
  const column = context.options.newClauseId();
  const { tr } = view.state;
  let caret = view.state.selection.head;
  for (const [index, { row, isHead, cells }] of [...at.table.rows.entries()].toReversed()) {
    const before = cells
      .slice(0, at.column + 1)
      .flat()
      .at(-1);
    const first = cells.flat()[0];
    const from = before === undefined ? first?.pos : before.pos + before.node.nodeSize;
    if (from === undefined) continue;
    const cell = newCell(view.state, context, { table: at.table.table, row, column, isHead });
    tr.insert(from, cell);
    caret = index === at.row ? from + 1 : caret + (index < at.row ? cell.nodeSize : 0);
  }
  view.dispatch(tr.setSelection(TextSelection.create(tr.doc, caret)).scrollIntoView());
  return true;
};

/** Takes the caret's row out of the table, or its column; with the last one goes the table. */
export function remove(what: 'row' | 'column'): KeyAction {
  return (view, context) => {
    const at = tableAtCaret(view.state);
    if (at === null) return false;
    const { rows } = at.table;
    const line = what === 'row' ? (rows[at.row]?.cells.flat() ?? []) : rows.flatMap(({ cells }) => cells[at.column] ?? []);
    const { tr, doc } = view.state;
    const isWhole = line.length === doc.childCount;
    for (const { pos, node } of line.toReversed()) tr.delete(pos, pos + node.nodeSize);
    if (isWhole) tr.insert(0, doc.type.schema.node('clause', { id: context.options.newClauseId(), kind: 'text' }));
    const near = Math.min(Math.max(1, line[0]?.pos ?? 1), tr.doc.content.size - 1);
    view.dispatch(tr.setSelection(TextSelection.near(tr.doc.resolve(near))).scrollIntoView());
    return true;
  };
}

/** Makes the caret's row one of headings, or no longer. */
export const toggleHead: KeyAction = (view) => {
  const at = tableAtCaret(view.state);
  const row = at?.table.rows[at.row];
  if (row === undefined) return false;
  const { tr } = view.state;
  for (const { pos, cell } of row.cells.flat()) {
    if (cell !== undefined) tr.setNodeAttribute(pos, 'cell', cellPlace({ ...cellOf(cell), isHead: !row.isHead }));
  }
  view.dispatch(tr);
  return true;
};

export function placeOf(node: Node): CellPlace | undefined {
  return (node.attrs['cell'] as CellPlace | null) ?? undefined;
}

export function newCell(state: EditorState, context: EditorContext, cell: Cell): Node {
  return state.schema.node('clause', { id: context.options.newClauseId(), kind: 'text', cell: cellPlace(cell) });
}

function putCaret(view: EditorView, tr: Transaction, { node, pos }: PlacedNode, atEnd: boolean): void {
  const place = pos + 1 + (atEnd ? node.content.size : 0);
  view.dispatch(tr.setSelection(TextSelection.create(tr.doc, place)).scrollIntoView());
}
