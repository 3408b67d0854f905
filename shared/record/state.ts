import type { ParticipantId, ProposalId } from '../base/ids.ts';
import { isOpenBracket, outcomeOf, type EntryNumber, type Proposal } from '../proposals/proposal.ts';
import type { Adoptions } from './adoption.ts';
import type { OutcomeOf } from '../proposals/standing.ts';
import type { TextForm } from '../text/form.ts';
import type { Lens } from '../participants/lens.ts';
import { NO_LIMIT, type LengthLimit } from './length-limit.ts';
import { EVERYBODY_NAMED } from './lens.ts';
import { BARE_LADDER, type LadderState } from './ladder.ts';
import { NO_MANDATES, type Mandates } from './mandates.ts';
import { NO_MEETINGS, type MeetingState } from './meetings.ts';
import { FROZEN_NUMBERS, type NumberingState } from './numbering.ts';
import { NO_INSTRUMENTS, type Instruments } from './instrument-state.ts';
import { NO_RULINGS, type Rulings } from './contests.ts';
import { NO_SILENCES, type Silences } from './silence.ts';
import { NO_VOTES, type Votes } from './vote.ts';

/** What the record says, folded: the live state of a draft's proposals. */
export interface RecordState {
  readonly title: string;
  readonly form: TextForm;
  /** In order of tabling. */
  readonly proposals: ReadonlyMap<ProposalId, Proposal>;
  /** How many of them are words that go or come with an act of the record, and so are none: they have no number in the register. */
  readonly unnumbered: number;
  /** Number of the last entry folded in; 0 for none. */
  readonly last: number;
  /** The revision that is being worked on, from 1: the text as imported. */
  readonly revision: number;
  /** The revisions that were issued and frozen, in order. */
  readonly issued: readonly IssuedRevision[];
  /** Closed proposals that lack words in the present text, since those were left behind, with the words. */
  readonly leftBehind: ReadonlyMap<ProposalId, string>;
  readonly meetings: MeetingState;
  /** Who may speak for a group, as far as the record tells. */
  readonly mandates: Mandates;
  /** Alternatives, what stands in the place of clauses that are gone, and whether numbers are still frozen. */
  readonly numbering: NumberingState;
  /** The rungs of the status ladder, and which clauses stand on one. */
  readonly ladder: LadderState;
  /** Whose names are shown of the draft. */
  readonly lens: Lens;
  readonly lengthLimit: LengthLimit;
  readonly silences: Silences;
  readonly votes: Votes;
  /** What the chair said of alternatives. */
  readonly rulings: Rulings;
  readonly instruments: Instruments;
  readonly adoptions: Adoptions;
  /** The last entry that changed the text; 0 for none. */
  readonly changedAt: number;
}

/** A revision as it was issued, with the entry that did. */
export interface IssuedRevision {
  readonly revision: number;
  readonly symbol: string;
  readonly entry: EntryNumber;
  /** What the record said of numbers then. */
  readonly numbering: NumberingState;
}

/** The state before the first entry. */
export const EMPTY_STATE: RecordState = {
  title: '',
  form: 'plain',
  proposals: new Map(),
  unnumbered: 0,
  last: 0,
  revision: 1,
  issued: [],
  leftBehind: new Map(),
  meetings: NO_MEETINGS,
  mandates: NO_MANDATES,
  numbering: FROZEN_NUMBERS,
  ladder: BARE_LADDER,
  lens: EVERYBODY_NAMED,
  lengthLimit: NO_LIMIT,
  silences: NO_SILENCES,
  votes: NO_VOTES,
  adoptions: [],
  changedAt: 0,
  rulings: NO_RULINGS,
  instruments: NO_INSTRUMENTS,
};

/** The record's word on each proposal; one that it does not know yet is open. */
export function outcomesOf(state: Pick<RecordState, 'proposals'>): OutcomeOf {
  return (id) => {
    const proposal = state.proposals.get(id);
    return proposal === undefined ? 'open' : outcomeOf(proposal.status);
  };
}

/** What deciding needs to know of the text, since the record holds no words. */
export interface TextFacts {
  /** Version of a proposal's words as they stand now (`proposalVersion`). */
  versionOf(proposal: ProposalId): string;
  /** Whether any character carries the proposal's id. */
  hasText(proposal: ProposalId): boolean;
}

/** Whether a participant is among those who brought a proposal. */
export function isProposer(proposal: Proposal, participant: ParticipantId): boolean {
  return proposal.proposer === participant || proposal.coProposers.includes(participant);
}

/** How many brackets are still to be decided on: the one number that the desk, the draft and the burn-down tell. */
export function countOpenBrackets({ proposals }: Pick<RecordState, 'proposals'>): number {
  let count = 0;
  for (const proposal of proposals.values()) if (isOpenBracket(proposal)) count += 1;
  return count;
}

/** Open proposals, in order of tabling. */
export function openProposals(state: Pick<RecordState, 'proposals'>): Proposal[] {
  return [...state.proposals.values()].filter((proposal) => proposal.status.state === 'open');
}
