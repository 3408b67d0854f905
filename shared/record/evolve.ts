import { unreachable } from '../base/assert.ts';
import type { ProposalId } from '../base/ids.ts';
import { withEntry } from '../base/layered-map.ts';
import type { Position, Proposal, ProposalStatus, ServerOrigin } from '../proposals/proposal.ts';
import { evolveAdoption } from './adoption.ts';
import type { Entry, RecordEvent } from './event.ts';
import { evolveLadder } from './ladder.ts';
import { evolveInstruments, isInstrument } from './instruments.ts';
import { heldPosition, inherit, tabled } from './incoming.ts';
import { evolveMandates } from './mandates.ts';
import { evolveMeetings, isMeetingEvent } from './meetings.ts';
import { evolveNumbering, isNumbering, type NumberingEvent, type NumberingState } from './numbering.ts';
import { evolveSilences } from './silence.ts';
import { evolveLifting, type LiftingEvent } from './lifting.ts';
import { evolveOptions } from './options.ts';
import { evolveContests } from './contests.ts';
import { isDisposition, type DispositionEvent } from './dispositions.ts';
import { evolveSettingAside } from './setting-aside.ts';
import { evolveSponsorship } from './sponsorship.ts';
import { evolveStreamlining } from './streamlining.ts';
import { EMPTY_STATE, type RecordState } from './state.ts';
import { withoutReopened } from './together.ts';
import { evolveVotes, movedUnderVotes } from './vote.ts';

/** The state after an entry. Total: an event about a proposal that is not there changes nothing but `last`. */
export function evolve(state: RecordState, entry: Pick<Entry, 'number' | 'event'>): RecordState {
  const after = apply(withLadder(state, entry), entry.event, entry.number);
  return { ...after, ...evolveAdoption(state, entry), last: entry.number };
}

/** The state after all entries. */
export function replay(entries: Iterable<Pick<Entry, 'number' | 'event'>>): RecordState {
  let state = EMPTY_STATE;
  for (const entry of entries) state = evolve(state, entry);
  return state;
}

function apply(state: RecordState, event: RecordEvent, number: number): RecordState {
  if (isDisposition(event)) return dispose(state, event, number);
  if (isInstrument(event)) return evolveInstruments(state, event, number);
  if (isNumbering(event)) return numbered(state, event, number);
  if (isMeetingEvent(event)) return { ...state, meetings: evolveMeetings(state.meetings, event, number) };
  switch (event.type) {
    case 'DraftImported': {
      const proposals = new Map(state.proposals);
      for (const one of event.inherited) proposals.set(one.id, inherit(one, number, proposals.size));
      return { ...state, title: event.title, form: event.form, proposals };
    }
    case 'ProposalTabled':
      return withProposal(state, tabled(event, number, state.proposals.size - state.unnumbered));
    case 'ClauseMoved':
      return { ...state, votes: movedUnderVotes(state.votes, event.clause, number) };
    case 'ClauseEdited':
    case 'ClauseRecast':
    case 'LadderSet':
    case 'ClauseAgreed':
    case 'ClauseReopened':
      return state;
    case 'MandateGiven':
    case 'MandateTakenBack':
      return { ...state, mandates: evolveMandates(state.mandates, event, number) };
    case 'LengthLimitSet':
      return { ...state, lengthLimit: event.limit };
    case 'LensChanged':
      return { ...state, lens: event.lens };
    case 'ProposalAttributed':
      return attributed(state, event);
    case 'PositionTaken':
      return takePosition(state, event);
    case 'ProposalWithdrawn':
      return settle(state, event.proposal, { state: 'withdrawn', entry: number });
    case 'ProposalAccepted':
      return settle(state, event.proposal, { state: 'accepted', entry: number, amendment: null });
    case 'ProposalAcceptedAsAmended':
      return acceptedAsAmended(state, event, number);
    case 'ProposalDropped':
      return settle(state, event.proposal, { state: 'dropped', entry: number, ground: event.ground, basis: event.basis ?? null });
    case 'ProposalFell':
      return settle(state, event.proposal, fallen(event, number));
    case 'ProposalReopened':
      return reopened(state, event);
    case 'TextVanished':
      return change(state, event.proposal, { vanished: true });
    case 'TextReturned':
      return change(state, event.proposal, { vanished: false });
    case 'RevisionIssued':
      return issued(state, event, number);
    case 'SilenceBegan':
    case 'SilenceBroken':
    case 'SilencePassed':
    case 'SilenceLifted':
    case 'SilenceOvertaken':
      return { ...state, silences: evolveSilences(state.silences, event, number) };
    case 'VoteOpened':
    case 'VoteCast':
    case 'VoteCounted':
    case 'VoteExplained':
    case 'VoteRecorded':
    case 'VoteCalledOff':
      return { ...state, votes: evolveVotes(state.votes, event, number) };
    default:
      return unreachable(event);
  }
}

