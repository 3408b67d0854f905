import { readOrNull } from './verifying-whose.ts';
import { isHindrance } from '../store/hindrance.ts';
import type { Store } from '../store/store.ts';

/**
 * Why the process of a store is not sound, in a sentence; null where it is: everything named in one place is there, participants and seats can
 * be read, and nobody is named twice. Throws where the disk does not let it be looked at.
 */
export function whyProcessBroken(store: Store): string | null {
  const stray = store.danglingTable();
  if (stray !== null) return `a row of ${stray} names something that is not in the store`;
  if (readOrNull(() => store.drafts.all()) === null) return 'what it says of its drafts cannot be read';
  try {
    const participants = store.process.participants();
    const ids = new Set(participants.map(({ id }) => id));
    const codes = new Set(participants.map(({ code }) => code));
    if (ids.size !== participants.length || codes.size !== participants.length) return 'two participants have one id or one code';
    const seats = new Set(store.process.seats().map(({ id }) => id));
    for (const { seat, group } of store.process.mandates())
      if (!seats.has(seat) || !ids.has(group)) return `the seat ${seat} speaks for a group that does not take part`;
    return null;
  } catch (error) {
    if (isHindrance(error)) throw error;
    return 'its participants or seats cannot be read';
  }
}
