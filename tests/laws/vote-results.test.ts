import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { participantId } from '../../shared/base/ids.ts';
import { CHOICES, countChoices, isCarried, MAJORITIES, presentIn } from '../../shared/record/vote-count.ts';
import { evolveVotes, NO_VOTES, type Question, type VoteCommand, type VoteEvent, type Votes } from '../../shared/record/vote.ts';
import { Assembly, CLAUSE, MEMBERS, PROPOSAL, WHOLE } from './assembly.ts';

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
            version: fc.constantFrom('0'.repeat(64), '0000000000000001'.repeat(4)),
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

  it('[Y4] [R20] takes no votes and has no result on a clause that was moved; on a proposal in it, or put anew, it has', () => {
    const assembly = new Assembly();
    const about = { on: 'clause', clause: CLAUSE } as const;
    assembly.put(about);
    assembly.put({ on: 'proposal', proposal: PROPOSAL });
    assembly.cast(1, MEMBERS[0]!, 'for');
    assembly.move();
    expect(assembly.cast(1, MEMBERS[1]!, 'for')).toBe(false);
    expect(assembly.give({ type: 'close-vote', vote: 1, falls: [] })).toBe(false);
    expect(assembly.cast(2, MEMBERS[1]!, 'for')).toBe(true);
    expect(assembly.put(about)).toBe(false);
    assembly.give({ type: 'call-off-vote', vote: 1, reason: 'it stands elsewhere' });
    expect(assembly.put(about)).toBe(true);
  });

  it('[Y4] takes no count of hands on words that have changed', () => {
    const assembly = new Assembly();
    assembly.put(WHOLE, { method: 'show-of-hands' });
    assembly.words += 1;
    const counts = { for: 1, against: 0, abstaining: 0, notParticipating: 0 };
    expect(assembly.give({ type: 'count-votes', vote: 1, counts })).toBe(false);
  });

  it('[Y5] [Y9] has no result on the whole text where a bracket was opened in it meanwhile, be it an empty one', () => {
    const assembly = new Assembly();
    assembly.put(WHOLE);
    assembly.cast(1, MEMBERS[0]!, 'for');
    assembly.open = 1;
    expect(assembly.give({ type: 'close-vote', vote: 1, falls: [] })).toBe(false);
    assembly.open = 0;
    expect(assembly.give({ type: 'close-vote', vote: 1, falls: [] })).toBe(true);
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
});
