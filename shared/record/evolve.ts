import { unreachable } from '../base/assert.ts';
import type { ProposalId } from '../base/ids.ts';
import type { InheritedProposal } from '../proposals/inherited.ts';
import type { Position, Proposal, ProposalStatus } from '../proposals/proposal.ts';
import type { Entry, RecordEvent } from './event.ts';
import { EMPTY_STATE, type RecordState } from './state.ts';

/** The state after an entry. Total: an event about a proposal that is not there changes nothing but `last`. */
export function evolve(state: RecordState, entry: Pick<Entry, 'number' | 'event'>): RecordState {
  return { ...apply(state, entry.event, entry.number), last: entry.number };
}

/** The state after all entries. */
export function replay(entries: Iterable<Pick<Entry, 'number' | 'event'>>): RecordState {
  let state = EMPTY_STATE;
  for (const entry of entries) state = evolve(state, entry);
  return state;
}

function apply(state: RecordState, event: RecordEvent, number: number): RecordState {
  switch (event.type) {
    case 'DraftImported': {
      const proposals = new Map(state.proposals);
      for (const one of event.inherited) proposals.set(one.id, inherit(one, number, proposals.size));
      return { ...state, title: event.title, form: event.form, proposals };
    }
    case 'ProposalTabled':
      return withProposal(state, tabled(event, number, state.proposals.size));
    case 'ClauseEdited':
      return state;
    case 'ProposalAttributed':
      return change(state, event.proposal, {
        proposer: event.proposer,
        onBehalfOf: event.onBehalfOf,
        coProposers: [],
        written: null,
      });
    case 'PositionTaken':
      return takePosition(state, event);
    case 'ProposalWithdrawn':
      return settle(state, event.proposal, { state: 'withdrawn', entry: number });
    case 'ProposalAccepted':
      return settle(state, event.proposal, { state: 'accepted', entry: number, amendment: null });
    case 'ProposalAcceptedAsAmended':
      return settle(settle(state, event.amendment, { state: 'accepted', entry: number, amendment: null }), event.proposal, {
        state: 'accepted',
        entry: number,
        amendment: event.amendment,
      });
    case 'ProposalDropped':
      return settle(state, event.proposal, { state: 'dropped', entry: number, ground: event.ground });
    case 'ProposalFell':
      return settle(state, event.proposal, { state: 'fell', entry: number, because: event.because });
    case 'ProposalReopened':
      return [event.proposal, ...event.revived].reduce((before, id) => settle(before, id, { state: 'open' }), state);
    case 'TextVanished':
      return change(state, event.proposal, { vanished: true });
    case 'TextReturned':
      return change(state, event.proposal, { vanished: false });
    case 'RevisionIssued':
      return issued(state, event, number);
    default:
      return unreachable(event);
  }
}

function issued(before: RecordState, event: Extract<RecordEvent, { type: 'RevisionIssued' }>, entry: number): RecordState {
  const { revision, symbol, restores } = event;
  const gone = event.vanished.reduce((state, id) => change(state, id, { vanished: true }), before);
  const state = event.returned.reduce((one, id) => change(one, id, { vanished: false }), gone);
  return {
    ...state,
    revision: revision + 1,
    issued: [...state.issued, { revision, symbol, entry }],
    leftBehind: new Map([
      ...(restores === null ? state.leftBehind : []),
      ...event.leftBehind.map(({ proposal, words }) => [proposal, words] as const),
    ]),
  };
}

function inherit(one: InheritedProposal, entry: number, order: number): Proposal {
  return {
    id: one.id,
    origin: 'inherited',
    proposer: one.proposer,
    onBehalfOf: one.onBehalfOf,
    coProposers: one.coProposers,
    rationale: '',
    clauses: [one.clause],
    entry,
    order,
    holdsNumber: one.holdsNumber,
    written: { prefix: one.prefix, suffix: one.suffix },
    positions: new Map(
      one.positions.map((position) => [position.participant, { stance: position.stance, onBehalfOf: position.onBehalfOf }]),
    ),
    status: { state: 'open' },
    vanished: false,
    amends: null,
  };
}

function tabled(event: Extract<RecordEvent, { type: 'ProposalTabled' }>, entry: number, order: number): Proposal {
  return {
    id: event.proposal,
    origin: event.origin,
    proposer: event.proposer,
    onBehalfOf: null,
    coProposers: [],
    rationale: event.rationale,
    clauses: event.clauses,
    entry,
    order,
    holdsNumber: event.holdsNumber,
    written: null,
    positions: new Map(),
    status: { state: 'open' },
    vanished: false,
    amends: event.amends,
  };
}

function takePosition(state: RecordState, event: Extract<RecordEvent, { type: 'PositionTaken' }>): RecordState {
  const proposal = state.proposals.get(event.proposal);
  if (proposal === undefined) return state;
  const positions = new Map<Proposal['proposer'] & string, Position>(proposal.positions);
  if (event.stance === null) positions.delete(event.participant);
  else positions.set(event.participant, { stance: event.stance, onBehalfOf: event.onBehalfOf });
  return withProposal(state, { ...proposal, positions, written: null });
}

function settle(state: RecordState, id: ProposalId, status: ProposalStatus): RecordState {
  return change(state, id, { status });
}

function change(state: RecordState, id: ProposalId, changes: Partial<Proposal>): RecordState {
  const proposal = state.proposals.get(id);
  return proposal === undefined ? state : withProposal(state, { ...proposal, ...changes });
}

function withProposal(state: RecordState, proposal: Proposal): RecordState {
  return { ...state, proposals: new Map(state.proposals).set(proposal.id, proposal) };
}
