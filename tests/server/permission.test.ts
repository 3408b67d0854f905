import * as encoding from 'lib0/encoding';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import type { DraftId } from '../../shared/base/ids.ts';
import { textOf } from '../../shared/text/reading.ts';
import type { RunningServer } from '../../server/main.ts';
import { Person, serve, signIn, temporaryFolder, type Client } from './harness.ts';

const SOURCE = '# Draft\n\n1. The Council shall meet [twice] a year.\n';
const READERS = ['chair', 'kenya', 'observer'];

let folder: ReturnType<typeof temporaryFolder>;
let server: RunningServer;
let drafter: Person;
let draft: DraftId;
let witness: Client;
let before: string;

beforeEach(async () => {
  folder = temporaryFolder();
  server = await serve(folder.path);
  drafter = await signIn(server, 'drafter-1');
  draft = (await drafter.import(SOURCE)).draft;
  witness = await drafter.open(draft);
  before = JSON.stringify(witness.clauses());
});

afterEach(async () => {
  witness.close();
  await server.stop();
  folder.forget();
});

/** Sends raw messages as a seat, and gives the code with which the server closes the socket. */
function send(person: Person, room: string, ...messages: Uint8Array[]): Promise<number> {
  return closeOf(person, `/sync/${room}`, ...messages);
}

function closeOf(person: Person, path: string, ...messages: Uint8Array[]): Promise<number> {
  const socket = new WebSocket(`${person.url.replace('http', 'ws')}${path}`, {
    headers: { cookie: person.cookie, origin: person.url },
  });
  return new Promise((resolve, reject) => {
    socket.on('open', () => messages.forEach((message) => socket.send(message)));
    socket.on('close', (code) => resolve(code));
    socket.on('error', reject);
  });
}

function sync(step: number, update: Uint8Array): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, 0);
  encoding.writeVarUint(encoder, step);
  encoding.writeVarUint8Array(encoder, update);
  return encoding.toUint8Array(encoder);
}

/** What the drafter's text would be after an edit, as the update alone. */
function updateOf(edit: (doc: Y.Doc) => void, clientID = 4711): Uint8Array {
  const doc = new Y.Doc({ gc: false });
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(witness.doc));
  doc.clientID = clientID;
  const start = Y.encodeStateVector(doc);
  edit(doc);
  return Y.encodeStateAsUpdate(doc, start);
}

function firstWords(doc: Y.Doc): Y.XmlText {
  const clause = textOf(doc).get(1);
  const words = clause instanceof Y.XmlElement ? clause.get(0) : null;
  if (!(words instanceof Y.XmlText)) throw new Error('no words');
  return words;
}

const WRITES: Record<string, (doc: Y.Doc) => void> = {
  'inserts words': (doc) => firstWords(doc).insert(0, 'Never: '),
  'deletes words': (doc) => firstWords(doc).delete(0, 4),
  'marks words': (doc) => firstWords(doc).format(0, 3, { bold: {} }),
  'deletes a clause': (doc) => textOf(doc).delete(0, 1),
  'changes an attribute': (doc) => (textOf(doc).get(0) as Y.XmlElement).setAttribute('label', '9.'),
  'writes another root': (doc) => doc.getMap('elsewhere').set('key', 1),
};

/** The text that the server holds, as a newcomer gets it. */
async function textNow(): Promise<string> {
  const newcomer = await drafter.open(draft);
  const text = JSON.stringify(newcomer.clauses());
  newcomer.close();
  return text;
}

test('[S4] no seat that may only read changes the text, whatever it sends, and the others are unharmed (invariant 5)', async () => {
  for (const seat of READERS) {
    const reader = await signIn(server, seat);
    for (const edit of Object.values(WRITES)) {
      for (const step of [1, 2]) {
        expect(await send(reader, `text/${draft}`, sync(step, updateOf(edit)))).toBe(4403);
      }
    }
    expect(await send(reader, `text/${draft}`, sync(2, Uint8Array.of(1, 2, 3, 4, 5)))).toBe(4403);
  }
  expect(await textNow()).toBe(before);
  expect(witness.closed).toBeNull();
  witness.typeAfter('The Council', ' still');
  await witness.until(() => witness.acknowledged === 1, 'the acknowledgement of an honest edit');
});

test('[S4] a reader who knows of deletions says nothing new with them', async () => {
  witness.strike('Council');
  await witness.until(() => witness.acknowledged === 1, 'the edit');
  const kenya = await (await signIn(server, 'kenya')).open(draft);
  kenya.provider.disconnect();
  kenya.provider.connect();
  await kenya.until(() => kenya.provider.synced && kenya.acknowledged === 1, 'the second connection');
  expect(kenya.closed).toBeNull();
  kenya.close();
});

test("[S3] a drafter's update with another seat's client id, or the server's, is refused", async () => {
  witness.typeAfter('The Council', ' now');
  await witness.until(() => witness.acknowledged === 1, 'the edit');
  const other = await signIn(server, 'drafter-2');
  expect(
    await send(
      other,
      `text/${draft}`,
      sync(
        2,
        updateOf((doc) => firstWords(doc).insert(0, 'x'), witness.doc.clientID),
      ),
    ),
  ).toBe(4409);
  const [server4711] = [...witness.doc.store.clients.keys()].filter((id) => id !== witness.doc.clientID);
  expect(
    await send(
      other,
      `text/${draft}`,
      sync(
        2,
        updateOf((doc) => firstWords(doc).insert(0, 'x'), server4711),
      ),
    ),
  ).toBe(4409);
  expect(witness.closed).toBeNull();
});

