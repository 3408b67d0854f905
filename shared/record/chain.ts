import { canonical, type Json } from '../base/canonical.ts';
import { sha256 } from '../base/sha256.ts';
import type { Entry, EntryBody, SealedEntry } from './event.ts';
import { sealBody } from './seal.ts';

/** What the first entry of a chain hashes. */
export const GENESIS = '0'.repeat(64);

/** The entry that follows `previousHash`. */
export function chainEntry(previousHash: string, body: EntryBody): Entry {
  return { ...body, previousHash, hash: entryHash(previousHash, sealBody(body)) };
}

/** An entry without names. */
export function sealEntry(entry: Entry): SealedEntry {
  return { number: entry.number, sealed: sealBody(bodyOf(entry)), previousHash: entry.previousHash, hash: entry.hash };
}

/** A broken link: which entry, and what is wrong with it. */
export interface BrokenLink {
  readonly number: number;
  readonly why: string;
}

/** The first entry that does not follow from the one before, or null where the chain verifies; entries with names and without alike. */
export function firstBrokenLink(entries: readonly (Entry | SealedEntry)[]): BrokenLink | null {
  let previousHash = GENESIS;
  for (const [index, entry] of entries.entries()) {
    if (entry.number !== index + 1)
      return { number: index + 1, why: `entry ${index + 1} is missing; entry ${entry.number} stands in its place` };
    if (entry.previousHash !== previousHash) return { number: entry.number, why: 'does not name the hash of the entry before' };
    const sealed = 'sealed' in entry ? entry.sealed : sealBody(bodyOf(entry));
    if (entryHash(previousHash, sealed) !== entry.hash) return { number: entry.number, why: 'does not hash to what it says' };
    previousHash = entry.hash;
  }
  return null;
}

/**
 * Hash of an update of the text: previous hash, number, salt, author's seat, time and bytes. The hashes stand in every record and
 * checkpoint, also in those without names; without the salt, which is in the store alone, a seat could be found in them by trying all.
 */
export function updateHash(
  previousHash: string,
  update: {
    readonly number: number;
    readonly salt: string;
    readonly seat: string;
    readonly at: string;
    readonly bytes: Uint8Array;
  },
): string {
  return sha256(`${previousHash}\n${update.number}\n${update.salt}\n${update.seat}\n${update.at}\n${sha256(update.bytes)}`);
}

function bodyOf(entry: Entry): EntryBody {
  const { previousHash: _previous, hash: _hash, ...body } = entry;
  return body;
}

function entryHash(previousHash: string, sealed: Json): string {
  return sha256(`${previousHash}\n${canonical(sealed)}`);
}
