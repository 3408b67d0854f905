import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import type { Seat } from '../../shared/participants/participant.ts';
import { clauseId } from '../../shared/base/ids.ts';
import { MESSAGE } from '../../shared/protocol/frame.ts';
import { textOf } from '../../shared/text/reading.ts';
import { elementOf } from '../../shared/text/writing.ts';
import { stateVectorMessage, updateMessage } from '../../server/rooms/messages.ts';
import type { Labels } from './labels.ts';
import { Link } from './link.ts';
import type { Random } from './random.ts';

const OVERHEARD = 40;

/** Somebody with a session of a real seat, who sends what no client of ours would. Nothing of it may ever have an effect. */
export class Attacker {
  readonly seat: Seat;
  readonly session: string;
  link: Link | null = null;
  /** Updates of others that went by. */
  private readonly overheard: Uint8Array[] = [];
  private readonly random: Random;
  private readonly labels: Labels;
  private readonly doc = new Y.Doc({ gc: false });

  constructor(
    seat: Seat,
    clientId: number,
    tools: { readonly session: string; readonly random: Random; readonly labels: Labels },
  ) {
    this.seat = seat;
    this.session = tools.session;
    this.random = tools.random;
    this.labels = tools.labels;
    this.doc.clientID = clientId;
    textOf(this.doc);
  }

  overhear(update: Uint8Array): void {
    this.overheard.push(update);
    if (this.overheard.length > OVERHEARD) this.overheard.shift();
  }

  connect(): Link {
    this.link = new Link();
    this.link.sendUp(stateVectorMessage(this.doc));
    return this.link;
  }

  hear(bytes: Uint8Array): void {
    const decoder = decoding.createDecoder(bytes);
    if (decoding.readVarUint(decoder) !== MESSAGE.sync || decoding.readVarUint(decoder) === 0) return;
    Y.applyUpdate(this.doc, decoding.readVarUint8Array(decoder), 'server');
  }

  /** Sends one hostile message. Returns what it was. */
  strike(): string {
    const names = Object.keys(this.attacks) as (keyof typeof this.attacks)[];
    const name = this.random.chance(0.2) ? 'forgedId' : (this.random.pick(names) ?? 'garbage');
    const message = this.attacks[name]();
    if (message !== null) this.link?.sendUp(message);
    return `${name}${message === null ? ' (nothing to send)' : ''}`;
  }

  private readonly attacks = {
    /** A change well made, under an id that is the attacker's own: refused only because of the seat. */
    write: () => (this.seat.role === 'drafter' ? null : updateMessage(this.update((doc) => this.type(doc)))),
    strikeOut: () =>
      this.seat.role === 'drafter'
        ? null
        : updateMessage(this.update((doc) => textOf(doc).delete(0, Math.min(1, textOf(doc).length)))),
    forgedId: () => {
      const stranger = this.strangersId();
      return stranger === 0 ? null : updateMessage(this.update((doc) => this.type(doc), stranger));
    },
    burntClock: () => {
      const stranger = this.strangersId();
      return updateMessage(collectedUpdate(stranger, this.endOf(stranger), 1_000_000));
    },
    gap: () => updateMessage(this.later((doc) => this.type(doc))),
    unknownRoot: () => updateMessage(this.update((doc) => void doc.getMap('evil').set('a', 1))),
    textAtTop: () => updateMessage(this.update((doc) => textOf(doc).insert(0, [new Y.XmlText(this.word())]))),
    unknownNode: () => updateMessage(this.update((doc) => textOf(doc).insert(0, [new Y.XmlElement('script')]))),
    nestedClause: () => updateMessage(this.update((doc) => this.first(doc)?.insert(0, [elementOf(newClause('c-evil'))]))),
    noId: () => updateMessage(this.update((doc) => textOf(doc).insert(0, [new Y.XmlElement('clause')]))),
    unknownAttribute: () => updateMessage(this.update((doc) => this.first(doc)?.setAttribute('onclick', 'x'))),
    unknownMark: () => updateMessage(this.update((doc) => this.words(doc)?.insert(0, this.word(), { blink: {} }))),
    markWithoutId: () =>
      updateMessage(this.update((doc) => this.words(doc)?.insert(0, this.word(), { 'insertion--AAAAAAAA': {} }))),
    embed: () => updateMessage(this.update((doc) => this.words(doc)?.insertEmbed(0, { image: 'x' }))),
    truncated: () => {
      const whole = this.update((doc) => this.type(doc));
      return updateMessage(whole.subarray(0, whole.length - 1 - this.random.below(whole.length - 2)));
    },
    replay: () => {
      const update = this.random.pick(this.overheard);
      // Deletions have no author: from a drafter's seat they are a drafter's deletions.
      const hasAuthor = update !== undefined && (this.seat.role !== 'drafter' || Y.decodeUpdate(update).structs.length > 0);
      return hasAuthor ? updateMessage(update) : null;
    },
    missingDeletion: () => updateMessage(deletionOnly(this.strangersId(), 1_000_000, 5)),
    garbage: () =>
      Uint8Array.from({ length: 1 + this.random.below(30) }, () => this.random.below(256) | (this.random.chance(0.1) ? 128 : 0)),
    badStateVector: () => Uint8Array.from([MESSAGE.sync, 0, 3, 255, 255, 255]),
    presenceOfAnother: () => presence(this.strangersId(), 99, '{"user":{"name":"Somebody else"}}'),
  };

