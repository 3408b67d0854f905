import * as Y from 'yjs';
import type { KeptChanges } from './kept-changes.ts';
import { clauseHolding, clausesOfUpdate, wordsOfClauses, type UnsentWords } from './unsent-words.ts';

/** How long to wait for more typing before what is unconfirmed is written down. */
const DELAY = 300;

/** Writes down what a document has beyond what the server confirmed, and forgets it once it is confirmed. */
export class ChangeKeeper {
  readonly #doc: Y.Doc;
  readonly #room: string;
  readonly #kept: KeptChanges;
  readonly #touched = new Set<Y.XmlElement>();
  /** State vector at the last moment when everything was confirmed; null before the first. */
  #confirmed: Uint8Array | null = null;
  #restored: ReturnType<KeptChanges['read']> = [];
  #timer: ReturnType<typeof setTimeout> | null = null;
  #safe = true;

  constructor(doc: Y.Doc, room: string, kept: KeptChanges) {
    this.#doc = doc;
    this.#room = room;
    this.#kept = kept;
  }

  /** Puts back what an earlier page left unconfirmed. True where there was something. */
  restore(origin: unknown): boolean {
    const waiting = this.#kept.read(this.#room);
    for (const { update } of waiting) Y.applyUpdate(this.#doc, update, origin);
    this.#restored = waiting;
    return waiting.length > 0;
  }

  /** Notes the clauses that a change made here has touched. */
  touched(transaction: Y.Transaction): void {
    for (const changed of transaction.changed.keys()) {
      const clause = clauseHolding(this.#doc, changed as Y.AbstractType<unknown>);
      if (clause !== null) this.#touched.add(clause);
    }
  }

  /** Something is unconfirmed: it is written down shortly. */
  unconfirmed(): void {
    this.#timer ??= setTimeout(() => this.writeDown(), DELAY);
  }

  /** Writes down at once, as when the page is being left. True where nothing would be lost. */
  writeDown(): boolean {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    if (this.#confirmed !== null)
      this.#safe = this.#kept.keep(this.#room, this.#doc.clientID, Y.encodeStateAsUpdate(this.#doc, this.#confirmed));
    return this.#safe;
  }

  /** Everything is confirmed. */
  confirmed(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#confirmed = Y.encodeStateVector(this.#doc);
    this.#touched.clear();
    this.#drop();
    this.#safe = true;
  }

  /** The server will not take it: the words of the clauses concerned are handed over, and the changes are not tried again. */
  refused(hand: (unsent: readonly UnsentWords[]) => void): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    const restored = this.#restored.flatMap(({ update }) => [...clausesOfUpdate(this.#doc, update)]);
    hand(wordsOfClauses(new Set([...this.#touched, ...restored])));
    this.#drop();
  }

  #drop(): void {
    for (const client of [...this.#restored.map((one) => one.client), this.#doc.clientID]) this.#kept.drop(this.#room, client);
    this.#restored = [];
  }
}
