import * as decoding from 'lib0/decoding';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { WholeText, isOfNothing } from '../../server/rooms/whole-text.ts';

/** The update in a sync step 2. */
function updateIn(message: Uint8Array): Uint8Array {
  const decoder = decoding.createDecoder(message);
  expect([decoding.readVarUint(decoder), decoding.readVarUint(decoder)]).toEqual([0, 1]);
  return decoding.readVarUint8Array(decoder);
}

function documentOf(update: Uint8Array): Y.Doc {
  const doc = new Y.Doc({ gc: false });
  Y.applyUpdate(doc, update);
  expect(doc.store.pendingStructs).toBeNull();
  expect(doc.store.pendingDs).toBeNull();
  return doc;
}

interface Step {
  readonly writer: number;
  readonly at: number;
  readonly text: string;
  readonly act: 'type' | 'strike' | 'mark' | 'name';
  /** Whether somebody comes now, or the text is encoded anew a little further. */
  readonly then: 'come' | 'renew' | null;
}

const step: fc.Arbitrary<Step> = fc.record({
  writer: fc.integer({ min: 0, max: 3 }),
  at: fc.nat({ max: 200 }),
  text: fc.string({ minLength: 1, maxLength: 12, unit: 'grapheme' }),
  act: fc.constantFrom('type', 'strike', 'mark', 'name'),
  then: fc.constantFrom('come', 'renew', null),
});

function write(doc: Y.Doc, { at, text, act }: Step): void {
  const words = doc.getText('words');
  const place = Math.min(at, words.length);
  if (act === 'type') words.insert(place, text);
  else if (act === 'name') doc.getMap('names').set(text, at);
  else if (act === 'strike') words.delete(place, Math.min(text.length, words.length - place));
  else words.format(place, Math.min(text.length, words.length - place), { bold: {} });
}

function expectSame(copy: Y.Doc, doc: Y.Doc): void {
  expect(copy.getText('words').toDelta()).toEqual(doc.getText('words').toDelta());
  expect(copy.getMap('names').toJSON()).toEqual(doc.getMap('names').toJSON());
  expect(Y.encodeStateVector(copy)).toEqual(Y.encodeStateVector(doc));
  const [copied, there] = [copy, doc].map((each) => Y.createDeleteSetFromStructStore(each.store));
  expect(copied?.clients).toEqual(there?.clients);
}

describe('[S7] the whole text for those who come with nothing', () => {
  it('is the document as it stands, however it was written since somebody last came', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), fc.boolean(), (steps, isLarge) => {
        const doc = new Y.Doc({ gc: false });
        const writers = [0, 1, 2, 3].map(() => new Y.Doc({ gc: false }));
        const whole = new WholeText(doc);
        doc.on('update', (update: Uint8Array) => {
          whole.wrote(update);
          for (const writer of writers) Y.applyUpdate(writer, update, 'server');
        });
        for (const writer of writers)
          writer.on('update', (update: Uint8Array, origin) => origin !== 'server' && Y.applyUpdate(doc, update));
        if (isLarge) doc.getText('words').insert(0, 'x'.repeat(300_000));
        for (const one of steps) {
          const writer = writers[one.writer];
          if (writer !== undefined) write(writer, one);
          const rows = one.then === 'renew' ? whole.renew(isLarge ? 100_000 : 20) : null;
          if (rows !== null) expectSame(documentOf(Buffer.concat(rows)), doc);
          if (one.then === 'come') expectSame(documentOf(updateIn(whole.message())), doc);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('is the same bytes for all who come before the next change', () => {
    const doc = new Y.Doc({ gc: false });
    const whole = new WholeText(doc);
    doc.on('update', (update: Uint8Array) => whole.wrote(update));
    doc.getText('words').insert(0, 'one');
    expect(whole.message()).toBe(whole.message());
    const before = whole.message();
    doc.getText('words').insert(3, ' two');
    expect(whole.message()).not.toBe(before);
  });

  it('goes to no one else', () => {
    const doc = new Y.Doc();
    expect(isOfNothing(Y.encodeStateVector(doc))).toBe(true);
    doc.getText('words').insert(0, 'one');
    expect(isOfNothing(Y.encodeStateVector(doc))).toBe(false);
  });
});
