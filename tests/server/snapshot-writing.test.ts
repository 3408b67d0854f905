import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { seatId } from '../../shared/base/ids.ts';
import { GENESIS } from '../../shared/record/chain.ts';
import { SnapshotSchedule } from '../../server/rooms/snapshot-schedule.ts';
import { SnapshotWriting } from '../../server/rooms/snapshot-writing.ts';
import { WholeText } from '../../server/rooms/whole-text.ts';
import type { SnapshotPiece, StoredUpdate } from '../../server/store/store.ts';

const LARGEST_PIECE = 600 * 1024;

test('[S7] a large text is written down a piece with each commit while it is typed on, and reads as it did when all was encoded', () => {
  const doc = new Y.Doc({ gc: false });
  const words = doc.getText('words');
  for (let paragraph = 0; paragraph < 300; paragraph += 1) {
    words.insert(words.length, 'x'.repeat(10_000));
    words.format(words.length - 10, 5, { bold: {} });
  }
  const whole = new WholeText(doc);
  const first = Y.encodeStateAsUpdate(doc);
  const snapshots = new SnapshotWriting(new SnapshotSchedule({ number: 1, revision: 1, bytes: first }, [], 10), whole);
  const texts: string[] = [];
  const pieces: SnapshotPiece[] = [];
  let number = 1;
  const type = (text: string): void => {
    doc.once('update', (bytes: Uint8Array) => {
      whole.wrote(bytes);
      number += 1;
      const update: StoredUpdate = {
        number,
        revision: 1,
        seat: seatId('s-1'),
        salt: '',
        at: '',
        bytes,
        previousHash: GENESIS,
        hash: GENESIS,
      };
      texts[number] = words.toJSON();
      const piece = snapshots.next([update], { number, revision: 1 });
      if (piece !== null) pieces.push(piece);
    });
    words.insert(number * 7, text);
  };
  for (let count = 0; count < 9; count += 1) type('y');
  expect(pieces).toEqual([]);
  type('z'.repeat(first.length / 4));
  for (let count = 0; count < 60; count += 1) type('y');

  expect(pieces.length).toBeGreaterThan(5);
  expect(pieces.map(({ place }) => place)).toEqual([...pieces.keys()]);
  expect(pieces.map(({ isLast }) => isLast)).toEqual(pieces.map((_, place) => place === pieces.length - 1));
  expect(new Set(pieces.map((piece) => piece.number)).size).toBe(1);
  // What was pasted at once is one struct, and goes into one piece.
  expect(pieces.filter(({ bytes }) => bytes.length > LARGEST_PIECE)).toHaveLength(1);
  const loaded = new Y.Doc({ gc: false });
  Y.applyUpdate(loaded, Buffer.concat(pieces.map(({ bytes }) => bytes)));
  expect(loaded.getText('words').toJSON() === texts[pieces[0]?.number ?? 0]).toBe(true);
});
