import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { seatId, type ParticipantId } from '../../shared/base/ids.ts';
import { LENSES, type Lens } from '../../shared/participants/lens.ts';
import type { Seat } from '../../shared/participants/participant.ts';
import { STATES } from '../../shared/participants/states.ts';
import { Masking } from '../../shared/record/masking.ts';
import type { Entry } from '../../shared/record/event.ts';
import { zipped, type Packed } from '../../server/packed.ts';
import { SeenRecord } from '../../server/rooms/seen-record.ts';
import type { RecordSlice } from '../../shared/protocol/api.ts';
import { actorFor, chained, KENYA, NORWAY } from '../laws/unnamed.ts';
import { REGISTRY } from '../projection/built.ts';
import { Sitting } from './sitting.ts';

const seatOf = (participant: ParticipantId): Seat => ({
  id: seatId(`s-${participant}`),
  name: 'A',
  role: 'delegate',
  participant,
});

/** A record in which delegations take positions in turn. */
function positions(count: number, who: readonly ParticipantId[]): Entry[] {
  return chained(
    Array.from({ length: count }, (_, at) => {
      const participant = who[at % who.length] ?? NORWAY;
      return {
        event: { type: 'PositionTaken', proposal: `p${at % 7}`, participant, stance: 'support' },
        actor: actorFor(participant),
      };
    }),
  );
}

/** A record as a room has it, which grows and whose lens changes; counts the rows that were read of it. */
class Held {
  lens: Lens = 'named';
  read = 0;
  readonly seen: SeenRecord;
  private readonly all: readonly Entry[];
  private length: number;

  constructor(all: readonly Entry[], length = all.length) {
    this.all = all;
    this.length = length;
    const entries = (after: number): readonly Entry[] => this.all.slice(after, this.length);
    const rows = (after: number, most = Infinity) => {
      const found = entries(after).slice(0, most);
      this.read += found.length;
      return found.map((entry) => ({ number: entry.number, json: JSON.stringify(entry), hash: entry.hash }));
    };
    this.seen = new SeenRecord({ entries, rows, lens: () => this.lens }, REGISTRY);
  }

  grow(by: number): void {
    this.length = Math.min(this.all.length, this.length + by);
  }

  /** What there is of it after a number, as somebody should see it. */
  expected(seat: Seat, after: number): readonly Entry[] {
    const { lens, own } = this.seen.viewer(seat);
    return new Masking(REGISTRY).through(this.all.slice(0, this.length), { lens, own }).slice(after);
  }
}

function all<T>(steps: Generator<unknown, T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

function entriesIn(parts: readonly Packed[]): Entry[] {
  const plain = Buffer.concat(parts.map((part) => part.plain)).toString();
  expect(gunzipSync(zipped(parts)).toString()).toBe(plain);
  return JSON.parse(`[${plain}]`) as Entry[];
}

const viewers = [NORWAY, KENYA, ...STATES.slice(0, 2).map(({ id }) => id)].map(seatOf);

describe('a record that is sent', () => {
  test('[S7] [Z2] is what each may see of it, from any entry on, however it grew and whoever had it before', () => {
    const asked = fc.record({
      seat: fc.constantFrom(...viewers),
      after: fc.nat(140),
      lens: fc.constantFrom(...LENSES),
      grown: fc.nat(40),
    });
    fc.assert(
      fc.property(fc.array(asked, { minLength: 1, maxLength: 6 }), fc.nat(130), (asks, first) => {
        const held = new Held(positions(140, [NORWAY, KENYA]), first);
        for (const { seat, after, lens, grown } of asks) {
          held.lens = lens;
          expect(entriesIn(all(held.seen.sent(seat, after)))).toEqual(held.expected(seat, after));
          // As it grows between two steps.
          const sending = held.seen.sent(seat, after);
          const isSent = sending.next().done === true;
          held.grow(grown);
          if (!isSent) expect(entriesIn(all(sending))).toEqual(held.expected(seat, after));
        }
      }),
      { numRuns: 60 },
    );
  });

  test('[Z2] is seen as names are shown when it goes out, not as they were when it was asked for', () => {
    const held = new Held(positions(100, [NORWAY, KENYA]));
    const sending = held.seen.sent(seatOf(KENYA), 0);
    sending.next();
    held.lens = 'unnamed';
    const sent = all(sending);
    expect(JSON.stringify(entriesIn(sent))).not.toContain(NORWAY);
    expect(entriesIn(sent)).toEqual(held.expected(seatOf(KENYA), 0));
  });

  test('[S7] is read, masked and compressed once for all, and for each delegation anew only about its own acts', () => {
    const delegations = STATES.slice(0, 100).map(({ id }) => id);
    const held = new Held(
      positions(
        6_400,
        delegations.flatMap((id) => Array.from({ length: 64 }, () => id)),
      ),
    );
    for (const lens of ['named', 'unnamed'] as const) {
      held.lens = lens;
      held.read = 0;
      const masking = vi.spyOn(Masking.prototype, 'through');
      const compressed = new Set<Packed>();
      const steps = delegations.map((id) => {
        const sending = held.seen.sent(seatOf(id), 0);
        for (let count = 0; ; count += 1) {
          const step = sending.next();
          if (step.done !== true) continue;
          for (const part of step.value) compressed.add(part);
          return count;
        }
      });
      const masked = masking.mock.calls.length;
      masking.mockRestore();
      const [most = 0, ...others] = steps;
      expect(most).toBeGreaterThan(190);
      // Who comes later waits for what it did itself.
      expect(Math.max(...others)).toBeLessThanOrEqual(lens === 'named' ? 0 : 3);
      // For each besides: the entries that are no whole part yet, and its own.
      expect(held.read).toBeLessThan(6_400 * 1.1 + 100 * 2 * 33);
      expect(compressed.size).toBeLessThanOrEqual(200 + 100 * 4);
      expect(masked).toBeLessThanOrEqual(lens === 'named' ? 0 : 6_400 * 1.1 + 100 * (64 + 33));
    }
  });

  test('[S7] goes out compressed to whoever takes it so, and as it is to others', async () => {
    const sitting = await Sitting.begin('The Council [shall] meet.');
    const [drafter] = await sitting.seats('drafter-1');
    const asking = (encoding: string) =>
      drafter.ask<RecordSlice>('GET', `/api/drafts/${sitting.draft}/record`, undefined, { 'accept-encoding': encoding });
    const [compressed, plain] = [await asking('br, gzip'), await asking('identity')];
    expect([compressed, plain].map(({ headers }) => headers.get('content-encoding'))).toEqual(['gzip', null]);
    expect(compressed.body.entries).toHaveLength(1);
    expect(compressed.body).toEqual(plain.body);
    await sitting.end();
  });
});
