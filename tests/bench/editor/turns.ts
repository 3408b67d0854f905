import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { since, type Cost, type Meter } from './meter.ts';

/** One who takes turns: something happens to a page again and again, and what each time costs is noted. */
export interface Turn {
  readonly meter: Meter;
  /** What happens the nth time, from 0. */
  act(nth: number): Promise<void> | void;
  /** What the nth time cost: all that the page did until the next. */
  note(cost: Cost, nth: number): Promise<void> | void;
}

/**
 * Gives everyone so many turns, each of them at the same pace and shifted against one another, so that what disturbs the machine disturbs
 * them all. Nothing that a page does goes uncounted: its cost is read just before each of its turns, and once a pace after the last.
 */
export async function takeTurns(turns: readonly Turn[], count: number, paceMs: number): Promise<void> {
  const before = await Promise.all(turns.map(({ meter }) => meter.read()));
  let due = performance.now();
  for (let nth = 0; nth <= count; nth += 1) {
    for (const [index, { meter, act, note }] of turns.entries()) {
      await sleep(Math.max(0, due - performance.now()));
      due = Math.max(due, performance.now() - paceMs) + paceMs / turns.length;
      const now = await meter.read();
      const earlier = before[index];
      if (nth > 0 && earlier !== undefined) await note(since(earlier, now), nth - 1);
      before[index] = now;
      if (nth < count) await act(nth);
    }
  }
}
