import type { Node, ResolvedPos } from '@tiptap/pm/model';
import { TextSelection, type EditorState, type Transaction } from '@tiptap/pm/state';
import { ReplaceStep, type Step } from '@tiptap/pm/transform';
import type { OutcomeOf } from '../../shared/proposals/standing.ts';
import { isRemote } from './binding.ts';
import { movesClauses } from './clause-moving.ts';
import { isNote } from './footnotes.ts';
import { likeIn, withoutDeletionsOfOutText } from './out-protection.ts';

/**
 * The same transaction, but for what it would take that stays: what is out, what is left of a clause whose start goes with the one before, and the
 * edges of cells and footnotes.
 */
export function withWhatStays(state: EditorState, transaction: Transaction, outcomeOf: OutcomeOf): Transaction {
  if (movesClauses(transaction)) return transaction;
  return withoutDeletionsOfOutText(state, withEdgesKept(state, withWholeClausesGone(state, transaction)), outcomeOf);
}

/**
 * The same transaction, but that a clause which is deleted from its start into another goes whole: what is left of the other stays that one, with
 * its id, number and kind. ProseMirror would put it into the first, and the record would tell that the first was worded so and the other went.
 */
function withWholeClausesGone(state: EditorState, transaction: Transaction): Transaction {
  const [step] = transaction.steps;
  if (transaction.steps.length !== 1 || step === undefined || isRemote(transaction)) return transaction;
  const places = deletedInto(step, state.doc);
  if (places === null) return transaction;
  const { first, rest, to } = places;
  const tr = state.tr.delete(rest + 1, to).delete(first, rest);
  return likeIn(tr.setSelection(TextSelection.create(tr.doc, first + 1)), transaction);
}

/**
 * The same transaction, but that nothing is joined over the edge of a cell or a footnote: what is left of the first clause and of the last stays where
 * it stands. Of what lies between, cells come back empty (`table-mending.ts`).
 */
function withEdgesKept(state: EditorState, transaction: Transaction): Transaction {
  const [step] = transaction.steps;
  if (transaction.steps.length !== 1 || step === undefined || isRemote(transaction)) return transaction;
  const places = deletedOverEdges(step, state.doc);
  if (places === null) return transaction;
  const { $from, $to } = places;
  const leavesWords = $to.parentOffset < $to.parent.content.size;
  const tr = state.tr;
  if (leavesWords || isCell($to.parent)) tr.delete($to.start(), $to.pos);
  else tr.delete($to.before(), $to.after());
  tr.delete($from.after(), $to.before());
  if (leavesWords && $from.parentOffset === 0 && !isCell($from.parent)) tr.delete($from.before(), $from.after());
  else tr.delete($from.pos, $from.end());
  return likeIn(tr.setSelection(TextSelection.near(tr.doc.resolve(tr.mapping.map($from.pos)))), transaction);
}

/** From where to where a step deletes from one clause into another, one of which is a cell or a footnote; null for every other step. */
function deletedOverEdges(step: Step, doc: Node): { readonly $from: ResolvedPos; readonly $to: ResolvedPos } | null {
  if (!(step instanceof ReplaceStep) || step.slice.size > 0) return null;
  const ends = [doc.resolve(step.from), doc.resolve(step.to)] as const;
  // Whole clauses go as they are.
  if (ends.every(({ depth }) => depth === 0)) return null;
  const [$from, $to] = [doc.resolve(step.from + 1 - ends[0].depth), doc.resolve(step.to - 1 + ends[1].depth)];
  const [first, last] = [$from.parent, $to.parent];
  if (!first.isTextblock || !last.isTextblock || $from.index(0) >= $to.index(0)) return null;
  const isWithinCell = isCell(first) && first.attrs['cell'] === last.attrs['cell'];
  return !isWithinCell && [first, last].some((node) => isCell(node) || isNote(node)) ? { $from, $to } : null;
}

function isCell({ attrs }: Node): boolean {
  return attrs['cell'] !== null;
}

/** Where a clause begins that a step deletes from its start, and where the one begins into which it deletes; null for every other step. */
function deletedInto(step: Step, doc: Node): { readonly first: number; readonly rest: number; readonly to: number } | null {
  if (!(step instanceof ReplaceStep) || step.slice.size > 0) return null;
  const [$from, $to] = [doc.resolve(step.from), doc.resolve(step.to)];
  if ($from.depth !== 1 || $to.depth !== 1 || $from.parentOffset > 0 || $from.index(0) === $to.index(0)) return null;
  const leavesWords = $to.parentOffset < $to.parent.content.size;
  // A cell stays where it is, empty or not.
  const isInTable = isCell($from.parent) || isCell($to.parent);
  return leavesWords && !isInTable ? { first: $from.before(), rest: $to.before(), to: step.to } : null;
}
