import type { Node } from '@tiptap/pm/model';
import { Plugin, TextSelection, type EditorState, type Transaction } from '@tiptap/pm/state';
import type { OutcomeOf } from '../../shared/proposals/standing.ts';
import { isRemote } from './binding.ts';
import { isOutClause, outSpans } from './out-text.ts';

/** Keeps the caret and the ends of a selection out of out-text: on their way through it they go on to its far end. */
export function outCaretPlugin(outcomeOf: () => OutcomeOf): Plugin {
  return new Plugin({
    appendTransaction(transactions, old, state) {
      if (!transactions.some((tr) => tr.selectionSet || tr.docChanged) || transactions.every(isRemote)) return null;
      const { selection } = state;
      if (!(selection instanceof TextSelection)) return null;
      const from = transactions.reduce((pos, tr) => tr.mapping.map(pos), old.selection.head);
      const onward = selection.head >= from;
      const head = placeOut(state.doc, selection.head, onward, outcomeOf());
      const anchor = selection.empty ? head : placeOut(state.doc, selection.anchor, !onward, outcomeOf());
      return head === selection.head && anchor === selection.anchor ? null : moved(state, anchor, head);
    },
  });
}

/**
 * The start of the next clause that is not out (or the end of the one before), seen from a place between clauses; null where
 * there is none.
 */
export function visibleBeyond(doc: Node, index: number, onward: boolean, outcomeOf: OutcomeOf): number | null {
  const step = onward ? 1 : -1;
  let start = 0;
  const starts: number[] = [];
  doc.forEach((_node, offset) => {
    starts.push(offset);
  });
  for (let at = index + step; at >= 0 && at < doc.childCount; at += step) {
    if (isOutClause(doc.child(at), outcomeOf)) continue;
    start = (starts[at] ?? 0) + 1;
    return onward ? start : start + doc.child(at).content.size;
  }
  return null;
}

/** A place, or where it lies in out-text the far end of that. */
export function placeOut(doc: Node, pos: number, onward: boolean, outcomeOf: OutcomeOf): number {
  const place = doc.resolve(pos);
  if (!place.parent.isTextblock) return pos;
  const span = outSpans(place.parent, outcomeOf).find(({ from, to }) => from < place.parentOffset && place.parentOffset < to);
  if (isOutClause(place.parent, outcomeOf)) {
    const index = place.index(0);
    return visibleBeyond(doc, index, onward, outcomeOf) ?? visibleBeyond(doc, index, !onward, outcomeOf) ?? pos;
  }
  if (span === undefined) return pos;
  return place.start() + (onward ? span.to : span.from);
}

function moved(state: EditorState, anchor: number, head: number): Transaction {
  return state.tr.setSelection(TextSelection.create(state.doc, anchor, head));
}
