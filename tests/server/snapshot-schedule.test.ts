import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seatId } from '../../shared/base/ids.ts';
import { GENESIS } from '../../shared/record/chain.ts';
import { LEAST_UPDATES, SnapshotSchedule } from '../../server/rooms/snapshot-schedule.ts';
import type { StoredUpdate } from '../../server/store/store.ts';

function update(bytes: number): StoredUpdate {
  return {
    number: 1,
    revision: 1,
    seat: seatId('s-1'),
    salt: '',
    at: '',
    bytes: new Uint8Array(bytes),
    previousHash: GENESIS,
    hash: GENESIS,
  };
}

/** Bytes written in snapshots while so many updates of this size came into a text that began with `base` bytes. */
function written(base: number, updates: number, size: number): number {
  const schedule = new SnapshotSchedule(null, [update(base)]);
  let text = base;
  let total = 0;
  for (let count = 0; count < updates; count += 1) {
    text += size;
    if (!schedule.isDueWith([update(size)])) continue;
    schedule.taken(text);
    total += text;
  }
  return total;
}

describe('[S7] a snapshot', () => {
  it('costs each update the same on average, whatever the size of the text', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000_000 }), fc.integer({ min: 20, max: 200 }), (base, size) => {
        const updates = 5_000;
        // A snapshot weighs what came before it and what came since: no more than five times the updates that made it due.
        const perUpdate = written(base, updates, size) / updates;
        expect(perUpdate).toBeLessThanOrEqual(size * 5 + (updates / LEAST_UPDATES) * size);
      }),
      { numRuns: 30 },
    );
  });

  it('comes often enough that loading never replays more than a part of the text and the least number of updates', () => {
    const schedule = new SnapshotSchedule({ number: 9, revision: 1, bytes: new Uint8Array(100_000) }, [update(24_000)]);
    for (let count = 1; count < LEAST_UPDATES - 1; count += 1) expect(schedule.isDueWith([update(10)])).toBe(false);
    expect(schedule.isDueWith([update(10)])).toBe(true);
  });
});
