import type { ParticipantId, ProposalId } from '../base/ids.ts';
import { ok, refuse } from '../base/result.ts';
import { mergedInto, ownSponsors } from '../proposals/merged.ts';
import type { Proposal } from '../proposals/proposal.ts';
import type { Refusal } from './command.ts';
import { givenGround, whileOpen, type Decision } from './open-proposal.ts';
import { packageWithdrawals } from './packages.ts';
import type { RecordState } from './state.ts';

/** `participant`: who withdrew it, whoever typed that. */
export interface WithdrawalEvent {
  readonly type: 'ProposalWithdrawn';
  readonly proposal: ProposalId;
  readonly participant: ParticipantId;
  readonly ground?: string;
}

export interface WithdrawalCommand {
  readonly type: 'withdraw';
  readonly proposal: ProposalId;
  readonly participant: ParticipantId;
  readonly ground?: string | undefined;
}

/** Withdrawing is for the last of the sponsors, or the group for which it was brought: what several bring, they withdraw together. */
export function decideWithdrawal(state: RecordState, { proposal: id, participant, ground }: WithdrawalCommand): Decision {
  return whileOpen(state, id, (proposal) => {
    const others = ownSponsors(proposal).length - 1;
    if (others > 0)
      return refuse({
        code: 'other-sponsors',
        reason: `It has ${others === 1 ? 'another sponsor' : `${others} other sponsors`}. You can leave it to them; it is withdrawn by the last of its sponsors.`,
      });
    if (mergedInto(state.proposals, id).length > 0)
      return refuse({
        code: 'other-sponsors',
        reason: 'Others’ proposals were merged into it. Once the chair has reopened them, it can be withdrawn.',
      });
    if (withdrawerOf(proposal, [participant]) === null) return refuse(proposal.proposer === null ? NOBODYS : NOT_ITS);
    return ok([
      { type: 'ProposalWithdrawn', proposal: id, participant, ...givenGround(ground) },
      ...packageWithdrawals(state.instruments.packages, id),
    ]);
  });
}

/** Of several names the one in which a proposal can be withdrawn: whoever brought it, or the group for which that was done. */
export function withdrawerOf(proposal: Proposal, names: readonly ParticipantId[]): ParticipantId | null {
  const sponsors = ownSponsors(proposal);
  return names.find((name) => sponsors.includes(name)) ?? names.find((name) => name === proposal.onBehalfOf) ?? null;
}

const NOT_ITS: Refusal = { code: 'not-a-sponsor', reason: 'A proposal is withdrawn by its proposer only.' };
const NOBODYS: Refusal = {
  code: 'not-a-sponsor',
  reason: 'Nobody is recorded as having proposed this, so nobody can withdraw it. It can be attributed first.',
};
