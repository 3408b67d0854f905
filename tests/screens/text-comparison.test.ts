import * as decoding from 'lib0/decoding';
import { expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { readComparison } from '../../shared/protocol/comparison.ts';
import { MESSAGE } from '../../shared/protocol/frame.ts';
import { textDigest } from '../../shared/text/digest.ts';
import { readText } from '../../shared/text/reading.ts';
import { writeText } from '../../shared/text/writing.ts';
import { TextComparison } from '../../client/sync/text-comparison.ts';
import { paragraph, run } from './texts.ts';

function page() {
  const doc = new Y.Doc();
  writeText(doc, [paragraph('c1', run('Words.'))]);
  const state = { settled: true, asked: [] as string[], same: 0, differs: 0, timers: 0, waiting: null as (() => void) | null };
  const comparison = new TextComparison({
    doc,
    writes: true,
    isSettled: () => state.settled,
    send: (message) => {
      const decoder = decoding.createDecoder(message);
      expect(decoding.readVarUint(decoder)).toBe(MESSAGE.compare);
      state.asked.push(readComparison(decoder).digest);
    },
    onSame: () => (state.same += 1),
    onDiffers: () => (state.differs += 1),
    later: (go) => {
      state.timers += 1;
      state.waiting = go;
      return () => {
        state.waiting = null;
      };
    },
  });
  const rest = (): void => {
    const go = state.waiting;
    state.waiting = null;
    go?.();
  };
  return { comparison, state, rest, doc, digest: () => textDigest(readText(doc)) };
}

test('[S12] asks once the text has come to rest, with everything saved', () => {
  const { comparison, state, rest, digest } = page();
  state.settled = false;
  comparison.changed();
  rest();
  expect(state.asked).toEqual([]);
  state.settled = true;
  rest();
  expect(state.asked).toEqual([digest()]);
  comparison.receive({ verdict: 'same', digest: digest() });
  expect(state).toMatchObject({ same: 1, differs: 0, waiting: null });
});

test('[S12] asks nothing while somebody types, and sets no timer for each character', () => {
  const { comparison, state, rest } = page();
  for (let typed = 0; typed < 50; typed += 1) comparison.changed();
  expect(state.timers).toBe(1);
  rest();
  expect(state.asked).toEqual([]);
  comparison.changed();
  rest();
  expect([state.asked, state.timers]).toEqual([[], 3]);
  rest();
  expect(state.asked).toHaveLength(1);
});

test('[S12] says that texts differ only where nothing can be on its way any more', () => {
  const { comparison, state, rest, digest } = page();
  comparison.changed();
  rest();
  // A deletion that was on its way has come meanwhile.
  comparison.changed();
  comparison.receive({ verdict: 'differs', digest: 'another' });
  expect(state.differs).toBe(0);
  rest();
  comparison.receive({ verdict: 'differs', digest: digest() });
  expect(state).toMatchObject({ same: 1, differs: 0 });
  comparison.changed();
  rest();
  comparison.changed();
  comparison.receive({ verdict: 'moved', digest: '' });
  expect(state.differs).toBe(0);
  rest();
  comparison.receive({ verdict: 'differs', digest: 'another' });
  expect(state.differs).toBe(1);
});

test('[S12] finds what never arrived, too: nothing came between question and answer, and yet the one has writing that the other has not', () => {
  const { comparison, state, rest } = page();
  comparison.changed();
  rest();
  comparison.receive({ verdict: 'moved', digest: '' });
  expect(state.differs).toBe(1);
});

test('[S12] a long text is read in steps: it gives the digest of the whole, and begins anew with a change', async () => {
  const { comparison, state, rest, digest, doc } = page();
  const words = 'and of the progress made in good faith '.repeat(12);
  writeText(
    doc,
    Array.from({ length: 300 }, (_, at) => paragraph(`c${at}`, run(`${at} ${words}`))),
  );
  comparison.changed();
  rest();
  expect(state.asked).toEqual([]);
  comparison.changed();
  while (state.waiting !== null) rest();
  await vi.waitFor(() => expect(state.asked).toEqual([digest()]));
});
