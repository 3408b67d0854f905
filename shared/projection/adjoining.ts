import type { ProposalId } from '../base/ids.ts';
import { isServersOwn, type Proposal } from '../proposals/proposal.ts';
import { ruledRelation } from '../record/contests.ts';
import { standing } from '../proposals/standing.ts';
import { outcomesOf, type RecordState } from '../record/state.ts';
import { proposalsIn, type Clause, type Run } from '../text/clause.ts';
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
  const bringing = new Set(clauses.flatMap(({ runs }) => runs.flatMap(({ insertions }) => insertions)));
  // A bracket round a whole part has hundreds within it, none of which it competes with.
  const within = nestedIn(clauses, state, proposal);
  const others = [...beside]
    .flatMap((id) => state.proposals.get(id) ?? [])
    .filter((other) => other.id !== proposal && bringing.has(other.id) && !within.has(other.id) && mayCompete(other, own))
    .filter((other) => ruledRelation(state.rulings, [proposal, other.id]) === null);
  // Points are of brackets that stand side by side, or are of one proposal.
  const round = (some: ReadonlySet<ProposalId>): Clause[] =>
    held.flatMap(({ clause, holds }) => ([...some].some((id) => holds.has(id)) ? [clause] : []));
  const open = others.filter(({ status }) => status.state === 'open').map(({ id }) => id);
  const competing = new Set(open.length === 0 ? [] : rivalsOf(round(new Set([proposal, ...open])), state, proposal));
  return others
    .filter((other) =>
      other.status.state === 'open'
        ? competing.has(other.id)
        : rivalsOf(round(new Set([proposal, other.id])), before(other, state), proposal).includes(other.id),
    )
    .toSorted((a, b) => a.order - b.order)
    .map(({ id }) => id);
}

/** The proposals each piece of which lies within a wider one of another, so that they stand at another depth. */
function nestedIn(clauses: readonly Clause[], state: RecordState, outer: ProposalId): ReadonlySet<ProposalId> {
  const outcomeOf = outcomesOf(state);
  const [nested, others] = [new Set<ProposalId>(), new Set<ProposalId>()];
  for (const { runs } of clauses) {
    /** Where the piece of each begins that goes on. */
    const begun = new Map<ProposalId, number>();
    for (let at = 0; at <= runs.length; at += 1) {
      const here = new Set([...(runs[at]?.insertions ?? []), ...(runs[at]?.deletions ?? [])]);
      for (const [id, from] of begun) {
        if (here.has(id)) continue;
        begun.delete(id);
        const lies = (['insertions', 'deletions'] as const).some(
          (role) =>
            runs.slice(from, at).every((run) => isIts(run, role)) &&
            [runs[from - 1], runs[at]].some((run) => run !== undefined && isIts(run, role) && standsSince(run, id)),
        );
        (lies ? nested : others).add(id);
      }
      for (const id of here) if (!begun.has(id)) begun.set(id, at);
    }
  }
  for (const id of others) nested.delete(id);
  return nested;

  /** Words of its own that it takes out again are in no bracket of their own. */
  function isIts(run: Run, role: 'insertions' | 'deletions'): boolean {
    return run[role].includes(outer) && (role === 'insertions' || !run.insertions.includes(outer));
  }

  /** Whether words were seen already when a proposal was decided, and are seen. */
  function standsSince(run: Run, id: ProposalId): boolean {
    const status = state.proposals.get(id)?.status;
    const entry = status === undefined || status.state === 'open' ? Infinity : status.entry;
    return standing(run, outcomeOf) !== 'out' && run.insertions.every((one) => (state.proposals.get(one)?.entry ?? 0) <= entry);
  }
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

/** Those in one point with a proposal of which one can stand. */
function rivalsOf(clauses: readonly Clause[], state: RecordState, proposal: ProposalId): readonly ProposalId[] {
  const point = openPoints(clauses, state).find(({ proposals }) => proposals.includes(proposal));
  return point?.relation === 'exclusive' ? point.proposals : [];
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
