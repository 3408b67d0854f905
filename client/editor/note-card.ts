import { Plugin, TextSelection, type PluginView } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { shortened } from '../../shared/base/shortened.ts';
import { visibleRuns } from '../../shared/projection/drawing.ts';
import { withoutSlots } from '../../shared/text/clause.ts';
import { childrenOf, clauseOf } from './clause-value.ts';
import type { EditorContext } from './editor-context.ts';
import { goToMark, goToNote } from './footnote-keys.ts';
import { markAtCaret, marksIn, notesOf, type MarkPlace } from './footnotes.ts';

/**
 * Shows the note of the mark at the caret, under it, and goes to it at a click. A click on a mark puts the caret there; one on a note's number
 * goes back to the words that refer to it. The card stands beside the editing area, so that it is no part of the text.
 */
export function noteCardPlugin(context: EditorContext): Plugin {
  return new Plugin({
    props: { handleClick: (view, _pos, event) => selectMark(view, event) || leaveNote(view, context, event) },
    view: (view) => new NoteCard(view, context),
  });
}

/** Most characters of a note that are shown away from it. */
const MOST = 400;
/** Pixels between the line and the card. */
const GAP = 6;

class NoteCard implements PluginView {
  readonly #view: EditorView;
  readonly #context: EditorContext;
  readonly #card = document.createElement('div');
  readonly #words = document.createElement('span');
  readonly #go = document.createElement('button');
  #shown = '';
  #key = '';

  constructor(view: EditorView, context: EditorContext) {
    this.#view = view;
    this.#context = context;
    this.#card.className = 'note-card';
    this.#card.hidden = true;
    this.#words.setAttribute('role', 'status');
    this.#go.type = 'button';
    this.#go.className = 'quiet';
    this.#go.textContent = 'Go to it (Ctrl+Alt+F)';
    // The caret stays where it is until one has gone.
    this.#card.addEventListener('mousedown', (event) => event.preventDefault());
    this.#go.addEventListener('click', () => goToNote(view, context, this.#key));
    this.#card.append(this.#words, this.#go);
    view.dom.after(this.#card);
    this.update();
  }

  update(): void {
    const mark = markAtCaret(this.#view.state);
    const told = mark === null ? null : this.#told(mark.key);
    const shown = mark === null || told === null ? '' : `${mark.from} ${told.isHere} ${told.words}`;
    if (shown === this.#shown) return;
    this.#shown = shown;
    this.#card.hidden = shown === '';
    this.#words.textContent = told?.words ?? '';
    if (mark === null || told === null) return;
    this.#key = mark.key;
    this.#go.hidden = !told.isHere;
    this.#place(mark);
  }

  destroy(): void {
    this.#card.remove();
  }

  #told(key: string): { readonly words: string; readonly isHere: boolean } | null {
    const { state } = this.#view;
    const note = notesOf(state).byKey.get(key);
    if (note === undefined) return null;
    const here = childrenOf(state.doc)
      .map(clauseOf)
      .find(({ id }) => id === note.clause.id);
    const words = visibleRuns(here ?? note.clause, this.#context.options.facts().outcomeOf)
      .map(({ text }) => withoutSlots(text))
      .join('');
    const cut = shortened(words, MOST);
    return {
      words: `Footnote ${note.number}: ${cut === '' ? 'nothing is written in it yet.' : cut}`,
      isHere: here !== undefined,
    };
  }

  #place({ to }: MarkPlace): void {
    const frame = this.#card.offsetParent ?? this.#view.dom;
    const within = frame.getBoundingClientRect();
    const { left, bottom } = this.#view.coordsAtPos(to);
    const most = within.width - this.#card.offsetWidth - GAP;
    this.#card.style.insetBlockStart = `${bottom - within.top + GAP}px`;
    this.#card.style.left = `${Math.max(GAP, Math.min(left - within.left, most))}px`;
  }
}

/** A click on a mark: its characters have no width, and the browser would put the caret on either side. */
function selectMark(view: EditorView, event: MouseEvent): boolean {
  const target = event.target instanceof Element ? event.target.closest('.note-mark') : null;
  if (target === null || event.shiftKey) return false;
  const pos = view.posAtDOM(target, 0);
  const mark = marksIn(view.state, pos).find(({ from, to }) => from <= pos && pos < to);
  if (mark === undefined) return false;
  view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, mark.to)));
  return true;
}

/** A click on the number of a note, which hangs before its words. */
function leaveNote(view: EditorView, context: EditorContext, { target, clientX }: MouseEvent): boolean {
  if (!(target instanceof HTMLElement) || target.dataset['note'] === undefined || target.parentElement !== view.dom) return false;
  const { left, right } = target.getBoundingClientRect();
  const { direction, paddingInlineStart } = getComputedStyle(target);
  const into = direction === 'rtl' ? right - clientX : clientX - left;
  if (into >= Number.parseFloat(paddingInlineStart)) return false;
  return goToMark(view, context, clauseOf(view.state.doc.resolve(view.posAtDOM(target, 0)).parent));
}
