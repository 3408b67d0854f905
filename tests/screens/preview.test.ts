import { expect, test } from 'vitest';
import { areSetOtherwise } from '../../client/composer/preview.ts';
import { clause } from '../projection/built.ts';

test('[P9] the composer says that how a clause is set is not tabled, where one that stands in the text is set otherwise', () => {
  const base = [clause('c1', 'One and two.'), clause('c2', 'Three.')];
  const [first, second] = [clause('c1', 'One and two.'), clause('c2', 'Three.')];
  expect(areSetOtherwise(base, [first, second])).toBe(false);
  // Other words, another order, and whatever is new are tabled.
  expect(areSetOtherwise(base, [second, clause('c1', 'One or two.'), clause('n1', 'New.', { kind: 'heading' })])).toBe(false);
  expect(areSetOtherwise(base, [{ ...first, kind: 'heading', level: 1 }, second])).toBe(true);
  expect(areSetOtherwise(base, [first, { ...second, runs: second.runs.map((run) => ({ ...run, bold: true as const })) }])).toBe(
    true,
  );
});
