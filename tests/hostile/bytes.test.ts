import { afterAll, expect, onTestFinished, test } from 'vitest';
import { must } from '../../shared/base/assert.ts';
import { Random } from '../processes/random.ts';
import { harmTo, whyUnverified } from './agreement.ts';
import { Chamber, message, type Guest, type Honest } from './chamber.ts';
import { whyIllegal } from './legal.ts';
import { honestEdit, MUTATIONS } from './mutation.ts';

const SEED = 20_260_301;
const BATCHES = 25;
const ROLES = ['observer', 'kenya', 'drafter-1'] as const;
/** Of each kind of mutation, from each role, in each batch. */
const EACH = 6;
/** No message may hold the room up for so long, in milliseconds. */
const LONGEST = 6_000;

const counted = { sent: 0, refused: 0, accepted: 0, passedOver: 0 };

afterAll(() => console.log(`hostile bytes, seed ${SEED}: ${JSON.stringify(counted)}`));

/** A room, those who sit in it, and what they suffered. */
class Ordeal {
  readonly chamber = new Chamber();
  readonly faults: string[] = [];
  honest: Honest[] = ['drafter-2', 'drafter-1', 'chair'].map((seat) => this.chamber.enterHonestly(seat));

  send(guest: Guest, { seat, kind, message: bytes }: Shot): void {
    const fault = (why: string): void =>
      void this.faults.push(`${why}: ${kind} from ${seat}: ${Buffer.from(bytes).toString('base64')}`);
    const before = this.chamber.standing();
    const begun = performance.now();
    guest.say(bytes);
    if (performance.now() - begun > LONGEST) fault('takes too long');
    counted.sent += 1;
    const after = this.chamber.standing();
    const isAsBefore = after.text === before.text && after.updates === before.updates && after.entries === before.entries;
    if (guest.closed !== null) counted.refused += 1;
    else if (isAsBefore) counted.passedOver += 1;
    else counted.accepted += 1;
    if (!isAsBefore && (seat !== 'drafter-1' || guest.closed !== null)) fault('changes text or record');
    if (this.honest.some((one) => one.closed !== null)) {
      fault('drops the room');
      this.honest = ['drafter-2', 'drafter-1', 'chair'].map((one) => this.chamber.enterHonestly(one));
    } else if (!isAsBefore) this.compare(after.text, fault);
  }

  private compare(text: string, fault: (why: string) => void): void {
    for (const one of this.honest) {
      const why = whyIllegal(one.document);
      if (why !== null) fault(`leaves no legal text, but ${why}`);
      if (one.digest() !== text) fault('makes texts differ');
    }
  }
}

interface Shot {
  readonly seat: string;
  readonly kind: string;
  readonly message: Uint8Array;
}

test.each(Array.from({ length: BATCHES }, (_, batch) => batch))(
  '[H5] mutated updates change nothing, save what a drafter may do, and no honest client: batch %i',
  (batch) => {
    const random = new Random(SEED + batch);
    const ordeal = new Ordeal();
    const { chamber } = ordeal;
    onTestFinished(() => chamber.close());
    ordeal.honest[0]?.type('Honest words. ');
    const docs = Array.from({ length: 8 }, (_, index) => chamber.copy(4_200_000_000 + batch * 10 + index));
    const pool = docs.map((doc) => honestEdit(doc, random));
    for (const seat of ROLES) {
      let guest = chamber.enter(seat);
      const shoot = (kind: string, bytes: Uint8Array): void => {
        if (guest.closed !== null) guest = chamber.enter(seat);
        // Some after an answer to what the server lacks: before it, an update may presume what is still on its way.
        if (random.chance(0.1)) guest.say(message(0, 1, new Uint8Array([0, 0])));
        ordeal.send(guest, { seat, kind, message: bytes });
      };
      for (let left = EACH; left > 0; left -= 1) {
        for (const [kind, mutate] of Object.entries(MUTATIONS)) {
          const index = random.below(pool.length);
          const doc = must(docs[index], 'a document');
          shoot(kind, message(0, random.between(1, 2), mutate(must(pool[index], 'an update'), { random, pool, doc })));
        }
        shoot(
          'a message flipped',
          MUTATIONS['bit flips'](message(0, 2, random.pick(pool)), { random, pool, doc: must(docs[0], 'a document') }),
        );
      }
      guest.leave();
    }
    expect(ordeal.faults).toEqual([]);
    expect(harmTo(chamber, ordeal.honest)).toEqual([]);
    expect(whyUnverified(chamber)).toBeNull();
  },
);

test('[H5] enough was tried', () => {
  expect(counted.sent).toBeGreaterThanOrEqual(3_000);
  // Some mutations are legal edits, or nothing was tried.
  expect(counted.accepted).toBeGreaterThan(0);
});
