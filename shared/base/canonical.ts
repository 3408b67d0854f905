import { digest } from 'lib0/hash/sha256';

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

/** SHA-256 (FIPS 180-4) of bytes or of a text's UTF-8, as 64 lower-case hexadecimal digits. Synchronous and pure. */
export function sha256(input: string | Uint8Array): string {
  const bytes = typeof input === 'string' ? utf8(input) : input;
  return Array.from(digest(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function isArray(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function utf8(text: string): Uint8Array {
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x80) bytes.push(code);
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), 0x80 | (code & 63));
    else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
    else bytes.push(0xf0 | (code >> 18), 0x80 | ((code >> 12) & 63), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
  }
  return Uint8Array.from(bytes);
}
