import type { ClauseId, ProposalId } from '../base/ids.ts';
import type { Outcome } from '../proposals/standing.ts';
import type { RecordState } from '../record/state.ts';
import { withoutSlots, type Clause } from '../text/clause.ts';
import { clauseIsOut, drawClause, visibleRuns, type DrawingFacts } from './drawing.ts';
import { factsOf } from './points.ts';

/** Outcomes that a person supposes, to see what they would do. */
export type Supposition = ReadonlyMap<ProposalId, Exclude<Outcome, 'open'>>;

/** The facts of a record as they would be. */
export function supposing(state: RecordState, supposed: Supposition): DrawingFacts {
  const facts = factsOf(state);
  return { ...facts, outcomeOf: (id) => supposed.get(id) ?? facts.outcomeOf(id) };
}

/**
 * How a clause would read with some proposals accepted and others refused: its words with the brackets that would remain, in one line.
 * Spaces that the missing words would leave double, or before a point or comma, are left out. Empty where nothing of it would stand.
 */
export function prospect(clauses: readonly Clause[], state: RecordState, clauseId: ClauseId, supposed: Supposition): string {
  const facts = supposing(state, supposed);
  const index = clauses.findIndex((clause) => clause.id === clauseId);
  const clause = clauses[index];
  if (clause === undefined || clauseIsOut(clause, facts.outcomeOf)) return '';
  const words = drawClause(clause, beside(clauses, index, -1, facts), beside(clauses, index, 1, facts), facts)
    .map((part) => {
      if (part.type === 'open') return '[';
      if (part.type === 'close') return ']';
      return part.type === 'words' ? withoutSlots(part.run.text) : '';
    })
    .join('');
  return words
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/ ([.,;:)])/g, '$1')
    .replaceAll(/,(\s*,)+/g, ',')
    .replaceAll(/,\s*([.;:])/g, '$1')
    .trim();
}

function beside(clauses: readonly Clause[], index: number, step: -1 | 1, facts: DrawingFacts): Clause | null {
  for (let at = index + step; ; at += step) {
    const clause = clauses[at];
    if (clause === undefined) return null;
    if (visibleRuns(clause, facts.outcomeOf).length > 0) return clause;
  }
}