  /** A change made on a copy, so that the attacker's own copy stays true. Empty where there was nothing to change. */
  private update(change: (doc: Y.Doc) => void, clientId = this.doc.clientID): Uint8Array {
    const copy = this.copy(clientId);
    const before = Y.encodeStateVector(copy);
    copy.transact(() => change(copy));
    return Y.encodeStateAsUpdate(copy, before);
  }

  private later(change: (doc: Y.Doc) => void): Uint8Array {
    const copy = this.copy(this.doc.clientID);
    copy.transact(() => change(copy));
    const before = Y.encodeStateVector(copy);
    copy.transact(() => change(copy));
    return Y.encodeStateAsUpdate(copy, before);
  }

  private copy(clientId: number): Y.Doc {
    const copy = new Y.Doc({ gc: false });
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(this.doc));
    copy.clientID = clientId;
    return copy;
  }

  private type(doc: Y.Doc): void {
    const words = this.words(doc);
    if (words !== null) words.insert(this.random.below(words.length + 1), this.word());
    else
      textOf(doc).insert(0, [
        elementOf({ ...newClause('c-evil'), runs: [{ text: this.word(), insertions: [], deletions: [] }] }),
      ]);
  }

  private word(): string {
    return this.labels.hostileWord(1 + this.random.below(4));
  }

  private first(doc: Y.Doc): Y.XmlElement | null {
    return (
      textOf(doc)
        .toArray()
        .find((node) => node instanceof Y.XmlElement) ?? null
    );
  }

  private words(doc: Y.Doc): Y.XmlText | null {
    return (
      this.first(doc)
        ?.toArray()
        .find((node) => node instanceof Y.XmlText) ?? null
    );
  }

  /** An id that somebody else writes under; 0 where the attacker has not seen any. */
  private strangersId(): number {
    return this.random.pick([...this.doc.store.clients.keys()].filter((client) => client !== this.doc.clientID)) ?? 0;
  }

  private endOf(client: number): number {
    return Y.getState(this.doc.store, client);
  }
}

function newClause(id: string): Parameters<typeof elementOf>[0] {
  return { id: clauseId(id), kind: 'text', level: 0, label: '', runs: [] };
}

/** One struct that says it was collected: it moves a clock without writing anything. */
function collectedUpdate(client: number, clock: number, length: number): Uint8Array {
  return varUints([1, 1, client, clock, 0, length, 0]);
}

function deletionOnly(client: number, clock: number, length: number): Uint8Array {
  return varUints([0, 1, client, 1, clock, length]);
}

/** As y-protocols writes what somebody says of themselves. */
export function presenceMessage(client: number, clock: number, name: string): Uint8Array {
  return presence(client, clock, JSON.stringify({ user: { name }, cursor: { anchor: client } }));
}

function presence(client: number, clock: number, state: string): Uint8Array {
  const content = encoding.createEncoder();
  for (const number of [1, client, clock]) encoding.writeVarUint(content, number);
  encoding.writeVarString(content, state);
  const message = encoding.createEncoder();
  encoding.writeVarUint(message, MESSAGE.awareness);
  encoding.writeVarUint8Array(message, encoding.toUint8Array(content));
  return encoding.toUint8Array(message);
}

function varUints(numbers: readonly number[]): Uint8Array {
  const encoder = encoding.createEncoder();
  for (const number of numbers) encoding.writeVarUint(encoder, number);
  return encoding.toUint8Array(encoder);
}
