import { ok, refuse } from '../base/result.ts';
import type { Proposal } from '../proposals/proposal.ts';
import type { Command, Refusal } from './command.ts';
import type { RecordEvent } from './event.ts';
import type { RecordState } from './state.ts';
import { exclusiveFault } from './contests.ts';
import { CHOSEN_WHOLE, otherOptions } from './options.ts';
import { givenGround, unknownProposal, type Decision } from './open-proposal.ts';
import { goesAlong, wordsOutFault } from './applicability.ts';
import { pendingFault } from './pending.ts';
import { replacements } from './streamlining.ts';
import type { DecisionContext } from './decide.ts';
import { tabledEvent } from './written-change.ts';

type AcceptCommand = Extract<Command, { type: 'accept' }>;

/** The chair accepts a proposal as it stands: the rivals that it names fall, and what the chair's text draws on is replaced. */
export function accept(state: RecordState, proposal: Proposal, command: AcceptCommand, context: DecisionContext): Decision {
  const fault = acceptanceFault(state, proposal, context);
  if (fault !== null) return refuse(fault);
  return withFalling(state, proposal, command, context, [
    {
      type: 'ProposalAccepted',
      proposal: proposal.id,
      version: command.version,
      ...givenGround(command.ground),
      ...despite(state, command, context),
    },
  ]);
}

/** The same with other words than those of the proposal, which come in as an amendment of it. */
export function acceptAsAmended(
  state: RecordState,
  proposal: Proposal,
  command: Extract<Command, { type: 'accept-as-amended' }>,
  context: DecisionContext,
): Decision {
  if (proposal.option !== undefined) return refuse(CHOSEN_WHOLE);
  const fault = acceptanceFault(state, proposal, context);
  if (fault !== null) return refuse(fault);
  const { amendment } = context;
  if (amendment === undefined) {
    return refuse({
      code: 'nothing-to-table',
      reason: 'The wording is that of the proposal, so it is accepted as it is, not as amended.',
    });
  }
  const acceptance: RecordEvent[] = [
    tabledEvent(amendment, 'amendment', '', proposal.id),
    {
      type: 'ProposalAcceptedAsAmended',
      proposal: proposal.id,
      version: command.version,
      amendment: amendment.proposal,
      ...givenGround(command.ground),
      ...despite(state, command, context),
    },
  ];
  return withFalling(state, proposal, command, context, acceptance);
}

/** What speaks against accepting it as text and record stand. */
export function acceptanceFault(state: RecordState, proposal: Proposal, context: DecisionContext): Refusal | null {
  return exclusiveFault(state, proposal, context.adjoiningOf) ?? wordsOutFault(context.clauses?.() ?? [], state, proposal.id);
}

/** Why it is accepted though it waits: said only where it does. */
function despite(
  state: RecordState,
  command: Pick<AcceptCommand, 'proposal' | 'despite'>,
  context: DecisionContext,
): { readonly despite?: string } {
  const said = (command.despite ?? '').trim();
  if (said === '' || state.instruments.pendings.size === 0) return {};
  const waits = pendingFault({ on: 'proposal', proposal: command.proposal }, { state, clauses: context.clauses?.() ?? [] });
  return waits === null ? {} : { despite: said };
}

/** Adds the fall of each rival. The acceptance is the last event of the list given, and its entry is what they fell because of. */
function withFalling(
  state: RecordState,
  accepted: Proposal,
  { falls, ground: given }: Pick<AcceptCommand, 'falls' | 'ground'>,
  context: DecisionContext,
  acceptance: readonly RecordEvent[],
): Decision {
  const because = context.nextNumber + acceptance.length - 1;
  const ground = givenGround(given);
  const replaced = replacements(state, accepted, { because, ...ground });
  const events: RecordEvent[] = [...acceptance, ...replaced];
  for (const id of new Set([...otherOptions(state, accepted), ...falls])) {
    if (replaced.some((event) => event.proposal === id)) continue;
    const rival = state.proposals.get(id);
    if (rival === undefined) return unknownProposal();
    if (id === accepted.id) return refuse({ code: 'not-a-rival', reason: 'A proposal cannot fall by its own acceptance.' });
    if (rival.status.state !== 'open')
      return refuse({ code: 'not-open', reason: 'One of the rivals that were to fall is no longer open.' });
    events.push({ type: 'ProposalFell', proposal: id, because, by: accepted.id, ...ground });
  }
  const gone = events.flatMap((event) =>
    event.type === 'ProposalFell' || event.type === 'ProposalReplaced' ? event.proposal : [],
  );
  if (goesAlong(context.clauses?.() ?? [], state, { proposal: accepted.id, gone }))
    return refuse({ code: 'clash', reason: 'Its words stand within those of what is to fall, and would go with it.' });
  return ok(events);
}
