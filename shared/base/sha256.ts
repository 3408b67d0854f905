import { digest } from 'lib0/hash/sha256';
import { encodeUtf8 } from 'lib0/string';

/** SHA-256 (FIPS 180-4) of bytes or of a text's UTF-8, as 64 lower-case hexadecimal digits. Synchronous and pure. */
export function sha256(input: string | Uint8Array): string {
  return oneCall === undefined ? sha256InSteps(input) : oneCall('sha256', input);
}

/** As `sha256`, where the platform does not have it as one synchronous call. */
export function sha256InSteps(input: string | Uint8Array): string {
  return hexadecimal(digest(typeof input === 'string' ? encodeUtf8(input) : input));
}

/** Bytes as lower-case hexadecimal digits, two for each. */
export function hexadecimal(bytes: Uint8Array): string {
  let hex = '';
  for (const byte of bytes) hex += HEXADECIMAL[byte] ?? '';
  return hex;
}

const HEXADECIMAL = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** What Node has beyond a browser, as far as it matters here. */
interface Platform {
  readonly process?: {
    getBuiltinModule?(name: 'node:crypto'): { readonly hash: (algorithm: 'sha256', input: string | Uint8Array) => string };
  };
}

/** Node's own: a server hashes twice with every keystroke, and to set up a hash to be fed costs it several times the hashing. */
const oneCall = (globalThis as Platform).process?.getBuiltinModule?.('node:crypto').hash;
