import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { draftId, preparationId, seatId } from '../../shared/base/ids.ts';
import { readLeftover, lockName } from '../../client/sync/leftover.ts';
import { noteAbout, recoverStranded } from '../../client/recovery/stranded.ts';
import { Outbox } from '../../client/sync/outbox.ts';
import type { Place } from '../../client/sync/place.ts';
import { tabLocks, type TabLocks } from '../../client/sync/tab-lock.ts';
import type { Recovery } from '../../shared/protocol/recovery.ts';
import { FakeKept } from './kept-fake.ts';

const PLACE: Place = { seat: seatId('s1'), room: 'd1', draft: draftId('d1'), revision: 2 };
const FREE = tabLocks(undefined);

function words(text: string, client = 7): Uint8Array {
  const doc = new Y.Doc();
  doc.clientID = client;
  doc.getText('t').insert(0, text);
  return Y.encodeStateAsUpdate(doc);
}

/** Locks of pages that are alive, by name. */
function held(...names: readonly string[]): TabLocks {
  return { ...FREE, takeOver: (name) => (names.includes(name) ? Promise.resolve(null) : FREE.takeOver(name)) };
}

/** The locks of a browser: a name is held once, also for the page that holds it. */
function oneBrowser(): LockManager {
  const taken = new Set<string>();
  const request = async (
    name: string,
    _options: LockOptions,
    granted: (lock: { name: string } | null) => Promise<void> | void,
  ) => {
    await Promise.resolve();
    if (taken.has(name)) return granted(null);
    taken.add(name);
    await granted({ name });
    return void taken.delete(name);
  };
  return { request } as unknown as LockManager;
}

async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}

describe('outbox', () => {
  test('[S14] a change is written down before anything waits for it to be sent', async () => {
    const kept = new FakeKept();
    kept.hold();
    const outbox = new Outbox(kept, PLACE, 7);
    outbox.add(1, words('a'));
    let isSent = false;
    void outbox.written().then(() => (isSent = true));
    await settled();
    expect([isSent, outbox.isWritten, kept.rows.size]).toEqual([false, false, 0]);
    await kept.release();
    expect([isSent, outbox.isWritten, kept.rows.size]).toEqual([true, true, 1]);
  });

  test('[S14] [S20] what the disk does not take is told, and goes along with what is written next, but for what was confirmed', async () => {
    const kept = new FakeKept();
    kept.isFull = true;
    const told: boolean[] = [];
    const outbox = new Outbox(kept, PLACE, 7, (is) => told.push(is));
    for (const number of [1, 2, 3]) {
      outbox.add(number, words('a'));
      await outbox.written();
    }
    await outbox.confirmed(1);
    kept.isFull = false;
    outbox.add(4, words('a'));
    await outbox.written();
    expect(told).toEqual([false, false, false, true]);
    expect([...kept.rows.values()].map(({ key }) => key.at(-1))).toEqual([2, 3, 4]);
  });

  test('[S14] it is removed when it is confirmed, and not those after it', async () => {
    const kept = new FakeKept();
    const outbox = new Outbox(kept, PLACE, 7);
    for (const number of [1, 2, 3]) outbox.add(number, words('a'));
    await outbox.written();
    await outbox.confirmed(2);
    expect([...kept.rows.values()].map(({ key }) => key.at(-1))).toEqual([3]);
    expect(outbox.unconfirmed).toHaveLength(1);
  });

  test('[S14] what the disk refused is written before what comes after it, once there is room, and not once it is confirmed', async () => {
    const kept = new FakeKept();
    const outbox = new Outbox(kept, PLACE, 7);
    const onDisk = (): unknown[] => [...kept.rows.values()].map(({ key }) => key.at(-1));
    outbox.add(1, words('a'));
    await outbox.written();
    kept.isFull = true;
    for (let number = 2; number < 150; number += 1) outbox.add(number, words('b'));
    await outbox.written();
    expect([onDisk(), outbox.isWritten]).toEqual([[1], false]);
    await outbox.confirmed(2);
    kept.isFull = false;
    outbox.add(150, words('c'));
    await outbox.written();
    expect([onDisk(), outbox.isWritten]).toEqual([Array.from({ length: 148 }, (_, index) => index + 3), true]);
  });

  test('[S18] what will not be sent again is forgotten once its words are kept elsewhere, and not where they cannot be', async () => {
    const kept = new FakeKept();
    const outbox = new Outbox(kept, PLACE, 7);
    outbox.add(1, words('a'));
    await outbox.written();
    expect(await outbox.handOver(outbox.unconfirmed, () => Promise.resolve(false))).toBe(false);
    expect((await readLeftover(kept, FREE, PLACE)).changes).toHaveLength(1);
    expect(await outbox.handOver(outbox.unconfirmed, () => Promise.resolve(true))).toBe(true);
    expect([outbox.unconfirmed.length, kept.rows.size]).toEqual([0, 0]);
  });

  test('[S15] a change that is spoiled on the disk is told of, and keeps nothing else from being taken over', async () => {
    const kept = new FakeKept();
    const gone = new Outbox(kept, PLACE, 7);
    gone.add(1, Uint8Array.of(255, 255, 255));
    gone.add(2, words('b'));
    await gone.written();
    const left = await readLeftover(kept, FREE, PLACE);
    expect(left.changes).toMatchObject([{ client: 7, last: 2, updates: [words('b')] }]);
    expect(kept.trouble.get()).not.toBeNull();
  });

  test('[S15] a page takes over what one that is gone left, in order, and removes it when it is confirmed', async () => {
    const kept = new FakeKept();
    const gone = new Outbox(kept, PLACE, 7);
    const updates = [words('a'), words('b')];
    for (const [index, update] of updates.entries()) gone.add(index + 1, update);
    await gone.written();
    const left = await readLeftover(kept, FREE, PLACE);
    expect(left.changes).toMatchObject([{ client: 7, last: 2, updates }]);
    const heir = new Outbox(kept, PLACE, 8);
    heir.adopt(1, left.changes);
    heir.add(2, words('c', 8));
    await heir.written();
    await heir.confirmed(1);
    expect([...kept.rows.values()].map(({ key }) => key.slice(-2))).toEqual([[8, 2]]);
  });

  test('[S15] it leaves alone what another living page of the same person has', async () => {
    const kept = new FakeKept();
    new Outbox(kept, PLACE, 7).add(1, words('a'));
    new Outbox(kept, PLACE, 9).add(1, words('b', 9));
    await settled();
    const left = await readLeftover(kept, held(lockName(PLACE, 7)), PLACE);
    expect(left.changes.map(({ client }) => client)).toEqual([9]);
  });

  test('[S15] what a room of the same page took over, and left unsaved, is taken over by the next', async () => {
    const kept = new FakeKept();
    new Outbox(kept, PLACE, 7).add(1, words('a'));
    await settled();
    const locks = tabLocks(oneBrowser());
    const first = await readLeftover(kept, locks, PLACE);
    expect((await readLeftover(kept, locks, PLACE)).changes).toEqual([]);
    for (const { hold } of first.changes) hold.release();
    await settled();
    expect((await readLeftover(kept, locks, PLACE)).changes.map(({ client }) => client)).toEqual([7]);
  });

  test('[S15] nor does it touch what another seat typed, or mix revisions', async () => {
    const kept = new FakeKept();
    new Outbox(kept, { ...PLACE, seat: seatId('s2') }, 7).add(1, words('a'));
    new Outbox(kept, { ...PLACE, revision: 1 }, 8).add(1, words('b', 8));
    // The server may have been put back to before the revision in which this was typed.
    new Outbox(kept, { ...PLACE, revision: 3 }, 9).add(1, words('c', 9));
    await settled();
    const left = await readLeftover(kept, FREE, PLACE);
    expect(left.changes).toEqual([]);
    expect(left.late.map(({ revision, changes }) => [revision, changes[0]?.client])).toEqual([
      [1, 8],
      [3, 9],
    ]);
  });

  test('[S16] what does not decode is passed over, and the rest is there', async () => {
    const kept = new FakeKept();
    await kept.put([
      { key: ['change', 's1', 'd1', 2, 7, 1], value: new Uint8Array([1, 200, 3]) },
      { key: ['change', 's1', 'd1', 2, 7, 2], value: 'no bytes' },
      { key: ['change', 's1', 'd1', 2, 7, 3], value: words('c') },
      { key: ['text', 's1', 'd1', 2], value: new Uint8Array([9, 9]) },
    ]);
    const left = await readLeftover(kept, FREE, PLACE);
    expect(left.text).toBeNull();
    expect(left.changes).toMatchObject([{ client: 7, last: 3, updates: [words('c')] }]);
  });
});

