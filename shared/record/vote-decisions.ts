import type { ParticipantId, ProposalId } from '../base/ids.ts';
import { ok, refuse, type Result } from '../base/result.ts';
import { oneOrMore } from '../base/phrases.ts';
import type { Command, Refusal } from './command.ts';
import type { RecordEvent } from './event.ts';
import type { AgreedBy } from './ladder.ts';
import { wholeVersion, type ReadClause, type TextReading } from './text-reading.ts';
import {
  countsOf,
  isAsOpened,
  mostVotes,
  type Question,
  type Vote,
  type VoteCommand,
  type VoteEvent,
  type Votes,
} from './vote.ts';
import { countsWritten, isCarried, isOfMembers, presentIn, type VoteCounts } from './vote-count.ts';

/** What deciding needs besides the votes. */
export interface VoteContext {
  readonly reading: TextReading;
  /** How many proposals are open; a text is adopted when none is. */
  readonly open: number;
  /** The version of a proposal's words; null where it is not open, or has no words. */
  proposalVersion(proposal: ProposalId): string | null;
  /** Whether the registry knows a participant as one that has a vote. */
  votes(participant: ParticipantId): boolean;
  /** How many of them there are; undefined where that is not known. */
  readonly entitled?: number | undefined;
  /** Why a proposal could not be accepted as things stand; null where it could. */
  standsAgainst(proposal: ProposalId): Refusal | null;
  /** Why these clauses cannot come to a rung; null where they can. */
  givingFault(rung: string, clauses: readonly ReadClause[]): Refusal | null;
  /** What it becomes that they come to it. */
  given(given: { readonly rung: string; readonly by: AgreedBy }, clauses: readonly ReadClause[]): RecordEvent[];
  /** What the decision that follows from a result becomes, by the rules for every decision, behind the entry of the result. */
  decide(command: Extract<Command, { type: 'accept' | 'drop' }>): Decision;
}

type Decision = Result<RecordEvent[], Refusal>;

/** What a command becomes. Who may give it is the policy's to say. */
export function decideVote(votes: Votes, command: VoteCommand, context: VoteContext): Decision {
  if (command.type === 'open-vote') return open(votes, command, context);
  const vote = votes.get(command.vote);
  if (vote === undefined) return refuse({ code: 'closed', reason: 'The record knows no such vote.' });
  if (command.type === 'explain-vote') return explain(vote, command, context);
  if (vote.status.state !== 'open')
    return refuse({
      code: 'not-open',
      reason: `This vote ${vote.status.state === 'closed' ? 'was closed' : 'was called off'} (record ${vote.status.entry}).`,
    });
  switch (command.type) {
    case 'cast-vote':
      if (vote.method !== 'roll-call')
        return refuse({ code: 'malformed', reason: 'This vote is by show of hands: the secretariat records the counts.' });
      if (!context.votes(command.participant)) return refuse(NO_VOTE);
      if (isStale(vote, context)) return refuse(CHANGED);
      if (!vote.choices.has(command.participant) && vote.choices.size >= mostVotes(vote))
        return refuse({
          code: 'malformed',
          reason: `All who have a vote have voted (${mostVotes(vote)}). Where more are members, call the vote off and open another.`,
        });
      return ok([{ type: 'VoteCast', vote: vote.entry, participant: command.participant, choice: command.choice }]);
    case 'count-votes':
      return isStale(vote, context) ? refuse(CHANGED) : count(vote, command.counts);
    case 'close-vote':
      return close(vote, command.falls, context);
    case 'call-off-vote': {
      const reason = command.reason.trim();
      if (reason === '') return refuse({ code: 'malformed', reason: 'Say for the record why the vote is called off.' });
      return ok([{ type: 'VoteCalledOff', vote: vote.entry, reason }]);
    }
  }
}

/** The version of the words that a question is about; null where there are none, or they cannot be voted on any more. */
export function questionVersion(question: Question, context: Pick<VoteContext, 'reading' | 'proposalVersion'>): string | null {
  switch (question.on) {
    case 'clause':
      return context.reading.versionOf(question.clause);
    case 'proposal':
      return context.proposalVersion(question.proposal);
    case 'whole': {
      const all = context.reading.all();
      return all.length === 0 ? null : wholeVersion(all);
    }
  }
}

/** Whether the words have changed since, or were decided otherwise, the clause was moved, or a bracket was opened in the whole, be it an empty one. */
function isStale(vote: Vote, context: VoteContext): boolean {
  if (vote.question.on === 'whole' && context.open > 0) return true;
  return !isAsOpened(vote, questionVersion(vote.question, context));
}

