import { digest } from 'lib0/hash/sha256';
import { encodeUtf8 } from 'lib0/string';

/** A value that JSON can hold. `undefined` members of objects are left out. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined };

/**
 * One text for one value (after RFC 8785): members sorted by key in code-unit order, no white space, numbers as
 * ECMAScript prints them. Throws RangeError on a number that JSON cannot hold.
 */
export function canonical(value: Json): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new RangeError('a canonical number is finite');
    return JSON.stringify(value);
  }
  if (isArray(value)) return `[${value.map(canonical).join(',')}]`;
  const members = Object.keys(value)
    .filter((key) => value[key] !== undefined)
    .toSorted()
    .map((key) => `${JSON.stringify(key)}:${canonical(value[key] as Json)}`);
  return `{${members.join(',')}}`;
}

/** Each byte as two digits: looked up, since every update is hashed twice. */
const HEXADECIMAL = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** SHA-256 (FIPS 180-4) of bytes or of a text's UTF-8, as 64 lower-case hexadecimal digits. Synchronous and pure. */
export function sha256(input: string | Uint8Array): string {
  return hexadecimal(digest(typeof input === 'string' ? encodeUtf8(input) : input));
}

/** Bytes as lower-case hexadecimal digits, two for each. */
export function hexadecimal(bytes: Uint8Array): string {
  let hex = '';
  for (const byte of bytes) hex += HEXADECIMAL[byte] ?? '';
  return hex;
}

function isArray(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
