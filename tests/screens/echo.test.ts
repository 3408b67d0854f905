import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { withoutEcho } from '../../client/sync/echo.ts';

const SERVER = 'server';

function listened(): { readonly doc: Y.Doc; readonly written: unknown[]; readonly came: unknown[] } {
  const doc = new Y.Doc({ gc: false });
  const written: unknown[] = [];
  const came: unknown[] = [];
  doc.on('update', (_update: Uint8Array, origin: unknown) => written.push(origin));
  withoutEcho(
    doc,
    (origin) => origin === SERVER,
    (origin) => came.push(origin),
  );
  return { doc, written, came };
}

function updateSaying(words: string): Uint8Array {
  const doc = new Y.Doc();
  doc.getText('text').insert(0, words);
  return Y.encodeStateAsUpdate(doc);
}

test('what comes in is told of and not written out again; what is made here is written out', () => {
  const { doc, written, came } = listened();
  Y.applyUpdate(doc, updateSaying('theirs'), SERVER);
  doc.transact(() => doc.getText('text').insert(0, 'mine '), 'me');
  expect(doc.getText('text').toJSON()).toBe('mine theirs');
  expect(came).toEqual([SERVER]);
  expect(written).toEqual(['me']);
});

test('what is made while something comes in is written out all the same, and what brings nothing new is not told of', () => {
  const { doc, written, came } = listened();
  const text = doc.getText('text');
  text.observe((_event, { origin }) => {
    if (origin === SERVER) doc.transact(() => text.insert(0, 'answer '), 'me');
  });
  const update = updateSaying('theirs');
  Y.applyUpdate(doc, update, SERVER);
  Y.applyUpdate(doc, update, SERVER);
  expect(text.toJSON()).toBe('answer theirs');
  expect(written).toEqual(['me']);
  expect(came).toEqual([SERVER]);
});

test('a listener that fails while something comes in keeps nobody from hearing what is made next', () => {
  const { doc, written } = listened();
  const text = doc.getText('text');
  const failing = (): void => {
    throw new Error('no');
  };
  text.observe(failing);
  expect(() => Y.applyUpdate(doc, updateSaying('theirs'), SERVER)).toThrow('no');
  text.unobserve(failing);
  text.insert(0, 'mine ');
  expect(written).toEqual([null]);
});
