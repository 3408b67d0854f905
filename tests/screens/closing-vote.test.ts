import { expect, test } from 'vitest';
import { voteOutlook } from '../../client/procedures/closing-vote.ts';
import { participantId, proposalId } from '../../shared/base/ids.ts';
import type { Choice, VoteCounts } from '../../shared/record/vote-count.ts';
import type { Question, Vote } from '../../shared/record/vote.ts';

const PROPOSAL: Question = { on: 'proposal', proposal: proposalId('p1') };

function vote(question: Question, choices: readonly Choice[], changes: Partial<Vote> = {}): Vote {
  return {
    question,
    ...{ entry: 7, version: '', majority: 'simple', members: null, method: 'roll-call' },
    choices: new Map(choices.map((choice, index) => [participantId(`p-${index}`), choice])),
    ...{ counted: null, explanations: [], status: { state: 'open' } },
    ...changes,
  };
}

test('[Y7] what closing a vote would decide is said before, and that it has no result where closing it is refused', () => {
  const says = (...given: Parameters<typeof vote>): unknown => {
    const { carries, says: words } = voteOutlook(vote(...given), 'adopted');
    return [carries, words];
  };
  expect(says(PROPOSAL, ['for', 'abstain'])).toEqual([true, 'By this it carries: the proposal is accepted.']);
  expect(says(PROPOSAL, ['for', 'against'])).toEqual([false, 'By this it does not carry: the proposal is dropped.']);
  expect(says({ on: 'whole' }, ['for'])).toEqual([true, 'By this it carries: the text is adopted.']);
  expect(says({ on: 'whole' }, ['against'])).toEqual([false, 'By this it does not carry.']);
  expect(says(PROPOSAL, [])).toEqual([null, 'Nobody has voted yet.']);
  expect(says(PROPOSAL, ['for', 'not-participating'], { quorum: 3 })).toEqual([
    null,
    'There is no quorum: 2 of the 3 who must be present are.',
  ]);
  const hands = { method: 'show-of-hands' } as const;
  expect(says(PROPOSAL, [], hands)).toEqual([null, 'The hands have not been counted yet.']);
  const counted: VoteCounts = { for: 2, against: 1, abstaining: 0, notParticipating: 0 };
  expect(says(PROPOSAL, [], { ...hands, counted, quorum: 3 })).toEqual([true, expect.anything()]);
});
