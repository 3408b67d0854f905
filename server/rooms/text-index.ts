import * as Y from 'yjs';
import type { ClauseId, ProposalId } from '../../shared/base/ids.ts';
import { openingWords, type Place } from '../../shared/record/clause-events.ts';
import { proposalsIn, type Clause } from '../../shared/text/clause.ts';
import { proposalVersion } from '../../shared/text/digest.ts';
import { movedSince } from '../../shared/text/order.ts';
import { asOne } from '../../shared/text/places.ts';
import { readClause, textOf } from '../../shared/text/reading.ts';
import type { TextFacts } from '../../shared/record/state.ts';

/** What a change did to one clause. `before` null: it is new; `after` null: it went. */
interface ClauseChange {
  readonly clause: ClauseId;
  readonly before: Clause | null;
  readonly after: Clause | null;
  /** Where it stood before, of one that left; of others it is not worked out. */
  readonly stood: readonly Place[];
  /** Whether it stands elsewhere among the others, or stood nowhere any more. */
  readonly left: boolean;
}

const NOBODY: ReadonlySet<ClauseId> = new Set();

/** Clauses as a change leaves them, before the index knows. */
export interface Reading {
  /** The elements touched, each with what it is now; null where it does not stand. */
  readonly read: ReadonlyMap<Y.XmlElement, Clause | null>;
  /** Each clause touched, as it was. Null: it was not there. */
  readonly before: ReadonlyMap<ClauseId, Clause | null>;
  /** Those that stood, and stand in other elements or nowhere any more. */
  readonly replaced: ReadonlySet<ClauseId>;
}

/** What a change of the text did. */
export interface Refreshed {
  readonly clauses: readonly ClauseChange[];
  /** Each clause as it stood before; empty where none left. */
  readonly order: readonly ClauseId[];
  /** Every proposal that had or has characters in the clauses touched. */
  readonly proposals: ReadonlySet<ProposalId>;
}

/**
 * The clauses of a document as values, and which of them hold which proposal's characters. Kept up to date a clause at a time, so that
 * a keystroke costs its clause and not the text. Two drafters who move one clause at once leave it twice: its words are then those of
 * both places, in document order, so that the record tells of all of them and no clause seems gone while words of it stand.
 */
export class TextIndex implements TextFacts {
  private readonly text: Y.XmlFragment;
  private readonly clauseOf = new Map<Y.XmlElement, Clause>();
  /** Where each clause stands, in no order. */
  private readonly placesOf = new Map<ClauseId, readonly Y.XmlElement[]>();
  private readonly holders = new Map<ProposalId, Set<Y.XmlElement>>();

  constructor(doc: Y.Doc) {
    this.text = textOf(doc);
    this.refresh(this.text.toArray().filter((node) => node instanceof Y.XmlElement));
  }

  /** Number of clauses. */
  get size(): number {
    return this.clauseOf.size;
  }

  /** Every clause in order, twice where it stands twice. Costs the text: for commands, not for keystrokes. */
  clauses(): Clause[] {
    return this.text.toArray().flatMap((node) => (node instanceof Y.XmlElement ? (this.clauseOf.get(node) ?? []) : []));
  }

  /** A clause with the words of each place where it stands. */
  clause(id: ClauseId): Clause | null {
    return asOne(this.valuesAt(this.placesOf.get(id) ?? []));
  }

  /** Behind what a clause stands, for each place where it does; empty where it stands nowhere. */
  places(id: ClauseId): readonly Place[] {
    return this.inOrder(this.placesOf.get(id) ?? []).map((element) => this.behind(element));
  }

  hasText(proposal: ProposalId): boolean {
    return (this.holders.get(proposal)?.size ?? 0) > 0;
  }

  versionOf(proposal: ProposalId): string {
    return proposalVersion(this.valuesAt([...(this.holders.get(proposal) ?? [])]), proposal);
  }

  /** Every proposal that has characters in the text. */
  proposals(): ProposalId[] {
    return [...this.holders.keys()];
  }

  /** Reads these elements anew and takes in what they are now. Throws as `read` does. */
  refresh(elements: Iterable<Y.XmlElement>): Refreshed {
    return this.take(this.read(elements));
  }

  /** Reads these elements; the index stays as it was. Throws RangeError where one that stands in the text is no clause. */
  read(elements: Iterable<Y.XmlElement>): Reading {
    const read = new Map([...elements].map((element) => [element, readStanding(element)]));
    const before = new Map<ClauseId, Clause | null>();
    for (const [element, now] of read)
      for (const clause of [this.clauseOf.get(element) ?? null, now])
        if (clause !== null && !before.has(clause.id)) before.set(clause.id, this.clause(clause.id));
    return { read, before, replaced: this.replacedBy(read, before) };
  }

