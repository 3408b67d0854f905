import type { ClauseId } from '../base/ids.ts';
import { goneClauses, shownNumbers } from '../record/gone-clauses.ts';
import { outcomesOf, type RecordState } from '../record/state.ts';
import type { Clause } from '../text/clause.ts';
import { footnotesOf, type Footnotes } from './footnotes.ts';
import { tombstonesOf, type ShownNumbers, type Tombstones } from './tombstones.ts';

/** What a reader finds beside a text: its numbers, what stands in the place of clauses that are gone, and its footnotes. */
export interface Numbers extends ShownNumbers {
  readonly tombstones: Tombstones;
  readonly footnotes: Footnotes;
}

/** The numbers of a text as the record says they stand. Clauses that are gone and keep their number count with the others. */
export function numbersOf(clauses: readonly Clause[], state: Pick<RecordState, 'proposals' | 'numbering'>): Numbers {
  const outcomeOf = outcomesOf(state);
  const gone = goneClauses(clauses, state.numbering, outcomeOf);
  const of = shownNumbers(clauses, state.numbering, outcomeOf, gone);
  const tombstones = tombstonesOf(clauses, state, { of, gone });
  const footnotes = footnotesOf(clauses, outcomeOf, state.numbering.renumbered === null);
  const withNotes = new Map<ClauseId, string>(of);
  for (const note of footnotes.notes) withNotes.set(note.clause.id, note.number);
  return { of: withNotes, gone, tombstones, footnotes };
}
