import fc from 'fast-check';
import { expect, test } from 'vitest';
import { delayBefore } from '../../client/sync/reconnecting.ts';

test('[S19] attempts are spread, come later each time, and never later than ten seconds', () => {
  fc.assert(
    fc.property(fc.nat(1_000), fc.double({ min: 0, max: 1, noNaN: true }), (attempt, random) => {
      const delay = delayBefore(attempt, random);
      expect(delay).toBeGreaterThanOrEqual(100);
      expect(delay).toBeLessThanOrEqual(10_000);
      expect(delayBefore(attempt + 1, random)).toBeGreaterThanOrEqual(attempt === 0 ? delay : delayBefore(attempt, random));
    }),
  );
});

test('[S19] 160 delegations do not come back in one instant', () => {
  const delays = Array.from({ length: 160 }, (_, index) => delayBefore(0, index / 160));
  for (let from = 0; from < 2_000; from += 100)
    expect(delays.filter((delay) => delay >= from && delay < from + 100).length).toBeLessThanOrEqual(10);
});
