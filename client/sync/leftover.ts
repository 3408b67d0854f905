import * as Y from 'yjs';
import { groupBy } from '../../shared/base/group-by.ts';
import { bytesOf, type Kept, type Row } from './kept.ts';
import { allChangesKey, textKey, type Place } from './place.ts';
import type { Hold, TabLocks } from './tab-lock.ts';

/** Changes that a page which is gone had not seen confirmed. */
interface LeftChanges {
  readonly client: number;
  /** Number of the last of them. */
  readonly last: number;
  readonly updates: readonly Uint8Array[];
  /** For as long as it is held they are nobody else's: whoever has not seen them confirmed lets go, so that the next can take them over. */
  readonly hold: Hold;
}

/**
 * What earlier pages left for a room: the text as last known, what to send, and what was made in another revision: one that was issued since, or
 * one that the server, put back from a copy, does not have any more.
 */
export interface Leftover {
  readonly text: Uint8Array | null;
  readonly changes: readonly LeftChanges[];
  readonly late: readonly {
    readonly revision: number;
    readonly text: Uint8Array | null;
    readonly changes: readonly LeftChanges[];
  }[];
}

/** Name under which a page says that it is alive. */
export function lockName({ seat, room }: Place, client: number): string {
  return `travaux ${seat} ${room} ${client}`;
}

/** Reads what was left, and takes it over from pages that are gone: each once, by one page. */
export async function readLeftover(kept: Kept, locks: TabLocks, place: Place): Promise<Leftover> {
  const [rows, texts] = await Promise.all([kept.under(allChangesKey(place)), kept.under(textKey(place))]);
  const ofRevision = new Map<number, LeftChanges[]>();
  for (const [name, own] of groupBy(rows, ({ key }) => `${key[3]} ${key[4]}`)) {
    const [revision, client] = name.split(' ').map(Number);
    if (revision === undefined || client === undefined) continue;
    const hold = await locks.takeOver(lockName(place, client));
    if (hold === null) continue;
    const updates = own.flatMap((row) => fit(row, kept));
    const last = Math.max(...own.map((row) => Number(row.key[5])));
    const list = ofRevision.get(revision) ?? [];
    list.push({ client, last, updates, hold });
    ofRevision.set(revision, list);
  }
  const changes = ofRevision.get(place.revision) ?? [];
  ofRevision.delete(place.revision);
  const late = await Promise.all(
    [...ofRevision].map(async ([revision, left]) => {
      const [row] = await kept.under(textKey({ ...place, revision }));
      return { revision, text: row === undefined ? null : (fit(row, kept)[0] ?? null), changes: left };
    }),
  );
  const [text] = texts;
  return { text: text === undefined ? null : (fit(text, kept)[0] ?? null), changes, late };
}

/** The update of a row, as a list of one. One that does not decode is told of and left out, so that it never keeps the text from opening. */
function fit(row: Row, kept: Kept): Uint8Array[] {
  const bytes = bytesOf(row);
  try {
    if (bytes === null) throw new TypeError('no bytes');
    Y.decodeUpdate(bytes);
    return [bytes];
  } catch {
    kept.spoiled();
    return [];
  }
}
