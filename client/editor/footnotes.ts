import type { Node } from '@tiptap/pm/model';
import { Plugin, PluginKey, TextSelection, type EditorState } from '@tiptap/pm/state';
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view';
import { footnoteMarks, footnotesOf, type Footnotes } from '../../shared/projection/footnotes.ts';
import { SLOT } from '../../shared/text/clause.ts';
import { footnoteKey, footnoteLabel } from '../../shared/text/numbering.ts';
import { isFactsChange } from './bracket-drawing.ts';
import { childrenOf, clauseOf } from './clause-value.ts';
import type { EditorFacts } from './draft-editor.ts';
import type { EditorContext, KeyAction } from './editor-context.ts';

interface Noted {
  /** Says which marks and notes are drawn, and in what order. */
  readonly signature: string;
  readonly footnotes: Footnotes;
  readonly decorations: DecorationSet;
}

const notedKey = new PluginKey<Noted>('footnotes');

/** Draws the marks of footnotes as their numbers, and keeps the caret out of them: each is stepped over and deleted as one. */
export function footnotesPlugin(facts: () => EditorFacts): Plugin<Noted> {
  return new Plugin<Noted>({
    key: notedKey,
    state: {
      init: (_config, state) => note(state.doc, facts()),
      apply(tr, noted, old, state) {
        if (isFactsChange(tr) || (tr.docChanged && touchesNotes(old.doc, state.doc))) {
          const next = note(state.doc, facts());
          // What is written in a note changes no number: the words stay as they are drawn, with the caret in them.
          if (next.signature !== noted.signature) return next;
        }
        return tr.docChanged ? { ...noted, decorations: noted.decorations.map(tr.mapping, tr.doc) } : noted;
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
      if (!selection.empty) return null;
      const mark = markAround(state, selection.head);
      if (mark === null) return null;
      const target = old.selection.head >= mark.to ? mark.from : mark.to;
      return state.tr.setSelection(TextSelection.create(state.doc, target));
    },
  });
}

function note(doc: Node, facts: EditorFacts): Noted {
  const footnotes = footnotesOf(childrenOf(doc).map(clauseOf), facts.outcomeOf, facts.numbersFrozen?.() ?? true);
  const decorations: Decoration[] = [];
  const drawn: string[] = [];
  doc.forEach((node, pos) => {
    const own = footnotes.byClause.get(clauseOf(node).id);
    if (own !== undefined) {
      drawn.push(`${own.key}: ${own.number}`);
      decorations.push(Decoration.node(pos, pos + node.nodeSize, { 'data-note': own.number }));
    }
    for (const { key, at, length } of footnoteMarks(node.textContent)) {
      const found = footnotes.byKey.get(key);
      if (found === undefined) continue;
      const from = pos + 1 + at;
      drawn.push(`${clauseOf(node).id} ${key}`);
      decorations.push(
        Decoration.inline(from, from + length, {
          class: 'note-mark',
          'data-number': found.number,
          title: `Footnote ${found.number}`,
        }),
      );
    }
  });
  return { signature: drawn.join(), footnotes, decorations: DecorationSet.create(doc, decorations) };
}

/** Whether any of the clauses that changed has, or had, to do with footnotes. */
function touchesNotes(old: Node, now: Node): boolean {
  let from = 0;
  while (from < old.childCount && from < now.childCount && old.child(from) === now.child(from)) from += 1;
  let tail = 0;
  const shorter = Math.min(old.childCount, now.childCount) - from;
  while (tail < shorter && old.child(old.childCount - 1 - tail) === now.child(now.childCount - 1 - tail)) tail += 1;
  const isNoted = (doc: Node): boolean => {
    for (let index = from; index < doc.childCount - tail; index += 1) {
      const node = doc.child(index);
      if (node.attrs['kind'] === 'footnote' || node.textContent.includes('[^')) return true;
    }
    return false;
  };
  return isNoted(old) || isNoted(now);
}

interface MarkPlace {
  readonly key: string;
  readonly from: number;
  readonly to: number;
}

/** The marks of known footnotes in the clause at a place. */
function marksIn(state: EditorState, pos: number): MarkPlace[] {
  const $pos = state.doc.resolve(pos);
  if (!$pos.parent.isTextblock) return [];
  const known = notedKey.getState(state)?.footnotes.byKey;
  return footnoteMarks($pos.parent.textContent)
    .filter(({ key }) => known?.has(key) === true)
    .map(({ key, at, length }) => ({ key, from: $pos.start() + at, to: $pos.start() + at + length }));
}

function markAround(state: EditorState, pos: number): MarkPlace | null {
  return marksIn(state, pos).find(({ from, to }) => from < pos && pos < to) ?? null;
}

function deleteMark(view: EditorView, backwards: boolean): boolean {
  const { selection, tr } = view.state;
  if (!selection.empty) return false;
  const mark = marksIn(view.state, selection.head).find(({ from, to }) => (backwards ? to : from) === selection.head);
  if (mark === undefined) return false;
  view.dispatch(tr.delete(mark.from, mark.to).scrollIntoView());
  return true;
}

/**
 * Puts a footnote at the caret and goes to where its words are written; in a footnote, or at a mark, to the other end. What is begun within
 * a bracket belongs to it, note and mark alike.
 */
export const footnote: KeyAction = (view, context) => {
  const { state } = view;
  const { $head } = state.selection;
  if (!$head.parent.isTextblock) return true;
  const clause = clauseOf($head.parent);
  const footnotes = notedKey.getState(state)?.footnotes;
  const own = clause.kind === 'footnote' ? footnoteKey(clause.label) : null;
  if (own !== null) return goTo(view, marksAnywhere(state, own)?.to ?? null);
  const here = marksIn(state, $head.pos).find(({ from, to }) => from <= $head.pos && $head.pos <= to);
  if (here !== undefined) return goTo(view, noteEnd(state, footnotes?.byKey.get(here.key)?.clause.id ?? null));
  return insertFootnote(view, context);
};

function insertFootnote(view: EditorView, context: EditorContext): boolean {
  const { state } = view;
  const caret = context.side.caretOf(state);
  if (caret === null || !state.selection.empty) {
    context.options.onNotice('A footnote is put at the caret: nothing may be selected.');
    return true;
  }
  const id = context.options.newClauseId();
  const key = `n${id
    .replaceAll(/[^A-Za-z0-9]/g, '')
    .slice(-KEY_LENGTH)
    .toLowerCase()}`;
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

/** Letters and figures of a new key behind its n, by which it is no number: the end of an id that nothing else has. */
const KEY_LENGTH = 6;

/** Footnotes stand together, where the text has some already; else at its end. */
function behindLastNote(doc: Node): number {
  let at: number | null = null;
  doc.forEach((node, pos) => {
    if (node.attrs['kind'] === 'footnote') at = pos + node.nodeSize;
  });
  return at ?? doc.content.size;
}

function marksAnywhere(state: EditorState, key: string): MarkPlace | null {
  let found: MarkPlace | null = null;
  state.doc.forEach((_node, pos) => {
    found ??= marksIn(state, pos + 1).find((mark) => mark.key === key) ?? null;
  });
  return found;
}

function noteEnd(state: EditorState, id: string | null): number | null {
  let found: number | null = null;
  state.doc.forEach((node, pos) => {
    if (id !== null && node.attrs['id'] === id) found = pos + 1 + node.content.size;
  });
  return found;
}

function goTo(view: EditorView, pos: number | null): boolean {
  if (pos !== null) {
    const { tr, doc } = view.state;
    view.dispatch(tr.setSelection(TextSelection.create(doc, pos)).scrollIntoView());
    view.focus();
  }
  return true;
}
