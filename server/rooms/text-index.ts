import * as Y from 'yjs';
import type { ClauseId, ProposalId } from '../../shared/base/ids.ts';
import { proposalsIn, type Clause } from '../../shared/text/clause.ts';
import { proposalVersion } from '../../shared/text/digest.ts';
import { readClause, textOf } from '../../shared/text/reading.ts';
import type { TextFacts } from '../../shared/record/state.ts';

/** What a change did to one clause. `before` null: it is new; `after` null: it went. */
interface ClauseChange {
  readonly clause: ClauseId;
  readonly before: Clause | null;
  readonly after: Clause | null;
}

/** What a change of the text did. */
export interface Refreshed {
  readonly clauses: readonly ClauseChange[];
  /** Every proposal that had or has characters in the clauses touched. */
  readonly proposals: ReadonlySet<ProposalId>;
}

/**
 * The clauses of a document as values, and which of them hold which proposal's characters. Kept up to date a clause at a time, so that
 * a keystroke costs its clause and not the text. By element rather than by id, since two drafters who move one clause leave it twice.
 */
export class TextIndex implements TextFacts {
  private readonly text: Y.XmlFragment;
  private readonly clauseOf = new Map<Y.XmlElement, Clause>();
  private readonly elementOf = new Map<ClauseId, Y.XmlElement>();
  private readonly holders = new Map<ProposalId, Set<Y.XmlElement>>();

  constructor(doc: Y.Doc) {
    this.text = textOf(doc);
    this.refresh(this.text.toArray().filter((node) => node instanceof Y.XmlElement));
  }

  /** Number of clauses. */
  get size(): number {
    return this.clauseOf.size;
  }

  /** Every clause in order. Costs the text: for commands, not for keystrokes. */
  clauses(): Clause[] {
    return this.text.toArray().flatMap((node) => (node instanceof Y.XmlElement ? (this.clauseOf.get(node) ?? []) : []));
  }

  clause(id: ClauseId): Clause | null {
    const element = this.elementOf.get(id);
    return element === undefined ? null : (this.clauseOf.get(element) ?? null);
  }

  hasText(proposal: ProposalId): boolean {
    return (this.holders.get(proposal)?.size ?? 0) > 0;
  }

  versionOf(proposal: ProposalId): string {
    const holders = this.holders.get(proposal) ?? new Set<Y.XmlElement>();
    const inOrder =
      holders.size <= 1 ? [...holders] : this.text.toArray().filter((node) => node instanceof Y.XmlElement && holders.has(node));
    return proposalVersion(
      inOrder.flatMap((node) => (node instanceof Y.XmlElement ? (this.clauseOf.get(node) ?? []) : [])),
      proposal,
    );
  }

  /** Every proposal that has characters in the text. */
  proposals(): ProposalId[] {
    return [...this.holders.keys()];
  }

  /** Reads these elements anew. Throws RangeError where one that stands in the text is no clause. */
  refresh(elements: Iterable<Y.XmlElement>): Refreshed {
    const before = new Map<ClauseId, Clause>();
    const after = new Map<ClauseId, Clause>();
    const proposals = new Set<ProposalId>();
    for (const element of elements) {
      const old = this.forget(element);
      if (old !== null) {
        before.set(old.id, old);
        for (const id of proposalsIn([old])) proposals.add(id);
      }
      const isGone = element._item === null || element._item.deleted;
      if (isGone) continue;
      const clause = readClause(element);
      if (clause === null) throw new RangeError('a node of the text is no clause');
      after.set(clause.id, clause);
      for (const id of this.remember(element, clause)) proposals.add(id);
    }
    const ids = new Set([...before.keys(), ...after.keys()]);
    return {
      clauses: [...ids].map((clause) => ({
        clause,
        before: before.get(clause) ?? null,
        after: after.get(clause) ?? this.clause(clause),
      })),
      proposals,
    };
  }

  private forget(element: Y.XmlElement): Clause | null {
    const clause = this.clauseOf.get(element);
    if (clause === undefined) return null;
    this.clauseOf.delete(element);
    if (this.elementOf.get(clause.id) === element) this.elementOf.delete(clause.id);
    for (const id of proposalsIn([clause])) {
      const holders = this.holders.get(id);
      holders?.delete(element);
      if (holders?.size === 0) this.holders.delete(id);
    }
    return clause;
  }

  private remember(element: Y.XmlElement, clause: Clause): Set<ProposalId> {
    this.clauseOf.set(element, clause);
    this.elementOf.set(clause.id, element);
    const proposals = proposalsIn([clause]);
    for (const id of proposals) {
      const holders = this.holders.get(id);
      if (holders === undefined) this.holders.set(id, new Set([element]));
      else holders.add(element);
    }
    return proposals;
  }
}

/**
 * The clause elements that a transaction touched: those whose words or attributes changed, those added and those deleted. Costs the
 * transaction, not the text (Yjs's own `event.changes` walks all siblings).
 */
export function touchedElements(transaction: Y.Transaction, doc: Y.Doc): Set<Y.XmlElement> {
  const text = textOf(doc);
  const touched = new Set<Y.XmlElement>();
  for (const type of transaction.changed.keys()) {
    const element: unknown = type instanceof Y.XmlText ? type.parent : type;
    if (element instanceof Y.XmlElement) touched.add(element);
  }
  if (!transaction.changed.has(text as unknown as Y.AbstractType<Y.YEvent<Y.AbstractType<unknown>>>)) return touched;
  const note = (struct: Y.Item | Y.GC): void => {
    if (
      struct instanceof Y.Item &&
      struct.parent === text &&
      struct.content instanceof Y.ContentType &&
      struct.content.type instanceof Y.XmlElement
    ) {
      touched.add(struct.content.type);
    }
  };
  for (const [client, end] of transaction.afterState) {
    const start = transaction.beforeState.get(client) ?? 0;
    const structs = start < end ? (doc.store.clients.get(client) ?? []) : [];
    if (structs.length > 0) for (let at = Y.findIndexSS(structs, start); at < structs.length; at += 1) noteAt(structs, at, note);
  }
  Y.iterateDeletedStructs(transaction, transaction.deleteSet, note);
  return touched;
}

function noteAt(structs: readonly (Y.Item | Y.GC)[], at: number, note: (struct: Y.Item | Y.GC) => void): void {
  const struct = structs[at];
  if (struct !== undefined) note(struct);
}
