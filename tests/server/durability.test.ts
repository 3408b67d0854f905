import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { must } from '../../shared/base/assert.ts';
import type { Seat } from '../../shared/participants/participant.ts';
import { textOf } from '../../shared/text/reading.ts';
import { SYSTEM_CLOCK } from '../../server/clock.ts';
import { actorOf } from '../../server/drafts/actor.ts';
import { importDraft } from '../../server/drafts/importing.ts';
import { verifyDraft } from '../../server/drafts/verifying.ts';
import { stderrLog } from '../../server/log.ts';
import type { RunningServer } from '../../server/main.ts';
import { Connection } from '../../server/rooms/connection.ts';
import { differenceMessage, stateVectorMessage, updateMessage } from '../../server/rooms/messages.ts';
import { Rooms } from '../../server/rooms/rooms.ts';
import type { TextRoom } from '../../server/rooms/text-room.ts';
import { SAMPLE_SEATS, createProcess } from '../../server/sample/seats.ts';
import { openStore } from '../../server/store/sqlite.ts';
import type { Store } from '../../server/store/store.ts';
import { registry } from '../../shared/participants/registry.ts';
import { serve, signIn, temporaryFolder } from './harness.ts';

const SOURCE = '1. The Council [shall] meet.\n';

let folder: ReturnType<typeof temporaryFolder>;

beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.forget());

