import type { Node } from '@tiptap/pm/model';
import { Plugin } from '@tiptap/pm/state';
import { isRemote } from './binding.ts';

const sealedOf = new WeakMap<Node, readonly Node[]>();

/** The clauses of a document that are shown and never written. */
function sealedIn(doc: Node): readonly Node[] {
  const known = sealedOf.get(doc);
  if (known !== undefined) return known;
  const found: Node[] = [];
  doc.forEach((node) => {
    if (node.attrs['sealed'] === true) found.push(node);
  });
  sealedOf.set(doc, found);
  return found;
}

/** Lets nothing through that would change, move past one another or take away clauses which hold what this version does not know. */
export function sealingPlugin(): Plugin {
  return new Plugin({
    filterTransaction(transaction, state) {
      if (!transaction.docChanged || isRemote(transaction)) return true;
      const before = sealedIn(state.doc);
      if (before.length === 0) return true;
      const after = sealedIn(transaction.doc);
      return before.length === after.length && before.every((node, index) => node.eq(after[index] ?? state.doc));
    },
  });
}
