import * as decoding from 'lib0/decoding';
import * as Y from 'yjs';
import { must } from '../../shared/base/assert.ts';
import type { DraftId, PreparationId } from '../../shared/base/ids.ts';
import type { Seat } from '../../shared/participants/participant.ts';
import { MESSAGE, readAck, readDrafting, readEntries } from '../../shared/protocol/frame.ts';
import type { Drafting } from '../../shared/record/drafting.ts';
import type { Entry } from '../../shared/record/event.ts';
import { CLOSE } from '../../shared/protocol/close.ts';
import { readText, textOf } from '../../shared/text/reading.ts';
import type { Clause } from '../../shared/text/clause.ts';
import { notTaken } from '../../client/recovery/unsent.ts';
import { presenceMessage } from './attacker.ts';
import { differenceMessage, stateVectorMessage, updateMessage } from '../../server/rooms/messages.ts';
import type { ClientWatch, Unacknowledged } from './client-watch.ts';
import type { Device } from './device.ts';
import { Link } from './link.ts';

export type RoomId =
  | { readonly kind: 'text'; readonly id: DraftId; readonly revision: number }
  | { readonly kind: 'preparation'; readonly id: PreparationId };

/** By what a room is told from all others. */
export function roomKey(room: RoomId): string {
  return room.kind === 'text' ? `${room.id}/${room.revision}` : room.id;
}

export interface ClientOptions {
  readonly name: string;
  readonly device: Device;
  readonly room: RoomId;
  readonly clientId: number;
  readonly writes: boolean;
  /** A bare y-websocket client, which answers every question and sends every update, though its seat may only read. */
  readonly bare: boolean;
  /** Lets Yjs take away marks that look idle, as it does in every document unasked: a reader's page of ours does not. */
  readonly tidies: boolean;
  /** Collects garbage, as a Y.Doc does unless told otherwise. */
  readonly gc: boolean;
  /** Keeps no words that came too late for a revision. */
  readonly forgetsLate: boolean;
  /** Says who it is, and reads the record anew once others see it in another way. */
  readonly minds: boolean;
  readonly watch: ClientWatch;
}

const FROM_SERVER = 'server';
const RESTORED = 'kept';

/**
 * A small model of the client: a Y.Doc, y-websocket's exchange of sync messages, our acknowledgements, and an outbox that keeps each change
 * until it is acknowledged, over disconnection and reload.
 */
export class Client {
  readonly name: string;
  readonly device: Device;
  /** The session in which it connected last. */
  session: string;
  room: RoomId;
  readonly writes: boolean;
  doc: Y.Doc;
  link: Link | null = null;
  readonly entries: Entry[] = [];
  /** Why the server will not have this client back, or null. */
  refusal: { readonly code: number; readonly reason: string } | null = null;
  synced = false;
  /** Whether the text has come in once, so that there is something to work on. */
  loaded = false;
  heardAt = 0;
  /** Who prepares what it has open, as it was last told. */
  drafting: Drafting | null = null;
  private outbox: Unacknowledged[] = [];
  private made = 0;
  private covered: number[] = [];
  private answered = false;
  private behind = false;
  private readonly bare: boolean;
  private readonly tidies: boolean;
  private readonly gc: boolean;
  private readonly forgetsLate: boolean;
  private readonly minds: boolean;
  private anew = false;
  private announced = 0;
  private readonly watch: ClientWatch;

  constructor(options: ClientOptions) {
    this.name = options.name;
    this.device = options.device;
    this.session = options.device.session;
    this.room = options.room;
    this.writes = options.writes;
    this.bare = options.bare;
    this.tidies = options.tidies;
    this.gc = options.gc;
    this.forgetsLate = options.forgetsLate;
    this.minds = options.minds;
    this.watch = options.watch;
    this.doc = this.newDoc(options.clientId);
  }

  get seat(): Seat {
    return this.device.seat;
  }

  /** Whether its session is over, and its person has not come back to it. */
  get isSignedOut(): boolean {
    return this.refusal?.code === CLOSE.signIn;
  }

