/** How much is measured, and for how long. All times in milliseconds. */
export interface Plan {
  readonly rounds: number;
  readonly writers: number;
  readonly observers: number;
  /** Of the observers, how many join while the CPU time of joining is taken. */
  readonly joins: number;
  /** Updates a second, of all writers together. */
  readonly rate: number;
  readonly clauses: number;
  readonly delivery: { readonly warmMs: number; readonly ms: number };
  readonly peak: { readonly rounds: number; readonly from: number; readonly factor: number; readonly most: number; readonly stepMs: number; readonly overloadMs: number };
  readonly size: { readonly rounds: number; readonly clauses: readonly number[]; readonly updates: number; readonly rate: number; readonly tailMs: number };
  readonly large: { readonly rounds: number; readonly clauses: number; readonly observers: number; readonly ms: number };
  readonly crash: { readonly rounds: number; readonly clauses: number; readonly updates: number; readonly rate: number };
}

const FULL: Plan = {
  rounds: 5,
  writers: 10,
  observers: 190,
  joins: 150,
  rate: 50,
  clauses: 2000,
  delivery: { warmMs: 1000, ms: 5000 },
  peak: { rounds: 2, from: 200, factor: 1.5, most: 15_000, stepMs: 1000, overloadMs: 2000 },
  // The tail lets a server that stores later store what it was sent.
  size: { rounds: 2, clauses: [200, 2000, 20_000], updates: 1000, rate: 400, tailMs: 2300 },
  // Longer than the 10 seconds after which Hocuspocus stores at the latest, and more updates than Travaux takes between two snapshots.
  large: { rounds: 1, clauses: 20_000, observers: 40, ms: 12_000 },
  crash: { rounds: 3, clauses: 200, updates: 200, rate: 200 },
};

const QUICK: Plan = {
  ...FULL,
  rounds: 1,
  delivery: { warmMs: 500, ms: 3000 },
  peak: { rounds: 1, from: 400, factor: 2, most: 15_000, stepMs: 500, overloadMs: 1000 },
  size: { ...FULL.size, rounds: 1, clauses: [200, 20_000], updates: 500 },
  large: { ...FULL.large, ms: 11_000 },
  crash: { ...FULL.crash, rounds: 1 },
};

export function planFor(quick: boolean): Plan {
  return quick ? QUICK : FULL;
}

/** Every size of text that a plan needs. */
export function sizesOf(plan: Plan): number[] {
  return [...new Set([plan.clauses, ...plan.size.clauses, plan.large.clauses, plan.crash.clauses])].toSorted((a, b) => a - b);
}
