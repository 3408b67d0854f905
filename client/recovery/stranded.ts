import * as Y from 'yjs';
import { draftId, isId, type PreparationId, type SeatId } from '../../shared/base/ids.ts';
import { randomId } from '../state/random-id.ts';
import type { CharacterIds } from '../../shared/text/passages.ts';
import type { Kept } from '../sync/kept.ts';
import { readLeftover } from '../sync/leftover.ts';
import { aboutKey, allChangesKey, changesKey, type Place } from '../sync/place.ts';
import type { TabLocks } from '../sync/tab-lock.ts';
import type { Tray } from './tray.ts';
import { recoveriesOf, wordsBrought } from './unsent.ts';

/** Notes on this device which draft a preparation is meant for, so that what is left unsent for it finds a place where it is no more. */
export async function noteAbout(kept: Kept, { seat, room, draft }: Place): Promise<void> {
  await kept.put([{ key: aboutKey(seat, room), value: draft }]);
}

/**
 * What pages that are gone left unsent for preparations that were tabled or discarded since goes into the tray: there is no room any more
 * that would take it or hand it back. `open`: the preparations that there are.
 */
export async function recoverStranded(
  {
    kept,
    locks,
    tray,
  }: { readonly kept: Kept; readonly locks: TabLocks; readonly tray: Pick<Tray, 'keep' | 'putBack' | 'refreshHere'> },
  seat: SeatId,
  open: readonly PreparationId[],
): Promise<void> {
  await tray.refreshHere();
  for (const { key, value } of await kept.under(aboutKey(seat))) {
    const room = String(key.at(-1));
    if (typeof value !== 'string' || !isId(value)) {
      kept.spoiled();
      continue;
    }
    if (open.some((id) => id === room)) continue;
    const place: Place = { seat, room, draft: draftId(value), revision: 0 };
    const { changes } = await readLeftover(kept, locks, place);
    const words = wordsOf(
      changes.flatMap(({ updates }) => updates),
      tray.putBack(),
    );
    const about = { why: 'refused', draft: place.draft, room, at: new Date().toISOString() } as const;
    const isKept = await tray.keep(recoveriesOf(words, about, () => randomId('l')));
    if (isKept) for (const { client, last } of changes) await kept.remove(changesKey(place, client), last);
    for (const { hold } of changes) hold.release();
    if (!isKept) continue;
    // What another page of this person has in hand is its own to hand back.
    if ((await kept.under(allChangesKey(place))).length === 0) await kept.remove(aboutKey(seat, room));
  }
}

/** The text that they belong to is not here: their place in it cannot be known. */
function wordsOf(updates: readonly Uint8Array[], known: CharacterIds): ReturnType<typeof wordsBrought> {
  const doc = new Y.Doc({ gc: false });
  const words = wordsBrought(doc, updates, known);
  doc.destroy();
  return words;
}
