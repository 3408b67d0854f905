import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import * as awarenessProtocol from 'y-protocols/awareness';
import * as syncProtocol from 'y-protocols/sync';
import { must } from '../../shared/base/assert.ts';
import { clauseId, seatId, type DraftId } from '../../shared/base/ids.ts';
import { registry } from '../../shared/participants/registry.ts';
import { ROSTER } from '../../shared/participants/roster.ts';
import type { Seat } from '../../shared/participants/participant.ts';
import { MESSAGE, readAck } from '../../shared/protocol/frame.ts';
import { textDigest } from '../../shared/text/digest.ts';
import { readText, textOf } from '../../shared/text/reading.ts';
import { elementOf } from '../../shared/text/writing.ts';
import { SYSTEM_CLOCK } from '../../server/clock.ts';
import { actorOf } from '../../server/drafts/actor.ts';
import { importDraft } from '../../server/drafts/importing.ts';
import { stderrLog } from '../../server/log.ts';
import { Connection } from '../../server/rooms/connection.ts';
import { Rooms } from '../../server/rooms/rooms.ts';
import type { TextRoom } from '../../server/rooms/text-room.ts';
import { createProcess } from '../../server/sample/seats.ts';
import { openStore } from '../../server/store/sqlite.ts';
import type { Store } from '../../server/store/store.ts';

const SOURCE = `# Draft articles

1. The Council [shall][should] meet [at least] twice a year.

(a) in ordinary session; [and]

(b) at the request of [one third][a majority] of its members.

2. The Chair presides[, or in her absence the eldest member].

3. Decisions are taken by *consensus* and **recorded**.
`;

/** What hostile bytes must leave as it is: the text, and how much log and record there is. */
export interface Standing {
  readonly text: string;
  readonly updates: number;
  readonly entries: number;
}

/** A real room on a real store, without sockets: so that thousands of messages take seconds, and each is over when the call returns. */
export class Chamber {
  readonly store: Store;
  readonly rooms: Rooms;
  readonly draft: DraftId;
  private readonly folder = mkdtempSync(join(tmpdir(), 'travaux-hostile-'));
  private readonly guests = new Set<Guest>();

  /** `wrap` may put a fault of the test's own between room and store. */
  constructor(wrap: (store: Store) => Store = (store) => store) {
    const opened = openStore(this.folder, { create: true });
    if (!opened.ok) throw new Error(opened.refusal.reason);
    this.store = wrap(opened.value);
    createProcess(this.store, SYSTEM_CLOCK);
    const roster = registry(ROSTER);
    this.draft = importDraft({ store: this.store, clock: SYSTEM_CLOCK, registry: roster }, actorOf(this.seat('drafter-1')), {
      fileName: 'draft.md',
      source: SOURCE,
    }).draft;
    this.rooms = new Rooms({
      store: this.store,
      clock: SYSTEM_CLOCK,
      log: stderrLog('silent'),
      coalesceMs: 3_600_000,
      idleMs: 3_600_000,
      registry: roster,
      actorOf: (seat) => actorOf(must(this.store.process.seat(seat), 'a seat')),
    });
  }

  seat(id: string): Seat {
    return must(this.store.process.seat(seatId(id)), `seat ${id}`);
  }

  room(): TextRoom {
    return must(this.rooms.text(this.draft), 'the room');
  }

  standing(): Standing {
    const stored = must(this.store.drafts.find(this.draft), 'the draft');
    return { text: textDigest(this.room().clauses()), updates: stored.updates, entries: stored.entries };
  }

  /** Somebody who says nothing unless told to. */
  enter(seat: string): Guest {
    const guest = new Guest(this.room(), this.seat(seat));
    this.guests.add(guest);
    return guest;
  }

  /** An honest client: it answers, and applies what it hears. */
  enterHonestly(seat: string): Honest {
    const room = this.room();
    const guest = new Honest(room, this.seat(seat), this.rooms.allocateClientId(room, this.seat(seat)));
    this.guests.add(guest);
    return guest;
  }

  /** A client id of a seat in this room. */
  clientId(seat: string): number {
    return this.rooms.allocateClientId(this.room(), this.seat(seat));
  }

  /** The text as anyone would have it who came now. */
  copy(clientId?: number): Y.Doc {
    const doc = new Y.Doc({ gc: false });
    if (clientId !== undefined) doc.clientID = clientId;
    textOf(doc);
    const visitor = this.enter('observer');
    visitor.say(message(0, 0, Y.encodeStateVector(new Y.Doc())));
    for (const bytes of visitor.heard) {
      const heard = syncOf(bytes);
      if (heard?.step === 1) Y.applyUpdate(doc, heard.bytes);
    }
    visitor.leave();
    return doc;
  }

