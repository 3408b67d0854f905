import type { Mark, Node } from '@tiptap/pm/model';
import { Plugin, PluginKey, Selection, TextSelection, type EditorState, type Transaction } from '@tiptap/pm/state';
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view';
import type { ProposalId } from '../../shared/base/ids.ts';
import type { Edge } from '../../shared/projection/drawing.ts';
import type { OutcomeOf } from '../../shared/proposals/standing.ts';
import { isRemote } from './binding.ts';
import type { BracketDrawing } from './bracket-drawing.ts';
import { bracketsAt, type ClauseLayout, type Glyph } from './clause-layout.ts';
import { marksFor, marksOf } from './clause-value.ts';
import { readSelection } from './fresh-selection.ts';
import { asideElement } from './glyph-element.ts';
import { placeOut } from './out-caret.ts';

/**
 * Where the caret stands, brackets included. The document has one place where the page shows several: between the characters on
 * both sides of it stand the glyphs of the edges there, and `passed` of them are before the caret.
 */
export interface Caret {
  readonly node: Node;
  /** Place of the clause in the document. */
  readonly pos: number;
  readonly offset: number;
  readonly layout: ClauseLayout;
  readonly glyphs: readonly Glyph[];
  /** The least that `passed` can be: what stands before the clause's number is always before the caret. */
  readonly least: number;
  readonly passed: number;
  /** Brackets that hold what is typed here, outermost first. */
  readonly brackets: readonly Edge[];
}

const sideKey = new PluginKey<number>('caret-side');

/** Keeps on which side of which edges the caret stands, gives what is typed there its marks, and shows it. */
export class CaretSide {
  readonly #drawing: BracketDrawing;
  #arrival = 0;
  /** A click that the caret has yet to follow. */
  #clicked: (() => void) | null = null;

  constructor(drawing: BracketDrawing) {
    this.#drawing = drawing;
  }

  plugin(): Plugin<number> {
    return new Plugin<number>({
      key: sideKey,
      state: { init: () => 0, apply: (tr, passed) => this.#next(tr, passed) },
      appendTransaction: (_transactions, _old, state) => this.#storeMarks(state),
      props: {
        attributes: (state) => this.#attributes(state),
        decorations: (state) => this.#aside(state),
        handleClick: (view, _pos, event) => {
          const isOnWidget = this.#selectAtWidget(view, event);
          // When the browser has set its own selection; to place the caret before that is read would put it back where it was.
          this.#clicked = () => {
            this.#clicked = null;
            this.#placeAtPointer(view, event);
          };
          setTimeout(() => this.#clicked?.(), 0);
          return isOnWidget;
        },
        // A key may come before the timer does: the browser has set its selection by then.
        handleDOMEvents: { keydown: () => this.#follow(), beforeinput: () => this.#follow() },
      },
    });
  }

  /** The caret, or null where there is a selection. */
  caretOf(state: EditorState): Caret | null {
    const { selection } = state;
    if (!(selection instanceof TextSelection) || !selection.empty) return null;
    return this.#at(state, selection.head, sideKey.getState(state) ?? 0);
  }

  /** The caret as it would be at another place, past so many of the glyphs there. */
  at(state: EditorState, pos: number, passed: number): Caret {
    return this.#at(state, pos, passed);
  }

  /** The caret as it would be under the pointer. Null where no clause is. */
  under(view: EditorView, event: MouseEvent, outcomeOf: OutcomeOf): Caret | null {
    const place = view.posAtCoords({ left: event.clientX, top: event.clientY });
    if (place === null) return null;
    const { doc } = view.state;
    const pos = placeOut(doc, Selection.near(doc.resolve(place.pos)).head, true, outcomeOf);
    return this.#at(view.state, pos, passedBy(event, view, this.#at(view.state, pos, 0)));
  }

  /** Puts the caret past so many of the glyphs at its place; more than there are is past them all. */
  place(tr: Transaction, passed: number): Transaction {
    return tr.setMeta(sideKey, passed);
  }

  /** The next movement that the browser makes comes from the end side: the caret then stands past all glyphs of its place. */
  arriveFromBehind(): void {
    this.#arrival = Infinity;
  }

  /** The marks of what is typed at a caret. */
  marksAt(state: EditorState, caret: Caret): Mark[] {
    const { schema } = state;
    const place = state.doc.resolve(caret.pos + 1 + caret.offset);
    const stored = state.selection.empty && state.selection.head === place.pos ? state.storedMarks : null;
    const style = (stored ?? place.marks()).filter((mark) => mark.type.name !== 'insertion' && mark.type.name !== 'deletion');
    const open = (role: Edge['role']): ProposalId[] =>
      caret.brackets.filter((edge) => edge.role === role).map((edge) => edge.proposal);
    const marks = marksFor(schema, { insertions: open('insertion').toSorted(), deletions: open('deletion').toSorted() });
    return [...marks, ...style];
  }

  #next(tr: Transaction, passed: number): number {
    const placed = tr.getMeta(sideKey) as number | undefined;
    const arrival = this.#arrival;
    if (placed !== undefined) return placed;
    if (isRemote(tr) || (!tr.docChanged && !tr.selectionSet)) return passed;
    this.#arrival = 0;
    return tr.docChanged ? 0 : arrival;
  }

  #at(state: EditorState, pos: number, wanted: number): Caret {
    const place = state.doc.resolve(pos);
    const node = place.parent;
    const layout = this.#drawing.layoutOf(node);
    const offset = place.parentOffset;
    const glyphs = layout.glyphs.filter((glyph) => glyph.offset === offset);
    const least = glyphs.filter((glyph) => glyph.holdsNumber).length;
    const passed = Math.max(least, Math.min(glyphs.length, wanted));
    return { node, pos: place.before(), offset, layout, glyphs, least, passed, brackets: bracketsAt(layout, offset, passed) };
  }

