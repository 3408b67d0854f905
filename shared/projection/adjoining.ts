import type { ProposalId } from '../base/ids.ts';
import { isServersOwn, type Proposal } from '../proposals/proposal.ts';
import { ruledRelation } from '../record/contests.ts';
import type { RecordState } from '../record/state.ts';
import { proposalsIn, type Clause } from '../text/clause.ts';
import { openPoints } from './points.ts';

/**
 * With which others an open proposal stands in such brackets that one of them can stand: those open beside it, and those that were accepted
 * while it was open beside them, as it was shown then. Both bring words in: where one only wants words out, the other may take their place. By their
 * brackets alone: of whom the chair said how they stand to each other is not among them. In order of tabling.
 */
export function adjoining(clauses: readonly Clause[], state: RecordState, proposal: ProposalId): ProposalId[] {
  const own = state.proposals.get(proposal);
  if (own === undefined || !bringsWords(clauses, proposal)) return [];
  const held = clauses.map((clause) => ({ clause, holds: proposalsIn([clause]) }));
  const beside = new Set(held.flatMap(({ holds }) => (holds.has(proposal) ? [...holds] : [])));
  // Points are of brackets that stand side by side, or are of one proposal.
  const round = (other: ProposalId): Clause[] =>
    held.flatMap(({ clause, holds }) => (holds.has(proposal) || holds.has(other) ? [clause] : []));
  return [...beside]
    .flatMap((id) => state.proposals.get(id) ?? [])
    .filter((other) => other.id !== proposal && ruledRelation(state.rulings, [proposal, other.id]) === null)
    .filter(
      (other) =>
        mayCompete(other, own) &&
        bringsWords(clauses, other.id) &&
        competes(round(other.id), before(other, state), [proposal, other.id]),
    )
    .toSorted((a, b) => a.order - b.order)
    .map(({ id }) => id);
}

function bringsWords(clauses: readonly Clause[], id: ProposalId): boolean {
  return clauses.some(({ runs }) => runs.some(({ insertions }) => insertions.includes(id)));
}

/** What was accepted before another was tabled is the text that that one changes. */
function mayCompete(proposal: Proposal, own: Proposal): boolean {
  const { status } = proposal;
  if (isServersOwn(proposal)) return false;
  return status.state === 'open' || (status.state === 'accepted' && own.entry < status.entry);
}

function competes(clauses: readonly Clause[], state: RecordState, both: readonly ProposalId[]): boolean {
  return openPoints(clauses, state).some(
    ({ relation, proposals }) => relation === 'exclusive' && both.every((id) => proposals.includes(id)),
  );
}

/** The record as it was when another was decided, as far as that goes: what has been decided since was open, and what came since was not there. */
function before({ status }: Proposal, state: RecordState): RecordState {
  if (status.state === 'open') return state;
  const proposals = new Map<ProposalId, Proposal>();
  for (const [id, one] of state.proposals) {
    if (one.entry > status.entry) proposals.set(id, { ...one, status: NOT_THERE });
    else proposals.set(id, one.status.state !== 'open' && one.status.entry >= status.entry ? { ...one, status: OPEN } : one);
  }
  return { ...state, proposals };
}

const OPEN = { state: 'open' } as const;
const NOT_THERE = { state: 'dropped', entry: 0, ground: '', basis: null } as const;
