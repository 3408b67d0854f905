import type { Node } from '@tiptap/pm/model';
import { TextSelection, type EditorState } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { SLOT, type Clause } from '../../shared/text/clause.ts';
import { footnoteKey, footnoteLabel } from '../../shared/text/numbering.ts';
import { clauseOf } from './clause-value.ts';
import type { EditorContext, KeyAction } from './editor-context.ts';
import { markAtCaret, marksIn, notesOf, type MarkPlace } from './footnotes.ts';
import { goTo } from './stepping.ts';

/**
 * Puts a footnote at the caret and goes to where its words are written; in a footnote, or at a mark, to the other end. What is begun within
 * a bracket belongs to it, note and mark alike.
 */
export const footnote: KeyAction = (view, context) => {
  const { state } = view;
  const { $head } = state.selection;
  if (!$head.parent.isTextblock) return true;
  const clause = clauseOf($head.parent);
  if (clause.kind === 'footnote') return goToMark(view, context, clause);
  const here = markAtCaret(state);
  return here === null ? insertFootnote(view, context) : goToNote(view, context, here.key);
};

/** From a footnote to where it is first referred to. */
export function goToMark(view: EditorView, context: EditorContext, note: Clause): boolean {
  const key = footnoteKey(note.label);
  const mark = allMarks(view.state).find((one) => one.key === key);
  if (mark === undefined) context.options.onNotice('Nothing in this text refers to this footnote.');
  else goThere(view, context, mark.to);
  return true;
}

/** From a mark to the end of its footnote. */
export function goToNote(view: EditorView, context: EditorContext, key: string): boolean {
  const note = notesOf(view.state).byKey.get(key);
  const end = note === undefined ? null : noteEnd(view.state, note.clause.id);
  if (end !== null) goThere(view, context, end);
  else if (note === undefined) context.options.onNotice('This footnote is out of the text.');
  else context.options.onNotice(`Footnote ${note.number} stands outside of what is prepared here.`);
  return true;
}

function insertFootnote(view: EditorView, context: EditorContext): boolean {
  const { state } = view;
  const caret = context.side.caretOf(state);
  if (caret === null || !state.selection.empty) {
    context.options.onNotice('A footnote is put at the caret: nothing may be selected.');
    return true;
  }
  const id = context.options.newClauseId();
  const key = newNoteKey(id);
  const marks = context.side.marksAt(state, caret);
  const tr = state.tr.insert(state.selection.head, state.schema.text(`[^${key}]`, marks));
  const isHeld = marks.some(({ type }) => type.name === 'insertion');
  const content = isHeld ? state.schema.text(SLOT, marks) : null;
  const node = caret.node.type.create({ id, kind: 'footnote', level: 0, label: footnoteLabel(key) }, content);
  const at = behindLastNote(tr.doc);
  tr.insert(at, node);
  tr.setSelection(TextSelection.create(tr.doc, at + 1 + (isHeld ? 1 : 0)));
  view.dispatch(context.side.place(tr, 0).scrollIntoView());
  return true;
}

/** Takes a footnote away with its marks, and goes to where it was first referred to, else to the end of the clause before. */
export function removeNote(view: EditorView, context: EditorContext, note: Clause): boolean {
  const { state } = view;
  const key = footnoteKey(note.label);
  const marks = key === null ? [] : allMarks(state).filter((mark) => mark.key === key);
  const end = noteEnd(state, note.id);
  const place = marks[0]?.from ?? (end === null ? null : Math.max(1, end - 3));
  if (end === null || place === null || state.doc.childCount === 1) return true;
  const tr = state.tr;
  const $end = state.doc.resolve(end);
  for (const { from, to } of [...marks, { from: $end.before(), to: $end.after() }].toSorted((a, b) => b.from - a.from))
    tr.delete(from, to);
  tr.setSelection(TextSelection.near(tr.doc.resolve(tr.mapping.map(place, -1)), -1));
  view.dispatch(context.side.place(tr, Infinity).scrollIntoView());
  return true;
}

/** Letters and figures of a new key behind its n, by which it is no number: the end of an id that nothing else has. */
const KEY_LENGTH = 6;

/** The key of a new footnote, from the id of its clause. */
export function newNoteKey(id: string): string {
  const known = id.replaceAll(/[^A-Za-z0-9]/g, '').slice(-KEY_LENGTH);
  return `n${known.toLowerCase()}`;
}

/** Footnotes stand together, where the text has some already; else at its end. */
function behindLastNote(doc: Node): number {
  let at: number | null = null;
  doc.forEach((node, pos) => {
    if (node.attrs['kind'] === 'footnote') at = pos + node.nodeSize;
  });
  return at ?? doc.content.size;
}

function allMarks(state: EditorState): MarkPlace[] {
  const found: MarkPlace[] = [];
  state.doc.forEach((_node, pos) => {
    found.push(...marksIn(state, pos + 1));
  });
  return found;
}

function noteEnd(state: EditorState, id: string): number | null {
  let found: number | null = null;
  state.doc.forEach((node, pos) => {
    if (node.attrs['id'] === id) found = pos + 1 + node.content.size;
  });
  return found;
}

function goThere(view: EditorView, context: EditorContext, pos: number): void {
  goTo(view, context, { pos, passed: Infinity });
  view.focus();
}
