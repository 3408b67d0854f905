import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { clauseId, draftId, seatId } from '../../shared/base/ids.ts';
import { ok } from '../../shared/base/result.ts';
import type { Recovery } from '../../shared/protocol/recovery.ts';
import { discardOnceSaved } from '../../client/recovery/back-saved.ts';
import { isBackIn, type LostWords } from '../../client/recovery/lost-words.ts';
import { Tray } from '../../client/recovery/tray.ts';
import { putBack } from '../../client/recovery/putting-back.ts';
import { notTaken, recoveriesOf, wordsBrought } from '../../client/recovery/unsent.ts';
import { must } from '../../shared/base/assert.ts';
import { plainText } from '../../shared/text/clause.ts';
import { readText, textOf } from '../../shared/text/reading.ts';
import { elementById, elementOf, writeText } from '../../shared/text/writing.ts';
import { paragraph, run } from './texts.ts';
import { Cell } from '../../client/state/readable.ts';
import type { SaveState } from '../../client/sync/save-state.ts';
import { FakeKept } from './kept-fake.ts';

const WORDS: LostWords = {
  id: 'l-1',
  why: 'frozen',
  draft: draftId('d1'),
  room: 'd1',
  words: 'kept',
  clause: null,
  beside: null,
  before: '',
  after: '',
  at: '2026-11-21T10:00:00.000Z',
};

/** A server that keeps words, and one that cannot be told what to discard. */
function server(...kept: Recovery[]): { recoveries: () => Recovery[]; api: ConstructorParameters<typeof Tray>[2] } {
  let recoveries = kept;
  return {
    recoveries: () => recoveries,
    api: {
      recoveries: () => Promise.resolve(ok({ recoveries })),
      discardRecovery(id) {
        recoveries = recoveries.filter((one) => one.id !== id);
        return Promise.resolve(ok(null));
      },
    },
  };
}

function written(client: number): Y.Doc {
  const doc = new Y.Doc();
  doc.clientID = client;
  doc.getText('text').insert(0, 'kept');
  return doc;
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test.each([
  ['first to last', [0, 1, 2]],
  ['last to first', [2, 1, 0]],
  ['in no order', [1, 2, 0]],
])(
  '[S17] paragraphs that were written one behind the other, put back %s, stand so behind the clause that stood before them',
  async (_case, order) => {
    const frozen = textOfClauses();
    const made: Uint8Array[] = [];
    frozen.on('update', (update: Uint8Array) => made.push(update));
    for (const [at, words] of ['One.', 'Two.', 'Three.'].entries())
      textOf(frozen).insert(1 + at, [elementOf(paragraph(`c-new-${at}`, run(words)))]);
    // What was handed over before is in no text either.
    const batches = [made.slice(0, 1), made.slice(1)];
    const lost = batches.map((batch, at) => notTaken(frozen, batch, new Map(), batches.slice(0, at).flat()).words);
    const tray = new Tray(seatId('s'), new FakeKept(), server().api);
    for (const [at, words] of lost.entries())
      await tray.keep(
        recoveriesOf(
          words,
          { why: 'frozen', draft: WORDS.draft, room: 'd1', at: `2026-11-21T10:00:0${at}.000Z` },
          () => `l-${9 - at}`,
        ),
      );
    const waiting = tray.get();
    expect(waiting.map(({ words, beside }) => [words, beside])).toEqual([
      ['One.', 'c1'],
      ['Two.', 'c1'],
      ['Three.', 'c1'],
    ]);
    const next = textOfClauses();
    for (const at of order) {
      const one = must(
        tray.get().find(({ id }) => id === waiting[at]?.id),
        'words in the tray',
      );
      const id = clauseId(`c-back-${at}`);
      await tray.comeBehind(
        one,
        putBack(next, one, { outcomeOf: () => 'open', isKnown: () => true }, () => id),
      );
      await tray.discard(one.id);
    }
    expect(readText(next).map(plainText)).toEqual(['First.', 'One.', 'Two.', 'Three.', 'Last.']);
  },
);

function textOfClauses(): Y.Doc {
  const doc = new Y.Doc({ gc: false });
  writeText(doc, [paragraph('c1', run('First.')), paragraph('c2', run('Last.'))]);
  return doc;
}

test.each([
  ['this device keeps', []],
  ['the server keeps', [WORDS]],
])(
  '[S17] words that %s, put back by a page that is gone, leave the tray once a later page has them saved',
  async (_case, kept) => {
    const device = new FakeKept();
    const { api, recoveries } = server(...kept);
    const before = new Tray(seatId('s'), device, api);
    await before.refresh();
    if (kept.length === 0) await before.keep([WORDS]);
    await before.notePutBack('l-1', { client: 7, clock: 4 });

    const tray = new Tray(seatId('s'), device, api);
    await tray.refreshHere();
    const save = new Cell<SaveState>({ state: 'offline', unsaved: 1 });
    discardOnceSaved(tray, { doc: written(7), save });
    expect(tray.get()).toHaveLength(1);
    save.set({ state: 'saved' });
    await settled();
    await tray.refresh();
    expect([tray.get(), recoveries(), device.rows.size]).toEqual([[], [], 0]);
  },
);

test('[S17] words that were put back and did not come to be in the text stay in the tray, once', async () => {
  const device = new FakeKept();
  const { api } = server(WORDS);
  const tray = new Tray(seatId('s'), device, api);
  await tray.refresh();
  await tray.notePutBack('l-1', { client: 7, clock: 5 });
  await tray.refresh();
  const [one, ...more] = tray.get();
  expect(more).toEqual([]);
  expect(isBackIn(written(7), one ?? {})).toBe(false);
  discardOnceSaved(tray, { doc: written(7), save: new Cell<SaveState>({ state: 'saved' }) });
  await tray.refresh();
  await settled();
  expect(tray.get()).toHaveLength(1);
});

test('[S17] words that were put back, and refused with what was typed beside them, stand in the tray once', async () => {
  const device = new FakeKept();
  const tray = new Tray(seatId('s'), device, server(WORDS).api);
  await tray.refresh();
  const doc = new Y.Doc({ gc: false });
  writeText(doc, [paragraph('c0', run('The register is open.'))]);
  const made: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => made.push(update));
  const { clientID: client } = doc;
  const from = Y.getState(doc.store, client);
  putBack(doc, WORDS, { outcomeOf: () => 'open', isKnown: () => true }, () => clauseId('c-new'));
  await tray.notePutBack('l-1', { client, from, clock: Y.getState(doc.store, client) });
  (elementById(doc, clauseId('c-new')).get(0) as Y.XmlText).insert(4, ' and more');
  const later = new Tray(seatId('s'), device, server(WORDS).api);
  await later.refreshHere();
  for (const one of [tray, later]) {
    expect(wordsBrought(doc, made, one.putBack()).map(({ words }) => words)).toEqual([' and more']);
    expect(one.get().map(({ words }) => words)).toEqual(['kept']);
  }
});

