import type { ParticipantId } from '../../shared/base/ids.ts';
import type { Seat } from '../../shared/participants/participant.ts';
import type { Proposal } from '../../shared/proposals/proposal.ts';
import type { Command } from '../../shared/record/command.ts';
import { isProposer, type RecordState } from '../../shared/record/state.ts';

/**
 * The group for which a seat acts; null for none. It does so only in its own participant's act, or by a mandate; what it notes of others is no
 * act of theirs.
 */
export function spokenFor(seat: Seat, command: Command, state: RecordState): ParticipantId | null {
  if (command.type === 'withdraw') return withdrawnFor(seat, state.proposals.get(command.proposal));
  if (command.type === 'take-position') return command.participant === seat.participant ? command.onBehalfOf : null;
  if (command.type === 'table') return command.onBehalfOf ?? null;
  return 'participant' in command && (seat.mandates ?? []).includes(command.participant) ? command.participant : null;
}

/** Where a proposal was brought for a group, or is a group's own, and the seat speaks for that group. */
function withdrawnFor({ participant, mandates = [] }: Seat, proposal: Proposal | undefined): ParticipantId | null {
  if (proposal === undefined) return null;
  const { onBehalfOf } = proposal;
  if (onBehalfOf !== null && mandates.includes(onBehalfOf)) return onBehalfOf;
  return isProposer(proposal, participant) ? null : (mandates.find((group) => isProposer(proposal, group)) ?? null);
}
