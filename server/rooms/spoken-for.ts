import type { ParticipantId } from '../../shared/base/ids.ts';
import type { Seat } from '../../shared/participants/participant.ts';
import type { Command } from '../../shared/record/command.ts';
import type { RecordState } from '../../shared/record/state.ts';

/**
 * The group for which a seat acts; null for none. It does so only in its own participant's act, or by a mandate; what it notes of others is no
 * act of theirs.
 */
export function spokenFor(seat: Seat, command: Command, state: RecordState): ParticipantId | null {
  if (command.type === 'withdraw') {
    const group = state.proposals.get(command.proposal)?.onBehalfOf ?? null;
    if (command.participant === seat.participant && group !== null && (seat.mandates ?? []).includes(group)) return group;
  }
  if (command.type === 'take-position') {
    const { participant, onBehalfOf: group } = command;
    // Chair and secretariat, who note what others say, have no mandate: what they say for a group in their own name is refused.
    return participant === seat.participant && group !== null && (seat.mandates ?? []).includes(group) ? group : null;
  }
  if (command.type === 'table') return command.onBehalfOf ?? null;
  return 'participant' in command && (seat.mandates ?? []).includes(command.participant) ? command.participant : null;
}
