import type { Seat } from '../../shared/participants/participant.ts';
import { ownNames, refusalOf } from '../../shared/policy/policy.ts';
import type { ParticipantId, ProposalId } from '../../shared/base/ids.ts';
import { mergedInto, ownSponsors, sponsorsWithGroup } from '../../shared/proposals/merged.ts';
import type { Proposal } from '../../shared/proposals/proposal.ts';
import { decideSponsorship } from '../../shared/record/sponsorship.ts';
import type { RecordState } from '../../shared/record/state.ts';
import { decideWithdrawal, withdrawerOf, type WithdrawalCommand } from '../../shared/record/withdrawal.ts';

/** The command with which a person withdraws a proposal in a name that is theirs; null where it is not theirs to withdraw, or not now. */
export function ownWithdrawal(seat: Seat, state: RecordState, proposal: Proposal): WithdrawalCommand | null {
  const participant = withdrawerOf(proposal, ownNames(seat));
  if (participant === null || ownSponsors(proposal).length > 1 || mergedInto(state.proposals, proposal.id).length > 0)
    return null;
  const command = { type: 'withdraw', proposal: proposal.id, participant } as const;
  return refusalOf(seat, command, state) === null ? command : null;
}

/** Which decided proposal is meant by reopening: that of the card one is at (`on`), and that alone; away from the cards, the one decided last. */
export function toReopen(decided: readonly Proposal[], on: string | null): ProposalId | null {
  const reopened = decided.filter(({ status }) => status.state !== 'withdrawn');
  return (on === null ? reopened[0] : reopened.find(({ id }) => id === on))?.id ?? null;
}

/** Of the sponsors of a proposal those who can leave it to the others. */
export function whoCanLeave(state: RecordState, proposal: Proposal): ParticipantId[] {
  if (proposal.origin === 'bridging') return [];
  return sponsorsWithGroup(proposal).filter(
    (participant) =>
      decideSponsorship(state, { type: 'leave', proposal: proposal.id, participant }, { kindOf: () => 'state' }).ok,
  );
}

/** In whose name it can be withdrawn: the last of its sponsors, or the group for which that one brought it. */
export function whoCanWithdraw(state: RecordState, proposal: Proposal): ParticipantId[] {
  if (proposal.origin === 'bridging') return [];
  return sponsorsWithGroup(proposal).filter(
    (participant) => decideWithdrawal(state, { type: 'withdraw', proposal: proposal.id, participant }).ok,
  );
}
