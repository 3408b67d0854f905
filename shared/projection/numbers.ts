import type { ClauseId } from '../base/ids.ts';
import { outcomesOf, type RecordState } from '../record/state.ts';
import type { Clause } from '../text/clause.ts';
import { numberClauses } from '../text/numbering.ts';
import { clauseIsOut } from './drawing.ts';
import { footnotesOf, type Footnotes } from './footnotes.ts';
import { tombstonesOf, type Tombstones } from './tombstones.ts';

/** What a reader finds beside a text: its numbers, what stands in the place of clauses that are gone, and its footnotes. */
export interface Numbers {
  /** The number of each clause that has one, as it is shown. */
  readonly of: ReadonlyMap<ClauseId, string>;
  readonly tombstones: Tombstones;
  readonly footnotes: Footnotes;
}

/** The numbers of a text as the record says they stand. Clauses that are gone and keep their number count with the others. */
export function numbersOf(clauses: readonly Clause[], state: Pick<RecordState, 'proposals' | 'numbering'>): Numbers {
  const outcomeOf = outcomesOf(state);
  const tombstones = tombstonesOf(clauses, state);
  const footnotes = footnotesOf(clauses, outcomeOf, state.numbering.renumbered === null);
  // Of a clause that is gone an issue may keep the number alone: it is counted while it is told of.
  const isGone = (clause: Clause): boolean =>
    clause.runs.length === 0 ? state.numbering.kept.has(clause.id) : clauseIsOut(clause, outcomeOf);
  const counted = clauses.filter((clause) => tombstones.has(clause.id) || !isGone(clause));
  const numbers = numberClauses(counted);
  for (const { clause, number } of tombstones.values()) numbers.set(clause, number);
  for (const note of footnotes.notes) numbers.set(note.clause.id, note.number);
  return { of: numbers, tombstones, footnotes };
}
