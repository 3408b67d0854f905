import type { ClauseId, ParticipantId, ProposalId } from '../base/ids.ts';
import type { EntryNumber } from '../proposals/proposal.ts';
import type { Matter } from './matter.ts';
import { countChoices, type Choice, type Majority, type VoteCounts } from './vote-count.ts';

/** What is put to the vote. */
export type Question = Matter | { readonly on: 'whole' };

/** `roll-call`: each delegation by name. `show-of-hands`: counted, not recorded by name. */
export type VoteMethod = 'show-of-hands' | 'roll-call';

/** What is put to the vote, and how. */
interface VoteTerms {
  readonly question: Question;
  /** Of the words that are put to the vote, as they read then. */
  readonly version: string;
  readonly method: VoteMethod;
  readonly majority: Majority;
  /** How many members there are, for a majority of all members; else null. */
  readonly members: number | null;
  /** How many participants had a vote then. */
  readonly entitled?: number;
  /** How many must be present, voting or not, for the vote to have a result; absent: no quorum is required. */
  readonly quorum?: number;
  /** The rung to which the clause, or every clause of the text, comes where it carries; absent: none. */
  readonly gives?: string;
}

/** What happens in a vote. A vote is named by the entry that opened it. */
export type VoteEvent =
  | ({ readonly type: 'VoteOpened' } & VoteTerms)
  /** What a delegation says in a roll call, until the close in the place of what it said before. */
  | { readonly type: 'VoteCast'; readonly vote: EntryNumber; readonly participant: ParticipantId; readonly choice: Choice }
  /** What was counted in a show of hands, until the close in the place of what was counted before. */
  | { readonly type: 'VoteCounted'; readonly vote: EntryNumber; readonly counts: VoteCounts }
  | {
      readonly type: 'VoteExplained';
      readonly vote: EntryNumber;
      readonly participant: ParticipantId;
      readonly explanation: string;
    }
  /** The vote is closed, with its result. What follows for a proposal is the entry behind it. */
  | { readonly type: 'VoteRecorded'; readonly vote: EntryNumber; readonly counts: VoteCounts; readonly carried: boolean }
  /** The chair called it off: there is no result. */
  | { readonly type: 'VoteCalledOff'; readonly vote: EntryNumber; readonly reason: string };

/** What is asked for in a vote. */
export type VoteCommand =
  /** `version`: of the words that the chair saw; see `questionVersion`. */
  | {
      readonly type: 'open-vote';
      readonly question: Question;
      readonly version: string;
      readonly method: VoteMethod;
      readonly majority: Majority;
      readonly members: number | null;
      readonly quorum?: number | undefined;
      readonly gives?: string | undefined;
    }
  | { readonly type: 'cast-vote'; readonly vote: EntryNumber; readonly participant: ParticipantId; readonly choice: Choice }
  | { readonly type: 'count-votes'; readonly vote: EntryNumber; readonly counts: VoteCounts }
  | {
      readonly type: 'explain-vote';
      readonly vote: EntryNumber;
      readonly participant: ParticipantId;
      readonly explanation: string;
    }
  /** `falls`: the rivals that go with a proposal that carries, as the chair says. */
  | { readonly type: 'close-vote'; readonly vote: EntryNumber; readonly falls: readonly ProposalId[] }
  | { readonly type: 'call-off-vote'; readonly vote: EntryNumber; readonly reason: string };

/** A vote. */
export interface Vote extends VoteTerms {
  readonly entry: EntryNumber;
  /** In a roll call, by delegation. */
  readonly choices: ReadonlyMap<ParticipantId, Choice>;
  /** In a show of hands, once they are counted. */
  readonly counted: VoteCounts | null;
  readonly explanations: readonly Explanation[];
  readonly status: VoteStatus;
  /** The entry by which the clause was moved since it was opened, where it is on one; absent: it was not. */
  readonly moved?: EntryNumber;
}

type VoteStatus =
  | { readonly state: 'open' }
  | { readonly state: 'closed'; readonly entry: EntryNumber; readonly counts: VoteCounts; readonly carried: boolean }
  | { readonly state: 'called-off'; readonly entry: EntryNumber; readonly reason: string };

/** Why a delegation votes as it does, said before or after the vote. */
interface Explanation {
  readonly participant: ParticipantId;
  readonly explanation: string;
  readonly entry: EntryNumber;
}

/** The votes of a draft, by the entry that opened each. */
export type Votes = ReadonlyMap<EntryNumber, Vote>;

export const NO_VOTES: Votes = new Map();

/** What has been counted so far. */
export function countsOf(vote: Vote): VoteCounts {
  if (vote.status.state === 'closed') return vote.status.counts;
  return vote.counted ?? countChoices(vote.choices.values());
}

/** More votes than these there cannot be: each of those who have one once. */
export function mostVotes({ members, entitled }: Pick<Vote, 'members' | 'entitled'>): number {
  return Math.min(members ?? Infinity, entitled ?? Infinity);
}

/** Those still open, in the order in which they were opened. */
export function openVotes(votes: Votes): Vote[] {
  return [...votes.values()].filter(({ status }) => status.state === 'open');
}

/** Whether what is asked reads, and stands, as it did when the vote was opened. `present`: its version as it reads now. */
export function isAsOpened({ version, moved }: Vote, present: string | null): boolean {
  return present === version && moved === undefined;
}

/** The votes after a clause was moved: those open on it were opened on it where it stood. */
export function movedUnderVotes(votes: Votes, clause: ClauseId, entry: EntryNumber): Votes {
  const about = openVotes(votes).filter(({ question }) => question.on === 'clause' && question.clause === clause);
  return about.length === 0
    ? votes
    : new Map([...votes, ...about.map((vote) => [vote.entry, { ...vote, moved: entry }] as const)]);
}

/** The votes after an event. */
export function evolveVotes(votes: Votes, event: VoteEvent, entry: EntryNumber): Votes {
  if (event.type === 'VoteOpened') {
    const { type: _, ...opened } = event;
    const vote: Vote = { ...opened, entry, choices: new Map(), counted: null, explanations: [], status: { state: 'open' } };
    return new Map(votes).set(entry, vote);
  }
  const vote = votes.get(event.vote);
  return vote === undefined ? votes : new Map(votes).set(vote.entry, changed(vote, event, entry));
}

function changed(vote: Vote, event: Exclude<VoteEvent, { type: 'VoteOpened' }>, entry: EntryNumber): Vote {
  switch (event.type) {
    case 'VoteCast':
      return { ...vote, choices: new Map(vote.choices).set(event.participant, event.choice) };
    case 'VoteCounted':
      return { ...vote, counted: event.counts };
    case 'VoteExplained': {
      const { participant, explanation } = event;
      return { ...vote, explanations: [...vote.explanations, { participant, explanation, entry }] };
    }
    case 'VoteRecorded':
      return { ...vote, status: { state: 'closed', entry, counts: event.counts, carried: event.carried } };
    case 'VoteCalledOff':
      return { ...vote, status: { state: 'called-off', entry, reason: event.reason } };
  }
}