test('[S3] a client id belongs to the seat that used it first', async () => {
  const other = await signIn(server, 'drafter-2');
  const update = updateOf((doc) => firstWords(doc).insert(0, 'x'), 99);
  const socket = send(other, `text/${draft}`, sync(2, update), Uint8Array.of(77));
  expect(await socket).toBe(4400);
  await witness.until(() => witness.words()[1]?.startsWith('x') === true, 'the words of the other');
  expect(
    await send(
      drafter,
      `text/${draft}`,
      sync(
        2,
        updateOf((doc) => firstWords(doc).insert(0, 'y'), 99),
      ),
    ),
  ).toBe(4409);
});

const MALFORMED: Record<string, () => Uint8Array> = {
  'no message': () => Uint8Array.of(200, 1),
  'an unknown kind of message': () => Uint8Array.of(55),
  'an unknown step': () => sync(7, Uint8Array.of(0, 0)),
  'an update cut off': () => sync(2, updateOf((doc) => firstWords(doc).insert(0, 'words')).slice(0, -3)),
  'a gap': () => {
    const doc = new Y.Doc({ gc: false });
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(witness.doc));
    doc.clientID = 4712;
    firstWords(doc).insert(0, 'a');
    const start = Y.encodeStateVector(doc);
    firstWords(doc).insert(0, 'b');
    return sync(2, Y.encodeStateAsUpdate(doc, start));
  },
  'a collected struct': () => {
    // One client, one struct: a GC of 1000 at clock 0 of client 4713.
    const encoder = encoding.createEncoder();
    for (const number of [1, 1, 4713, 0]) encoding.writeVarUint(encoder, number);
    encoding.writeUint8(encoder, 0);
    encoding.writeVarUint(encoder, 1000);
    encoding.writeVarUint(encoder, 0);
    return sync(2, encoding.toUint8Array(encoder));
  },
  'another root': () =>
    sync(
      2,
      updateOf((doc) => doc.getXmlFragment('elsewhere').push([new Y.XmlElement('clause')])),
    ),
  'another node': () =>
    sync(
      2,
      updateOf((doc) => textOf(doc).push([new Y.XmlElement('script')])),
    ),
  'words outside a clause': () =>
    sync(
      2,
      updateOf((doc) => textOf(doc).push([new Y.XmlText('loose')])),
    ),
  'a node in a clause': () =>
    sync(
      2,
      updateOf((doc) => (textOf(doc).get(0) as Y.XmlElement).push([new Y.XmlElement('clause')])),
    ),
  'a clause without id': () =>
    sync(
      2,
      updateOf((doc) => textOf(doc).push([new Y.XmlElement('clause')])),
    ),
  'an unknown attribute': () =>
    sync(
      2,
      updateOf((doc) => (textOf(doc).get(0) as Y.XmlElement).setAttribute('onclick', 'x')),
    ),
  'a place in no table': () =>
    sync(
      2,
      updateOf((doc) => (textOf(doc).get(0) as Y.XmlElement).setAttribute('cell', 't/r')),
    ),
  'an unknown kind': () =>
    sync(
      2,
      updateOf((doc) => (textOf(doc).get(0) as Y.XmlElement).setAttribute('kind', 'poem')),
    ),
  'an unknown mark': () =>
    sync(
      2,
      updateOf((doc) => firstWords(doc).format(0, 2, { blink: {} })),
    ),
  'a mark of no proposal': () =>
    sync(
      2,
      updateOf((doc) => firstWords(doc).format(0, 2, { 'insertion--AAAAAAAA': { proposal: 7 } })),
    ),
  'an embed': () =>
    sync(
      2,
      updateOf((doc) => firstWords(doc).insertEmbed(0, { image: 'x' })),
    ),
};

test.each(Object.keys(MALFORMED))('[S1] malformed from a drafter: %s is refused whole, and nobody else notices', async (what) => {
  const message = MALFORMED[what]?.() ?? new Uint8Array();
  // The answer to the room's question comes first: until then an update may wait for what was typed offline.
  expect(await send(drafter, `text/${draft}`, sync(1, Uint8Array.of(0, 0)), message)).toBe(4400);
  expect(await textNow()).toBe(before);
  expect(witness.closed).toBeNull();
  witness.typeAfter('The Council', ' still');
  await witness.until(() => witness.acknowledged === 1, 'the acknowledgement of an honest edit');
});

test('[A7] a message larger than allowed is refused with a code that is final', async () => {
  expect(await send(drafter, `text/${draft}`, new Uint8Array(9 * 1024 * 1024))).toBe(4413);
});

test('[A10] doors: no session, a page of another seat, no such room, a foreign origin', async () => {
  const path = `text/${draft}`;
  expect(await send(new Person(server.url, ''), path)).toBe(4401);
  expect(await send(drafter, `${path}?seat=chair`)).toBe(4401);
  expect(await send(drafter, 'text/nothing')).toBe(4404);
  expect(await send(drafter, 'elsewhere')).toBe(4404);
  expect(await closeOf(drafter, '//')).toBe(4404);
  const foreign = new WebSocket(`${server.url.replace('http', 'ws')}/sync/${path}`, {
    headers: { cookie: drafter.cookie, origin: 'https://elsewhere.example' },
  });
  const status = await new Promise<number | undefined>((resolve) => {
    foreign.on('unexpected-response', (_request, response) => resolve(response.statusCode));
    foreign.on('error', () => undefined);
  });
  expect(status).toBe(403);
});

test('[A2] signing out closes the sockets of that session', async () => {
  await drafter.ask('DELETE', '/api/session');
  await witness.until(() => witness.closed?.code === 4401, 'the door');
  expect((await drafter.desk()).status).toBe(401);
});
