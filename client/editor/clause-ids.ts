import type { Node } from '@tiptap/pm/model';
import { Plugin } from '@tiptap/pm/state';
import type { ClauseId } from '../../shared/base/ids.ts';
import { isRemote } from './binding.ts';
import { childrenOf } from './clause-value.ts';

/** Gives each clause that one's own change brought in an id of its own: never after others' changes, who gave theirs. */
export function clauseIdsPlugin(newClauseId: () => ClauseId): Plugin {
  return new Plugin({
    appendTransaction(transactions, old, state) {
      if (!transactions.some((tr) => tr.docChanged && !isRemote(tr))) return null;
      if (sameIds(old.doc, state.doc)) return null;
      const ids = new Set<string>();
      const tr = state.tr;
      state.doc.forEach((node, pos) => {
        const id = String(node.attrs['id']);
        if (id === '' || ids.has(id)) tr.setNodeAttribute(pos, 'id', newClauseId());
        else ids.add(id);
      });
      return tr.docChanged ? tr : null;
    },
  });
}

function sameIds(old: Node, now: Node): boolean {
  if (old.childCount !== now.childCount) return false;
  const before = childrenOf(old);
  return childrenOf(now).every(
    (node, index) => node === before[index] || (node.attrs['id'] === before[index]?.attrs['id'] && node.attrs['id'] !== ''),
  );
}
