import * as Y from 'yjs';
import type { Clause } from '../../shared/text/clause.ts';
import { readElement, textOf, type Reading } from '../../shared/text/reading.ts';

const readings = new WeakMap<Y.Doc, ElementReadings>();

/** What the elements of a live document say. */
export interface Readings {
  of(element: Y.XmlElement): Reading;
}

/**
 * The readings of a document, one for all who show it: the editor and the columns beside it. After a change just the elements are read
 * anew that it touched; what any other says keeps its identity, so that what is drawn from it need not be drawn again. Whoever observes the
 * document is to ask for them before: then they are forgotten before it is told.
 */
export function readingsOf(doc: Y.Doc): Readings {
  let known = readings.get(doc);
  if (known === undefined) readings.set(doc, (known = new ElementReadings(doc)));
  return known;
}

class ElementReadings implements Readings {
  readonly #root: Y.XmlFragment;
  readonly #read = new WeakMap<Y.XmlElement, Reading>();

  constructor(doc: Y.Doc) {
    this.#root = textOf(doc);
    observe(this.#root, (events) => {
      for (const event of events) this.#forget(event.target);
    });
  }

  of(element: Y.XmlElement): Reading {
    let reading = this.#read.get(element);
    if (reading === undefined) this.#read.set(element, (reading = readElement(element)));
    return reading;
  }

  #forget(target: Y.AbstractType<unknown>): void {
    let node: Y.AbstractType<unknown> | null = target;
    while (node !== null && node.parent !== this.#root) node = node.parent as Y.AbstractType<unknown> | null;
    if (node instanceof Y.XmlElement) this.#read.delete(node);
  }
}

/** Reads the clauses of a live document. */
export class ClauseReader {
  readonly #root: Y.XmlFragment;
  readonly #readings: Readings;
  #clauses: readonly Clause[] | null = null;
  readonly #stop: () => void;

  constructor(doc: Y.Doc, onChange: () => void) {
    this.#root = textOf(doc);
    this.#readings = readingsOf(doc);
    this.#stop = observe(this.#root, () => {
      this.#clauses = null;
      onChange();
    });
  }

  /** The clauses in order; the same list until the next change. */
  clauses(): readonly Clause[] {
    if (this.#clauses !== null) return this.#clauses;
    const clauses: Clause[] = [];
    for (const node of this.#root.toArray()) {
      const clause = node instanceof Y.XmlElement ? this.#readings.of(node).clause : null;
      if (clause !== null) clauses.push(clause);
    }
    this.#clauses = clauses;
    return clauses;
  }

  close(): void {
    this.#stop();
  }
}

type Observer = (events: readonly Y.YEvent<Y.AbstractType<unknown>>[]) => void;

function observe(root: Y.XmlFragment, observer: Observer): () => void {
  const typed = observer as Parameters<Y.XmlFragment['observeDeep']>[0];
  root.observeDeep(typed);
  return () => root.unobserveDeep(typed);
}
