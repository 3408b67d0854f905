import { dayWords } from '../base/day.ts';
import { unreachable } from '../base/assert.ts';
import type { ClauseId, ParticipantId, ProposalId } from '../base/ids.ts';
import { oneOrMore } from '../base/phrases.ts';
import type { RecordState } from '../record/state.ts';
import type { SilenceEvent } from '../record/silence.ts';
import { countsWritten, type Choice, type Majority, type VoteCounts } from '../record/vote-count.ts';
import type { Question, VoteEvent } from '../record/vote.ts';
import { rungTold, stopped, withinSentence } from './telling.ts';

/** What telling of silence and votes needs. */
export interface ProcedureSources {
  readonly state: RecordState;
  /** Who did it. */
  readonly who: string;
  readonly name: (participant: ParticipantId) => string;
  readonly quote: (proposal: ProposalId) => string;
  /** That somebody else noted, or spoke, what is said of a participant; empty where that was its own act. */
  readonly noted: (participant: ParticipantId) => string;
}

/** Whether an event of a silence or a vote is about a clause, or a proposal in it. */
export function procedureConcerns(
  event: SilenceEvent | VoteEvent,
  state: RecordState,
  { clause, proposals }: { readonly clause: ClauseId; readonly proposals: ReadonlySet<ProposalId> },
): boolean {
  switch (event.type) {
    case 'SilenceBegan':
      return event.circulated.some((one) => one.clause === clause);
    case 'SilenceBroken':
      return event.clauses?.includes(clause) ?? wasCirculated(state, event.silence, clause);
    case 'SilencePassed':
    case 'SilenceOvertaken':
      return event.clauses.includes(clause);
    case 'SilenceLifted':
      return state.silences.get(event.silence)?.clauses.get(clause)?.fate === 'lifted';
    case 'VoteOpened':
    case 'VoteCast':
    case 'VoteCounted':
    case 'VoteExplained':
    case 'VoteRecorded':
    case 'VoteCalledOff': {
      const question = event.type === 'VoteOpened' ? event.question : state.votes.get(event.vote)?.question;
      if (question === undefined) return false;
      if (question.on === 'whole') return true;
      return question.on === 'clause' ? question.clause === clause : proposals.has(question.proposal);
    }
  }
}

function wasCirculated(state: RecordState, silence: number, clause: ClauseId): boolean {
  return state.silences.get(silence)?.clauses.has(clause) === true;
}

/** The sentence that tells an event of a silence. Nobody is made out to have done what came about by itself. */
export function silenceSentence(event: SilenceEvent, { state, who, name, noted }: ProcedureSources): string {
  switch (event.type) {
    case 'SilenceBegan': {
      const what = event.whole ? 'the text' : oneOrMore(event.circulated.length, 'clause');
      const short = event.shortened === null ? '' : `, shorter than 72 hours: ${event.shortened}`;
      const gives = givesWritten(event.gives, state);
      return stopped(`${who} circulated ${what} under silence until ${momentWritten(event.deadline)}${short}${gives}`);
    }
    case 'SilenceBroken': {
      const on = event.clauses === null ? 'all that was circulated' : oneOrMore(event.clauses.length, 'clause');
      return stopped(
        `${name(event.participant)} broke silence on ${on}${since(event.silence)}${noted(event.participant)}: ${event.reason}`,
      );
    }
    case 'SilencePassed':
      return `Silence${since(event.silence)} passed on ${oneOrMore(event.clauses.length, 'clause')}: nobody had broken it there by ${momentWritten(event.deadline)}.`;
    case 'SilenceLifted': {
      const left = [...(state.silences.get(event.silence)?.clauses.values() ?? [])].filter(
        ({ fate }) => fate === 'lifted',
      ).length;
      return stopped(`${who} lifted silence${since(event.silence)} on ${oneOrMore(left, 'clause')}: ${event.reason}`);
    }
    case 'SilenceOvertaken':
      return `Silence${since(event.silence)} ended on ${oneOrMore(event.clauses.length, 'clause')}, since what was circulated was changed by ${withinSentence(who)}.`;
    default:
      return unreachable(event);
  }
}

