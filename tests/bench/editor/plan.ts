/** How much is measured. Times in milliseconds. */
export interface Plan {
  readonly clauses: number;
  /** The larger text, for how a keystroke grows with it. */
  readonly large: number;
  readonly rounds: { readonly keys: number; readonly remote: number; readonly open: number };
  /** Keys and remote characters of a round, for each editor. */
  readonly keys: number;
  readonly remote: number;
  /** From key to key in each editor: six a second, as people type. What follows a key a little later counts with it or with the next. */
  readonly paceMs: number;
}

const FULL: Plan = {
  clauses: 2000,
  large: 6000,
  rounds: { keys: 5, remote: 4, open: 5 },
  keys: 20,
  remote: 12,
  paceMs: 160,
};

const QUICK: Plan = { ...FULL, rounds: { keys: 2, remote: 2, open: 2 }, keys: 10, remote: 8 };

export function planFor(quick: boolean): Plan {
  return quick ? QUICK : FULL;
}
