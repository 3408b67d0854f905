import type { Mark, Slice } from '@tiptap/pm/model';
import { EditorState, TextSelection, type Transaction } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import type { EditorContext } from './editor-context.ts';
import { likeIn } from './out-protection.ts';
import { withWhatStays } from './whole-deletion.ts';

/** Puts what comes in where the caret of a state stands, with the marks of that place. */
export type Placing = (state: EditorState, words: Slice, marks: readonly Mark[]) => Transaction;

/** What is dropped, and whether it was dragged from this text and leaves its place. */
interface Dropped {
  readonly event: DragEvent;
  readonly words: Slice;
  readonly moves: boolean;
  readonly place: Placing;
}

/** What is dropped is pasted where the pointer is, and cut where it stood: one act, which is taken back as one. */
export function drop(view: EditorView, context: EditorContext, { event, words, moves, place }: Dropped): void {
  const { side, options } = context;
  const { state } = view;
  if (view.dragging !== null && state.selection.empty) return options.onNotice('What was dragged has left the text meanwhile.');
  if (words.content.firstChild === null) {
    const isFile = (event.dataTransfer?.files.length ?? 0) > 0;
    if (isFile) options.onNotice('A file is not taken into the text. What it holds can be copied and pasted.');
    return;
  }
  const caret = side.under(view, event, options.facts().outcomeOf);
  if (caret === null) return;
  const at = caret.pos + 1 + caret.offset;
  if (moves && state.selection.from <= at && at <= state.selection.to) return;
  const tr = moves ? withWhatStays(state, state.tr.deleteSelection(), options.facts().outcomeOf) : state.tr;
  const there = EditorState.create({ doc: tr.doc, selection: TextSelection.create(tr.doc, tr.mapping.map(at)) });
  const put = place(there, words, side.marksAt(state, caret));
  for (const step of put.steps) tr.step(step);
  tr.setSelection(TextSelection.create(tr.doc, put.selection.anchor, put.selection.head));
  view.focus();
  view.dispatch(likeIn(tr, put).scrollIntoView().setMeta('uiEvent', 'drop'));
}