/** The sentence that tells an event of a vote. */
export function voteSentence(event: VoteEvent, sources: ProcedureSources): string {
  const { who, name, noted } = sources;
  const vote = event.type === 'VoteOpened' ? undefined : sources.state.votes.get(event.vote);
  const on = vote === undefined ? '' : ` on ${questionWritten(vote.question, sources)}`;
  switch (event.type) {
    case 'VoteOpened':
      return `${who} put ${questionWritten(event.question, sources)} to the vote, by ${METHOD_WORDS[event.method]}, ${majorityWritten(event.majority, event.members)} required${quorumWritten(event.quorum)}${givesWritten(event.gives, sources.state)}.`;
    case 'VoteCast':
      return `${name(event.participant)} ${CHOICE_WORDS[event.choice]} in the vote${on}${noted(event.participant)}.`;
    case 'VoteCounted':
      return `${who} counted the vote${on}: ${countsTold(event.counts)}.`;
    case 'VoteExplained':
      return stopped(`${name(event.participant)} explained its vote${on}${noted(event.participant)}: ${event.explanation}`);
    case 'VoteRecorded': {
      const adopted = event.carried && vote?.question.on === 'whole' ? ', so that the text was adopted' : '';
      return `The vote${on} ${event.carried ? 'carried' : 'did not carry'}, ${countsWritten(event.counts)} (${countsTold(event.counts)})${adopted}.`;
    }
    case 'VoteCalledOff':
      return stopped(`${who} called off the vote${on}: ${event.reason}`);
    default:
      return unreachable(event);
  }
}

/** To what status it is to lead, in words; empty where to none. */
function givesWritten(rung: string | undefined, state: RecordState): string {
  if (rung === undefined) return '';
  return `, to be ${rungTold(rung, state)}`;
}

/** How many must be present, in words; empty where no quorum is required. */
function quorumWritten(quorum: number | undefined): string {
  return quorum === undefined ? '' : `, with a quorum of ${quorum}`;
}

/** What is voted on, in words. */
export function questionWritten(question: Question, { quote }: Pick<ProcedureSources, 'quote'>): string {
  if (question.on === 'whole') return 'the text as a whole';
  return question.on === 'clause' ? 'a clause' : quote(question.proposal);
}

/** What is required, in words. */
export function majorityWritten(majority: Majority, members: number | null): string {
  return members === null ? MAJORITY_WORDS[majority] : `${MAJORITY_WORDS[majority]} (${members})`;
}

/** The counts in words: 120 for, 7 against, 21 abstaining. */
export function countsTold({ for: inFavour, against, abstaining, notParticipating }: VoteCounts): string {
  const start = `${inFavour} for, ${against} against, ${abstaining} abstaining`;
  return notParticipating === 0 ? start : `${start}, ${notParticipating} not participating`;
}

const METHOD_WORDS = { 'show-of-hands': 'show of hands', 'roll-call': 'roll call' } as const;
const MAJORITY_WORDS: Readonly<Record<Majority, string>> = {
  simple: 'a simple majority of those present and voting',
  'two-thirds': 'two thirds of those present and voting',
  members: 'a majority of all members',
  'two-thirds-members': 'two thirds of all members',
};
const CHOICE_WORDS: Readonly<Record<Choice, string>> = {
  for: 'voted for',
  against: 'voted against',
  abstain: 'abstained',
  'not-participating': 'did not participate',
};

/** A moment as a document writes it, in universal time: 6 July 2026, 14:05 UTC. */
export function momentWritten(at: string): string {
  return `${dayWords(at)}, ${at.slice(11, 16)} UTC`;
}

function since(silence: number): string {
  return ` (begun in record ${silence})`;
}
