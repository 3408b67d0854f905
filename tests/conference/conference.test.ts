import { expect, test } from 'vitest';
import { hold } from './hold.ts';

test('a conference of a tenth of the size ends with an adopted text of which every word and proposal is accounted for (invariants 3, 4, 10)', async () => {
  const { faults, report } = await hold({ seed: 1, scale: 0.1 });
  expect(faults, report).toEqual([]);
});
