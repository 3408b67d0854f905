import type { Json } from '../base/canonical.ts';
import type { Entry, SealedEntry } from './event.ts';
import { commitment, mapIdentities, saltOf } from './seal.ts';

/** One identity of a record given away, with what is needed to check it against a copy without names. */
export interface Unsealed {
  readonly entry: number;
  /** Where it stands in the entry, such as `/actor/user`. */
  readonly path: string;
  /** Salt of this place alone: it gives away no other name. */
  readonly salt: string;
  readonly value: Json;
}

/** Unseals the name that stands at a place of an entry. Null where no name does: what is no name is open, but for the salt of all. */
export function unseal(entry: Entry, path: string): Unsealed | null {
  let value: Json | undefined;
  mapIdentities(entry as unknown as Json, (identity, place) => {
    if (place === path) value = identity;
    return identity;
  });
  return value === undefined ? null : { entry: entry.number, path, salt: saltOf(entry.salt, path), value };
}

/** Whether what was unsealed is what the sealed entry commits to at that place. */
export function isCommittedTo(sealed: SealedEntry, { path, salt, value }: Unsealed): boolean {
  const found = valueAt(sealed.sealed, `${path}/sealed`);
  return typeof found === 'string' && found === commitment(salt, value);
}

function valueAt(value: Json, path: string): Json | undefined {
  let at: Json | undefined = value;
  for (const key of path.split('/').slice(1)) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, key)) return undefined;
    at = (at as Readonly<Record<string, Json | undefined>>)[key];
  }
  return at;
}
