import type { ParticipantId, ProposalId } from '../base/ids.ts';
import { addTo } from '../base/group-by.ts';
import type { Position, Proposal } from './proposal.ts';

/** All proposals of a draft, in order of tabling. */
type Proposals = ReadonlyMap<ProposalId, Proposal>;

const INTO = new WeakMap<Proposals, ReadonlyMap<ProposalId, readonly Proposal[]>>();

/** The proposals merged into one, also by way of others, in order of tabling. */
export function mergedInto(proposals: Proposals, into: ProposalId): Proposal[] {
  const index = INTO.get(proposals) ?? indexOf(proposals);
  const found: Proposal[] = [];
  const take = (id: ProposalId): void => {
    for (const one of index.get(id) ?? []) {
      found.push(one);
      take(one.id);
    }
  };
  take(into);
  return found.toSorted((a, b) => a.order - b.order);
}

function indexOf(proposals: Proposals): ReadonlyMap<ProposalId, readonly Proposal[]> {
  const index = new Map<ProposalId, Proposal[]>();
  for (const proposal of proposals.values()) {
    if (proposal.status.state !== 'merged') continue;
    addTo(index, proposal.status.into, proposal);
  }
  INTO.set(proposals, index);
  return index;
}

/** Who brought a proposal by their own names: the proposer first, then who joined. */
export function ownSponsors(proposal: Proposal): ParticipantId[] {
  return proposal.proposer === null ? [...proposal.coProposers] : [proposal.proposer, ...proposal.coProposers];
}

/** Who brought a proposal, and the group for which that was done. */
export function sponsorsWithGroup(proposal: Proposal): ParticipantId[] {
  const own = ownSponsors(proposal);
  const { onBehalfOf } = proposal;
  return onBehalfOf === null || own.includes(onBehalfOf) ? own : [...own, onBehalfOf];
}

/** One wording of several that were reopened since is nobody's but of those who joined it meanwhile: the first of them is told first. */
function led(proposal: Proposal): Proposal {
  const [first, ...others] = proposal.coProposers;
  return proposal.proposer !== null || first === undefined ? proposal : { ...proposal, proposer: first, coProposers: others };
}

/**
 * A proposal with what was merged into it: whoever brought one of them, and for which group, is among its sponsors, and the positions taken on them stand beside
 * its own, which go before them. The same proposal where nothing was merged into it.
 */
export function withMerged(proposals: Proposals, proposal: Proposal): Proposal {
  const merged = mergedInto(proposals, proposal.id);
  if (merged.length === 0) return led(proposal);
  const several = [proposal, ...merged];
  const first = several.find((one) => one.proposer !== null);
  // The group of whoever comes first is told with them; that of any other stands behind those who brought its proposal.
  const brought = (one: Proposal): ParticipantId[] =>
    one === first || one.onBehalfOf === null ? ownSponsors(one) : [...ownSponsors(one), one.onBehalfOf];
  const all = [...new Set(several.flatMap(brought))];
  const positions = new Map<ParticipantId, Position>(merged.flatMap((one) => [...one.positions]));
  for (const [id, position] of proposal.positions) positions.set(id, position);
  return {
    ...proposal,
    proposer: first?.proposer ?? null,
    onBehalfOf: first?.onBehalfOf ?? null,
    coProposers: first === undefined ? all : all.filter((id) => id !== first.proposer),
    positions,
    written: null,
  };
}
