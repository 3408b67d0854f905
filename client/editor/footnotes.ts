import type { Node } from '@tiptap/pm/model';
import { Plugin, PluginKey, TextSelection, type EditorState } from '@tiptap/pm/state';
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view';
import { must } from '../../shared/base/assert.ts';
import { footnoteMarks, footnotesOf, type Footnotes } from '../../shared/projection/footnotes.ts';
import { footnoteKey } from '../../shared/text/numbering.ts';
import { isFactsChange } from './bracket-drawing.ts';
import { changedRange } from './changed-range.ts';
import { childrenOf, clauseOf } from './clause-value.ts';
import type { EditorFacts } from './draft-editor.ts';

interface Noted {
  /** Says which marks and notes are drawn, and in what order. */
  readonly signature: string;
  readonly footnotes: Footnotes;
  readonly decorations: DecorationSet;
}

const notedKey = new PluginKey<Noted>('footnotes');

/** Draws the marks of footnotes as their numbers, and keeps the caret and the ends of a selection out of them: each is stepped over and deleted as one. */
export function footnotesPlugin(facts: () => EditorFacts): Plugin<Noted> {
  return new Plugin<Noted>({
    key: notedKey,
    state: {
      init: (_config, state) => note(state.doc, facts()),
      apply(tr, noted, old, state) {
        let hasLost = false;
        const onRemove = (): void => void (hasLost = true);
        const decorations = tr.docChanged ? noted.decorations.map(tr.mapping, tr.doc, { onRemove }) : noted.decorations;
        // A clause that was taken out and put back, as where a move is undone that others made none, is no change, but nothing is drawn over it any more.
        if (isFactsChange(tr) || hasLost || (tr.docChanged && touchesNotes(old.doc, state.doc))) {
          const next = note(state.doc, facts());
          // What is written in a note changes no number: the words stay as they are drawn, with the caret in them. Of a clause that is moved
          // nothing is drawn any more.
          if (next.signature !== noted.signature || next.decorations.find().length !== decorations.find().length) return next;
        }
        return tr.docChanged ? { ...noted, decorations } : noted;
      },
    },
    props: {
      decorations: (state) => notedKey.getState(state)?.decorations,
      handleKeyDown(view, event) {
        if (event.ctrlKey || event.metaKey || event.altKey || view.composing) return false;
        if (event.key !== 'Backspace' && event.key !== 'Delete') return false;
        return deleteMark(view, event.key === 'Backspace');
      },
    },
    appendTransaction(_trs, old, state) {
      const { selection } = state;
      if (!(selection instanceof TextSelection)) return null;
      const head = placeOutside(state, selection.head, old.selection.head < selection.head);
      const anchor = selection.empty ? head : placeOutside(state, selection.anchor, selection.head < selection.anchor);
      if (head === selection.head && anchor === selection.anchor) return null;
      return state.tr.setSelection(TextSelection.create(state.doc, anchor, head));
    },
  });
}

function note(doc: Node, facts: EditorFacts): Noted {
  const own = childrenOf(doc).map(clauseOf);
  const footnotes = footnotesOf(facts.around?.(own) ?? own, facts.outcomeOf, facts.numbersFrozen?.() ?? true);
  const decorations: Decoration[] = [];
  const drawn: string[] = [];
  doc.forEach((node, pos) => {
    const { id } = clauseOf(node);
    const note = footnotes.byClause.get(id);
    if (note !== undefined) drawn.push(`${note.key}: ${note.number}`);
    for (const { key, at, length } of footnoteMarks(node.textContent)) {
      const shown = shownMark(footnotes, key);
      if (shown === null) continue;
      const from = pos + 1 + at;
      drawn.push(`${id} ${key} ${shown['data-number']}`);
      decorations.push(Decoration.inline(from, from + length, shown));
    }
  });
  return { signature: drawn.join(), footnotes, decorations: DecorationSet.create(doc, decorations) };
}

/** How a mark is shown and heard; null where it is of no footnote, and so characters like any others. */
function shownMark({ byKey, gone }: Footnotes, key: string): Record<'class' | 'data-number' | 'title', string> | null {
  const number = byKey.get(key)?.number;
  if (number !== undefined) return { class: 'note-mark', 'data-number': number, ...told(`Footnote ${number}`) };
  if (!gone.has(key)) return null;
  return { class: 'note-mark is-gone', 'data-number': '×', ...told('A footnote that is out of the text') };
}

/** What the mark says in the place of its characters, also to those who hear it. */
function told(words: string): { readonly title: string; readonly role: string; readonly 'aria-label': string } {
  return { title: words, role: 'img', 'aria-label': words };
}

/** The footnotes of the text that an editor shows. */
export function notesOf(state: EditorState): Footnotes {
  return must(notedKey.getState(state), 'footnotes').footnotes;
}

/** Whether any of the clauses that changed has, or had, to do with footnotes. */
function touchesNotes(old: Node, now: Node): boolean {
  const { from, oldTo, to } = changedRange(old, now);
  const isNoted = (node: Node): boolean => node.attrs['kind'] === 'footnote' || node.textContent.includes('[^');
  return childrenOf(old).slice(from, oldTo).some(isNoted) || childrenOf(now).slice(from, to).some(isNoted);
}

/** Whether a clause is a footnote, to which marks refer. */
export function isNote({ attrs }: Node): boolean {
  return attrs['kind'] === 'footnote' && footnoteKey(String(attrs['label'])) !== null;
}

/** Where a mark stands in the document. */
export interface MarkPlace {
  readonly key: string;
  readonly from: number;
  readonly to: number;
}

/** The marks of known footnotes in the clause at a place. */
export function marksIn(state: EditorState, pos: number): MarkPlace[] {
  const $pos = state.doc.resolve(pos);
  if (!$pos.parent.isTextblock) return [];
  const known = notesOf(state);
  return footnoteMarks($pos.parent.textContent)
    .filter(({ key }) => shownMark(known, key) !== null)
    .map(({ key, at, length }) => ({ key, from: $pos.start() + at, to: $pos.start() + at + length }));
}

/** The mark beside the caret: the one before it, else the one behind. Null where there is none, or a selection. */
export function markAtCaret(state: EditorState): MarkPlace | null {
  const { selection } = state;
  if (!selection.empty) return null;
  return marksIn(state, selection.head).find(({ from, to }) => from <= selection.head && selection.head <= to) ?? null;
}

/** A place, or where it lies in a mark the far end of that. */
function placeOutside(state: EditorState, pos: number, onward: boolean): number {
  const mark = marksIn(state, pos).find(({ from, to }) => from < pos && pos < to);
  return mark === undefined ? pos : onward ? mark.to : mark.from;
}

function deleteMark(view: EditorView, backwards: boolean): boolean {
  const { selection, tr } = view.state;
  if (!selection.empty) return false;
  const mark = marksIn(view.state, selection.head).find(({ from, to }) => (backwards ? to : from) === selection.head);
  if (mark === undefined) return false;
  view.dispatch(tr.delete(mark.from, mark.to).scrollIntoView());
  return true;
}
