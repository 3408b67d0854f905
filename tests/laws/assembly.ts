import { clauseId, participantId, proposalId, type ParticipantId } from '../../shared/base/ids.ts';
import { ok } from '../../shared/base/result.ts';
import { evolveAdoption, type Adoptions } from '../../shared/record/adoption.ts';
import type { Refusal } from '../../shared/record/command.ts';
import type { RecordEvent } from '../../shared/record/event.ts';
import { EMPTY_STATE } from '../../shared/record/state.ts';
import type { Choice } from '../../shared/record/vote-count.ts';
import {
  evolveVotes,
  movedUnderVotes,
  NO_VOTES,
  type Question,
  type VoteCommand,
  type VoteEvent,
  type Votes,
} from '../../shared/record/vote.ts';
import { decideVote, questionVersion, type VoteContext } from '../../shared/record/vote-decisions.ts';

export const CLAUSE = clauseId('c1');
export const PROPOSAL = proposalId('q1');
export const MEMBERS = Array.from({ length: 6 }, (_, index) => participantId(`p-${index}`));

/** Votes held on a text of one clause with one proposal, whose words may change. */
export class Assembly {
  votes: Votes = NO_VOTES;
  adoptions: Adoptions = [];
  readonly events: RecordEvent[] = [];
  words = 0;
  open = 0;
  decided = false;
  entitled: number | undefined = MEMBERS.length;
  against: Refusal | null = null;

  get context(): VoteContext {
    const version = `000000000000000${this.words % 10}`;
    return {
      reading: { all: () => [{ clause: CLAUSE, version }], versionOf: (clause) => (clause === CLAUSE ? version : null) },
      open: this.open,
      proposalVersion: (proposal) => (proposal === PROPOSAL && !this.decided ? version : null),
      votes: (participant) => MEMBERS.includes(participant),
      entitled: this.entitled,
      standsAgainst: () => this.against,
      givingFault: () => null,
      given: () => [],
      decide: (command) => {
        const { proposal, version: seen } = command;
        return ok([
          command.type === 'accept'
            ? { type: 'ProposalAccepted', proposal, version: seen }
            : { type: 'ProposalDropped', proposal, version: seen, ground: command.ground },
        ] as RecordEvent[]);
      },
    };
  }

  give(command: VoteCommand): boolean {
    const decision = decideVote(this.votes, command, this.context);
    if (!decision.ok) return false;
    for (const event of decision.value) {
      this.events.push(event);
      if (event.type === 'ProposalAccepted' || event.type === 'ProposalDropped') this.decided = true;
      if (!event.type.startsWith('Vote')) continue;
      const entry = this.events.length;
      const before = { ...EMPTY_STATE, adoptions: this.adoptions, votes: this.votes };
      this.adoptions = evolveAdoption(before, { event, number: entry }).adoptions;
      this.votes = evolveVotes(this.votes, event as VoteEvent, entry);
    }
    return true;
  }

  /** Somebody puts the clause elsewhere, without another word. */
  move(): void {
    this.events.push({ type: 'ClauseMoved', clause: CLAUSE, words: '', from: [], to: [] });
    this.votes = movedUnderVotes(this.votes, CLAUSE, this.events.length);
  }

  /** Opens a vote on the words as they stand. */
  put(question: Question, how: Partial<Extract<VoteCommand, { type: 'open-vote' }>> = {}): boolean {
    const version = questionVersion(question, this.context) ?? '';
    return this.give({ type: 'open-vote', question, version, method: 'roll-call', majority: 'simple', members: null, ...how });
  }

  cast(vote: number, participant: ParticipantId, choice: Choice): boolean {
    return this.give({ type: 'cast-vote', vote, participant, choice });
  }

  types(): string[] {
    return this.events.map((event) => event.type);
  }
}
export const WHOLE: Question = { on: 'whole' };
