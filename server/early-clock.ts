import { isoTime, type Clock } from './clock.ts';
import type { Store } from './store/store.ts';

/** A clock that is further behind than this is wrong, and not of another time zone, in milliseconds. */
const FURTHEST_BEHIND = 24 * 3_600_000;

/**
 * Why a server may not start by this clock, in a sentence: it is more than a day behind what the store has seen. Deadlines would never pass
 * by it, sessions never end, and the record would be dated before what it tells.
 */
export function whyTooEarly(store: Store, clock: Clock): string | null {
  const now = clock.now();
  const last = store.drafts
    .all()
    .map(({ changedAt }) => changedAt)
    .toSorted()
    .at(-1);
  if (last === undefined || now >= Date.parse(last) - FURTHEST_BEHIND) return null;
  return `The clock of this machine says ${isoTime(now)}, and the store was written to at ${last} already. Set the clock, then start again.`;
}
