import { canonical, type Json } from '../base/canonical.ts';
import { sha256 } from '../base/sha256.ts';
import type { EntryBody } from './event.ts';

/**
 * Fields of an entry that identify somebody, wherever they stand in it. A new event names its people by these fields only, so that a
 * record shown without names still verifies, and names unsealed later can be checked against it. A mandate is one seat's, so that acts under
 * one are one person's; and when it was given stands beside that person's name in the record of every other draft.
 */
const IDENTIFYING: ReadonlySet<string> = new Set([
  'seat',
  'user',
  'participant',
  'proposer',
  'onBehalfOf',
  'coProposers',
  'prefix',
  'suffix',
  'owner',
  'mandate',
  'given',
  'taken',
]);

/** Whether a field of this name identifies somebody. */
export function isIdentifying(field: string): boolean {
  return IDENTIFYING.has(field);
}

/** The names of fields that identify somebody, in order. */
export const IDENTIFYING_FIELDS: readonly string[] = [...IDENTIFYING].toSorted();

/** An entry's body with every identity replaced by `{ sealed: commitment }`, and without its salt: what the chain hashes. */
export function sealBody(body: EntryBody): Json {
  const { salt, ...open } = body;
  return mapIdentities(open as unknown as Json, (value, path) => ({ sealed: commitment(saltOf(salt, path), value) }));
}

/** The commitments of an entry's identities, in the order in which they stand. */
export function commitmentsIn({ salt, ...open }: EntryBody): string[] {
  const found: string[] = [];
  mapIdentities(open as unknown as Json, (value, path) => {
    found.push(commitment(saltOf(salt, path), value));
    return value;
  });
  return found;
}

/**
 * The commitment to one identity: SHA-256 of the salt of its place and its value. The salt of a place is itself a hash of the entry's salt
 * and the path, so that one name can be unsealed by giving its place's salt away without giving away those of others.
 */
export function commitment(placeSalt: string, value: Json): string {
  return sha256(`${placeSalt}\n${canonical(value)}`);
}

/** The salt of one place of an entry, such as `/actor/participant`. */
export function saltOf(entrySalt: string, path: string): string {
  return sha256(`${entrySalt}\n${path}`);
}

/**
 * A value with every identity in it replaced. The one walk by which identities are found: for sealing, and for showing a record to
 * those who may not see names. `path` is where it stands, such as `/actor/participant`.
 */
export function mapIdentities(value: Json, replace: (identity: Json, path: string, key: string) => Json, path = ''): Json {
  if (Array.isArray(value)) return value.map((item: Json, index) => mapIdentities(item, replace, `${path}/${index}`));
  if (typeof value !== 'object' || value === null) return value;
  const mapped: Record<string, Json> = {};
  for (const [key, member] of Object.entries(value)) {
    if (member === undefined) continue;
    const place = `${path}/${key}`;
    mapped[key] = isIdentifying(key) && !isEmpty(member) ? replace(member, place, key) : mapIdentities(member, replace, place);
  }
  return mapped;
}

/** That nobody is named is no secret. */
function isEmpty(value: Json): boolean {
  return value === null || value === '' || (Array.isArray(value) && value.length === 0);
}
