import { afterEach, beforeEach, expect, test } from 'vitest';
import * as decoding from 'lib0/decoding';
import * as Y from 'yjs';
import { readAck } from '../../shared/protocol/frame.ts';
import { plainText } from '../../shared/text/clause.ts';
import { textOf } from '../../shared/text/reading.ts';
import { Chamber, message, type Guest } from '../hostile/chamber.ts';

let chamber: Chamber;

beforeEach(() => {
  chamber = new Chamber();
});

afterEach(() => chamber.close());

/** Types at the beginning of the second clause, and gives the update that says so. */
function type(doc: Y.Doc, words: string): Uint8Array {
  const before = Y.encodeStateVector(doc);
  const element: unknown = textOf(doc).get(1);
  const node: unknown = element instanceof Y.XmlElement ? element.get(0) : null;
  if (node instanceof Y.XmlText) node.insert(0, words);
  return Y.encodeStateAsUpdate(doc, before);
}

function acknowledged(guest: Guest): number {
  const acks = guest.heard
    .map((bytes) => decoding.createDecoder(bytes))
    .filter((decoder) => decoding.readVarUint(decoder) === 100);
  return acks.reduce((most, decoder) => Math.max(most, readAck(decoder)), 0);
}

test('[K8] an update that overtakes the answer with what was typed offline is acknowledged with that answer, and not before', () => {
  const doc = chamber.copy(chamber.clientId('drafter-1'));
  const vector = Y.encodeStateVector(doc);
  type(doc, 'offline ');
  const guest = chamber.enter('drafter-1');
  // A bare y-websocket client sends as soon as its socket is open, and answers the server's question when that has come.
  guest.say(message(0, 2, type(doc, 'meanwhile ')));
  expect(guest.closed).toBeNull();
  expect(acknowledged(guest)).toBe(0);
  guest.say(message(0, 1, Y.encodeStateAsUpdate(doc, vector)));
  expect(guest.closed).toBeNull();
  expect(acknowledged(guest)).toBe(2);
  guest.say(message(0, 2, type(doc, 'afterwards ')));
  expect(acknowledged(guest)).toBe(3);
  expect(chamber.room().clauses().map(plainText)[1]).toMatch(/^afterwards meanwhile offline /);
});

test('[K8] after the answer a gap is refused', () => {
  const doc = chamber.copy(chamber.clientId('drafter-1'));
  const guest = chamber.enter('drafter-1');
  guest.say(message(0, 1, new Uint8Array([0, 0])));
  type(doc, 'never sent ');
  guest.say(message(0, 2, type(doc, 'sent ')));
  expect(guest.closed?.code).toBe(4400);
  expect(acknowledged(guest)).toBe(0);
});
