import { describe, expect, it } from 'vitest';
import { clauseId, participantId } from '../../shared/base/ids.ts';
import { refusalOf } from '../../shared/policy/policy.ts';
import { EMPTY_STATE } from '../../shared/record/state.ts';
import type { Choice } from '../../shared/record/vote-count.ts';
import type { VoteCommand } from '../../shared/record/vote.ts';
import { Assembly, CLAUSE, MEMBERS, PROPOSAL, WHOLE } from './assembly.ts';

describe('a vote', () => {
  it('[Y1] is opened on words as the chair saw them, once at a time, and of members only where their number is told', () => {
    const assembly = new Assembly();
    expect(assembly.put(WHOLE, { version: '9'.repeat(64) })).toBe(false);
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
