import type { Seat } from '../../shared/participants/participant.ts';
import { ownNames, refusalOf } from '../../shared/policy/policy.ts';
import { mergedInto, ownSponsors } from '../../shared/proposals/merged.ts';
import type { Proposal } from '../../shared/proposals/proposal.ts';
import type { RecordState } from '../../shared/record/state.ts';
import { withdrawerOf, type WithdrawalCommand } from '../../shared/record/withdrawal.ts';

/** The command with which a person withdraws a proposal in a name that is theirs; null where it is not theirs to withdraw, or not now. */
export function ownWithdrawal(seat: Seat, state: RecordState, proposal: Proposal): WithdrawalCommand | null {
  const participant = withdrawerOf(proposal, ownNames(seat));
  if (participant === null || ownSponsors(proposal).length > 1 || mergedInto(state.proposals, proposal.id).length > 0)
    return null;
  const command = { type: 'withdraw', proposal: proposal.id, participant } as const;
  return refusalOf(seat, command, state) === null ? command : null;
}
