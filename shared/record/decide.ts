import { ok, refuse, type Result } from '../base/result.ts';
import type { ClauseId, ParticipantId, ProposalId } from '../base/ids.ts';
import type { Proposal } from '../proposals/proposal.ts';
import type { Command, Refusal } from './command.ts';
import type { IssuedText, RecordEvent } from './event.ts';
import type { RecordState, TextFacts } from './state.ts';
import { symbolFault, tidySymbol } from './symbol.ts';

/** What a change of the text that a decision brings with it looks like, for the record. */
export interface WrittenChange {
  readonly proposal: ProposalId;
  readonly proposer: ParticipantId;
  readonly clauses: readonly ClauseId[];
  readonly inserted: readonly string[];
  readonly deleted: readonly string[];
  readonly holdsNumber: boolean;
}

/** What deciding needs besides the record. */
export interface DecisionContext {
  readonly facts: TextFacts;
  /** Number that the first of the resulting entries will have. */
  readonly nextNumber: number;
  /** Whether the registry knows a participant. */
  knows(participant: ParticipantId): boolean;
  /** For `table`: the proposal as redrafted on the text as it stands now. */
  readonly tabling?: WrittenChange | undefined;
  /** For `accept-as-amended`: the amendment. */
  readonly amendment?: WrittenChange | undefined;
  /** For `issue-revision` and `restore-revision`: the text as it would be frozen. */
  readonly issue?: IssuedText | undefined;
}

type Decision = Result<RecordEvent[], Refusal>;

/**
 * What a command does to the record: the events it becomes, or why it is refused. Pure. Who may give it is the policy's to say;
 * that the change of text named in the context is written together with the events is the caller's.
 */
export function decide(state: RecordState, command: Command, context: DecisionContext): Decision {
  switch (command.type) {
    case 'attribute':
      return attribute(state, command, context);
    case 'take-position':
      return takePosition(state, command, context);
    case 'withdraw':
      return whileOpen(state, command.proposal, (proposal) => ok([{ type: 'ProposalWithdrawn', proposal: proposal.id }]));
    case 'accept':
      return whileSeen(state, command, context, (proposal) =>
        withFalling(state, proposal, command.falls, context, [
          { type: 'ProposalAccepted', proposal: proposal.id, version: command.version },
        ]),
      );
    case 'accept-as-amended':
      return whileSeen(state, command, context, (proposal) => acceptAsAmended(state, proposal, command, context));
    case 'drop':
      return whileSeen(state, command, context, (proposal) =>
        ok([{ type: 'ProposalDropped', proposal: proposal.id, version: command.version, ground: command.ground.trim() }]),
      );
    case 'reopen':
      return reopen(state, command.proposal, command.reason);
    case 'table':
      return context.tabling === undefined
        ? refuse({ code: 'nothing-to-table', reason: 'Nothing has been changed, so there is nothing to table.' })
        : ok([tabledEvent(context.tabling, 'tabled', command.rationale, null)]);
    case 'issue-revision':
      return issue(state, command.symbol, null, context);
    case 'restore-revision':
      return issue(state, command.symbol, command.revision, context);
  }
}

function attribute(state: RecordState, command: Extract<Command, { type: 'attribute' }>, context: DecisionContext): Decision {
  for (const participant of [command.proposer, command.onBehalfOf]) {
    if (participant !== null && !context.knows(participant)) return unknownParticipant();
  }
  return whileOpen(state, command.proposal, (proposal) => {
    if (proposal.origin === 'tabled') {
      return refuse({ code: 'not-allowed', reason: 'A proposal that a delegation tabled itself keeps its proposer.' });
    }
    return ok([
      { type: 'ProposalAttributed', proposal: proposal.id, proposer: command.proposer, onBehalfOf: command.onBehalfOf },
    ]);
  });
}

function takePosition(
  state: RecordState,
  command: Extract<Command, { type: 'take-position' }>,
  context: DecisionContext,
): Decision {
  if (!context.knows(command.participant)) return unknownParticipant();
  if (command.onBehalfOf !== null && !context.knows(command.onBehalfOf)) return unknownParticipant();
  return whileOpen(state, command.proposal, (proposal) =>
    ok([
      {
        type: 'PositionTaken',
        proposal: proposal.id,
        participant: command.participant,
        onBehalfOf: command.onBehalfOf,
        stance: command.stance,
      },
    ]),
  );
}

function acceptAsAmended(
  state: RecordState,
  proposal: Proposal,
  command: Extract<Command, { type: 'accept-as-amended' }>,
  context: DecisionContext,
): Decision {
  const { amendment } = context;
  if (amendment === undefined) {
    return refuse({
      code: 'nothing-to-table',
      reason: 'The wording is that of the proposal, so it is accepted as it is, not as amended.',
    });
  }
  const acceptance: RecordEvent[] = [
    tabledEvent(amendment, 'amendment', '', proposal.id),
    { type: 'ProposalAcceptedAsAmended', proposal: proposal.id, version: command.version, amendment: amendment.proposal },
  ];
  return withFalling(state, proposal, command.falls, context, acceptance);
}

