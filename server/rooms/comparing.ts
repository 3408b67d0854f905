import * as Y from 'yjs';
import type { Comparison, Verdict } from '../../shared/protocol/comparison.ts';
import { textDigest } from '../../shared/text/digest.ts';
import { readText } from '../../shared/text/reading.ts';

/** Compares clients' texts with a room's. The digest is worked out when it is first asked for after a change, so that typing pays nothing for it. */
export class Comparing {
  private readonly doc: Y.Doc;
  private digest: string | null = null;

  constructor(doc: Y.Doc) {
    this.doc = doc;
  }

  /** The text has changed. */
  changed(): void {
    this.digest = null;
  }

  judge(asked: Comparison): Verdict {
    if (!sameBytes(asked.stateVector, Y.encodeStateVector(this.doc))) return { verdict: 'moved', digest: '' };
    this.digest ??= textDigest(readText(this.doc));
    return { verdict: asked.digest === this.digest ? 'same' : 'differs', digest: this.digest };
  }
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}