  close(): void {
    for (const guest of this.guests) guest.leave();
    this.rooms.stop();
    this.store.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** One connection in the room, and what came back over it. */
export class Guest {
  readonly heard: Uint8Array[] = [];
  closed: { readonly code: number; readonly reason: string } | null = null;
  protected readonly room: TextRoom;
  private readonly connection: Connection;

  constructor(room: TextRoom, seat: Seat) {
    this.room = room;
    this.connection = new Connection(seat, `session of ${seat.id}`, {
      bufferedAmount: 0,
      send: (bytes) => this.hear(bytes),
      close: (code, reason) => (this.closed ??= { code, reason }),
      terminate: () => (this.closed ??= { code: 1006, reason: '' }),
    });
    room.join(this.connection);
  }

  /** Sends bytes; all that follows from them has happened, durably, when this returns. */
  say(bytes: Uint8Array): void {
    this.room.receive(this.connection, bytes);
    this.room.commit();
    if (this.closed !== null) this.room.leave(this.connection);
  }

  leave(): void {
    this.closed ??= { code: 1000, reason: '' };
    this.room.leave(this.connection);
  }

  protected hear(bytes: Uint8Array): void {
    this.heard.push(bytes);
  }
}

/** A guest with a document and an awareness of its own, such as y-websocket keeps. */
export class Honest extends Guest {
  // A guest hears the first message while it is still being made.
  private doc?: Y.Doc;
  private presence?: awarenessProtocol.Awareness;
  acknowledged = 0;

  constructor(room: TextRoom, seat: Seat, clientId: number) {
    super(room, seat);
    this.doc = new Y.Doc({ gc: false });
    this.doc.clientID = clientId;
    this.presence = new awarenessProtocol.Awareness(this.doc);
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== this) this.say(message(0, 2, update));
    });
    for (const bytes of this.heard.splice(0)) this.apply(bytes);
    this.say(message(0, 0, Y.encodeStateVector(this.document)));
    this.announce({ cursor: 0 });
  }

  get document(): Y.Doc {
    return must(this.doc, 'the document');
  }

  get awareness(): awarenessProtocol.Awareness {
    return must(this.presence, 'the awareness');
  }

  digest(): string {
    return textDigest(readText(this.document));
  }

  announce(state: Record<string, unknown>): void {
    this.awareness.setLocalState(state);
    this.say(message(1, awarenessProtocol.encodeAwarenessUpdate(this.awareness, [this.document.clientID])));
  }

  /** Puts words at the beginning of a clause; where that one has gone, of another, or of a new one. */
  type(words: string, clause = 1): void {
    const text = textOf(this.document);
    const nodes = text.toArray().flatMap((element) => (element instanceof Y.XmlElement ? element.toArray() : []));
    const element: unknown = clause < text.length ? text.get(clause) : null;
    const wanted: unknown = element instanceof Y.XmlElement ? element.get(0) : null;
    const node = [wanted, ...nodes].find((one) => one instanceof Y.XmlText);
    if (node !== undefined) return node.insert(0, words);
    const id = clauseId(`c-${this.document.clientID}-${this.acknowledged}`);
    return text.insert(0, [
      elementOf({ id, kind: 'text', level: 0, label: '', runs: [{ text: words, insertions: [], deletions: [] }] }),
    ]);
  }

  protected override hear(bytes: Uint8Array): void {
    if (this.doc === undefined) super.hear(bytes);
    else this.apply(bytes);
  }

  private apply(bytes: Uint8Array): void {
    const decoder = decoding.createDecoder(bytes);
    const type = decoding.readVarUint(decoder);
    if (type === MESSAGE.ack) this.acknowledged = readAck(decoder);
    if (type === MESSAGE.awareness)
      awarenessProtocol.applyAwarenessUpdate(this.awareness, decoding.readVarUint8Array(decoder), this);
    if (type !== MESSAGE.sync) return;
    const answer = encoding.createEncoder();
    encoding.writeVarUint(answer, MESSAGE.sync);
    syncProtocol.readSyncMessage(decoder, answer, this.document, this);
    if (encoding.length(answer) > 1) this.say(encoding.toUint8Array(answer));
  }

  override leave(): void {
    super.leave();
    this.presence?.destroy();
  }
}

/** A message of the protocol: numbers of its types, then its bytes. */
export function message(...parts: readonly [...types: number[], bytes: Uint8Array]): Uint8Array {
  const encoder = encoding.createEncoder();
  for (const part of parts) {
    if (typeof part === 'number') encoding.writeVarUint(encoder, part);
    else encoding.writeVarUint8Array(encoder, part);
  }
  return encoding.toUint8Array(encoder);
}

/** An update as a client sends it as it goes. */
export function updateMessage(update: Uint8Array): Uint8Array {
  return message(0, 2, update);
}

function syncOf(bytes: Uint8Array): { readonly step: number; readonly bytes: Uint8Array } | null {
  const decoder = decoding.createDecoder(bytes);
  if (decoding.readVarUint(decoder) !== MESSAGE.sync) return null;
  return { step: decoding.readVarUint(decoder), bytes: decoding.readVarUint8Array(decoder) };
}