test('[S2] what was acknowledged is there after the process was killed (invariant 4)', async () => {
  const child = spawn(process.execPath, [fileURLToPath(new URL('./child-server.ts', import.meta.url)), folder.path], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  const running = JSON.parse(line.toString('utf8')) as RunningServer;
  const drafter = await signIn(running, 'drafter-1');
  const { draft } = await drafter.import(SOURCE);
  const client = await drafter.open(draft);
  for (let index = 0; index < 30; index += 1) client.typeAfter('The Council', 'x');
  await client.until(() => client.acknowledged >= 20, 'acknowledgements');
  child.kill('SIGKILL');
  await once(child, 'exit');
  const atLeast = client.acknowledged;
  client.close();

  const server = await serve(folder.path);
  const again = await (await signIn(server, 'drafter-2')).open(draft);
  expect(again.words()[0]?.split('x').length).toBeGreaterThan(atLeast);
  expect(again.eventTypes()).toEqual(['DraftImported', 'ClauseEdited']);
  again.close();
  await server.stop();
});

/** A room on a store that can be made to fail, with a connection that notes what it is told. */
interface Bench {
  readonly store: Store;
  readonly rooms: Rooms;
  readonly draft: ReturnType<Store['drafts']['all']>[number]['id'];
  failing: boolean;
  /** Called within each transaction of an append. */
  onAppend: () => void;
}

function bench(): Bench {
  const opened = openStore(folder.path, { create: true });
  if (!opened.ok) throw new Error(opened.refusal.reason);
  const real = opened.value;
  createProcess(real, SYSTEM_CLOCK);
  const roster = registry(real.process.participants());
  const { draft } = importDraft({ store: real, clock: SYSTEM_CLOCK, registry: roster }, actorOf(SAMPLE_SEATS[0]!), {
    fileName: 'x.md',
    source: SOURCE,
  });
  const store: Store = {
    ...real,
    drafts: {
      ...real.drafts,
      append: (id, what) => {
        made.onAppend();
        real.drafts.append(id, what);
        if (made.failing) throw new Error('the disk is full');
      },
    },
  };
  const rooms = new Rooms({
    store,
    clock: SYSTEM_CLOCK,
    log: stderrLog('silent'),
    coalesceMs: 3_600_000,
    idleMs: 3_600_000,
    registry: roster,
    actorOf: (seat) => actorOf(must(real.process.seat(seat), 'a seat')),
  });
  const made: Bench = { store: real, rooms, draft, failing: false, onAppend: () => undefined };
  return made;
}

class Listener {
  readonly doc = new Y.Doc({ gc: false });
  readonly heard: number[] = [];
  closed: number | null = null;
  readonly connection: Connection;
  readonly room: TextRoom;

  constructor(room: TextRoom, seat: Seat) {
    this.room = room;
    this.connection = new Connection(seat, 'session', {
      bufferedAmount: 0,
      send: (bytes) => void this.heard.push(bytes[0] === 0 ? bytes[1]! : bytes[0]!),
      close: (code) => {
        this.closed = code;
      },
      terminate: () => undefined,
    });
    room.join(this.connection);
    room.receive(this.connection, stateVectorMessage(this.doc));
    this.heard.length = 0;
  }

  /** Adds an empty clause, which needs nothing of the text as it stands. */
  write(id: string): void {
    const start = Y.encodeStateVector(this.doc);
    const clause = new Y.XmlElement('clause');
    clause.setAttribute('id', id);
    textOf(this.doc).push([clause]);
    this.room.receive(this.connection, updateMessage(Y.encodeStateAsUpdate(this.doc, start)));
  }
}

const UPDATE = 2;
/** As many updates as the room puts into one transaction. */
const LARGEST_BATCH = 200;
const ACK = 100;

test('[S2] nothing is said before it is durable, and what comes in one turn is one transaction (invariant 4)', () => {
  const made = bench();
  const room = made.rooms.text(made.draft)!;
  const [one, other] = [new Listener(room, SAMPLE_SEATS[0]!), new Listener(room, SAMPLE_SEATS[1]!)];
  let appends = 0;
  made.onAppend = () => {
    appends += 1;
    expect([...one.heard, ...other.heard]).toEqual([]);
  };
  one.write('c-1');
  one.write('c-2');
  other.write('c-3');
  expect([...one.heard, ...other.heard]).toEqual([]);
  room.commit();
  expect(appends).toBe(1);
  // What several wrote in one turn is one update for everybody.
  expect(one.heard).toEqual([UPDATE, ACK]);
  expect(other.heard).toEqual([UPDATE, ACK]);
  // What one wrote in one turn is one update of the log.
  expect(made.store.drafts.updates(made.draft, 0)).toHaveLength(3);
  made.store.close();
});

test('[S1] [S2] of what one wrote in one turn a bad update is refused by itself, and what came before it is durable', () => {
  const made = bench();
  const room = made.rooms.text(made.draft)!;
  const one = new Listener(room, SAMPLE_SEATS[0]!);
  room.receive(one.connection, must(differenceMessage(one.doc, Y.encodeStateVector(one.doc)), 'an answer'));
  one.write('c-1');
  one.write('c-2');
  textOf(one.doc).push([new Y.XmlElement('clause')]);
  // It presumes the clause that was not sent.
  one.write('c-4');
  expect(one.closed).toBeNull();
  room.commit();
  expect(one.closed).toBe(4400);
  expect(room.clauses().map(({ id }) => id)).toEqual(expect.arrayContaining(['c-1', 'c-2']));
  expect(room.clauses().map(({ id }) => id)).not.toContain('c-4');
  expect(made.store.drafts.updates(made.draft, 0)).toHaveLength(3);
  made.store.close();
});

test('[S10] words are kept with the update that took them out, also where that is as much as one transaction holds', () => {
  const made = bench();
  const room = made.rooms.text(made.draft)!;
  const [author, remover] = [new Listener(room, SAMPLE_SEATS[0]!), new Listener(room, SAMPLE_SEATS[1]!)];
  const written: Uint8Array[] = [];
  remover.doc.on('update', (bytes: Uint8Array) => void written.push(bytes));
  const clause = new Y.XmlElement('clause');
  clause.setAttribute('id', 'c-9');
  textOf(remover.doc).push([clause]);
  const words = new Y.XmlText('x'.repeat(300));
  clause.push([words]);
  const seen = written.splice(0);
  for (const update of seen) {
    Y.applyUpdate(author.doc, update);
    room.receive(remover.connection, updateMessage(update));
  }
  const start = Y.encodeStateVector(author.doc);
  ((textOf(author.doc).get(0) as Y.XmlElement).get(0) as Y.XmlText).insert(0, 'Unseen. ');
  room.receive(author.connection, updateMessage(Y.encodeStateAsUpdate(author.doc, start)));
  room.commit();
  // Each letter struck is an update of the log by itself; the last of them takes the clause.
  for (let update = 1; update < LARGEST_BATCH; update += 1) words.delete(0, 1);
  textOf(remover.doc).delete(0, 1);
  for (const update of written) room.receive(remover.connection, updateMessage(update));
  room.commit();
  expect(made.store.recoveries.of(SAMPLE_SEATS[0]!.id)).toMatchObject([{ words: 'Unseen. ', clause: 'c-9' }]);
  made.store.close();
});

test('[S2] a newcomer is not shown what is not durable yet', () => {
  const made = bench();
  const room = made.rooms.text(made.draft)!;
  const one = new Listener(room, SAMPLE_SEATS[0]!);
  one.write('c-1');
  let committed = false;
  made.onAppend = () => {
    committed = true;
  };
  const newcomer = new Listener(room, SAMPLE_SEATS[3]!);
  expect(committed).toBe(true);
  expect(newcomer.closed).toBeNull();
  made.store.close();
});

test('[S8] a commit that fails says nothing, drops the room, and leaves the log as it was', () => {
  const made = bench();
  const room = made.rooms.text(made.draft)!;
  const [one, other] = [new Listener(room, SAMPLE_SEATS[0]!), new Listener(room, SAMPLE_SEATS[1]!)];
  made.failing = true;
  one.write('c-1');
  expect(room.commit()).toBe(false);
  expect([...one.heard, ...other.heard]).toEqual([]);
  expect([one.closed, other.closed]).toEqual([4500, 4500]);
  made.failing = false;
  const reloaded = made.rooms.text(made.draft)!;
  expect(reloaded).not.toBe(room);
  expect(reloaded.clauses()).toHaveLength(1);
  expect(verifyDraft(made.store, made.draft).ok).toBe(true);
  made.store.close();
});

test('[S8] a command whose commit fails says nothing and leaves the log as it was', () => {
  const made = bench();
  const room = made.rooms.text(made.draft)!;
  const one = new Listener(room, SAMPLE_SEATS[0]!);
  const [proposal] = room.state.proposals.keys();
  made.failing = true;
  const chair = SAMPLE_SEATS.find((seat) => seat.role === 'chair')!;
  const accept = { type: 'accept', proposal: proposal!, version: room.versionOf(proposal!), falls: [] } as const;
  expect(() => made.rooms.command(made.draft, chair, accept)).toThrow('the disk is full');
  expect(one.heard).toEqual([]);
  expect(one.closed).toBe(4500);
  made.failing = false;
  expect(made.rooms.command(made.draft, chair, accept)).toMatchObject({ ok: true });
  expect(verifyDraft(made.store, made.draft).ok).toBe(true);
  made.store.close();
});

test('[O8] a room that nobody is in leaves memory, with what rested recorded, and comes back when somebody comes', async () => {
  const server = await serve(folder.path, { idleMs: 1 });
  const drafter = await signIn(server, 'drafter-1');
  const { draft } = await drafter.import(SOURCE);
  const client = await drafter.open(draft);
  client.typeAfter('The Council', ' now');
  await client.until(() => client.acknowledged === 1, 'the acknowledgement');
  client.close();
  let types: string[] = [];
  while (types.length < 2) {
    const { body } = await drafter.desk();
    types = body.drafts[0]?.lastEntry === 2 ? ['DraftImported', 'ClauseEdited'] : [];
  }
  const again = await drafter.open(draft);
  expect(again.eventTypes()).toEqual(types);
  again.close();
  await server.stop();
});
