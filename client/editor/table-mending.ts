import { Plugin } from '@tiptap/pm/state';
import { isHistoryTransaction } from '@tiptap/pm/history';
import { isRemote } from './binding.ts';
import { childrenOf } from './clause-value.ts';
import type { EditorContext } from './editor-context.ts';
import { newCell, tablesIn } from './table-keys.ts';

/**
 * Gives a table an empty cell wherever one's own change left a hole, as when words of several cells are deleted at once: a cell goes with its
 * row or its column, never alone.
 */
export function tableMendingPlugin(context: EditorContext): Plugin {
  return new Plugin({
    appendTransaction(transactions, old, state) {
      if (!transactions.some((tr) => tr.docChanged && !isRemote(tr)) || transactions.some(isHistoryTransaction)) return null;
      const places = (doc: typeof state.doc): string =>
        childrenOf(doc)
          .map(({ attrs }) => String(attrs['cell']))
          .join(' ');
      if (!childrenOf(state.doc).some(({ attrs }) => attrs['cell'] !== null) || places(old.doc) === places(state.doc))
        return null;
      const { tr } = state;
      for (const { table, columns, rows } of tablesIn(state.doc).toReversed()) {
        const held = new Set(
          rows.flatMap(({ row, cells }) => columns.filter((_, at) => cells[at]?.length).map((column) => `${row} ${column}`)),
        );
        for (const { row, isHead, cells } of rows.toReversed()) {
          for (const [index, column] of [...columns.entries()].toReversed()) {
            if (held.has(`${row} ${column}`)) continue;
            held.add(`${row} ${column}`);
            const before = cells.slice(0, index).flat().at(-1);
            const at = before === undefined ? cells.flat()[0]?.pos : before.pos + before.node.nodeSize;
            if (at !== undefined) tr.insert(at, newCell(state, context, { table, row, column, isHead }));
          }
        }
      }
      return tr.docChanged ? tr : null;
    },
  });
}
