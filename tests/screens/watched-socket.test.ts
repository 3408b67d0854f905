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
const answer = message((encoder) => sync.writeSyncStep2(encoder, written()));
const emptyAnswer = message((encoder) => sync.writeSyncStep2(encoder, new Y.Doc()));
const update = message((encoder) => sync.writeUpdate(encoder, Y.encodeStateAsUpdate(written())));

function socket(writes: boolean, written: () => Promise<void> = () => Promise.resolve()) {
  const counted = { sent: 0, nothing: 0, covers: [] as number[] };
  let made = 0;
  const Socket = watchedSocket(Wire as unknown as typeof WebSocket, {
    writes,
    covers: () => made,
    unconfirmed: () => [],
    written,
    onSent: (covers) => {
      counted.sent += 1;
      counted.covers.push(covers);
    },
    onNothingLacking: () => (counted.nothing += 1),
  });
  const wire = new Socket('ws://nowhere') as unknown as Wire;
  const change = (): void => {
    made += 1;
  };
  return { made: wire, counted, change };
}

async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}

test('[S20] tells questions from what changes the text', () => {
  expect(syncMessage(question)).toBeNull();
  expect(syncMessage(answer)).toEqual({ kind: 'answer', hasContent: true });
  expect(syncMessage(emptyAnswer)).toEqual({ kind: 'answer', hasContent: false });
  expect(syncMessage(update)).toEqual({ kind: 'update', hasContent: true });
});

test('[S20] counts the answer and the updates after it', async () => {
  const { made, counted } = socket(true);
  for (const bytes of [question, answer, update, update]) made.send(bytes);
  await settled();
  expect(made.sent).toHaveLength(4);
  expect(counted).toMatchObject({ sent: 3, nothing: 0 });
});

test('[S20] an empty answer is sent and says that nothing is lacking', async () => {
  const { made, counted } = socket(true);
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
  expect(made.sent).toEqual([answer, update]);
  expect(counted.sent).toBe(2);
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
  const { made, counted, change } = socket(true, () => promise);
  change();
  made.send(answer);
  made.send(question);
  change();
  await settled();
  expect(made.sent).toEqual([question]);
  resolve();
  await settled();
  expect(made.sent).toEqual([question, answer]);
  expect(counted.covers).toEqual([1]);
});