function acceptedAsAmended(
  state: RecordState,
  { proposal, amendment }: Extract<RecordEvent, { type: 'ProposalAcceptedAsAmended' }>,
  entry: number,
): RecordState {
  const amended = settle(state, amendment, { state: 'accepted', entry, amendment: null });
  return settle(amended, proposal, { state: 'accepted', entry, amendment });
}

function fallen({ because, by, ground = '' }: Extract<RecordEvent, { type: 'ProposalFell' }>, entry: number): ProposalStatus {
  return { state: 'fell', entry, because, by, ground };
}

/** The words of a renumbering are like those of a proposal that nobody brought: in the text while it is in force. */
function numbered(before: RecordState, event: NumberingEvent, entry: number): RecordState {
  const state = { ...before, numbering: evolveNumbering(before.numbering, event, entry) };
  if (event.type === 'RenumberingUndone' && event.proposal !== null)
    return settle(state, event.proposal, { state: 'dropped', entry, ground: event.reason, basis: null });
  if (event.type !== 'ClausesRenumbered' || event.proposal === null) return state;
  return withServerWords(state, { ...event, proposal: event.proposal }, { origin: 'renumbering', entry });
}

/** Words that go or come with an act of the record are like a proposal that nobody brought, in force from its entry on. */
function withServerWords(
  state: RecordState,
  words: Pick<Extract<RecordEvent, { type: 'ProposalTabled' }>, 'proposal' | 'clauses' | 'inserted' | 'deleted'>,
  { origin, entry }: { readonly origin: ServerOrigin; readonly entry: number },
): RecordState {
  const { proposal, clauses, inserted, deleted } = words;
  const asTabled = {
    type: 'ProposalTabled',
    origin: 'floor',
    proposer: null,
    rationale: '',
    holdsNumber: false,
    amends: null,
  } as const;
  const order = state.proposals.size - state.unnumbered;
  return withProposal(
    { ...state, unnumbered: state.unnumbered + 1 },
    {
      ...tabled({ ...asTabled, proposal, clauses, inserted, deleted }, entry, order),
      origin,
      status: { state: 'accepted', entry, amendment: null },
    },
  );
}

/** The labels of options go with the lifting, and come back when it is taken back. */
function lifted(before: RecordState, event: LiftingEvent, entry: number): RecordState {
  const state = { ...before, proposals: evolveLifting(before.proposals, event, entry) };
  const { proposal } = event;
  if (proposal === null) return state;
  return event.type === 'OptionsLifted'
    ? withServerWords(state, { ...event, proposal, inserted: [] }, { origin: 'lifting', entry })
    : settle(state, proposal, { state: 'dropped', entry, ground: event.reason, basis: null });
}

/** The status of clauses follows from many events besides its own: whatever changes their words, or opens a bracket in them. */
function withLadder(state: RecordState, entry: Pick<Entry, 'number' | 'event'>): RecordState {
  const ladder = evolveLadder(state.ladder, entry, (id) => state.proposals.get(id)?.clauses ?? []);
  return ladder === state.ladder ? state : { ...state, ladder };
}

