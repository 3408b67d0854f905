import * as Y from 'yjs';
import { encodeComparison, type Verdict } from '../../shared/protocol/comparison.ts';
import { textDigest } from '../../shared/text/digest.ts';
import { readText } from '../../shared/text/reading.ts';
import { digestInSteps } from './digest-in-steps.ts';
import { timer } from './timer.ts';

/** A text rests for so long before it is compared, in milliseconds. Those who only read wait longer, each for a time of their own. */
const REST = 2_000;
const READERS_SPREAD = 8_000;

export interface TextComparisonOptions {
  readonly doc: Y.Doc;
  readonly writes: boolean;
  /** Whether the connection is open and everything made here is confirmed. */
  readonly isSettled: () => boolean;
  readonly send: (message: Uint8Array<ArrayBuffer>) => void;
  /** The text here is the server's. */
  readonly onSame: () => void;
  /** The text here is another than the server's, though all that either wrote is here. */
  readonly onDiffers: () => void;
  readonly later?: (run: () => void, milliseconds: number) => () => void;
}

/** Asks the server, whenever the text has come to rest after a change, whether it has the same (EDITOR 4: a CRDT can differ in silence). */
export class TextComparison {
  readonly #options: TextComparisonOptions;
  #cancel: (() => void) | null = null;
  #changes = 0;
  /** How many changes there had been when the question went out. */
  #asked: number | null = null;

  constructor(options: TextComparisonOptions) {
    this.#options = options;
  }

  /** The text has changed, or the connection has opened. What waits already sees it: nothing is set up anew with each character. */
  changed(): void {
    this.#changes += 1;
    if (this.#cancel === null) this.#rest();
  }

  receive({ verdict, digest }: Verdict): void {
    const asked = this.#asked;
    this.#asked = null;
    if (verdict === 'same') return this.#options.onSame();
    // Changed since: the rest that follows the change asks again.
    if (asked !== this.#changes || !this.#options.isSettled()) return this.#rest();
    // All that the server had when it answered is here by now, and it has all that was here: nothing is on its way.
    if (verdict === 'differs' && textDigest(readText(this.#options.doc)) === digest) return this.#options.onSame();
    return this.#options.onDiffers();
  }

  stop(): void {
    this.#cancel?.();
    this.#cancel = null;
  }

  #rest(): void {
    this.#cancel?.();
    const later = this.#options.later ?? timer;
    const wait = REST + (this.#options.writes ? 0 : Math.random() * READERS_SPREAD);
    const changes = this.#changes;
    this.#cancel = later(() => (changes === this.#changes ? this.#ask() : this.#rest()), wait);
  }

  #ask(): void {
    this.#cancel = null;
    if (!this.#options.isSettled()) return this.#rest();
    const changes = this.#changes;
    const later = this.#options.later ?? timer;
    const steps = digestInSteps(this.#options.doc);
    const go = (): void => {
      this.#cancel = null;
      // Others may go first: after what comes from them the text is to rest anew.
      if (changes !== this.#changes) return this.#rest();
      const { done, value } = steps.next();
      if (done !== true) this.#cancel = later(go, 0);
      else if (typeof value === 'string') this.#send(changes, value);
      else void value.then((digest) => this.#send(changes, digest));
      return undefined;
    };
    return go();
  }

  #send(changes: number, digest: string): void {
    if (changes !== this.#changes || this.#cancel !== null) return undefined;
    if (!this.#options.isSettled()) return this.#rest();
    this.#asked = changes;
    this.#options.send(encodeComparison({ stateVector: Y.encodeStateVector(this.#options.doc), digest }).slice());
    return undefined;
  }
}