test('[S11] what another page of the device has dealt with goes; what is not on its disk stays', async () => {
  const device = new FakeKept();
  const { api } = server();
  const [one, other] = [new Tray(seatId('s'), device, api), new Tray(seatId('s'), device, api)];
  await one.keep([WORDS]);
  await other.refreshHere();
  await one.notePutBack('l-1', { client: 7, from: 0, clock: 4 });
  await other.refreshHere();
  expect(other.get()).toMatchObject([{ id: 'l-1', putBack: { client: 7, clock: 4 } }]);
  await one.discard('l-1');
  device.hold();
  const going = other.keep([{ ...WORDS, id: 'l-2' }]);
  await other.refreshHere();
  expect(other.get().map(({ id }) => id)).toEqual(['l-2']);
  await device.release();
  expect(await going).toBe(true);
  await one.discard('l-2');
  await other.refreshHere();
  expect(other.get()).toEqual([]);
});

test.each([
  ['this device keeps', []],
  ['the server keeps', [WORDS]],
])('[S11] words that %s are gone once they are discarded, also for who was looking just then', async (_case, kept) => {
  const { api } = server(...kept);
  const asked = Promise.withResolvers<void>();
  const device = new (class extends FakeKept {
    override under(prefix: Parameters<FakeKept['under']>[0]): ReturnType<FakeKept['under']> {
      return super.under(prefix).finally(() => asked.promise);
    }
  })();
  const tray = new Tray(seatId('s'), device, { ...api, recoveries: () => api.recoveries().finally(() => asked.promise) });
  if (kept.length === 0) await tray.keep([WORDS]);
  const looking = tray.refresh();
  await tray.discard('l-1');
  asked.resolve();
  await looking;
  expect(tray.get()).toEqual([]);
});

test('[S16] what of the tray cannot be read is told, stays where it is, and hides nothing else', async () => {
  const device = new FakeKept();
  const { api } = server();
  await new Tray(seatId('s'), device, api).keep([WORDS]);
  await device.put([{ key: ['recovery', 's', 'l-2'], value: new Uint8Array([1]) }]);
  const tray = new Tray(seatId('s'), device, api);
  await tray.refreshHere();
  expect(tray.get().map(({ id }) => id)).toEqual(['l-1']);
  expect([device.trouble.get(), device.rows.size]).toEqual(['spoiled', 2]);
});
