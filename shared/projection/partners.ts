import type { ParticipantId, ProposalId } from '../base/ids.ts';
import { isStandIn } from '../participants/stand-in.ts';
import { sponsorsWithGroup, withMerged } from '../proposals/merged.ts';
import type { RecordState } from '../record/state.ts';
import { spokenFor } from './voices.ts';

/** Two participants that bring proposals together, and which. */
export interface Partners {
  readonly pair: readonly [ParticipantId, ParticipantId];
  /** In order of tabling. */
  readonly proposals: readonly ProposalId[];
}

/**
 * Who brings proposals with whom, each pair once, whatever became of the proposals: those with most in common first. Where one was merged
 * into another, all who brought them are shown at that which stands, and not again at the other; the group for which one was brought is among
 * them. A delegation and a group for which it speaks, or spoke, are no two. Of those who are not named nothing is told: what they bring
 * together cannot be known from one proposal to the next.
 */
export function partnersOf(state: RecordState): Partners[] {
  const groups = spokenFor(state);
  const isOwn = (one: ParticipantId, other: ParticipantId): boolean =>
    groups.get(one)?.has(other) === true || groups.get(other)?.has(one) === true;
  const pairs = new Map<string, { readonly pair: [ParticipantId, ParticipantId]; readonly proposals: ProposalId[] }>();
  for (const proposal of state.proposals.values()) {
    if (proposal.status.state === 'merged') continue;
    const brought = sponsorsWithGroup(withMerged(state.proposals, proposal));
    const sponsors = [...new Set(brought)].filter((id) => !isStandIn(id)).toSorted();
    for (const [index, one] of sponsors.entries())
      for (const other of sponsors.slice(index + 1)) {
        if (isOwn(one, other)) continue;
        const key = `${one} ${other}`;
        const found = pairs.get(key);
        if (found === undefined) pairs.set(key, { pair: [one, other], proposals: [proposal.id] });
        else found.proposals.push(proposal.id);
      }
  }
  return [...pairs]
    .toSorted(([a, one], [b, other]) => other.proposals.length - one.proposals.length || (a < b ? -1 : 1))
    .map(([, found]) => found);
}
