import type { ProposalId } from '../base/ids.ts';
import type { Proposal } from '../proposals/proposal.ts';
import { standing } from '../proposals/standing.ts';
import { inapplicableWords } from '../record/applicability.ts';
import { outcomesOf, type RecordState } from '../record/state.ts';
import { runsCarrying } from '../text/carrying.ts';
import type { Clause, Run } from '../text/clause.ts';

/**
 * Where the words of a closed proposal are, as the text stands: those that it brings in, or where it brings in none those that it wants out. `held`: the
 * clauses that hold characters of it. What was accepted may have gone since, with what it was proposed in or by another decision.
 */
export function placeOfWords({ id, status, vanished }: Proposal, held: readonly Clause[], state: RecordState): string {
  const outcomeOf = outcomesOf(state);
  const runs = held.flatMap((clause) => runsCarrying(clause, id));
  // An option's label is both, and goes however that is decided.
  const brought = runs.filter((run) => run.insertions.includes(id) && !run.deletions.includes(id));
  const struck = runs.filter((run) => run.deletions.includes(id) && !run.insertions.includes(id));
  const isIn = (run: Run): boolean => standing(run, outcomeOf) !== 'out';
  if (brought.some(isIn)) return 'into the text';
  if (brought.length === 0 && struck.some(isIn)) return 'still in the text';
  if (status.state !== 'accepted') return 'out of the text';
  if (brought.length > 0) return inapplicableWords({ why: 'words-out', because: outBy(brought, outcomeOf) }, state);
  if (struck.length > 0) return 'out of the text';
  if (state.leftBehind.has(id)) return 'left behind when a revision was issued';
  return vanished ? inapplicableWords({ why: 'vanished', because: [] }, state) : 'out of the text';
}

/** By which decisions words are out. */
function outBy(runs: readonly Run[], outcomeOf: ReturnType<typeof outcomesOf>): ProposalId[] {
  const by = runs.flatMap(({ insertions, deletions }) => [
    ...insertions.filter((id) => outcomeOf(id) === 'refused'),
    ...deletions.filter((id) => outcomeOf(id) === 'accepted'),
  ]);
  return [...new Set(by)].toSorted();
}
