import { hexadecimal } from '../../shared/base/sha256.ts';

const BYTES = 16;

/** A new id from the browser's source of randomness. `crypto.randomUUID` is not there on a page that comes neither by TLS nor from this machine. */
export function randomId(kind: 'c' | 'p' | 'l'): string {
  return `${kind}-${hexadecimal(crypto.getRandomValues(new Uint8Array(BYTES)))}`;
}
