import * as Y from 'yjs';
import { canonical, type Json } from '../../shared/base/canonical.ts';
import { hexadecimal, sha256 } from '../../shared/base/sha256.ts';
import { readClause, textOf } from '../../shared/text/reading.ts';

/** How many clauses are read at a time: some milliseconds' work. */
const STEP = 80;
/** Beyond so many bytes the browser's own hashing is asked, which does not hold up the page. */
const LARGE = 50_000;

/**
 * `textDigest` of a document that does not change meanwhile, read anew from its first character to its last, in steps between which the page
 * can do other things: at 2,000 clauses it would stand still for a tenth of a second.
 */
export function* digestInSteps(doc: Y.Doc): Generator<undefined, string | Promise<string>> {
  const read: string[] = [];
  for (const [at, node] of textOf(doc).toArray().entries()) {
    if (at > 0 && at % STEP === 0) yield undefined;
    const clause = node instanceof Y.XmlElement ? readClause(node) : null;
    if (clause !== null) read.push(canonical(clause as unknown as Json));
  }
  const bytes = new TextEncoder().encode(`[${read.join(',')}]`);
  // Pages that come neither by TLS nor from this machine have no such hashing.
  const { subtle } = globalThis.crypto as { readonly subtle?: SubtleCrypto };
  if (bytes.length <= LARGE || subtle === undefined) return sha256(bytes);
  return subtle.digest('SHA-256', bytes).then((hash) => hexadecimal(new Uint8Array(hash)));
}
