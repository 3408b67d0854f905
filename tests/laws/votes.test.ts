import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clauseId, participantId, proposalId, type ParticipantId } from '../../shared/base/ids.ts';
import { refusalOf } from '../../shared/policy/policy.ts';
import { ok } from '../../shared/base/result.ts';
import { evolveAdoption, type Adoptions } from '../../shared/record/adoption.ts';
import type { Refusal } from '../../shared/record/command.ts';
import type { RecordEvent } from '../../shared/record/event.ts';
import { EMPTY_STATE } from '../../shared/record/state.ts';
import { CHOICES, countChoices, isCarried, MAJORITIES, presentIn, type Choice } from '../../shared/record/vote-count.ts';
import { evolveVotes, NO_VOTES, type Question, type VoteCommand, type VoteEvent, type Votes } from '../../shared/record/vote.ts';
import { decideVote, questionVersion, type VoteContext } from '../../shared/record/vote-decisions.ts';

const CLAUSE = clauseId('c1');
const PROPOSAL = proposalId('q1');
const MEMBERS = Array.from({ length: 6 }, (_, index) => participantId(`p-${index}`));

/** Votes held on a text of one clause with one proposal, whose words may change. */
class Assembly {
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

const WHOLE: Question = { on: 'whole' };
type Act = { readonly at: 'words' } | { readonly at: 'give'; readonly command: VoteCommand };
const vote = fc.integer({ min: 1, max: 5 });
const participant = fc.constantFrom(...MEMBERS, participantId('stranger'));
const acts: fc.Arbitrary<Act[]> = fc.array(
  fc.oneof(
    { weight: 1, arbitrary: fc.constant({ at: 'words' as const }) },
    {
      weight: 12,
      arbitrary: fc
        .oneof(
          fc.record({
            type: fc.constant('open-vote' as const),
            question: fc.constantFrom<Question>({ on: 'clause', clause: CLAUSE }, { on: 'proposal', proposal: PROPOSAL }, WHOLE),
            version: fc.constantFrom('0000000000000000', '0000000000000001'),
            method: fc.constantFrom('roll-call' as const, 'show-of-hands' as const),
            majority: fc.constantFrom(...MAJORITIES),
            members: fc.constantFrom(null, 4, 6, 7),
            quorum: fc.constantFrom(undefined, 2, 5, 7),
          }),
          fc.record({ type: fc.constant('cast-vote' as const), vote, participant, choice: fc.constantFrom(...CHOICES) }),
          fc.record({
            type: fc.constant('count-votes' as const),
            vote,
            counts: fc.record({
              for: fc.nat(4),
              against: fc.nat(4),
              abstaining: fc.nat(3),
              notParticipating: fc.constant(0),
            }),
          }),
          fc.record({
            type: fc.constant('explain-vote' as const),
            vote,
            participant,
            explanation: fc.constant('in line with 8'),
          }),
          fc.record({ type: fc.constant('close-vote' as const), vote, falls: fc.constant([]) }),
          fc.record({ type: fc.constant('call-off-vote' as const), vote, reason: fc.constant('consensus after all') }),
        )
        .map((command) => ({ at: 'give' as const, command })),
    },
  ),
  { maxLength: 40 },
);

describe('a vote', () => {
  it('[Y4] ends once, its result is what was counted last, and decides a proposal in the same breath', () => {
    fc.assert(
      fc.property(acts, (list) => {
        const assembly = new Assembly();
        for (const act of list) {
          if (act.at === 'words') assembly.words += 1;
          else {
            const before = [assembly.votes, assembly.events.length] as const;
            if (!assembly.give(act.command)) expect([assembly.votes, assembly.events.length]).toEqual([...before]);
          }
        }
        const { events, votes } = assembly;
        for (const one of votes.values()) {
          const mine = events.flatMap((event, index) => ('vote' in event && event.vote === one.entry ? [{ event, index }] : []));
          const ends = mine.filter(({ event }) => event.type === 'VoteRecorded' || event.type === 'VoteCalledOff');
          expect(ends.length).toBe(one.status.state === 'open' ? 0 : 1);
          const end = ends[0];
          const late = mine.filter(({ event, index }) => index > (end?.index ?? Infinity) && event.type !== 'VoteExplained');
          expect(late).toEqual([]);
          if (end?.event.type !== 'VoteRecorded') continue;
          const last = new Map(
            mine.flatMap(({ event }) => (event.type === 'VoteCast' ? [[event.participant, event.choice]] : [])),
          );
          const counted = mine.findLast(({ event }) => event.type === 'VoteCounted')?.event;
          const due = counted?.type === 'VoteCounted' ? counted.counts : countChoices(last.values());
          expect(end.event.counts).toEqual(due);
          // Nobody votes twice, and no more than have a vote; without a quorum there is no result.
          expect(presentIn(due)).toBeLessThanOrEqual(Math.min(one.members ?? MEMBERS.length, MEMBERS.length));
          expect(presentIn(due)).toBeGreaterThanOrEqual(one.quorum ?? 1);
          expect(end.event.carried).toBe(isCarried(due, one.majority, one.members));
          const follows = events[end.index + 1];
          if (one.question.on === 'proposal')
            expect(follows).toMatchObject({
              type: end.event.carried ? 'ProposalAccepted' : 'ProposalDropped',
              proposal: PROPOSAL,
              version: one.version,
            });
        }
        const replayed = events.reduce<Votes>(
          (state, event, index) => (event.type.startsWith('Vote') ? evolveVotes(state, event as VoteEvent, index + 1) : state),
          NO_VOTES,
        );
        expect(replayed).toEqual(votes);
        const adoptions = [...votes.values()].filter(
          (one) => one.question.on === 'whole' && one.status.state === 'closed' && one.status.carried,
        );
        expect(new Set(assembly.adoptions.map(({ by }) => by.entry))).toEqual(new Set(adoptions.map(({ entry }) => entry)));
        expect(assembly.adoptions).toHaveLength(adoptions.length);
      }),
    );
  });

  it('[Y4] is refused a result where the words changed, or were decided otherwise, since it was opened', () => {
    const assembly = new Assembly();
    expect(assembly.put({ on: 'proposal', proposal: PROPOSAL })).toBe(true);
    expect(assembly.cast(1, MEMBERS[0]!, 'for')).toBe(true);
    assembly.words += 1;
    expect(assembly.cast(1, MEMBERS[1]!, 'for')).toBe(false);
    expect(assembly.give({ type: 'close-vote', vote: 1, falls: [] })).toBe(false);
    assembly.words -= 1;
    assembly.decided = true;
    expect(assembly.give({ type: 'close-vote', vote: 1, falls: [] })).toBe(false);
    expect(assembly.give({ type: 'call-off-vote', vote: 1, reason: '' })).toBe(false);
    expect(assembly.give({ type: 'call-off-vote', vote: 1, reason: 'decided by consensus' })).toBe(true);
    expect(assembly.types()).toEqual(['VoteOpened', 'VoteCast', 'VoteCalledOff']);
  });

  it('[Y4] that does not carry drops the proposal, with the vote as its ground', () => {
    const assembly = new Assembly();
    assembly.put({ on: 'proposal', proposal: PROPOSAL });
    assembly.cast(1, MEMBERS[0]!, 'for');
    assembly.cast(1, MEMBERS[1]!, 'against');
    assembly.give({ type: 'close-vote', vote: 1, falls: [] });
    expect(assembly.events.at(-1)).toMatchObject({
      type: 'ProposalDropped',
      ground: 'Not carried by the vote opened in record 1: 1–1–0.',
    });
  });

  it('[Y1] is opened on words as the chair saw them, once at a time, and of members only where their number is told', () => {
    const assembly = new Assembly();
    expect(assembly.put(WHOLE, { version: '9999999999999999' })).toBe(false);
    expect(assembly.put({ on: 'clause', clause: clauseId('c9') })).toBe(false);
    expect(assembly.put(WHOLE, { majority: 'two-thirds-members' })).toBe(false);
    expect(assembly.put(WHOLE, { members: 6 })).toBe(false);
    expect(assembly.put(WHOLE)).toBe(true);
    expect(assembly.put(WHOLE)).toBe(false);
    expect(assembly.put({ on: 'clause', clause: CLAUSE }, { majority: 'members', members: 6 })).toBe(true);
    const roles = ['chair', 'drafter', 'delegate', 'observer'] as const;
    const may = (command: VoteCommand, whose = MEMBERS[0]!): string[] =>
      roles.filter((role) => refusalOf({ role, participant: whose }, command, EMPTY_STATE) === null);
    expect(may({ type: 'close-vote', vote: 1, falls: [] })).toEqual(['chair']);
    expect(may({ type: 'call-off-vote', vote: 1, reason: 'x' })).toEqual(['chair']);
    const own = { vote: 1, participant: MEMBERS[0]! } as const;
    expect(may({ type: 'cast-vote', ...own, choice: 'for' })).toEqual(['drafter', 'delegate']);
    expect(may({ type: 'cast-vote', ...own, choice: 'for' }, MEMBERS[1])).toEqual(['drafter']);
    expect(may({ type: 'explain-vote', ...own, explanation: 'x' })).toEqual(['drafter', 'delegate']);
    const counts = { for: 1, against: 0, abstaining: 0, notParticipating: 0 };
    expect(may({ type: 'count-votes', vote: 1, counts })).toEqual(['drafter']);
  });

  it('[Y2] by roll call is changed until the close, by those who vote; by show of hands it is counted', () => {
    const assembly = new Assembly();
    assembly.put(WHOLE);
    expect(assembly.give({ type: 'close-vote', vote: 1, falls: [] })).toBe(false);
    expect(assembly.cast(1, participantId('stranger'), 'for')).toBe(false);
    const counts = { for: 3, against: 1, abstaining: 0, notParticipating: 0 };
    expect(assembly.give({ type: 'count-votes', vote: 1, counts })).toBe(false);
    assembly.cast(1, MEMBERS[0]!, 'against');
    assembly.cast(1, MEMBERS[0]!, 'for');
    expect([...(assembly.votes.get(1)?.choices ?? [])]).toEqual([[MEMBERS[0], 'for']]);
    assembly.give({ type: 'close-vote', vote: 1, falls: [] });
    expect(assembly.cast(1, MEMBERS[1]!, 'against')).toBe(false);
    const hands = new Assembly();
    hands.put(WHOLE, { method: 'show-of-hands', majority: 'members', members: 6 });
    expect(hands.cast(1, MEMBERS[0]!, 'for')).toBe(false);
    expect(hands.give({ type: 'close-vote', vote: 1, falls: [] })).toBe(false);
    expect(hands.give({ type: 'count-votes', vote: 1, counts: { ...counts, against: 4 } })).toBe(false);
    expect(hands.give({ type: 'count-votes', vote: 1, counts: { ...counts, notParticipating: 1 } })).toBe(false);
    expect(hands.give({ type: 'count-votes', vote: 1, counts: { ...counts, for: 2 } })).toBe(true);
    expect(hands.give({ type: 'count-votes', vote: 1, counts })).toBe(true);
    hands.give({ type: 'close-vote', vote: 1, falls: [] });
    expect(hands.votes.get(1)?.status).toMatchObject({ counts, carried: false });
  });

  it('[Y5] on the whole text adopts it, and waits until nothing in it is open', () => {
    const assembly = new Assembly();
    assembly.open = 2;
    expect(assembly.put(WHOLE)).toBe(false);
    assembly.open = 0;
    assembly.entitled = 193;
    assembly.put(WHOLE, { method: 'show-of-hands', majority: 'two-thirds' });
    const counts = { for: 120, against: 7, abstaining: 21, notParticipating: 0 };
    assembly.give({ type: 'count-votes', vote: 1, counts });
    expect(assembly.adoptions).toEqual([]);
    assembly.give({ type: 'close-vote', vote: 1, falls: [] });
    const version = assembly.votes.get(1)?.version ?? '';
    expect(assembly.adoptions).toEqual([{ by: { on: 'vote', entry: 1 }, entry: 3, version, changed: null }]);
    expect(assembly.votes.get(1)?.status).toEqual({ state: 'closed', entry: 3, counts, carried: true });
  });

  it('[Y8] has no more votes than there are delegations, or members, and no result without its quorum', () => {
    const assembly = new Assembly();
    expect(assembly.put(WHOLE, { majority: 'members', members: 7 })).toBe(false);
    expect(assembly.put(WHOLE, { quorum: 7 })).toBe(false);
    expect(assembly.put(WHOLE, { majority: 'members', members: 3, quorum: 4 })).toBe(false);
    expect(assembly.put(WHOLE, { majority: 'members', members: 3, quorum: 3 })).toBe(true);
    expect(assembly.events.at(-1)).toMatchObject({ entitled: 6, quorum: 3, members: 3 });
    for (const [at, choice] of ['for', 'for'].entries()) assembly.cast(1, MEMBERS[at]!, choice as Choice);
    expect(assembly.give({ type: 'close-vote', vote: 1, falls: [] })).toBe(false);
    expect(assembly.cast(1, MEMBERS[2]!, 'not-participating')).toBe(true);
    expect(assembly.cast(1, MEMBERS[3]!, 'for')).toBe(false);
    expect(assembly.cast(1, MEMBERS[0]!, 'against')).toBe(true);
    expect(assembly.give({ type: 'close-vote', vote: 1, falls: [] })).toBe(true);
    const hands = new Assembly();
    hands.put(WHOLE, { method: 'show-of-hands' });
    const counts = { for: 4, against: 2, abstaining: 1, notParticipating: 0 };
    expect(hands.give({ type: 'count-votes', vote: 1, counts })).toBe(false);
    expect(hands.give({ type: 'count-votes', vote: 1, counts: { ...counts, abstaining: 0 } })).toBe(true);
  });

  it('[D5] is not opened on what cannot stand beside what was accepted', () => {
    const assembly = new Assembly();
    assembly.against = { code: 'clash', reason: 'One of the two can stand.' };
    expect(assembly.put({ on: 'proposal', proposal: PROPOSAL })).toBe(false);
    expect(assembly.put(WHOLE)).toBe(true);
  });

  it('[Y6] is explained before it and after, not where it was called off', () => {
    const assembly = new Assembly();
    const explain = (explanation: string): boolean =>
      assembly.give({ type: 'explain-vote', vote: 1, participant: MEMBERS[0]!, explanation });
    assembly.put(WHOLE);
    expect(explain('before')).toBe(true);
    expect(explain('  ')).toBe(false);
    assembly.cast(1, MEMBERS[0]!, 'abstain');
    assembly.give({ type: 'close-vote', vote: 1, falls: [] });
    expect(explain('after')).toBe(true);
    expect(assembly.votes.get(1)?.explanations.map((one) => one.explanation)).toEqual(['before', 'after']);
    const other = new Assembly();
    other.put(WHOLE);
    other.give({ type: 'call-off-vote', vote: 1, reason: 'no quorum' });
    expect(other.give({ type: 'explain-vote', vote: 1, participant: MEMBERS[0]!, explanation: 'x' })).toBe(false);
  });
});
