import { setTimeout as sleep } from 'node:timers/promises';
import * as Y from 'yjs';
import { Crowd } from '../load/crowd.ts';
import type { Plan } from '../plan.ts';
import type { Target } from '../target.ts';

/** What was promised before a server was killed, by client id. */
export interface Promised {
  readonly sent: number;
  readonly writers: readonly { readonly client: number; readonly acked: number; readonly seen: number }[];
}

/** How much of it the server had after it was started again. */
export interface Kept {
  readonly sent: number;
  readonly acked: number;
  readonly ackedLost: number;
  /** Updates that somebody else had already seen. */
  readonly seenLost: number;
}

/** Types, and kills the server with SIGKILL while the typing goes on. */
export async function typeAndKill(target: Target, plan: Plan, seed: number): Promise<Promised> {
  const crowd = new Crowd(target, plan.crash.clauses, seed);
  try {
    await crowd.addWriters(plan.writers);
    const { updates, rate } = plan.crash;
    // A tenth more than is waited for, so that some are on their way.
    const typing = crowd.type(rate, (updates / rate) * 1100);
    await sleep((updates / rate) * 1000);
    process.kill(target.pid, 'SIGKILL');
    // What the server had said by then may still lie in the sockets.
    await typing;
    return {
      sent: crowd.writers.reduce((sum, { typist }) => sum + typist.typed, 0),
      writers: crowd.writers.map(({ member, typist, number }) => ({
        client: typist.client,
        acked: member.acked,
        seen: crowd.deliveries.seen(number),
      })),
    };
  } finally {
    crowd.leave();
  }
}

/** Compares what was promised with what a server has now. */
export async function compareAfter(target: Target, plan: Plan, promised: Promised): Promise<Kept> {
  const crowd = new Crowd(target, plan.crash.clauses, 1);
  const doc = await crowd.fetchText();
  const kept = (client: number): number => Y.getState(doc.store, client);
  const sumOf = (lost: (writer: Promised['writers'][number]) => number): number =>
    promised.writers.reduce((sum, one) => sum + lost(one), 0);
  return {
    sent: promised.sent,
    acked: sumOf((one) => one.acked),
    ackedLost: sumOf((one) => Math.max(0, one.acked - kept(one.client))),
    seenLost: sumOf((one) => Math.max(0, one.seen - kept(one.client))),
  };
}