  /** Everything that the server has not confirmed, wherever it is kept. */
  get unacknowledged(): readonly Unacknowledged[] {
    return this.outbox;
  }

  get isOpen(): boolean {
    return this.link !== null;
  }

  /** Whether it takes marks away that look idle, and may not say so: words that come between such marks later carry others here than there. */
  get marksApart(): boolean {
    return this.tidies && !this.writes;
  }

  clauses(): Clause[] {
    return readText(this.doc);
  }

  connect(now: number): Link {
    this.link = new Link();
    this.session = this.device.session;
    this.covered = [];
    this.answered = false;
    this.synced = false;
    this.heardAt = now;
    this.link.sendUp(stateVectorMessage(this.doc));
    if (this.minds) this.link.sendUp(presenceMessage(this.doc.clientID, (this.announced += 1), this.seat.name));
    return this.link;
  }

  /** Gives the connection up, as somebody does who closes the lid or has heard nothing for half a minute. */
  disconnect(): void {
    this.link?.closeUp();
    this.link?.down.splice(0);
    this.link = null;
    this.synced = false;
  }

  /** The page is loaded anew: what is in the outbox is put back, with what pages that are gone left of the room, and waits for the text that it belongs to. */
  reload(clientId: number, forgets: boolean, left: readonly Uint8Array[] = []): void {
    this.disconnect();
    this.made = 1;
    this.outbox = [...left, ...(forgets ? [] : this.outbox.map(({ bytes }) => bytes))].map((bytes) => ({
      number: this.made,
      bytes,
    }));
    this.entries.length = 0;
    this.anew = false;
    this.loaded = false;
    this.doc.destroy();
    this.doc = this.newDoc(clientId);
    for (const { bytes } of this.outbox) Y.applyUpdate(this.doc, bytes, RESTORED);
  }

  /** Its person has signed in again: it is loaded anew. */
  comeBack(clientId: number, left: readonly Uint8Array[]): void {
    this.refusal = null;
    this.reload(clientId, false, left);
  }

  /** Enters a later revision of its text, with nothing of the earlier one. */
  follow(room: RoomId, clientId: number, left: readonly Uint8Array[]): void {
    this.disconnect();
    this.room = room;
    this.refusal = null;
    this.reload(clientId, true, left);
  }

  /** Asks again for the part of the record that it did not get. */
  tryAgain(): void {
    if (this.behind) this.catchUp();
  }

  /** Sends every unconfirmed change once more, as a client does that is not sure of an answer. True where there was one. */
  resend(): boolean {
    if (!this.answered || !this.writes || this.outbox.length === 0) return false;
    for (const { number, bytes } of this.outbox) this.sendUpdate(bytes, number);
    return true;
  }

  /** Takes in the next message of its connection. */
  hear(bytes: Uint8Array, now: number): void {
    this.heardAt = now;
    const decoder = decoding.createDecoder(bytes);
    const type = decoding.readVarUint(decoder);
    if (type === MESSAGE.ack) return this.acknowledge(readAck(decoder));
    if (type === MESSAGE.drafting) return void (this.drafting = readDrafting(decoder));
    if (type === MESSAGE.entries) return this.takeEntries(readEntries(decoder));
    if (type !== MESSAGE.sync) return;
    const step = decoding.readVarUint(decoder);
    const content = decoding.readVarUint8Array(decoder);
    if (step === 0) {
      // The server's first word: from here on no entry is missed.
      if (this.room.kind === 'text') this.catchUp();
      return this.answer(content);
    }
    this.watch.onHeard(this, content);
    Y.applyUpdate(this.doc, content, FROM_SERVER);
    if (step === 1) this.onSynced();
  }

  hearClose(code: number, reason: string): void {
    this.link?.closeUp();
    this.link = null;
    this.synced = false;
    if (code < 4400 || code >= 4500) return;
    if (code === CLOSE.frozen) this.keepLate();
    this.refusal = { code, reason };
    this.watch.onRefused(this, code, reason);
  }

