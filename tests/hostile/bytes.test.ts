import { afterAll, beforeAll, expect, test } from 'vitest';
import type * as Y from 'yjs';
import { must } from '../../shared/base/assert.ts';
import { Random } from '../processes/random.ts';
import { expectUnharmed, expectVerified } from './agreement.ts';
import { Chamber, message, type Guest, type Honest } from './chamber.ts';
import { whyIllegal } from './legal.ts';
import { honestEdit, MUTATIONS } from './mutation.ts';

const SEED = 20_260_301;
const BATCHES = 25;
const ROLES = ['observer', 'kenya', 'drafter-1'] as const;
/** Of each kind of mutation, from each role, in each batch. */
const EACH = 6;
/** No message may hold the room up for so long, in milliseconds. */
const LONGEST = 2_000;

let chamber: Chamber;
let honest: Honest[];
const counted = { sent: 0, refused: 0, accepted: 0, passedOver: 0 };

beforeAll(() => {
  chamber = new Chamber();
  honest = ['drafter-2', 'drafter-1', 'chair'].map((seat) => chamber.enterHonestly(seat));
});

afterAll(() => {
  chamber.close();
  console.log(`hostile bytes, seed ${SEED}: ${JSON.stringify(counted)}`);
});

test.each(Array.from({ length: BATCHES }, (_, batch) => batch))(
  'H5 mutated updates change nothing, save what a drafter may do, and no honest client: batch %i',
  (batch) => {
    const random = new Random(SEED + batch);
    const docs = Array.from({ length: 8 }, (_, index) => chamber.copy(4_200_000_000 + batch * 10 + index));
    const pool = docs.map((doc) => honestEdit(doc, random));
    for (const seat of ROLES) {
      let guest = chamber.enter(seat);
      for (const [kind, mutate] of Object.entries(MUTATIONS)) {
        for (let left = EACH; left > 0; left -= 1) {
          const index = random.below(pool.length);
          const doc = must(docs[index], 'a document');
          const bytes = mutate(must(pool[index], 'an update'), { random, pool, doc });
          if (guest.closed !== null) guest = chamber.enter(seat);
          send(guest, { seat, kind, doc, message: message(0, random.between(1, 2), bytes) });
        }
      }
      for (let left = EACH; left > 0; left -= 1) {
        if (guest.closed !== null) guest = chamber.enter(seat);
        const whole = MUTATIONS['bit flips'](message(0, 2, random.pick(pool)), { random, pool, doc: must(docs[0], 'a document') });
        send(guest, { seat, kind: 'a message flipped', doc: must(docs[0], 'a document'), message: whole });
      }
      guest.leave();
    }
    expectUnharmed(chamber, honest, `seed ${SEED + batch}`);
  },
);

interface Shot {
  readonly seat: string;
  readonly kind: string;
  readonly doc: Y.Doc;
  readonly message: Uint8Array;
}

function send(guest: Guest, { seat, kind, message: bytes }: Shot): void {
  const what = `${kind} from ${seat}: ${Buffer.from(bytes).toString('base64')}`;
  const before = chamber.standing();
  const begun = performance.now();
  guest.say(bytes);
  expect(performance.now() - begun, `${what}: takes too long`).toBeLessThan(LONGEST);
  counted.sent += 1;
  const after = chamber.standing();
  const isAsBefore = after.text === before.text && after.updates === before.updates && after.entries === before.entries;
  if (guest.closed !== null) counted.refused += 1;
  else if (isAsBefore) counted.passedOver += 1;
  else counted.accepted += 1;
  if (seat !== 'drafter-1' || guest.closed !== null) expect(after, what).toEqual(before);
  for (const one of honest) {
    expect(one.closed, `${what}: an honest client is connected`).toBeNull();
    if (isAsBefore) continue;
    expect(whyIllegal(one.document), what).toBeNull();
    expect(one.digest(), what).toBe(after.text);
  }
}

test('H5 text, record and chain verify after all of it', () => {
  expectVerified(chamber);
  expect(counted.sent).toBeGreaterThanOrEqual(3_000);
  expect(counted.accepted, 'some mutations are legal edits, or nothing was tried').toBeGreaterThan(0);
});
