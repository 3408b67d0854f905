import { TextSelection } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { SLOT } from '../../shared/text/clause.ts';
import type { Caret } from './caret-side.ts';
import type { EditorContext } from './editor-context.ts';
import { marksIn } from './footnotes.ts';
import { visibleBeyond } from './out-caret.ts';

/** A place of the caret among the glyphs too. */
export interface Stop {
  readonly pos: number;
  /** How many glyphs of the place are before the caret. */
  readonly passed: number;
}

/** How far one step goes: to the next character (a grapheme), or to the next edge of a word. */
export type Stride = 'character' | 'word';

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** What a step from a caret crosses. */
export type Crossing =
  | { readonly type: 'glyph' | 'chip' | 'clause'; readonly to: Stop }
  | { readonly type: 'characters'; readonly to: Stop; readonly from: number; readonly until: number };

/** What lies next to the caret on one side; null at the end of the document. */
export function crossing(view: EditorView, context: EditorContext, onward: boolean, stride: Stride): Crossing | null {
  const caret = context.side.caretOf(view.state);
  if (caret === null) return null;
  const here = caret.pos + 1 + caret.offset;
  if (onward ? caret.passed < caret.glyphs.length : caret.passed > caret.least) {
    const to = { pos: here, passed: caret.passed + (onward ? 1 : -1) };
    return { type: 'glyph', to: onward ? pastSlot(view, context, to) : to };
  }
  const chip = caret.layout.chips.find(({ from, to }) => (onward ? from : to) === caret.offset);
  if (chip !== undefined)
    return { type: 'chip', to: { pos: caret.pos + 1 + (onward ? chip.to : chip.from), passed: onward ? 0 : Infinity } };
  const target = stepFrom(view, caret, onward, stride);
  if (target === caret.offset) {
    const { outcomeOf } = context.options.facts();
    const pos = visibleBeyond(view.state.doc, view.state.doc.resolve(here).index(0), onward, outcomeOf);
    return pos === null ? null : { type: 'clause', to: { pos, passed: onward ? 0 : Infinity } };
  }
  const to = { pos: caret.pos + 1 + target, passed: onward ? 0 : Infinity };
  return { type: 'characters', to, from: Math.min(here, to.pos), until: Math.max(here, to.pos) };
}

/** Puts the caret at a stop and shows it. */
export function goTo(view: EditorView, context: EditorContext, stop: Stop): void {
  const tr = view.state.tr.setSelection(TextSelection.create(view.state.doc, stop.pos));
  view.dispatch(context.side.place(tr, stop.passed).scrollIntoView());
}

/** The offset where a step within the clause ends: at the next glyph, chip or mark of a footnote at the latest, or behind the mark at which it begins. */
export function stepFrom({ state }: EditorView, caret: Caret, onward: boolean, stride: Stride): number {
  const text = caret.node.textContent;
  const start = caret.pos + 1;
  const marks = marksIn(state, start).map(({ from, to }) => ({ from: from - start, to: to - start }));
  const mark = marks.find(({ from, to }) => (onward ? from : to) === caret.offset);
  if (mark !== undefined) return onward ? mark.to : mark.from;
  const edges = [
    ...caret.layout.glyphs.map((glyph) => glyph.offset),
    ...[...caret.layout.chips, ...marks].flatMap(({ from, to }) => [from, to]),
  ];
  if (onward) {
    const limit = Math.min(text.length, ...edges.filter((edge) => edge > caret.offset));
    return caret.offset + step(text.slice(caret.offset, limit), stride);
  }
  const limit = Math.max(0, ...edges.filter((edge) => edge < caret.offset));
  return caret.offset - stepBack(text.slice(limit, caret.offset), stride);
}

function step(text: string, stride: Stride): number {
  if (stride === 'word') return /^\s*(?:[\p{L}\p{N}\p{M}'’\u2060]+|[^\p{L}\p{N}\p{M}\s]+)?/u.exec(text)?.[0].length ?? 0;
  for (const { segment } of graphemes.segment(text)) return segment.length;
  return 0;
}

function stepBack(text: string, stride: Stride): number {
  if (stride === 'word') return /(?:[\p{L}\p{N}\p{M}'’\u2060]+|[^\p{L}\p{N}\p{M}\s]+)?\s*$/u.exec(text)?.[0].length ?? 0;
  let length = 0;
  for (const { segment } of graphemes.segment(text)) length = segment.length;
  return length;
}

/**
 * An empty place has no width: a caret that comes into its bracket goes on behind it, so that each press is seen to do something.
 */
function pastSlot(view: EditorView, context: EditorContext, stop: Stop): Stop {
  const caret = context.side.at(view.state, stop.pos, stop.passed);
  const atSlot = caret.passed === caret.glyphs.length && caret.node.textContent[caret.offset] === SLOT;
  return atSlot ? { pos: stop.pos + 1, passed: 0 } : stop;
}
