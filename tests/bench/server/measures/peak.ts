import { performance } from 'node:perf_hooks';
import type { Crowd } from '../load/crowd.ts';
import type { Plan } from '../plan.ts';

export interface Peak {
  /** The most updates a second that reached everybody else. */
  readonly updatesPerSecond: number;
  /** Share of one core that the load generator used meanwhile: near 1, it is the generator that was at its limit. */
  readonly generatorShare: number;
  /** From the end of a load past the limit until no delivery took longer than 100 ms any more; null where that did not come. */
  readonly recoveryMs: number | null;
  readonly notDelivered: number;
  readonly closed: readonly number[];
}

/** What is past the limit: so many times the peak. */
const OVERLOAD = 1.5;
/** A step that delivers less than this share of what was sent is past the limit. */
const KEPT_UP = 0.75;
const DRAIN_MS = 10_000;
const PROBE_MS = 500;
const RECOVERY_MS = 15_000;

/** How much a server can take from a crowd that is there, found step by step; then how long it needs to come back from too much. */
export async function measurePeak(crowd: Crowd, plan: Plan): Promise<Peak> {
  let best = { updatesPerSecond: 0, generatorShare: 0 };
  for (let rate = plan.peak.from; rate <= plan.peak.most; rate *= plan.peak.factor) {
    const step = await measureStep(crowd, rate, plan.peak.stepMs);
    if (step.updatesPerSecond > best.updatesPerSecond) best = step;
    const missing = await crowd.settle(DRAIN_MS);
    if (step.updatesPerSecond < KEPT_UP * rate || missing > 0) break;
  }
  const recoveryMs = await recover(crowd, best.updatesPerSecond * OVERLOAD, plan);
  return { ...best, recoveryMs, notDelivered: crowd.missing(), closed: [...crowd.closed] };
}

async function measureStep(
  crowd: Crowd,
  rate: number,
  ms: number,
): Promise<{ updatesPerSecond: number; generatorShare: number }> {
  crowd.deliveries.begin();
  const start = performance.now();
  const usage = process.cpuUsage();
  await crowd.type(rate, ms);
  const seconds = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(usage);
  return {
    updatesPerSecond: crowd.deliveries.delivered / (crowd.listeners - 1) / seconds,
    generatorShare: (user + system) / 1e6 / seconds,
  };
}

async function recover(crowd: Crowd, rate: number, plan: Plan): Promise<number | null> {
  await crowd.type(rate, plan.peak.overloadMs);
  crowd.deliveries.begin();
  const end = performance.now();
  // It is back once a stretch of ordinary typing went through without a slow delivery.
  for (;;) {
    const before = performance.now();
    await crowd.type(plan.rate, PROBE_MS);
    if (crowd.missing() > 0) await crowd.settle(PROBE_MS);
    const { lastSlowAt } = crowd.deliveries;
    if (crowd.missing() === 0 && lastSlowAt < before) return Math.max(0, lastSlowAt - end);
    if (performance.now() - end > RECOVERY_MS) return null;
  }
}
