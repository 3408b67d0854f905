import type { Readable } from '../state/readable.ts';

/** A key: parts from the general to the particular. */
export type Key = readonly (string | number)[];

/** Something kept under a key. */
export interface Row {
  readonly key: Key;
  readonly value: unknown;
}

/**
 * What this browser keeps for a person: changes that the server has not confirmed, the texts they belong to, words that found no place.
 * Nothing of it ever fails towards the caller, since no trouble with it may stand in the way of the text: it is told in `trouble`.
 */
export interface Kept {
  /** A sentence for the person where something could not be kept or read; null while all is well. */
  readonly trouble: Readable<string | null>;
  /** Writes all or nothing, and comes back when it is on the disk. False where it is not. */
  put(rows: readonly Row[]): Promise<boolean>;
  /** What lies under a beginning of a key, in the order of the keys. */
  under(prefix: Key): Promise<readonly Row[]>;
  /** The keys alone, which cost little however large what they stand for is. */
  keysUnder(prefix: Key): Promise<readonly Key[]>;
  /** Removes what lies under a beginning of a key; with `upTo`, just those whose next part is no greater. */
  remove(prefix: Key, upTo?: number): Promise<void>;
  /** Something that was kept turned out to be spoiled: told in `trouble`, in words for the person. */
  spoiled(): void;
}

/** Bytes of a row, or null where it holds none. */
export function bytesOf(row: Row | undefined): Uint8Array<ArrayBuffer> | null {
  const value = row?.value;
  if (value instanceof Uint8Array) return new Uint8Array(value);
  return null;
}