describe('what is left for a preparation that is no more', () => {
  const seat = seatId('s1');
  const gone: Place = { seat, room: 'w-gone', draft: draftId('d1'), revision: 0 };
  const open: Place = { ...gone, room: 'w-open' };

  async function left(): Promise<FakeKept> {
    const kept = new FakeKept();
    for (const place of [gone, open]) {
      await noteAbout(kept, place);
      const outbox = new Outbox(kept, place, 7);
      outbox.add(1, words(`unsent for ${place.room}`));
      await outbox.written();
    }
    return kept;
  }

  async function strandedIn(kept: FakeKept, locks = FREE): Promise<Recovery[]> {
    const found: Recovery[] = [];
    const keep = (more: readonly Recovery[]) => Promise.resolve(found.push(...more) > -1);
    const tray = { keep, putBack: () => new Map(), refreshHere: () => Promise.resolve() };
    await recoverStranded({ kept, locks, tray }, seat, [preparationId(open.room)]);
    return found;
  }

  test('[S18] goes to the tray once, with the draft that it was meant for, and no other room’s', async () => {
    const kept = await left();
    expect(await strandedIn(kept)).toMatchObject([{ words: 'unsent for w-gone', draft: 'd1', room: 'w-gone', why: 'refused' }]);
    expect(await strandedIn(kept)).toEqual([]);
    expect([...kept.rows.values()].map(({ key }) => key[2])).toEqual(['w-open', 'w-open']);
  });

  test('[S16] goes there also where a note of another cannot be read, which is told', async () => {
    const kept = await left();
    await kept.put([{ key: ['about', seat, 'w-0'], value: '../..' }]);
    await kept.put([{ key: ['about', seat, 'w-1'], value: new Uint8Array([1]) }]);
    expect(await strandedIn(kept)).toHaveLength(1);
    expect(kept.trouble.get()).toBe('spoiled');
  });

  test('[S18] stays with a page that is alive', async () => {
    const kept = await left();
    expect(await strandedIn(kept, held(lockName(gone, 7)))).toEqual([]);
    expect(await strandedIn(kept)).toHaveLength(1);
  });
});
