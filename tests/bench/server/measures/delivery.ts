import { setTimeout as sleep } from 'node:timers/promises';
import { cpuMs } from '../process-usage.ts';
import type { Crowd } from '../load/crowd.ts';
import type { Plan } from '../plan.ts';
import type { Target } from '../target.ts';

export interface Delivery {
  readonly p50: number;
  readonly p99: number;
  readonly slowest: number;
  readonly updates: number;
  readonly notDelivered: number;
  /** Microseconds of the server's CPU time for one update delivered to one connection. */
  readonly cpuPerDelivery: number;
  /** Milliseconds of the server's CPU time for one who joins; null where there is no text to join. */
  readonly cpuPerJoin: number | null;
  readonly worstLagMs: number;
  readonly closed: readonly number[];
}

const QUIET_MS = 250;
const SETTLE_MS = 5000;

/** How long an update takes from its writer to everybody else, and what it and a join cost the server. Lets everybody into an empty crowd. */
export async function measureDelivery(crowd: Crowd, target: Target, plan: Plan): Promise<Delivery> {
  await crowd.addWriters(plan.writers);
  await crowd.addObservers(plan.observers - plan.joins);
  await sleep(QUIET_MS);
  const beforeJoins = cpuMs(target.pid);
  await crowd.addObservers(plan.joins);
  await sleep(QUIET_MS);
  const joins = cpuMs(target.pid) - beforeJoins;

  await crowd.type(plan.rate, plan.delivery.warmMs);
  await crowd.settle(SETTLE_MS);
  crowd.deliveries.begin();
  const before = cpuMs(target.pid);
  const { updates, worstLagMs } = await crowd.type(plan.rate, plan.delivery.ms);
  const notDelivered = await crowd.settle(SETTLE_MS);
  const cpu = cpuMs(target.pid) - before;
  const { latencies, delivered } = crowd.deliveries;
  return {
    p50: latencies.quantile(0.5),
    p99: latencies.quantile(0.99),
    slowest: latencies.largest,
    updates,
    notDelivered,
    cpuPerDelivery: (cpu * 1000) / delivered,
    cpuPerJoin: crowd.hasText ? joins / plan.joins : null,
    worstLagMs,
    closed: [...crowd.closed],
  };
}
