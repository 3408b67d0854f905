import type { Node } from '@tiptap/pm/model';
import { TextSelection, type EditorState, type Transaction } from '@tiptap/pm/state';
import { ReplaceStep, type Step } from '@tiptap/pm/transform';
import type { OutcomeOf } from '../../shared/proposals/standing.ts';
import { isRemote } from './binding.ts';
import { movesClauses } from './clause-moving.ts';
import { likeIn, withoutDeletionsOfOutText } from './out-protection.ts';

/** The same transaction, but for what it would take that stays: what is out, and what is left of a clause whose start goes with the one before. */
export function withWhatStays(state: EditorState, transaction: Transaction, outcomeOf: OutcomeOf): Transaction {
  if (movesClauses(transaction)) return transaction;
  return withoutDeletionsOfOutText(state, withWholeClausesGone(state, transaction), outcomeOf);
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

/** Where a clause begins that a step deletes from its start, and where the one begins into which it deletes; null for every other step. */
function deletedInto(step: Step, doc: Node): { readonly first: number; readonly rest: number; readonly to: number } | null {
  if (!(step instanceof ReplaceStep) || step.slice.size > 0) return null;
  const [$from, $to] = [doc.resolve(step.from), doc.resolve(step.to)];
  if ($from.depth !== 1 || $to.depth !== 1 || $from.parentOffset > 0 || $from.index(0) === $to.index(0)) return null;
  const leavesWords = $to.parentOffset < $to.parent.content.size;
  // A cell stays where it is, empty or not.
  const isInTable = $from.parent.attrs['cell'] !== null || $to.parent.attrs['cell'] !== null;
  return leavesWords && !isInTable ? { first: $from.before(), rest: $to.before(), to: step.to } : null;
}
