import * as encoding from 'lib0/encoding';
import * as sync from 'y-protocols/sync';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { syncMessage, watchedSocket } from '../../client/sync/watched-socket.ts';

class Wire {
  readonly sent: Uint8Array[] = [];
  send(bytes: Uint8Array): void {
    this.sent.push(bytes);
  }
}

function message(write: (encoder: encoding.Encoder) => void): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, 0);
  write(encoder);
  return encoding.toUint8Array(encoder);
}

function written(): Y.Doc {
  const doc = new Y.Doc();
  doc.getText('t').insert(0, 'words');
  return doc;
}

const question = message((encoder) => sync.writeSyncStep1(encoder, new Y.Doc()));
const doc = written();
const made = Y.encodeStateAsUpdate(doc);
const answer = message((encoder) => sync.writeSyncStep2(encoder, doc));
const asMade = message((encoder) => sync.writeUpdate(encoder, made));
const emptyAnswer = message((encoder) => sync.writeSyncStep2(encoder, new Y.Doc()));
const update = message((encoder) => sync.writeUpdate(encoder, Y.encodeStateAsUpdate(written())));

interface Behind {
  readonly written: () => Promise<void>;
  readonly unconfirmed: readonly Uint8Array[];
}

function socket(writes: boolean, { written = () => Promise.resolve(), unconfirmed = [made] }: Partial<Behind> = {}) {
  const counted = { sent: 0, nothing: 0, covers: [] as number[], behind: 0 };
  let changes = 0;
  const Socket = watchedSocket(Wire as unknown as typeof WebSocket, {
    writes,
    covers: () => changes,
    unconfirmed: () => unconfirmed,
    written,
    onSent: (covers) => {
      counted.sent += 1;
      counted.covers.push(covers);
    },
    onNothingLacking: () => (counted.nothing += 1),
    onBehind: () => (counted.behind += 1),
  });
  const wire = new Socket('ws://nowhere') as unknown as Wire;
  const change = (): void => {
    changes += 1;
  };
  return { made: wire, counted, change };
}

async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}

test('[S20] tells questions from what changes the text', () => {
  expect(syncMessage(question)).toBeNull();
  expect(syncMessage(answer)).toMatchObject({ kind: 'answer', hasContent: true });
  expect(syncMessage(emptyAnswer)).toMatchObject({ kind: 'answer', hasContent: false });
  expect(syncMessage(update)).toMatchObject({ kind: 'update', hasContent: true });
});

test('[S20] counts the answer and the updates after it', async () => {
  const { made, counted } = socket(true);
  for (const bytes of [question, answer, update, update]) made.send(bytes);
  await settled();
  expect(made.sent).toHaveLength(5);
  expect(counted).toMatchObject({ sent: 4, nothing: 0, behind: 0 });
});

test('[S20] an empty answer is sent and says that nothing is lacking', async () => {
  const { made, counted } = socket(true, { unconfirmed: [] });
  made.send(emptyAnswer);
  await settled();
  expect(made.sent).toHaveLength(1);
  expect(counted).toMatchObject({ sent: 0, nothing: 1 });
});

test('[S20] holds an update back until the answer, which covers it, has gone out', async () => {
  const { made, counted } = socket(true);
  made.send(update);
  await settled();
  expect(made.sent).toHaveLength(0);
  made.send(answer);
  made.send(update);
  await settled();
  expect(made.sent).toEqual([asMade, answer, update]);
  expect(counted.sent).toBe(3);
});

test('[S4] nothing that changes the text leaves the socket of a reader', async () => {
  const { made, counted } = socket(false);
  for (const bytes of [question, answer, update]) made.send(bytes);
  await settled();
  expect(made.sent).toEqual([question]);
  expect(counted).toMatchObject({ sent: 0, nothing: 0 });
});

test('[S14] a message leaves once what it covers is written down, and covers nothing that came later', async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const { made, counted, change } = socket(true, { written: () => promise });
  change();
  made.send(answer);
  made.send(question);
  change();
  await settled();
  expect(made.sent).toEqual([question]);
  resolve();
  await settled();
  expect(made.sent).toEqual([question, asMade, answer]);
  expect(counted.covers).toEqual([1, 1]);
});

test('[S12] a server that lacks what it had confirmed is sent nothing', async () => {
  const { made, counted } = socket(true, { unconfirmed: [] });
  made.send(answer);
  made.send(update);
  await settled();
  expect(made.sent).toEqual([]);
  expect(counted).toMatchObject({ sent: 0, nothing: 0, behind: 1 });
});

test('[S12] where nothing is unconfirmed no deletion is sent again, whoever made it', async () => {
  const { made, counted } = socket(true, { unconfirmed: [] });
  const struck = new Y.Doc();
  Y.applyUpdate(struck, Y.encodeStateAsUpdate(written()));
  struck.getText('t').delete(0, 2);
  const both = new Y.Doc();
  Y.applyUpdate(both, Y.encodeStateAsUpdate(struck));
  made.send(message((encoder) => sync.writeSyncStep2(encoder, both, Y.encodeStateVector(both))));
  await settled();
  expect(made.sent).toEqual([message((encoder) => sync.writeSyncStep2(encoder, new Y.Doc()))]);
  expect(counted).toMatchObject({ sent: 0, nothing: 1, behind: 0 });
});
