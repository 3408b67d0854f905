import { addTo } from '../base/group-by.ts';
import type { ProposalId } from '../base/ids.ts';
import type { Clause, Run } from './clause.ts';
import { isUntouched } from './punctuation.ts';

type Places = ReadonlyMap<ProposalId, readonly number[]>;

const known = new WeakMap<Clause, Places>();
const NOWHERE: readonly number[] = [];

/**
 * Where among the runs of a clause those stand that carry a proposal. The clause is gone through once, however many proposals are asked for: what is
 * said of each of a text's proposals would else cost the square of them.
 */
export function placesCarrying(clause: Clause, proposal: ProposalId): readonly number[] {
  let places = known.get(clause);
  if (places === undefined) known.set(clause, (places = placesIn(clause)));
  return places.get(proposal) ?? NOWHERE;
}

/** The runs of a clause that carry a proposal, in order. */
export function runsCarrying(clause: Clause, proposal: ProposalId): Run[] {
  return placesCarrying(clause, proposal).flatMap((at) => clause.runs[at] ?? []);
}

function placesIn({ runs }: Clause): Places {
  const places = new Map<ProposalId, number[]>();
  for (const [at, run] of runs.entries())
    if (!isUntouched(run)) for (const id of new Set([...run.insertions, ...run.deletions])) addTo(places, id, at);
  return places;
}