  /** Takes in what was read. */
  take({ read, before, replaced }: Reading): Refreshed {
    const places = new Map([...replaced].map((clause) => [clause, this.places(clause)]));
    const order = replaced.size === 0 ? [] : this.order();
    const proposals = new Set<ProposalId>();
    for (const [element, now] of read) {
      const was = this.clauseOf.get(element);
      for (const id of proposalsIn([was, now].filter((clause) => clause != null))) proposals.add(id);
      this.forget(element);
      if (now !== null) this.remember(element, now);
    }
    const stillStand = [...replaced].some((clause) => this.placesOf.has(clause));
    const moved = stillStand ? movedSince(order, this.order(), { touched: replaced, except: NOBODY }) : NOBODY;
    const clauses = [...before].map(([clause, was]) => {
      const after = this.clause(clause);
      const left = was !== null && (after === null || moved.has(clause));
      return { clause, before: was, after, stood: places.get(clause) ?? [], left };
    });
    return { clauses, order, proposals };
  }

  /** Clauses that will stand in other elements than before, among those that stand before and after. */
  private replacedBy(
    read: ReadonlyMap<Y.XmlElement, Clause | null>,
    before: ReadonlyMap<ClauseId, Clause | null>,
  ): ReadonlySet<ClauseId> {
    const replaced = new Set<ClauseId>();
    for (const [element, now] of read) {
      const id = this.clauseOf.get(element)?.id;
      if (now?.id === id) continue;
      for (const one of [id, now?.id]) if (one !== undefined && before.get(one) != null) replaced.add(one);
    }
    return replaced;
  }

  /** Each clause as it stands by what was read last, twice where it stands twice. Costs the text. */
  order(): ClauseId[] {
    const ids: ClauseId[] = [];
    for (let item = this.text._start; item !== null; item = item.right) {
      const clause = this.standingAt(item);
      if (clause !== null) ids.push(clause.id);
    }
    return ids;
  }

  /** What stands right before an element by what was read last: what is deleted since keeps its place. */
  private behind(element: Y.XmlElement): Place {
    for (let item = element._item?.left ?? null; item !== null; item = item.left) {
      const other = elementIn(item);
      const clause = other === null ? undefined : this.clauseOf.get(other);
      if (other === null || clause === undefined) continue;
      const places = this.inOrder(this.placesOf.get(clause.id) ?? []);
      const nth = places.length < 2 ? {} : { nth: places.indexOf(other) + 1 };
      return { behind: clause.id, words: openingWords(clause), ...nth };
    }
    return { behind: null, words: '' };
  }

  private standingAt(item: Y.Item): Clause | null {
    const element = elementIn(item);
    return element === null ? null : (this.clauseOf.get(element) ?? null);
  }

  private valuesAt(places: readonly Y.XmlElement[]): Clause[] {
    return this.inOrder(places).flatMap((element) => this.clauseOf.get(element) ?? []);
  }

  /** In document order, as they stand or stood: what is deleted keeps its place. Costs the text where there are several. */
  private inOrder(places: readonly Y.XmlElement[]): readonly Y.XmlElement[] {
    if (places.length < 2) return places;
    const among = new Set(places);
    const ordered: Y.XmlElement[] = [];
    for (let item = this.text._start; item !== null; item = item.right) {
      const element = elementIn(item);
      if (element !== null && among.has(element)) ordered.push(element);
    }
    return ordered;
  }

  private forget(element: Y.XmlElement): void {
    const clause = this.clauseOf.get(element);
    if (clause === undefined) return;
    this.clauseOf.delete(element);
    const left = (this.placesOf.get(clause.id) ?? []).filter((place) => place !== element);
    if (left.length === 0) this.placesOf.delete(clause.id);
    else this.placesOf.set(clause.id, left);
    for (const id of proposalsIn([clause])) {
      const holders = this.holders.get(id);
      holders?.delete(element);
      if (holders?.size === 0) this.holders.delete(id);
    }
  }

  private remember(element: Y.XmlElement, clause: Clause): void {
    this.clauseOf.set(element, clause);
    this.placesOf.set(clause.id, [...(this.placesOf.get(clause.id) ?? []), element]);
    for (const id of proposalsIn([clause])) {
      const holders = this.holders.get(id);
      if (holders === undefined) this.holders.set(id, new Set([element]));
      else holders.add(element);
    }
  }
}

function elementIn({ content }: Y.Item): Y.XmlElement | null {
  return content instanceof Y.ContentType && content.type instanceof Y.XmlElement ? content.type : null;
}

/** Null where it does not stand in the text. Throws RangeError where it is no clause. */
function readStanding(element: Y.XmlElement): Clause | null {
  if (element._item === null || element._item.deleted) return null;
  const clause = readClause(element);
  if (clause === null) throw new RangeError('a node of the text is no clause');
  return clause;
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
