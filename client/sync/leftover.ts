import * as Y from 'yjs';
import { groupBy } from '../../shared/base/group-by.ts';
import { bytesOf, type Kept, type Row } from './kept.ts';
import { allChangesKey, allTextsKey, type Place } from './place.ts';
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

/** What is kept here for a room, of whatever revision: it can be read before it is known which revision the server has. */
export interface KeptHere {
  readonly changes: readonly Row[];
  readonly texts: readonly Row[];
}

/** Reads what is kept here for a room. */
export async function readKept(kept: Kept, place: Pick<Place, 'seat' | 'room'>): Promise<KeptHere> {
  const [changes, texts] = await Promise.all([kept.under(allChangesKey(place)), kept.under(allTextsKey(place))]);
  return { changes, texts };
}

/** Sorts out what was left, and takes it over from pages that are gone: each once, by one page. */
export async function readLeftover(kept: Kept, locks: TabLocks, place: Place, here?: KeptHere): Promise<Leftover> {
  const { changes: rows, texts } = here ?? (await readKept(kept, place));
  const textOf = (revision: number): Uint8Array | null => {
    const row = texts.find(({ key }) => key[3] === revision);
    return row === undefined ? null : (fit(row, kept)[0] ?? null);
  };
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
  const late = [...ofRevision].map(([revision, left]) => ({ revision, text: textOf(revision), changes: left }));
  return { text: textOf(place.revision), changes, late };
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
