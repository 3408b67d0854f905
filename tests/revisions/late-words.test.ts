import { expect, test } from 'vitest';
import { clausesOf } from '../../client/revisions/FrozenBanner.tsx';
import { clauseId } from '../../shared/base/ids.ts';

test('[E26] of words that came too late it is said in how many clauses they were written, however many passages they are', () => {
  const [one, other] = [{ clause: clauseId('c1') }, { clause: clauseId('c2') }];
  expect(clausesOf([one, other, one, one])).toBe(2);
  expect(clausesOf([one, { clause: null }, { clause: null }])).toBe(2);
});