  /** As the page does: what the frozen revision did not take goes into the tray. */
  private keepLate(): void {
    const { words } = notTaken(
      this.doc,
      this.outbox.map(({ bytes }) => bytes),
      new Map(),
    );
    this.outbox = [];
    if (!this.forgetsLate) this.device.late += words.map((passage) => passage.words).join('');
  }

  private newDoc(clientId: number): Y.Doc {
    const doc = new Y.Doc({ gc: this.gc });
    doc.clientID = clientId;
    textOf(doc);
    if (!this.tidies) doc.on('afterTransaction', (transaction) => void (transaction._needFormattingCleanup = false));
    doc.on('update', (bytes: Uint8Array, origin: unknown) => {
      if (origin !== FROM_SERVER && origin !== RESTORED) this.make(bytes);
    });
    return doc;
  }

  private make(bytes: Uint8Array): void {
    this.made += 1;
    if (!this.writes) {
      if (this.bare) this.link?.sendUp(updateMessage(bytes));
      return;
    }
    this.watch.onMade(this, bytes);
    this.outbox.push({ number: this.made, bytes });
    if (this.answered) this.sendUpdate(bytes, this.made);
  }

  private sendUpdate(bytes: Uint8Array, covers: number): void {
    // As the real client counts: a message covers itself and everything before it.
    this.covered.push(Math.max(covers, this.covered.at(-1) ?? 0));
    this.link?.sendUp(updateMessage(bytes));
  }

  /**
   * To the server's question what it lacks. The answer carries what was made offline; updates before it might presume that. But it also
   * names whatever is deleted here; so what is unconfirmed goes before it as it was made, with its own deletions alone.
   */
  private answer(stateVector: Uint8Array): void {
    if (!this.writes && !this.bare) return;
    if (this.outbox.length > 0) this.sendUpdate(Y.mergeUpdates(this.outbox.map(({ bytes }) => bytes)), this.made);
    const message = must(differenceMessage(this.doc, stateVector), 'the server’s state vector');
    this.answered = true;
    this.link?.sendUp(message);
    if (!this.writes) return;
    const isEmpty = Y.encodeStateAsUpdate(this.doc, stateVector).length <= 2;
    if (isEmpty) this.confirm(this.made);
    else this.covered.push(this.made);
  }

  private onSynced(): void {
    this.synced = true;
    this.loaded = true;
  }

  private acknowledge(count: number): void {
    const upTo = this.covered[Math.min(count, this.covered.length) - 1];
    if (upTo !== undefined) this.confirm(upTo);
  }

  private confirm(upTo: number): void {
    const confirmed = this.outbox.filter(({ number }) => number <= upTo);
    if (confirmed.length === 0) return;
    this.outbox = this.outbox.filter(({ number }) => number > upTo);
    this.watch.onAcknowledged(this, confirmed);
  }

  private takeEntries(entries: readonly Entry[]): void {
    this.watch.onEntries(this, entries);
    for (const entry of entries) {
      const next = (this.entries.at(-1)?.number ?? 0) + 1;
      if (entry.number > next) return this.catchUp();
      if (entry.number === next) this.push([entry]);
    }
  }

  private push(entries: readonly Entry[]): void {
    this.entries.push(...entries);
    if (this.minds && entries.some(({ event }) => event.type === 'LensChanged')) this.readAnew();
  }

  /** All of the record is seen in another way than before. */
  private readAnew(): void {
    this.anew = true;
    this.catchUp();
  }

  /** Gets the part of the record that it lacks. */
  private catchUp(): void {
    const { anew } = this;
    const entries = this.watch.entriesAfter(this, anew ? 0 : (this.entries.at(-1)?.number ?? 0));
    this.behind = entries === null;
    if (entries === null) return;
    this.anew = false;
    if (anew) this.entries.splice(0, this.entries.length, ...entries);
    else this.push(entries);
  }
}
