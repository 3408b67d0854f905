import type { ParticipantId, ProposalId } from '../base/ids.ts';
import { ok, refuse } from '../base/result.ts';
import { mergedInto, sponsorsWithGroup } from '../proposals/merged.ts';
import { isOffice, type ParticipantKind } from '../participants/participant.ts';
import type { Proposal } from '../proposals/proposal.ts';
import { unknownParticipant, whileOpen, type Decision } from './open-proposal.ts';
import type { RecordState } from './state.ts';

/** Who brings a proposal together with its proposer, and who no longer does. */
export type SponsorshipEvent =
  | { readonly type: 'ProposalSponsored'; readonly proposal: ProposalId; readonly participant: ParticipantId }
  | { readonly type: 'SponsorWithdrew'; readonly proposal: ProposalId; readonly participant: ParticipantId };

export type SponsorshipCommand =
  | { readonly type: 'sponsor'; readonly proposal: ProposalId; readonly participant: ParticipantId }
  | { readonly type: 'leave'; readonly proposal: ProposalId; readonly participant: ParticipantId };

export function decideSponsorship(
  state: RecordState,
  command: SponsorshipCommand,
  { kindOf }: { readonly kindOf: (participant: ParticipantId) => ParticipantKind | null },
): Decision {
  const { participant } = command;
  const kind = kindOf(participant);
  if (kind === null) return unknownParticipant();
  if (command.type === 'sponsor' && isOffice(kind))
    return refuse({
      code: 'not-allowed',
      reason: 'The secretariat and the chair sponsor nothing. Name the delegation or the group that does.',
    });
  return whileOpen(state, command.proposal, (proposal) =>
    command.type === 'sponsor' ? join(state, proposal, participant) : leave(state, proposal, participant),
  );
}

function join(state: RecordState, proposal: Proposal, participant: ParticipantId): Decision {
  if (sponsorsWithGroup(proposal).includes(participant) || broughtMerged(state, proposal, participant))
    return refuse({ code: 'sponsors-already', reason: 'It is among the sponsors already.' });
  if (proposal.origin === 'bridging')
    return refuse({ code: 'not-allowed', reason: 'The chair’s text has no sponsors. It can be supported.' });
  if (sponsorsWithGroup(proposal).length === 0 && mergedInto(state.proposals, proposal.id).length === 0)
    return refuse({
      code: 'not-allowed',
      reason: 'Nobody is recorded as having proposed this, so there is nobody to join. It can be supported, or attributed first.',
    });
  return ok([{ type: 'ProposalSponsored', proposal: proposal.id, participant }]);
}

/**
 * When one of several leaves, the proposal stays with the rest; so does one wording of several with those who brought them. The last does not leave, but
 * withdraws it.
 */
function leave(state: RecordState, proposal: Proposal, participant: ParticipantId): Decision {
  const sponsors = sponsorsWithGroup(proposal);
  if (!sponsors.includes(participant)) {
    return refuse(
      broughtMerged(state, proposal, participant)
        ? {
            code: 'not-a-sponsor',
            reason: 'It is a sponsor since its own proposal was merged into this one. The chair can reopen that proposal.',
          }
        : { code: 'not-a-sponsor', reason: 'It is not among the sponsors of this proposal.' },
    );
  }
  const isMerged = mergedInto(state.proposals, proposal.id).length > 0;
  if (sponsors.length === 1 && !(isMerged && proposal.proposer === null))
    return refuse({
      code: 'last-sponsor',
      reason: isMerged
        ? 'It is the last of those who brought this one, and others’ proposals were merged into it. Once the chair has reopened them, it can be withdrawn.'
        : 'It is the last of the sponsors. It can withdraw the proposal, but not leave it with nobody.',
    });
  return ok([{ type: 'SponsorWithdrew', proposal: proposal.id, participant }]);
}

function broughtMerged(state: RecordState, proposal: Proposal, participant: ParticipantId): boolean {
  return mergedInto(state.proposals, proposal.id).some((one) => sponsorsWithGroup(one).includes(participant));
}

/**
 * The group for which a proposer who left had brought it takes that place, since it brought it from the beginning; else whoever joined first
 * does. A group leaves by itself too.
 */
export function evolveSponsorship(
  proposal: Proposal,
  { type, participant }: SponsorshipEvent,
): Pick<Proposal, 'proposer' | 'coProposers' | 'joined' | 'onBehalfOf' | 'written'> {
  const { proposer, coProposers, joined, onBehalfOf } = proposal;
  const without = (list: readonly ParticipantId[]): ParticipantId[] => list.filter((id) => id !== participant);
  if (type === 'ProposalSponsored')
    return {
      proposer,
      onBehalfOf,
      coProposers: [...without(coProposers), participant],
      joined: [...without(joined), participant],
      written: null,
    };
  const group = onBehalfOf === participant ? null : onBehalfOf;
  if (participant !== proposer)
    return { proposer, onBehalfOf: group, coProposers: without(coProposers), joined: without(joined), written: null };
  const left = without(coProposers);
  const [next = null, ...rest] = group === null ? left : [group, ...left.filter((id) => id !== group)];
  return { proposer: next, onBehalfOf: null, coProposers: rest, joined: joined.filter((id) => id !== next), written: null };
}
