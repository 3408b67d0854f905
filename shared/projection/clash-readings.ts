import type { ProposalId } from '../base/ids.ts';
import type { Prepared } from '../proposals/placing.ts';
import type { OutcomeOf } from '../proposals/standing.ts';
import type { RecordState } from '../record/state.ts';
import type { Clause } from '../text/clause.ts';
import { drawClause } from './drawing.ts';
import { factsOf } from './points.ts';
import { sentenceOf } from './repair.ts';

/** How clauses read where what was prepared does not fit the text any more: with their brackets, so that alternatives stay apart. */
export function clashReadings(base: readonly Clause[], state: RecordState): NonNullable<Prepared['reads']> {
  const facts = factsOf(state);
  const runs = base.flatMap((clause) => clause.runs);
  const [brought, struck] = [new Set(runs.flatMap((run) => run.insertions)), new Set(runs.flatMap((run) => run.deletions))];
  // What stood then was out of nothing: what is decided so that it is out of the text was open.
  const wasOpen = (id: ProposalId, outcome: string): boolean =>
    (outcome === 'refused' && brought.has(id)) || (outcome === 'accepted' && struck.has(id));
  const outcomeThen: OutcomeOf = (id) => {
    const outcome = facts.outcomeOf(id);
    return wasOpen(id, outcome) ? 'open' : outcome;
  };
  const read = (clause: Clause, outcomeOf: OutcomeOf): string =>
    sentenceOf({ clause, parts: drawClause(clause, null, null, { ...facts, outcomeOf }) });
  return { then: (clause) => read(clause, outcomeThen), now: (clause) => read(clause, facts.outcomeOf) };
}
