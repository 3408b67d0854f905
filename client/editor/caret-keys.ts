import type { Node } from '@tiptap/pm/model';
import { AllSelection, TextSelection } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { SLOT } from '../../shared/text/clause.ts';
import { directionOf, isMixed, type Direction } from '../../shared/text/direction.ts';
import { clauseOf } from './clause-value.ts';
import type { EditorContext, KeyAction } from './editor-context.ts';
import { removeNote } from './footnote-keys.ts';
import { isNote } from './footnotes.ts';
import { visibleBeyond } from './out-caret.ts';
import { crossing, goTo, stepFrom, type Stride } from './stepping.ts';

/**
 * Arrows. Where only characters lie ahead the browser moves the caret, as it knows scripts and lines best; an edge, a chip and
 * the way into another clause are stepped over here. So is each character where words run both ways: there the browser goes by what is
 * drawn, and would turn back at the edges of a bracket that holds words of the other direction.
 */
export function stepCaret(towards: 'left' | 'right', stride: Stride): KeyAction {
  return (view, context) => {
    const direction = directionAt(view);
    const onward = (towards === 'right') === (direction === 'ltr');
    const ahead = crossing(view, context, onward, stride);
    if (ahead === null) return false;
    if (ahead.type === 'characters') {
      if (view.state.doc.textBetween(ahead.from, ahead.until) === SLOT) {
        goTo(view, context, ahead.to);
        return stepCaret(towards, stride)(view, context);
      }
      const goesOneWay = !isMixed(view.state.selection.$head.parent.textContent, direction);
      if (goesOneWay && isPlain(view, context, view.state.selection.head) && isPlain(view, context, ahead.to.pos)) {
        if (!onward) context.side.arriveFromBehind();
        return false;
      }
    }
    goTo(view, context, ahead.to);
    return true;
  };
}

/** Whether nothing but characters stands about a place. */
function isPlain(view: EditorView, context: EditorContext, pos: number): boolean {
  const { glyphs, layout } = context.side.at(view.state, pos, 0);
  return glyphs.length === 0 && layout.chips.length === 0;
}

/** Shift with an arrow: the selection grows over a chip whole. Beside one the browser would start from what is hidden. */
export function extendOverChip(towards: 'left' | 'right'): KeyAction {
  return (view, context) => {
    const { selection, doc } = view.state;
    if (!(selection instanceof TextSelection)) return false;
    const onward = (towards === 'right') === (directionAt(view) === 'ltr');
    const place = doc.resolve(selection.head);
    const { chips } = context.drawing.layoutOf(place.parent);
    const chip = chips.find(({ from, to }) => (onward ? from : to) === place.parentOffset);
    const isBeside = chips.some(({ from, to }) => from === place.parentOffset || to === place.parentOffset);
    const caret = context.side.at(view.state, selection.head, onward ? Infinity : 0);
    const offset = chip === undefined ? stepFrom(view, caret, onward, 'character') : onward ? chip.to : chip.from;
    if (!isBeside || offset === place.parentOffset) return false;
    const head = place.start() + offset;
    view.dispatch(view.state.tr.setSelection(TextSelection.create(doc, selection.anchor, head)).scrollIntoView());
    return true;
  };
}

/**
 * Home and End: where the line on screen begins or ends, outside the edges there. The browser says where that is, and is asked here and not left to
 * move the caret by itself: what it moves is told a frame later, and ProseMirror takes a caret that comes to the text's start soon after
 * the focus for one that was lost, and puts it back.
 */
export function toLineEdge(end: boolean): KeyAction {
  return (view, context) => {
    const shown = view.dom.ownerDocument.getSelection();
    if (shown === null) return false;
    shown.modify('move', end ? 'forward' : 'backward', 'lineboundary');
    if (shown.focusNode === null || !view.dom.contains(shown.focusNode)) return false;
    goTo(view, context, { pos: view.posAtDOM(shown.focusNode, shown.focusOffset, 1), passed: end ? Infinity : 0 });
    return true;
  };
}

/**
 * The start or the end of the whole text. Clauses that are not on screen are not laid out, and the browser misses the place
 * (EDITOR 1).
 */
export function toTextEdge(end: boolean, extend: boolean): KeyAction {
  return (view, context) => {
    const { doc, selection } = view.state;
    const { outcomeOf } = context.options.facts();
    const pos = visibleBeyond(doc, end ? doc.childCount : -1, !end, outcomeOf) ?? (end ? doc.content.size - 1 : 1);
    const tr = view.state.tr.setSelection(TextSelection.create(doc, extend ? selection.anchor : pos, pos));
    view.dispatch(context.side.place(tr, end ? Infinity : 0).scrollIntoView());
    return true;
  };
}

