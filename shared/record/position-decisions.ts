import { ok, refuse } from '../base/result.ts';
import type { ParticipantId } from '../base/ids.ts';
import { isOffice } from '../participants/participant.ts';
import type { Command, Refusal } from './command.ts';
import type { DecisionContext } from './decide.ts';
import { unknownParticipant, whileOpen, type Decision } from './open-proposal.ts';
import type { RecordState } from './state.ts';

/** For whom a bracket was opened. */
export function attribute(
  state: RecordState,
  command: Extract<Command, { type: 'attribute' }>,
  context: DecisionContext,
): Decision {
  for (const participant of [command.proposer, command.onBehalfOf]) {
    if (participant !== null && context.kindOf(participant) === null) return unknownParticipant();
  }
  if (!speaksForGroup(command, context)) return refuse(NOT_A_GROUP);
  if (command.onBehalfOf !== null && (command.proposer === null || command.proposer === command.onBehalfOf))
    return refuse({
      code: 'malformed',
      reason: 'Say who spoke on behalf of the group. What nobody in particular brought for it is the group’s own.',
    });
  return whileOpen(state, command.proposal, (proposal) => {
    if (proposal.origin === 'bridging' || proposal.origin === 'merger')
      return refuse({ code: 'not-allowed', reason: 'Whose this text is follows from the proposals that it was made of.' });
    if (proposal.origin === 'tabled') {
      return refuse({ code: 'not-allowed', reason: 'A proposal that a delegation tabled itself keeps its proposer.' });
    }
    if (command.proposer === null && proposal.joined.length > 0)
      return refuse({
        code: 'other-sponsors',
        reason: 'Others have joined its proposer as sponsors, so it has to have one. Another can be named.',
      });
    return ok([
      { type: 'ProposalAttributed', proposal: proposal.id, proposer: command.proposer, onBehalfOf: command.onBehalfOf },
    ]);
  });
}

/** What a participant says of a proposal. */
export function takePosition(
  state: RecordState,
  command: Extract<Command, { type: 'take-position' }>,
  context: DecisionContext,
): Decision {
  const kind = context.kindOf(command.participant);
  if (kind === null) return unknownParticipant();
  if (isOffice(kind) && command.stance !== null)
    return refuse({
      code: 'not-allowed',
      reason: 'The secretariat and the chair take no position. Name the delegation or the group that does.',
    });
  if (command.onBehalfOf !== null && context.kindOf(command.onBehalfOf) === null) return unknownParticipant();
  if (!speaksForGroup(command, context)) return refuse(NOT_A_GROUP);
  const fault = preferenceFault(state, command);
  if (fault !== null) return refuse(fault);
  return whileOpen(state, command.proposal, (proposal) => {
    if (command.stance === null && !proposal.positions.has(command.onBehalfOf ?? command.participant))
      return refuse({ code: 'nothing-changes', reason: 'No position of it is recorded here, so there is none to take back.' });
    return ok([
      {
        type: 'PositionTaken',
        proposal: proposal.id,
        participant: command.participant,
        onBehalfOf: command.onBehalfOf,
        stance: command.stance,
        ...(command.preferred === undefined ? {} : { preferred: command.preferred }),
      },
    ]);
  });
}

/** One speaks on behalf of groups alone. */
export function speaksForGroup({ onBehalfOf }: { readonly onBehalfOf: ParticipantId | null }, context: DecisionContext): boolean {
  return onBehalfOf === null || context.kindOf(onBehalfOf) === 'group';
}

export const NOT_A_GROUP: Refusal = {
  code: 'not-a-group',
  reason: 'One speaks on behalf of a group. What another delegation says is recorded as its own.',
};

/** Who prefers another says which: one that is open, too. */
function preferenceFault(state: RecordState, command: Extract<Command, { type: 'take-position' }>): Refusal | null {
  const { stance, preferred, proposal } = command;
  if (stance !== 'prefer-another')
    return preferred === undefined
      ? null
      : { code: 'malformed', reason: 'Another proposal is named only where that one is preferred.' };
  if (preferred === undefined || preferred === proposal)
    return { code: 'malformed', reason: 'Say which other proposal is preferred.' };
  return state.proposals.get(preferred)?.status.state === 'open'
    ? null
    : { code: 'not-open', reason: 'The proposal that is preferred is not open.' };
}
