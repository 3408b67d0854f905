import * as Y from 'yjs';
import { plainText } from '../../shared/text/clause.ts';
import { readClause, textOf } from '../../shared/text/reading.ts';
import type { KeptChanges } from './kept-changes.ts';

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
  #restored: readonly number[] = [];
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
    this.#restored = waiting.map(({ client }) => client);
    return waiting.length > 0;
  }

  /** Notes the clauses that a change made here has touched. */
  touched(transaction: Y.Transaction): void {
    const root = textOf(this.#doc);
    for (const changed of transaction.changed.keys()) {
      let node: Y.AbstractType<unknown> | null = changed as Y.AbstractType<unknown>;
      while (node !== null && node.parent !== root) node = node.parent as Y.AbstractType<unknown> | null;
      if (node instanceof Y.XmlElement) this.#touched.add(node);
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

  /** The server will not take it: the words of the clauses concerned go to the tray, and the changes are not tried again. */
  refused(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    const words = [...this.#touched].flatMap((element) => {
      const clause = readClause(element);
      return clause === null || plainText(clause) === '' ? [] : [plainText(clause)];
    });
    if (words.length > 0) this.#kept.setTray(this.#room, [...this.#kept.tray(this.#room), ...words]);
    this.#drop();
  }

  #drop(): void {
    for (const client of [...this.#restored, this.#doc.clientID]) this.#kept.drop(this.#room, client);
    this.#restored = [];
  }
}