/** The whole text, as a selection of characters, so that its first clause stays when it is deleted. */
export const selectAll: KeyAction = (view) => {
  const { doc } = view.state;
  const first = TextSelection.atStart(doc);
  const last = TextSelection.atEnd(doc);
  const isWhole = first instanceof TextSelection && last instanceof TextSelection;
  const selection = isWhole ? TextSelection.create(doc, first.from, last.to) : new AllSelection(doc);
  view.dispatch(view.state.tr.setSelection(selection));
  return true;
};

/** Backspace and Delete, by character and by word: an edge or a chip in the way is stepped over, a clause is joined. */
export function deleteTowards(onward: boolean, stride: Stride): KeyAction {
  return (view, context) => {
    const { state } = view;
    if (!state.selection.empty) {
      view.dispatch(state.tr.deleteSelection().scrollIntoView());
      return true;
    }
    const caret = context.side.caretOf(state);
    if (caret === null) return false;
    const ahead = crossing(view, context, onward, stride);
    if (ahead === null) return true;
    if (ahead.type === 'clause') return joinClauses(view, context, onward);
    if (ahead.type === 'characters') deleteCharacters(view, context, ahead, onward);
    else goTo(view, context, ahead.to);
    return true;
  };
}

/** Deletes characters beside the caret, which stays between the same edges. */
export function deleteCharacters(
  view: EditorView,
  context: EditorContext,
  range: { from: number; until: number },
  onward: boolean,
): void {
  const { state } = view;
  const tr = state.tr.delete(range.from, range.until).scrollIntoView();
  const passed = context.side.caretOf(state)?.passed ?? 0;
  // What is deleted before the caret leaves it between the same edges as before.
  view.dispatch(context.side.place(tr, onward ? passed : remaining(view, context, range, passed)));
}

/**
 * How many glyphs are before the caret once the characters before it are gone: those that stood at their start, and those it had
 * passed.
 */
function remaining(view: EditorView, context: EditorContext, range: { from: number; until: number }, passed: number): number {
  const there = context.side.at(view.state, range.from, Infinity);
  return there.glyphs.length + passed;
}

/** Joins the clause of the caret with its neighbour. An empty one goes; a clause that is out is never joined but stepped over. */
function joinClauses(view: EditorView, context: EditorContext, onward: boolean): boolean {
  const { state } = view;
  const place = state.selection.$head;
  const index = place.index(0);
  const neighbour = state.doc.maybeChild(index + (onward ? 1 : -1));
  if (!neighbour) return true;
  const { outcomeOf } = context.options.facts();
  const beyond = visibleBeyond(state.doc, index, onward, outcomeOf);
  const edge = onward ? place.after() : place.before();
  const isNext = beyond !== null && Math.abs(beyond - edge) === 1;
  if (!isNext) {
    if (beyond !== null) goTo(view, context, { pos: beyond, passed: onward ? 0 : Infinity });
    return true;
  }
  const [first, second] = onward ? [place.parent, neighbour] : [neighbour, place.parent];
  if (!onward && isNote(second) && second.content.size === 0) return removeNote(view, context, clauseOf(second));
  if (isEdgeOfCell(first, second) || isEdgeOfNote(first, second)) {
    if (beyond !== null) goTo(view, context, { pos: beyond, passed: onward ? 0 : Infinity });
    return true;
  }
  const tr = state.tr;
  // Whole clauses keep their ids: where one is empty it goes, and the other stays what it is.
  if (first.content.size === 0) tr.delete(edge - first.nodeSize, edge);
  else if (second.content.size === 0) tr.delete(edge, edge + second.nodeSize);
  else tr.join(edge);
  if (first.content.size > 0) tr.setSelection(TextSelection.create(tr.doc, edge - 1));
  else tr.setSelection(TextSelection.create(tr.doc, edge - first.nodeSize + 1));
  view.dispatch(context.side.place(tr, 0).scrollIntoView());
  return true;
}

/** Between two cells, or a cell and what is none, nothing is joined; an empty clause beside a table goes. */
function isEdgeOfCell(first: Node, second: Node): boolean {
  if (first.attrs['cell'] === second.attrs['cell']) return false;
  return ![first, second].some((node) => node.content.size === 0 && node.attrs['cell'] === null);
}

/** Beside a footnote nothing is joined, or its mark would lead nowhere; an empty clause there goes. */
function isEdgeOfNote(first: Node, second: Node): boolean {
  return [first, second].some(isNote) && ![first, second].some((node) => node.content.size === 0 && !isNote(node));
}

/** The way the caret's clause runs. */
function directionAt({ state }: EditorView): Direction {
  return directionOf(state.selection.$head.parent.textContent);
}
