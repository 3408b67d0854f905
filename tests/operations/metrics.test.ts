import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LoopDelay } from '../../server/metrics/loop-delay.ts';
import { Histogram } from '../../server/metrics/series.ts';

const BOUNDS = [0.5, 1, 5, 20];

test('[O7] a bucket of a histogram counts every value at or below its bound, as Prometheus adds them up', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.constantFrom(...BOUNDS, 0, 21), fc.double({ min: 0, max: 30, noNaN: true }))), (values) => {
      const histogram = new Histogram('seen', 'What was seen.', BOUNDS);
      for (const value of values) histogram.observe(value);
      const lines = histogram.lines();
      for (const bound of BOUNDS)
        expect(lines).toContain(`seen_bucket{le="${bound}"} ${values.filter((value) => value <= bound).length}`);
      expect(lines).toContain(`seen_bucket{le="+Inf"} ${values.length}`);
      expect(lines).toContain(`seen_count ${values.length}`);
    }),
  );
});

test('[O7] a loop that was held up is late by what it was held up, whenever that was, until it is forgotten', async () => {
  const delay = new LoopDelay();
  const comeRound = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 1));
  for (let time = 0; time < 2; time += 1) {
    delay.forget();
    expect(delay.percentile(100)).toBe(0);
    for (const begun = performance.now(); performance.now() - begun < 400;);
    await comeRound();
    // It was due within a tenth of a second.
    expect(delay.percentile(100)).toBeGreaterThan(0.25);
    expect(delay.percentile(100)).toBeGreaterThanOrEqual(delay.percentile(50));
  }
  delay.stop();
});