function open(votes: Votes, command: Extract<VoteCommand, { type: 'open-vote' }>, context: VoteContext): Decision {
  const { question, version, method, majority, members, quorum, gives } = command;
  const { entitled } = context;
  const present = questionVersion(question, context);
  if (present === null)
    return refuse({ code: 'not-open', reason: 'There is nothing there to vote on: it has no words, or is decided already.' });
  if (present !== version)
    return refuse({ ...CHANGED, reason: 'The words have changed since you looked. Look again, then open.' });
  if (question.on === 'whole' && context.open > 0)
    return refuse({
      code: 'not-open',
      reason: `A text is adopted when nothing in it is open; ${oneOrMore(context.open, 'proposal is', 'proposals are')}.`,
    });
  const other = [...votes.values()].find((one) => one.status.state === 'open' && isSame(one.question, question));
  if (other !== undefined) return refuse({ code: 'not-open', reason: `A vote on this is open already (record ${other.entry}).` });
  const needed = isOfMembers(majority);
  if (needed !== (members !== null))
    return refuse({
      code: 'malformed',
      reason: needed ? 'Say how many members there are.' : 'This majority is not counted of all members.',
    });
  const most = mostVotes({ members, ...(entitled === undefined ? {} : { entitled }) });
  if (members !== null && members > most)
    return refuse({ code: 'malformed', reason: `So many members there are not: ${most} delegations have a vote.` });
  if (quorum !== undefined && quorum > most)
    return refuse({ code: 'malformed', reason: `A quorum of more than those who have a vote (${most}) is never reached.` });
  const against = question.on === 'proposal' ? context.standsAgainst(question.proposal) : null;
  if (against !== null) return refuse(against);
  const opened: VoteEvent = {
    type: 'VoteOpened',
    question,
    version,
    method,
    majority,
    members,
    ...(entitled === undefined ? {} : { entitled }),
    ...(quorum === undefined ? {} : { quorum }),
  };
  if (gives === undefined) return ok([opened]);
  const fault =
    question.on === 'proposal'
      ? ({ code: 'malformed', reason: 'A proposal that carries is accepted. The clause it is in is agreed by itself.' } as const)
      : context.givingFault(gives, readIn(question, context.reading));
  return fault === null ? ok([{ ...opened, gives }]) : refuse(fault);
}

/** The clauses that a question is about, as they read. */
function readIn(question: Question, reading: TextReading): readonly ReadClause[] {
  return question.on === 'whole'
    ? reading.all()
    : reading.all().filter(({ clause }) => question.on === 'clause' && clause === question.clause);
}

function isSame(a: Question, b: Question): boolean {
  if (a.on === 'clause') return b.on === 'clause' && a.clause === b.clause;
  if (a.on === 'proposal') return b.on === 'proposal' && a.proposal === b.proposal;
  return b.on === 'whole';
}

function explain(
  vote: Vote,
  { participant, explanation: given }: Extract<VoteCommand, { type: 'explain-vote' }>,
  context: VoteContext,
): Decision {
  if (vote.status.state === 'called-off')
    return refuse({ code: 'not-open', reason: `This vote was called off (record ${vote.status.entry}).` });
  if (!context.votes(participant)) return refuse(NO_VOTE);
  const explanation = given.trim();
  if (explanation === '') return refuse({ code: 'malformed', reason: 'An explanation of vote has words.' });
  return ok([{ type: 'VoteExplained', vote: vote.entry, participant, explanation }]);
}

function count(vote: Vote, counts: VoteCounts): Decision {
  if (vote.method !== 'show-of-hands')
    return refuse({ code: 'malformed', reason: 'This vote is by roll call: it is counted from what the delegations say.' });
  if (counts.notParticipating !== 0)
    return refuse({ code: 'malformed', reason: 'A show of hands counts those for, against and abstaining, and nobody else.' });
  if (presentIn(counts) > mostVotes(vote))
    return refuse({ code: 'malformed', reason: `More hands were counted than have a vote (${mostVotes(vote)}).` });
  return ok([{ type: 'VoteCounted', vote: vote.entry, counts }]);
}

function close(vote: Vote, falls: readonly ProposalId[], context: VoteContext): Decision {
  if (isStale(vote, context)) return refuse(CHANGED);
  if (vote.method === 'show-of-hands' && vote.counted === null)
    return refuse({ code: 'not-open', reason: 'The hands have not been counted yet.' });
  const counts = countsOf(vote);
  const present = presentIn(counts);
  if (present === 0) return refuse({ code: 'not-open', reason: 'Nobody has voted yet.' });
  if (present < (vote.quorum ?? 0))
    return refuse({
      code: 'not-open',
      reason: `There is no quorum: ${present} of the ${vote.quorum} who must be present are. Wait for others, or call the vote off.`,
    });
  const carried = isCarried(counts, vote.majority, vote.members);
  const recorded: VoteEvent = { type: 'VoteRecorded', vote: vote.entry, counts, carried };
  const { question, gives } = vote;
  if (question.on !== 'proposal') {
    if (!carried || gives === undefined) return ok([recorded]);
    const by = { on: 'vote', entry: vote.entry } as const;
    return ok([recorded, ...context.given({ rung: gives, by }, readIn(question, context.reading))]);
  }
  const { proposal } = question;
  const { version } = vote;
  const ground = `Not carried by the vote opened in record ${vote.entry}: ${countsWritten(counts)}.`;
  const follows = context.decide(
    carried
      ? {
          type: 'accept',
          proposal,
          version,
          falls,
          despite: `By the vote opened in record ${vote.entry}.`,
          ground: `Carried by the vote opened in record ${vote.entry}: ${countsWritten(counts)}.`,
        }
      : { type: 'drop', proposal, version, ground },
  );
  return follows.ok ? ok([recorded, ...follows.value]) : follows;
}

const CHANGED: Refusal = {
  code: 'changed-since',
  reason:
    'The words have changed since the vote was opened, were moved, or were decided otherwise. Call it off, and open another on the words as they are.',
};
const NO_VOTE: Refusal = { code: 'unknown-participant', reason: 'The registry knows no such participant with a vote.' };
