import type { ProposalId } from '../base/ids.ts';
import type { Clause, Run } from '../text/clause.ts';
import { readsNothing } from '../text/punctuation.ts';

/** What the record says of a proposal, as far as the text's visibility goes: open, closed with its words in, or closed without. */
export type Outcome = 'open' | 'accepted' | 'refused';

/** The record's word on a proposal. A proposal whose event has not arrived yet counts as open. */
export type OutcomeOf = (proposal: ProposalId) => Outcome;

/** Where characters stand: `out` of the text, still `open`, or `settled`. Settled is not agreed (CONVENTIONS 1.2). */
export type Standing = 'out' | 'open' | 'settled';

/**
 * DESIGN section 3, and nothing else decides visibility: characters are out if any of their insertions is closed without
 * acceptance or any of their deletions is accepted; open if they are not out and any of their proposals is open; else settled.
 */
export function standing(run: Run, outcomeOf: OutcomeOf): Standing {
  let open = false;
  for (const id of run.insertions) {
    const outcome = outcomeOf(id);
    if (outcome === 'refused') return 'out';
    if (outcome === 'open') open = true;
  }
  for (const id of run.deletions) {
    const outcome = outcomeOf(id);
    if (outcome === 'accepted') return 'out';
    if (outcome === 'open') open = true;
  }
  return open ? 'open' : 'settled';
}

/**
 * Whether a clause is out: words of it are, and nothing that is read is left. Spaces and commas that they leave behind are not read (`tidyTexts`), but
 * what stands in an open bracket is, be it an empty place.
 */
export function clauseIsOut({ runs }: Pick<Clause, 'runs'>, outcomeOf: OutcomeOf): boolean {
  let isLost = false;
  for (const run of runs) {
    const stands = standing(run, outcomeOf);
    if (stands === 'out') isLost = true;
    else if (stands === 'open' || !readsNothing(run.text)) return false;
  }
  return isLost;
}
