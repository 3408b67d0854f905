import { createHash } from 'node:crypto';
import * as Y from 'yjs';
import { canonical, type Json } from '../../shared/base/canonical.ts';
import type { Comparison, Verdict } from '../../shared/protocol/comparison.ts';
import { readClause, textOf } from '../../shared/text/reading.ts';

/** So many clauses are read in one turn of the event loop: a few milliseconds' work. */
const CLAUSES_OF_A_TURN = 250;

/** Hears what became of a question. Null: the text changed before that was known, so it is to be asked again. */
type Answer = (verdict: Verdict | null) => void;

/** A digest that is being worked out, and who waits for it. */
interface Digesting {
  readonly steps: Generator<undefined, string>;
  readonly waiting: { readonly asked: Comparison; readonly answer: Answer }[];
}

/**
 * Compares clients' texts with a room's. The digest is worked out when it is first asked for after a change, a part of a long text in each turn of
 * the event loop, so that typing pays nothing for it.
 */
export class Comparing {
  private readonly doc: Y.Doc;
  private readonly later: (work: () => void) => void;
  private readonly clausesOfATurn: number;
  private digest: string | null = null;
  private underWay: Digesting | null = null;

  /** `later` does something in another turn of the event loop. */
  constructor(doc: Y.Doc, later: (work: () => void) => void, clausesOfATurn = CLAUSES_OF_A_TURN) {
    this.doc = doc;
    this.later = later;
    this.clausesOfATurn = clausesOfATurn;
  }

  /** The text has changed. */
  changed(): void {
    this.digest = null;
    this.underWay = null;
  }

  /** Answers at once where the digest is known, not asked for, or that of a short text. */
  judge(asked: Comparison, answer: Answer): void {
    if (!sameBytes(asked.stateVector, Y.encodeStateVector(this.doc))) return answer({ verdict: 'moved', digest: '' });
    if (this.digest !== null) return answer(verdictOf(asked, this.digest));
    if (this.underWay !== null) return void this.underWay.waiting.push({ asked, answer });
    const begun: Digesting = { steps: digestInSteps(this.doc, this.clausesOfATurn), waiting: [{ asked, answer }] };
    this.underWay = begun;
    return this.goOn(begun);
  }

  private goOn(digesting: Digesting): void {
    const { steps, waiting } = digesting;
    if (this.underWay !== digesting) {
      for (const { answer } of waiting) answer(null);
      return;
    }
    const step = steps.next();
    if (step.done !== true) return this.later(() => this.goOn(digesting));
    this.underWay = null;
    this.digest = step.value;
    for (const { asked, answer } of waiting) answer(verdictOf(asked, step.value));
  }
}

function verdictOf(asked: Comparison, digest: string): Verdict {
  return { verdict: asked.digest === digest ? 'same' : 'differs', digest };
}

/** `textDigest` of a document that does not change meanwhile, read from its first clause to its last, so many in a step. */
function* digestInSteps(doc: Y.Doc, clausesOfAStep: number): Generator<undefined, string> {
  const hash = createHash('sha256').update('[');
  let separator = '';
  for (const [at, node] of textOf(doc).toArray().entries()) {
    if (at > 0 && at % clausesOfAStep === 0) yield;
    const clause = node instanceof Y.XmlElement ? readClause(node) : null;
    if (clause === null) continue;
    hash.update(`${separator}${canonical(clause as unknown as Json)}`);
    separator = ',';
  }
  return hash.update(']').digest('hex');
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}
