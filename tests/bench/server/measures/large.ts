import { writtenMb } from '../process-usage.ts';
import { Crowd } from '../load/crowd.ts';
import type { Plan } from '../plan.ts';
import type { Target } from '../target.ts';

export interface Large {
  readonly p50: number;
  readonly slowest: number;
  readonly notDelivered: number;
  readonly worstLagMs: number;
  /** What the server had written to disk meanwhile; null where the system does not say. */
  readonly writtenMb: number | null;
}

const SETTLE_MS = 5000;

/** The slowest delivery while people type in a text of 10 MB for long enough that every server stores it meanwhile. */
export async function measureLarge(target: Target, plan: Plan, seed: number): Promise<Large> {
  const crowd = new Crowd(target, plan.large.clauses, seed);
  try {
    await crowd.addWriters(plan.writers);
    await crowd.addObservers(plan.large.observers);
    await crowd.type(plan.rate, plan.delivery.warmMs);
    await crowd.settle(SETTLE_MS);
    crowd.deliveries.begin();
    const before = writtenMb(target.pid);
    const { worstLagMs } = await crowd.type(plan.large.rate, plan.large.ms);
    const notDelivered = await crowd.settle(SETTLE_MS);
    const written = writtenMb(target.pid) - before;
    const { latencies } = crowd.deliveries;
    return {
      p50: latencies.quantile(0.5),
      slowest: latencies.largest,
      notDelivered,
      worstLagMs,
      writtenMb: Number.isNaN(written) ? null : written,
    };
  } finally {
    crowd.leave();
  }
}
