import type { EditorView } from '@tiptap/pm/view';
import type { EditorContext } from './editor-context.ts';
import { ofLastAct } from './history.ts';

/** Types characters at the caret with the marks of the side on which it stands, or in the place of what is selected. */
export function insertText(view: EditorView, context: EditorContext, text: string): void {
  const deletes = spansClauses(view);
  if (deletes) view.dispatch(view.state.tr.deleteSelection());
  const { state } = view;
  const caret = context.side.caretOf(state);
  if (caret === null) {
    view.dispatch(state.tr.insertText(text).scrollIntoView());
    return;
  }
  const node = state.schema.text(text, context.side.marksAt(state, caret));
  const tr = state.tr.insert(state.selection.head, node);
  view.dispatch((deletes ? ofLastAct(tr) : tr).scrollIntoView());
}

/** Whether what is selected begins in one clause and ends in another: typing deletes it first, so that what stays is what the same key of deletion leaves. */
export function spansClauses({ state }: EditorView): boolean {
  const { $from, $to } = state.selection;
  return !$from.sameParent($to);
}

/** Whether the caret stands at the edge of a bracket, or beside a chip. */
export function isAtEdge(view: EditorView, context: EditorContext): boolean {
  const caret = context.side.caretOf(view.state);
  if (caret === null) return false;
  return caret.glyphs.length > 0 || caret.layout.chips.some((chip) => chip.from === caret.offset || chip.to === caret.offset);
}
