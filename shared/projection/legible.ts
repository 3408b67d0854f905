import { standing, type OutcomeOf } from '../proposals/standing.ts';
import type { LegibleClause } from '../text/addresses.ts';
import { withoutSlots, type Clause } from '../text/clause.ts';

/** What is seen of a clause: what is out, and empty places, left out. Put together by the stretch, since letter by letter takes many times the text. */
export function seenClause({ id, kind, level, runs }: Clause, number: string, outcomeOf: OutcomeOf): LegibleClause {
  const words = runs.map((run) => (standing(run, outcomeOf) === 'out' ? '' : withoutSlots(run.text))).join('');
  return { id, kind, level, number, words };
}