  /** A click on a glyph, a tag or a chip: the browser puts no caret there, and where it had none it puts it at the text's start. */
  #selectAtWidget(view: EditorView, event: MouseEvent): boolean {
    const target = event.target instanceof Element ? event.target.closest('.glyph, .glyph-with-tag, .chip') : null;
    const dom = target?.closest('.clause');
    if (target === null || !dom || target.closest('.before-number') !== null) return false;
    const start = view.posAtDOM(dom, 0);
    const layout = this.#drawing.layoutOf(view.state.doc.resolve(start).parent);
    const inLine = layout.glyphs.filter((glyph) => !glyph.holdsNumber);
    const glyph = inLine[glyphsIn(dom).findIndex((element) => target.contains(element))];
    const chip = layout.chips[Array.from(dom.querySelectorAll('.chip')).indexOf(target)];
    const offset = glyph?.offset ?? (isBeforePointer(target, event) ? chip?.to : chip?.from);
    if (offset === undefined) return false;
    view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, start + offset)));
    return true;
  }

  #follow(): boolean {
    this.#clicked?.();
    return false;
  }

  /** A click behind a glyph puts the caret behind it, though the document has no place of its own there. */
  #placeAtPointer(view: EditorView, event: MouseEvent): void {
    if (!view.isDestroyed) readSelection(view);
    const caret = view.isDestroyed ? null : this.caretOf(view.state);
    if (caret === null || caret.glyphs.length === caret.least) return;
    view.dispatch(this.place(view.state.tr, passedBy(event, view, caret)));
  }

  #storeMarks(state: EditorState): Transaction | null {
    const caret = this.caretOf(state);
    if (caret === null) return null;
    const wanted = this.marksAt(state, caret);
    const given = state.storedMarks ?? state.selection.$from.marks();
    return sameMarkSet(wanted, given) ? null : state.tr.setStoredMarks(wanted);
  }

  #attributes(state: EditorState): Record<string, string> {
    const caret = this.caretOf(state);
    const side = caret === null ? null : sideOf(caret);
    return caret === null || side === null
      ? {}
      : { 'data-caret-side': side, ...(isAside(caret) ? { class: 'caret-is-aside' } : {}) };
  }

  #aside(state: EditorState): DecorationSet | null {
    const caret = this.caretOf(state);
    if (caret === null || !isAside(caret)) return null;
    const side = caret.passed + 0.5;
    return DecorationSet.create(state.doc, [
      Decoration.widget(state.selection.head, asideElement, { side, key: `aside ${side}`, marks: [], ignoreSelection: true }),
    ]);
  }
}

/** On which side of the next edge the caret stands: the one before it, or, past all of them, the last. Null away from edges. */
export function sideOf(caret: Caret): 'inside' | 'outside' | null {
  if (caret.glyphs.length === caret.least) return null;
  const ahead = caret.glyphs[caret.passed];
  if (ahead !== undefined) return ahead.type === 'close' ? 'inside' : 'outside';
  return caret.glyphs.at(-1)?.type === 'open' ? 'inside' : 'outside';
}

/** How many of the glyphs at a place the pointer is behind. */
function passedBy(event: MouseEvent, view: EditorView, { pos, layout, glyphs, least }: Caret): number {
  const dom = view.nodeDOM(pos);
  if (!(dom instanceof HTMLElement)) return least;
  const drawn = glyphsIn(dom);
  const inLine = layout.glyphs.filter((glyph) => !glyph.holdsNumber);
  const behind = glyphs.filter((glyph) => {
    const element = glyph.holdsNumber ? undefined : drawn[inLine.indexOf(glyph)];
    return element !== undefined && isBeforePointer(element, event);
  });
  return least + behind.length;
}

/** The glyphs drawn in a clause's line, in their order. */
function glyphsIn(dom: Element): Element[] {
  return Array.from(dom.querySelectorAll('.glyph')).filter((element) => element.closest('.before-number') === null);
}

/** Whether an element stands before the pointer in the order of reading. */
function isBeforePointer(element: Element, { clientX, clientY }: MouseEvent): boolean {
  const { left, right, top, bottom } = element.getBoundingClientRect();
  if (clientY < top || clientY > bottom) return clientY > bottom;
  return getComputedStyle(element).direction === 'rtl' ? (left + right) / 2 > clientX : (left + right) / 2 < clientX;
}

function isAside(caret: Caret): boolean {
  return caret.passed > caret.least;
}

function sameMarkSet(a: readonly Mark[], b: readonly Mark[]): boolean {
  const [first, second] = [marksOf(a), marksOf(b)];
  return (
    a.length === b.length &&
    JSON.stringify([first.insertions, first.deletions, first.bold, first.italic, first.link]) ===
      JSON.stringify([second.insertions, second.deletions, second.bold, second.italic, second.link])
  );
}
