import { setTimeout as sleep } from 'node:timers/promises';
import { cpuMs } from '../cpu.ts';
import { Crowd } from '../load/crowd.ts';
import type { Plan } from '../plan.ts';
import type { Target } from '../target.ts';

export interface Size {
  /** Milliseconds of the server's CPU time for one update, storing included. */
  readonly cpuPerUpdate: number;
  readonly notDelivered: number;
}

const QUIET_MS = 300;
const SETTLE_MS = 10_000;

/** What an update costs the server in a text of so many clauses, with nobody there but the writers. */
export async function measureSize(target: Target, plan: Plan, clauses: number, seed: number): Promise<Size> {
  const crowd = new Crowd(target, clauses, seed);
  try {
    await crowd.addWriters(plan.writers);
    await sleep(QUIET_MS);
    const before = cpuMs(target.pid);
    const { updates } = await crowd.type(plan.size.rate, (plan.size.updates / plan.size.rate) * 1000);
    const notDelivered = await crowd.settle(SETTLE_MS);
    await sleep(plan.size.tailMs);
    return { cpuPerUpdate: (cpuMs(target.pid) - before) / updates, notDelivered };
  } finally {
    crowd.leave();
  }
}
