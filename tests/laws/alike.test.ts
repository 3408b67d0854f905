import { expect, it } from 'vitest';
import { proposalId } from '../../shared/base/ids.ts';
import { proposedAlike } from '../../shared/proposals/alike.ts';
import { redraft } from '../../shared/proposals/redraft.ts';
import { clause } from '../projection/built.ts';

it('[P2] what another has proposed just so is not tabled twice, and it is told whose that is, since it can be joined', () => {
  const [base, edited] = [[clause('c1', 'It meets.')], [clause('c1', 'It always meets.')]];
  const told = (standing: string, outcome: 'open' | 'accepted' | 'refused' = 'open'): unknown => {
    const prepared = { base, edited, current: [clause('c1', standing)], outcomeOf: () => outcome };
    const drafted = redraft({ ...prepared, proposal: proposalId('new') });
    return [drafted.ok && drafted.value.changes.length, proposedAlike(prepared)];
  };
  expect(told('It <a always >meets.')).toEqual([0, ['a']]);
  // What stands in the text is there, and is nobody's to join; what is out, or reads otherwise, is no obstacle.
  expect(told('It always meets.')).toEqual([0, []]);
  expect(told('It <a always >meets.', 'accepted')).toEqual([0, []]);
  expect(told('It <a always >meets.', 'refused')).toEqual([1, []]);
  expect(told('It <a never >meets.')).toEqual([false, []]);
});
