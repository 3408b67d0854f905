import { standing, type OutcomeOf } from '../proposals/standing.ts';
import { joinRuns, type Clause } from '../text/clause.ts';
import { numberClauses } from '../text/numbering.ts';
import { clauseIsOut } from './drawing.ts';

/**
 * The text with which the next revision begins: what is out is left behind, marks are kept (they are the words' provenance), ids stay,
 * and every number is frozen as issued.
 */
export function reviseText(clauses: readonly Clause[], outcomeOf: OutcomeOf): Clause[] {
  const numbers = numberClauses(clauses);
  return clauses
    .filter((clause) => !clauseIsOut(clause, outcomeOf))
    .map((clause) => ({
      ...clause,
      label: numbers.get(clause.id) ?? '',
      runs: joinRuns(clause.runs.filter((run) => standing(run, outcomeOf) !== 'out')),
    }));
}
