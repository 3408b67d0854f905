const SMALLEST_MS = 0.01;
const LARGEST_MS = 120_000;
/** Neighbouring buckets lie this far apart: quantiles are exact to one per cent. */
const STEP = 1.01;
const BUCKETS = Math.ceil(Math.log(LARGEST_MS / SMALLEST_MS) / Math.log(STEP)) + 1;
const SCALE = 1 / Math.log(STEP);

/** Counts durations in milliseconds, any number of them in fixed memory. */
export class Histogram {
  private readonly buckets = new Uint32Array(BUCKETS);
  count = 0;
  largest = 0;

  add(ms: number): void {
    const bucket = ms <= SMALLEST_MS ? 0 : Math.min(BUCKETS - 1, Math.round(Math.log(ms / SMALLEST_MS) * SCALE));
    this.buckets[bucket] = (this.buckets[bucket] ?? 0) + 1;
    this.count += 1;
    if (ms > this.largest) this.largest = ms;
  }

  /** The duration that a share of all do not exceed; NaN where nothing was counted. */
  quantile(share: number): number {
    let left = Math.ceil(this.count * share);
    for (const [bucket, count] of this.buckets.entries()) {
      left -= count;
      if (left <= 0 && this.count > 0) return Math.min(this.largest, SMALLEST_MS * STEP ** bucket);
    }
    return Number.NaN;
  }
}