function issued(before: RecordState, event: Extract<RecordEvent, { type: 'RevisionIssued' }>, entry: number): RecordState {
  const { revision, symbol, restores } = event;
  const gone = event.vanished.reduce((state, id) => change(state, id, { vanished: true }), before);
  const state = event.returned.reduce((one, id) => change(one, id, { vanished: false }), gone);
  return {
    ...state,
    revision: revision + 1,
    issued: [...state.issued, { revision, symbol, entry, numbering: state.numbering }],
    numbering: { ...state.numbering, ...restoredNumbers(state, restores), kept: new Set(event.tombstones ?? []) },
    leftBehind: new Map([
      ...(restores === null ? state.leftBehind : []),
      ...event.leftBehind.map(({ proposal, words }) => [proposal, words] as const),
    ]),
  };
}

/** With an earlier text its numbers come back: what was renumbered, or said to be an alternative, since then is not so in it, and the other way round. */
function restoredNumbers({ issued: all }: RecordState, restores: number | null): Partial<NumberingState> {
  const then = all.find(({ revision }) => revision === restores)?.numbering;
  return then === undefined ? {} : { alternatives: then.alternatives, renumbered: then.renumbered };
}

function reopened(state: RecordState, event: Extract<RecordEvent, { type: 'ProposalReopened' }>): RecordState {
  const togethers = withoutReopened(state, event.proposal);
  return [event.proposal, ...event.revived].reduce((before, id) => settle(before, id, { state: 'open' }), {
    ...state,
    instruments: { ...state.instruments, togethers },
  });
}

function takePosition(state: RecordState, event: Extract<RecordEvent, { type: 'PositionTaken' }>): RecordState {
  const proposal = state.proposals.get(event.proposal);
  if (proposal === undefined) return state;
  const positions = new Map<Proposal['proposer'] & string, Position>(proposal.positions);
  const { stance } = event;
  if (stance === null) positions.delete(event.onBehalfOf ?? event.participant);
  else positions.set(...heldPosition({ ...event, stance }));
  return withProposal(state, { ...proposal, positions, written: null });
}

function dispose(state: RecordState, event: DispositionEvent, number: number): RecordState {
  switch (event.type) {
    case 'ProposalReferred':
    case 'ProposalParked':
    case 'ProposalReserved':
    case 'ProposalReturned':
      return change(state, event.proposal, evolveSettingAside(event, number));
    case 'ProposalSponsored':
    case 'SponsorWithdrew': {
      const proposal = state.proposals.get(event.proposal);
      return proposal === undefined ? state : change(state, proposal.id, evolveSponsorship(proposal, event));
    }
    case 'ProposalMerged':
    case 'ProposalReplaced':
      return settle(state, event.proposal, evolveStreamlining(event, number));
    case 'OptionsSet':
      return evolveOptions(state, event, number);
    case 'OptionsLifted':
    case 'LiftingUndone':
      return lifted(state, event, number);
    case 'ContestRelated':
      return { ...state, rulings: evolveContests(state.rulings, event) };
    default:
      return unreachable(event);
  }
}

/** Who joined by an act of their own stays, whoever the proposer turns out to be. */
function attributed(state: RecordState, event: Extract<RecordEvent, { type: 'ProposalAttributed' }>): RecordState {
  const joined = (state.proposals.get(event.proposal)?.joined ?? []).filter((id) => id !== event.proposer);
  const { proposer, onBehalfOf } = event;
  return change(state, event.proposal, { proposer, onBehalfOf, coProposers: joined, joined, written: null });
}

function settle(state: RecordState, id: ProposalId, status: ProposalStatus): RecordState {
  return change(state, id, { status });
}

function change(state: RecordState, id: ProposalId, changes: Partial<Proposal>): RecordState {
  const proposal = state.proposals.get(id);
  return proposal === undefined ? state : withProposal(state, { ...proposal, ...changes });
}

function withProposal(state: RecordState, proposal: Proposal): RecordState {
  return { ...state, proposals: withEntry(state.proposals, proposal.id, proposal) };
}
