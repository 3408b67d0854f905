import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import * as sync from 'y-protocols/sync';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { watchedSocket } from '../../client/sync/watched-socket.ts';

class Wire {
  readonly sent: Uint8Array[] = [];
  send(bytes: Uint8Array): void {
    this.sent.push(bytes);
  }
}

/** What goes out of the socket of a page with this text and these unconfirmed changes, when it answers what the server lacks. */
async function answering(doc: Y.Doc, unconfirmed: readonly Uint8Array[]): Promise<{ kind: number; update: Uint8Array }[]> {
  const Socket = watchedSocket(Wire as unknown as typeof WebSocket, {
    writes: true,
    covers: () => unconfirmed.length,
    written: () => Promise.resolve(),
    unconfirmed: () => unconfirmed,
    onSent: () => undefined,
    onNothingLacking: () => undefined,
    onBehind: () => {
      throw new Error('the server is behind');
    },
  });
  const wire = new Socket('ws://nowhere') as unknown as Wire;
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, 0);
  sync.writeSyncStep2(encoder, doc);
  const answer = encoding.toUint8Array(encoder);
  wire.send(answer);
  wire.send(answer);
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
  return wire.sent.map((bytes) => {
    const decoder = decoding.createDecoder(bytes.subarray(1));
    return { kind: decoding.readVarUint(decoder), update: decoding.readVarUint8Array(decoder) };
  });
}

function changesOf(doc: Y.Doc, ...changes: (() => void)[]): Uint8Array[] {
  const made: Uint8Array[] = [];
  doc.on('update', (bytes: Uint8Array) => made.push(bytes));
  for (const change of changes) change();
  return made;
}

test('[S10] what is unconfirmed goes out as it was made before the answer, once: with its own deletions and no others', async () => {
  const doc = new Y.Doc({ gc: false });
  doc.clientID = 7;
  const text = doc.getText('t');
  const [typed, struck] = changesOf(
    doc,
    () => text.insert(0, 'my words'),
    () => text.delete(0, 3),
  );
  // Then all went with its paragraph, by somebody else.
  text.delete(0, text.length);
  const sent = await answering(doc, [typed!, struck!]);
  expect(sent.map(({ kind }) => kind)).toEqual([2, 1, 1]);
  expect(Y.decodeUpdate(sent[0]!.update).ds.clients.get(7)).toMatchObject([{ clock: 0, len: 3 }]);
  expect(Y.decodeUpdate(sent[1]!.update).ds.clients.get(7)).toMatchObject([{ clock: 0, len: 8 }]);
});

test('[S10] nothing goes out before the answer where nothing is unconfirmed, or a part of it is gone', async () => {
  const doc = new Y.Doc({ gc: false });
  const text = doc.getText('t');
  const [first, , third] = changesOf(
    doc,
    () => text.insert(0, 'a'),
    () => text.insert(1, 'b'),
    () => text.insert(2, 'c'),
  );
  // What presumes the part that is gone waits for it.
  const left = new Y.Doc({ gc: false });
  for (const one of [first!, third!]) Y.applyUpdate(left, one);
  expect((await answering(new Y.Doc(), [])).map(({ kind }) => kind)).toEqual([1, 1]);
  expect((await answering(left, [first!, third!])).map(({ kind }) => kind)).toEqual([1, 1]);
});
