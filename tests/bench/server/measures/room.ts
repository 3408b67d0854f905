import { Crowd } from '../load/crowd.ts';
import type { Plan } from '../plan.ts';
import type { Target } from '../target.ts';
import { measureDelivery, type Delivery } from './delivery.ts';
import { measurePeak, type Peak } from './peak.ts';

export interface Room {
  readonly delivery: Delivery;
  /** Null where it was not asked for. */
  readonly peak: Peak | null;
}

/** A room of ten writers and 190 observers: how updates reach them, and, where wanted, how many can. */
export async function measureRoom(target: Target, plan: Plan, seed: number, withPeak: boolean): Promise<Room> {
  const crowd = new Crowd(target, plan.clauses, seed);
  try {
    const delivery = await measureDelivery(crowd, target, plan);
    return { delivery, peak: withPeak ? await measurePeak(crowd, plan) : null };
  } finally {
    crowd.leave();
  }
}
