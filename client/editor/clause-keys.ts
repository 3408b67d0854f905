import { TextSelection } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { SLOT, type ClauseKind } from '../../shared/text/clause.ts';
import { footnoteKey, isHeading } from '../../shared/text/numbering.ts';
import { bracketsAt } from './clause-layout.ts';
import { clauseOf } from './clause-value.ts';
import type { KeyAction } from './editor-context.ts';

const MAX_LEVEL = 8;

/** Enter: the clause goes on in a new one. Whoever is in a bracket stays in it. */
export const splitClause: KeyAction = (view, context) => {
  if (!view.state.selection.empty) view.dispatch(view.state.tr.deleteSelection());
  const { state } = view;
  const caret = context.side.caretOf(state);
  if (caret === null) return true;
  const { node, pos, offset } = caret;
  const clause = clauseOf(node);
  if (footnoteKey(clause.label) !== null) {
    context.options.onNotice('A footnote is one paragraph. Ctrl+Alt+F goes back to where it is referred to.');
    return true;
  }
  if (node.content.size === 0 && (clause.kind === 'paragraph' || clause.kind === 'subparagraph')) {
    view.dispatch(state.tr.setNodeAttribute(pos, 'kind', 'text').setNodeAttribute(pos, 'label', ''));
    return true;
  }
  const atEnd = offset === node.content.size;
  const kind = isHeading(clause.kind) && atEnd ? 'text' : clause.kind;
  const level = kind === clause.kind ? clause.level : 0;
  const attributes = { id: context.options.newClauseId(), kind, level, label: '', cell: clause.cell ?? null };
  const tr = state.tr;
  const within = caret.brackets.filter((edge) => edge.role === 'insertion');
  const after = bracketsAt(caret.layout, offset, Infinity);
  const isHeld = within.some((edge) => !after.some((other) => other.proposal === edge.proposal && other.role === edge.role));
  if (offset === 0 && !atEnd && !isHeld) {
    // The words keep their clause, and its id; what is new is the empty line before them.
    tr.insert(pos, node.type.create({ ...attributes, kind: clause.kind, level: clause.level }));
    tr.setSelection(TextSelection.create(tr.doc, pos + 3));
    // At the start of the text Chromium keeps the caret there, in the new line, unless it is set anew.
    if (pos === 0) view.dom.ownerDocument.getSelection()?.removeAllRanges();
    view.dispatch(context.side.place(tr, caret.passed).scrollIntoView());
    return true;
  }
  const marks = context.side.marksAt(state, caret);
  tr.split(pos + 1 + offset, 1, [{ type: node.type, attrs: attributes }]);
  const start = pos + 1 + offset + 2;
  if (isHeld) tr.insert(start, state.schema.text(SLOT, marks));
  tr.setSelection(TextSelection.create(tr.doc, isHeld ? start + 1 : start));
  view.dispatch(context.side.place(tr, isHeld ? 0 : caret.passed).scrollIntoView());
  return true;
};

/** Tab and Shift-Tab: further in and further out. A paragraph further in is a subparagraph. */
export function changeLevel(by: 1 | -1): KeyAction {
  return (view) => {
    const tr = view.state.tr;
    for (const { pos, clause } of selectedClauses(view)) {
      const next = levelled(clause.kind, clause.level, by);
      if (next.kind !== clause.kind) tr.setNodeAttribute(pos, 'kind', next.kind);
      if (next.level !== clause.level) tr.setNodeAttribute(pos, 'level', next.level);
    }
    if (tr.docChanged) view.dispatch(tr);
    return true;
  };
}

function levelled(kind: ClauseKind, level: number, by: 1 | -1): { readonly kind: ClauseKind; readonly level: number } {
  if (kind === 'paragraph' && by === 1) return { kind: 'subparagraph', level: 1 };
  if (kind === 'subparagraph' && by === -1 && level <= 1) return { kind: 'paragraph', level: 0 };
  const least = kind === 'subparagraph' || kind === 'heading' ? 1 : 0;
  return { kind, level: Math.max(least, Math.min(MAX_LEVEL, level + by)) };
}

/** Makes the selected clauses ones of a kind. An attribute changes, and nothing that others type is lost (CRDT 2.2). */
export function makeKind(kind: ClauseKind, level: number): KeyAction {
  return (view) => {
    const tr = view.state.tr;
    for (const { pos, clause } of selectedClauses(view)) {
      if (clause.kind !== kind) tr.setNodeAttribute(pos, 'kind', kind);
      // What a footnote is referred to by is no number of anything else.
      if (clause.kind !== kind && footnoteKey(clause.label) !== null) tr.setNodeAttribute(pos, 'label', '');
      if (clause.level !== level) tr.setNodeAttribute(pos, 'level', level);
    }
    if (tr.docChanged) view.dispatch(tr);
    return true;
  };
}

/** Those that are selected, but for cells: what stands in one is text. */
function selectedClauses(view: EditorView) {
  const { from, to } = view.state.selection;
  const found: { readonly pos: number; readonly clause: ReturnType<typeof clauseOf> }[] = [];
  view.state.doc.nodesBetween(from, to, (node, pos) => {
    if (node.isTextblock && node.attrs['cell'] === null) found.push({ pos, clause: clauseOf(node) });
    return !node.isTextblock;
  });
  return found;
}
