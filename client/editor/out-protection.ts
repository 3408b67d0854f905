import type { Node } from '@tiptap/pm/model';
import { Selection, type EditorState, type Transaction } from '@tiptap/pm/state';
import { Mapping, ReplaceStep, type Step } from '@tiptap/pm/transform';
import type { OutcomeOf } from '../../shared/proposals/standing.ts';
import { isRemote } from './binding.ts';
import { deletableSpans, outSpans, type Span } from './out-text.ts';

/** What is left of a step when out-text stays: what may go, and where what it brings is put. */
interface Mended {
  readonly parts: readonly Span[];
  readonly at: number;
}

/**
 * The same transaction without its deletions of what is out of the text. Every way of deleting comes through here: keys, touch
 * keyboards, input methods, dragging, pasting over. Taking the deletion apart, rather than putting back what it took, leaves the
 * characters what they are to everybody else.
 */
export function withoutDeletionsOfOutText(state: EditorState, transaction: Transaction, outcomeOf: OutcomeOf): Transaction {
  if (!transaction.docChanged || isRemote(transaction)) return transaction;
  const mends = transaction.steps.map((step, index) => mend(step, transaction.docs[index] ?? state.doc, outcomeOf));
  if (mends.every((mended) => mended === null)) return transaction;
  const tr = state.tr;
  // Leads from the document as each step left it to the document as it is left now.
  let mapping = new Mapping();
  let caret: number | null = null;
  for (const step of transaction.steps) {
    const mapped = step.map(mapping);
    const before = tr.mapping.maps.length;
    caret = mapped === null ? null : applyMended(tr, mapped, outcomeOf);
    mapping = new Mapping([step.getMap().invert(), ...mapping.maps, ...tr.mapping.maps.slice(before)]);
  }
  const place = caret ?? mapping.map(transaction.selection.head, -1);
  tr.setSelection(Selection.near(tr.doc.resolve(Math.max(0, Math.min(tr.doc.content.size, place))), -1));
  return likeIn(tr, transaction);
}

/** Applies a step, or what may be of it. Where it had to be mended, gives the place of the caret behind it. */
function applyMended(tr: Transaction, step: Step, outcomeOf: OutcomeOf): number | null {
  const mended = mend(step, tr.doc, outcomeOf);
  if (mended === null || !(step instanceof ReplaceStep)) {
    tr.step(step);
    return null;
  }
  const before = tr.steps.length;
  for (const part of mended.parts.toReversed()) tr.delete(part.from, part.to);
  const at = tr.mapping.slice(before).map(mended.at, -1);
  if (step.slice.size === 0) return at;
  const size = tr.doc.content.size;
  tr.replace(at, at, step.slice);
  return at + (tr.doc.content.size - size);
}

function mend(step: Step, doc: Node, outcomeOf: OutcomeOf): Mended | null {
  if (!(step instanceof ReplaceStep)) return null;
  const { from, to } = step;
  if (from < to) {
    const parts = deletableSpans(doc, { from, to }, outcomeOf);
    return parts === null ? null : { parts, at: placeOutside(doc, from, outcomeOf) ?? from };
  }
  const at = placeOutside(doc, from, outcomeOf);
  return at === null ? null : { parts: [], at };
}

/** The place behind the row of out-text that a place lies within; null where it lies in none. */
function placeOutside(doc: Node, pos: number, outcomeOf: OutcomeOf): number | null {
  const place = doc.resolve(pos);
  if (!place.parent.isTextblock) return null;
  const within = outSpans(place.parent, outcomeOf).find((span) => span.from < place.parentOffset && place.parentOffset < span.to);
  return within === undefined ? null : place.start() + within.to;
}

/** Gives a transaction what the other carries besides its steps. */
export function likeIn(tr: Transaction, other: Transaction): Transaction {
  // ProseMirror has no way to list a transaction's notes.
  const notes = Reflect.get(other, 'meta') as Readonly<Record<string, unknown>>;
  for (const [name, note] of Object.entries(notes)) tr.setMeta(name, note);
  if (other.scrolledIntoView) tr.scrollIntoView();
  return tr.setTime(other.time);
}
