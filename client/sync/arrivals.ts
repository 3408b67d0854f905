import type { Doc } from 'yjs';
import { Cell, type Readable } from '../state/readable.ts';
import { timer } from './timer.ts';

/** How long a composition may stand still before it is taken for one that nobody will end, in milliseconds. */
const LONGEST_PAUSE = 10_000;

const known = new WeakMap<Doc, Arrivals>();

/** The arrivals of a document, one for the room that hears of them and the editor that shows them. */
export function arrivalsOf(doc: Doc): Arrivals {
  let arrivals = known.get(doc);
  if (arrivals === undefined) known.set(doc, (arrivals = new Arrivals()));
  return arrivals;
}

/**
 * What others wrote, on its way into a document. While somebody composes letters with an input method it waits: a browser gives up a composition
 * whose clause is drawn anew, and leaves in the text what was half composed. To the document that is a slow connection, and no other case.
 */
export class Arrivals {
  /** Whether what comes now waits, and what is composed is not in the document yet. */
  readonly areHeld: Readable<boolean>;
  readonly #held = new Cell(false);
  readonly #later: typeof timer;
  #waiting: (() => void)[] = [];
  #isComingIn = false;
  #settle: () => void = () => undefined;
  #cancel: () => void = () => undefined;

  constructor(later: typeof timer = timer) {
    this.areHeld = this.#held;
    this.#later = later;
  }

  /** Takes in what has arrived: now, or in its turn once letters are composed. */
  bring(arrival: () => void): void {
    if (this.#held.get() || this.#isComingIn) this.#waiting.push(arrival);
    else arrival();
  }

  /** Letters are being composed: from now on what comes waits. To be said again with each letter. `settle`: writes into the document what is composed. */
  hold(settle: () => void): void {
    this.#settle = settle;
    this.#cancel();
    this.#cancel = this.#later(() => this.release(), LONGEST_PAUSE);
    this.#held.set(true);
  }

  /** They are composed, or nobody goes on with them: first they are written, then all comes in that has waited, in its order. */
  release(): void {
    if (!this.#held.get()) return;
    this.#cancel();
    this.#settle();
    this.#isComingIn = true;
    // What comes in may have something written in answer, which must be before the next.
    this.#held.set(false);
    for (let next = this.#waiting.shift(); next !== undefined; next = this.#waiting.shift()) attempt(next);
    this.#isComingIn = false;
  }
}

/** What cannot be taken in hinders nothing that came behind it, as where it does not wait. */
function attempt(arrival: () => void): void {
  try {
    arrival();
  } catch (error) {
    queueMicrotask(() => {
      throw error;
    });
  }
}
