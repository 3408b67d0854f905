import type { ServerName } from './target.ts';

/** How much is measured, and for how long. All times in milliseconds, all rates in updates a second of all writers together. */
export interface Plan {
  readonly rounds: { readonly room: number; readonly size: number; readonly large: number; readonly crash: number };
  /** Once so much time has passed, only what has no figure at all yet is begun. */
  readonly mostMs: number;
  readonly writers: number;
  readonly observers: number;
  /** Of the observers, how many join while the CPU time of joining is taken. */
  readonly joins: number;
  readonly rate: number;
  readonly clauses: number;
  /** Before anything is measured, so that each server's code is compiled as in one that has run for a while. */
  readonly warmUp: { readonly rate: number; readonly ms: number };
  readonly delivery: { readonly warmMs: number; readonly ms: number };
  /** In the first so many rounds of the room. */
  readonly peak: {
    readonly rounds: number;
    readonly from: number;
    readonly factor: number;
    /** Where the load generator still has room: far beyond it a server waits for the generator to read. */
    readonly most: number;
    readonly stepMs: number;
    readonly overloadMs: number;
  };
  readonly size: {
    readonly clauses: readonly number[];
    readonly updates: number;
    readonly rate: number;
    readonly tailMs: number;
  };
  readonly large: {
    readonly clauses: number;
    readonly observers: number;
    readonly rate: number;
    readonly ms: number;
    readonly servers: readonly ServerName[];
  };
  readonly crash: { readonly clauses: number; readonly updates: number; readonly rate: number };
}

const FULL: Plan = {
  rounds: { room: 5, size: 4, large: 1, crash: 3 },
  mostMs: 510_000,
  writers: 10,
  observers: 190,
  joins: 150,
  rate: 50,
  clauses: 2000,
  warmUp: { rate: 500, ms: 4000 },
  delivery: { warmMs: 700, ms: 4500 },
  peak: { rounds: 2, from: 150, factor: 1.6, most: 30_000, stepMs: 800, overloadMs: 2000 },
  // The tail lets a server that stores later store what it was sent.
  size: { clauses: [200, 2000, 20_000], updates: 1000, rate: 500, tailMs: 2050 },
  // Longer than the 10 seconds after which Hocuspocus stores at the latest, and more than 500 updates, so that Travaux writes a snapshot.
  large: { clauses: 20_000, observers: 10, rate: 50, ms: 11_000, servers: ['travaux', 'hocuspocus', 'relay'] },
  crash: { clauses: 200, updates: 200, rate: 200 },
};

const QUICK: Plan = {
  ...FULL,
  rounds: { room: 1, size: 1, large: 1, crash: 1 },
  warmUp: { rate: 300, ms: 800 },
  delivery: { warmMs: 500, ms: 2500 },
  peak: { rounds: 1, from: 200, factor: 2, most: 30_000, stepMs: 500, overloadMs: 1000 },
  size: { clauses: [200, 20_000], updates: 500, rate: 500, tailMs: 2050 },
  large: { ...FULL.large, rate: 200, ms: 3000, servers: ['travaux'] },
};

export function planFor(quick: boolean): Plan {
  return quick ? QUICK : FULL;
}

/** Every size of text that a plan needs. */
export function sizesOf(plan: Plan): number[] {
  return [...new Set([plan.clauses, ...plan.size.clauses, plan.large.clauses, plan.crash.clauses])].toSorted((a, b) => a - b);
}