function tabledEvent(
  change: WrittenChange,
  origin: 'tabled' | 'amendment',
  rationale: string,
  amends: ProposalId | null,
): RecordEvent {
  return { type: 'ProposalTabled', ...change, origin, rationale: rationale.trim(), amends };
}

/** Adds the fall of each rival. The acceptance is the last event of the list given, and its entry is what they fell because of. */
function withFalling(
  state: RecordState,
  accepted: Proposal,
  falls: readonly ProposalId[],
  context: DecisionContext,
  acceptance: readonly RecordEvent[],
): Decision {
  const because = context.nextNumber + acceptance.length - 1;
  const events = [...acceptance];
  for (const id of new Set(falls)) {
    const rival = state.proposals.get(id);
    if (rival === undefined) return unknownProposal();
    if (id === accepted.id) return refuse({ code: 'not-a-rival', reason: 'A proposal cannot fall by its own acceptance.' });
    if (rival.status.state !== 'open')
      return refuse({ code: 'not-open', reason: 'One of the rivals that were to fall is no longer open.' });
    events.push({ type: 'ProposalFell', proposal: id, because });
  }
  return ok(events);
}

function reopen(state: RecordState, id: ProposalId, reason: string): Decision {
  const proposal = state.proposals.get(id);
  if (proposal === undefined) return unknownProposal();
  const { status } = proposal;
  if (status.state === 'open') return refuse({ code: 'not-closed', reason: 'The proposal is open already.' });
  const revived: ProposalId[] = [];
  if (status.state === 'accepted') {
    for (const other of state.proposals.values()) {
      if (other.status.state === 'fell' && other.status.because === status.entry) revived.push(other.id);
      if (other.id === status.amendment && other.status.state === 'accepted') revived.push(other.id);
    }
  }
  const lacking = [id, ...revived].find((one) => state.leftBehind.has(one));
  if (lacking !== undefined) {
    const whose = lacking === id ? 'the proposal' : 'a proposal that would rise with it';
    return refuse({
      code: 'no-text',
      reason: `Words of ${whose} were left behind when a revision was issued. Table them anew, or restore a revision that has them.`,
    });
  }
  return ok([{ type: 'ProposalReopened', proposal: id, reason: reason.trim(), revived }]);
}

function issue(state: RecordState, given: string, restores: number | null, { issue: frozen }: DecisionContext): Decision {
  const symbol = tidySymbol(given);
  if (restores !== null && !state.issued.some(({ revision }) => revision === restores))
    return refuse({ code: 'unknown-revision', reason: 'No such revision of this draft has been issued.' });
  const fault = symbolFault(symbol, state.issued);
  if (fault !== null) return refuse(fault);
  if (frozen === undefined) throw new Error('missing: the text to be frozen');
  return ok([{ type: 'RevisionIssued', revision: state.revision, symbol, restores, ...frozen }]);
}

function whileOpen(state: RecordState, id: ProposalId, then: (proposal: Proposal) => Decision): Decision {
  const proposal = state.proposals.get(id);
  if (proposal === undefined) return unknownProposal();
  if (proposal.status.state !== 'open') {
    return refuse({
      code: 'not-open',
      reason: `The proposal is no longer open: it was ${WORDS[proposal.status.state]} (record ${proposal.status.entry}).`,
    });
  }
  return then(proposal);
}

/** A decision stands on the words that the chair saw. */
function whileSeen(
  state: RecordState,
  command: { readonly proposal: ProposalId; readonly version: string },
  context: DecisionContext,
  then: (proposal: Proposal) => Decision,
): Decision {
  return whileOpen(state, command.proposal, (proposal) => {
    if (!context.facts.hasText(proposal.id))
      return refuse({ code: 'no-text', reason: 'The words of this proposal have left the text.' });
    if (context.facts.versionOf(proposal.id) !== command.version) {
      return refuse({
        code: 'changed-since',
        reason: 'The words of this proposal have changed since you looked. Look again, then decide.',
      });
    }
    return then(proposal);
  });
}

const WORDS = {
  accepted: 'accepted',
  dropped: 'dropped',
  withdrawn: 'withdrawn',
  fell: 'set aside when a rival was accepted',
} as const;

function unknownProposal(): Decision {
  return refuse({ code: 'unknown-proposal', reason: 'The record knows no such proposal.' });
}

function unknownParticipant(): Decision {
  return refuse({ code: 'unknown-participant', reason: 'The registry knows no such participant.' });
}
