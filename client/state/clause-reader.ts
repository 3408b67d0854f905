import * as Y from 'yjs';
import type { Clause } from '../../shared/text/clause.ts';
import { readClause, textOf } from '../../shared/text/reading.ts';

/**
 * Reads the clauses of a live document. After a change it reads anew just the clauses that the change touched; every other clause keeps
 * its identity, so that what is drawn from it need not be drawn again.
 */
export class ClauseReader {
  readonly #root: Y.XmlFragment;
  readonly #read = new Map<Y.XmlElement, Clause | null>();
  #clauses: readonly Clause[] | null = null;
  readonly #stop: () => void;

  constructor(doc: Y.Doc, onChange: () => void) {
    this.#root = textOf(doc);
    const observer = (events: readonly Y.YEvent<Y.AbstractType<unknown>>[]): void => {
      for (const event of events) this.#forget(event.target);
      this.#clauses = null;
      onChange();
    };
    this.#root.observeDeep(observer as Parameters<Y.XmlFragment['observeDeep']>[0]);
    this.#stop = () => this.#root.unobserveDeep(observer as Parameters<Y.XmlFragment['observeDeep']>[0]);
  }

  /** The clauses in order; the same list until the next change. */
  clauses(): readonly Clause[] {
    if (this.#clauses !== null) return this.#clauses;
    const clauses: Clause[] = [];
    const present = new Set<Y.XmlElement>();
    for (const node of this.#root.toArray()) {
      if (!(node instanceof Y.XmlElement)) continue;
      present.add(node);
      const clause = this.#clauseOf(node);
      if (clause !== null) clauses.push(clause);
    }
    for (const node of this.#read.keys()) if (!present.has(node)) this.#read.delete(node);
    this.#clauses = clauses;
    return clauses;
  }

  close(): void {
    this.#stop();
  }

  #clauseOf(node: Y.XmlElement): Clause | null {
    const known = this.#read.get(node);
    if (known !== undefined) return known;
    const clause = readClause(node);
    this.#read.set(node, clause);
    return clause;
  }

  #forget(target: Y.AbstractType<unknown>): void {
    let node: Y.AbstractType<unknown> | null = target;
    while (node !== null && node.parent !== this.#root) node = node.parent as Y.AbstractType<unknown> | null;
    if (node instanceof Y.XmlElement) this.#read.delete(node);
  }
}
