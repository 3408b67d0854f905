import { setTimeout as sleep } from 'node:timers/promises';
import { cpuMs, TICK_MS } from '../process-usage.ts';
import { Crowd } from '../load/crowd.ts';
import type { Plan } from '../plan.ts';
import type { Target } from '../target.ts';

export interface Size {
  /** Milliseconds of the server's CPU time for one update, storing included. */
  readonly cpuPerUpdate: number;
  readonly notDelivered: number;
}

const QUIET_MS = 300;
const WARM_MS = 600;
const SETTLE_MS = 10_000;
const MOST_WAITS = 20;

/** What an update costs the server in a text of so many clauses, with nobody there but the writers. */
export async function measureSize(target: Target, plan: Plan, clauses: number, seed: number): Promise<Size> {
  const crowd = new Crowd(target, clauses, seed);
  try {
    await crowd.addWriters(plan.writers);
    // What loading the text left behind is not what an update costs.
    await crowd.type(plan.size.rate, WARM_MS);
    await crowd.settle(SETTLE_MS);
    await cpuOnceQuiet(target.pid);
    const before = cpuMs(target.pid);
    // Exactly so many, so that every text has the same number of snapshots written.
    const { updates } = await crowd.type(plan.size.rate, (plan.size.updates / plan.size.rate) * 2000, plan.size.updates);
    const notDelivered = await crowd.settle(SETTLE_MS);
    await sleep(plan.size.tailMs);
    return { cpuPerUpdate: ((await cpuOnceQuiet(target.pid)) - before) / updates, notDelivered };
  } finally {
    crowd.leave();
  }
}

/** The CPU time used once a process has nothing more to do, as far as a look every 150 ms can tell. */
async function cpuOnceQuiet(pid: number): Promise<number> {
  let used = cpuMs(pid);
  for (let waits = 0; waits < MOST_WAITS; waits += 1) {
    await sleep(QUIET_MS / 2);
    const now = cpuMs(pid);
    if (now - used <= TICK_MS) return now;
    used = now;
  }
  return used;
}
