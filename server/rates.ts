import { Bucket } from './bucket.ts';
import type { Clock } from './clock.ts';
import type { Limits } from './limits.ts';

type Kind = 'requests' | 'acts' | 'documents' | 'readings' | 'questions' | 'tablings';

/** How fast each seat asks and acts, and each delegation tables. */
export class Rates {
  private readonly limits: Pick<Limits, Kind>;
  private readonly clock: Clock;
  private readonly buckets = new Map<string, Bucket>();

  constructor(limits: Pick<Limits, Kind>, clock: Clock) {
    this.limits = limits;
    this.clock = clock;
  }

  /** Counts one more of somebody's. False where it is one too many. */
  admits(kind: Kind, whose: string): boolean {
    const now = this.clock.now();
    const key = `${kind} ${whose}`;
    const bucket = this.buckets.get(key) ?? new Bucket(this.limits[kind], now);
    this.buckets.set(key, bucket);
    return bucket.take(1, now);
  }
}
