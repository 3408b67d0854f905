import type { SeatId } from '../../shared/base/ids.ts';
import type { Readable } from '../state/readable.ts';
import type { Session } from '../state/session.ts';
import type { Kept } from './kept.ts';
import { ALL_TEXTS, allChangesKey, allTextsKey } from './place.ts';

/**
 * Has this browser forget the last known texts of whoever sits at it no more, as soon as they have signed out or somebody else has signed in: whoever
 * uses the device next finds none. What is unsaved stays, with the text that it belongs to. A server that knows of no session says nothing of that: it may
 * have been put back to an earlier text, and lack what is here.
 */
export function forgettingTexts(kept: Kept, session: Readable<Session>): void {
  session.subscribe(() => {
    const now = session.get();
    if (now.state === 'signed-out' && now.left === true) void forgetTexts(kept, null);
    else if (now.state === 'signed-in') void forgetTexts(kept, now.info.seat.id);
  });
}

/** All but those of one who sits here. */
async function forgetTexts(kept: Kept, sitting: SeatId | null): Promise<void> {
  for (const key of await kept.keysUnder(ALL_TEXTS)) {
    const place = { seat: String(key[1]) as SeatId, room: String(key[2]) };
    if (place.seat === sitting || (await kept.keysUnder(allChangesKey(place))).length > 0) continue;
    await kept.remove(allTextsKey(place));
  }
}
