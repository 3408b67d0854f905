import type { ClauseId, ProposalId } from '../base/ids.ts';
import { addTo } from '../base/group-by.ts';
import { outcomesOf, type RecordState } from '../record/state.ts';
import { proposalsIn, withoutSlots, type Clause } from '../text/clause.ts';
import { isHeading } from '../text/numbering.ts';
import { visibleRuns } from './drawing.ts';
import { numbersOf } from './numbers.ts';

/** Where a clause stands: how many are before it, under which heading as it reads (empty before the first), and its number. */
export interface PlaceInText {
  readonly at: number;
  readonly clause: ClauseId;
  readonly article: string;
  readonly number: string;
}

/** Where each clause of a text stands; of two with one id, the first. */
export function placesIn(clauses: readonly Clause[], state: RecordState): ReadonlyMap<ClauseId, PlaceInText> {
  const outcomeOf = outcomesOf(state);
  const numbers = numbersOf(clauses, state).of;
  const places = new Map<ClauseId, PlaceInText>();
  let article = '';
  for (const [at, clause] of clauses.entries()) {
    const shown = visibleRuns(clause, outcomeOf);
    if (isHeading(clause.kind) && shown.length > 0) article = withoutSlots(shown.map((run) => run.text).join('')).trim();
    if (!places.has(clause.id)) places.set(clause.id, { at, clause: clause.id, article, number: numbers.get(clause.id) ?? '' });
  }
  return places;
}

/** The clauses that hold characters of each proposal, in order. */
export function holdingOf(clauses: readonly Clause[]): ReadonlyMap<ProposalId, readonly Clause[]> {
  const holding = new Map<ProposalId, Clause[]>();
  for (const clause of clauses) {
    for (const id of proposalsIn([clause])) {
      addTo(holding, id, clause);
    }
  }
  return holding;
}
