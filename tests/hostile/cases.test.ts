import { afterEach, beforeEach, expect, test } from 'vitest';
import { expectUnharmed, expectVerified } from './agreement.ts';
import { ATTACKS, groundOf, overlapping, type Ground } from './cases.ts';
import { Chamber, message, updateMessage, type Honest } from './chamber.ts';

const ROLES = ['observer', 'kenya', 'drafter-1'];

let chamber: Chamber;
let honest: Honest[];
let nextId = 4_100_000_000;

beforeEach(() => {
  chamber = new Chamber();
  honest = ['drafter-2', 'drafter-1', 'chair'].map((seat) => chamber.enterHonestly(seat));
  honest[0]?.type('Words of the victim. ');
});

afterEach(() => {
  expectVerified(chamber);
  chamber.close();
});

function ground(): Ground {
  nextId += 2;
  return groundOf(chamber.copy(), { own: nextId, other: nextId + 1, victim: honest[0]?.document.clientID ?? 0 });
}

test.each(ATTACKS.map((attack) => [attack.name, attack] as const))(
  'H1 changes nothing, and no honest client: %s',
  (name, attack) => {
    for (const seat of ROLES) {
      for (const step of [1, 2]) {
        const what = `${name}, from ${seat}, step ${step}`;
        const isDrafter = seat === 'drafter-1';
        const guest = chamber.enter(seat);
        // As every client does: before that, an update may presume what is still on its way.
        guest.say(message(0, 1, new Uint8Array([0, 0])));
        const before = chamber.standing();
        guest.say(message(0, step, attack.update(ground())));
        if (!isDrafter || attack.mayBeLegal !== true) expect(chamber.standing(), what).toEqual(before);
        if (isDrafter && attack.mayBeLegal !== true && attack.mayBeNothing !== true) expect(guest.closed, what).not.toBeNull();
        guest.leave();
        expectUnharmed(chamber, honest, what);
      }
    }
  },
);

test('H1 changes nothing, and no honest client: known words sent again with more, as if they stood elsewhere', () => {
  for (const seat of ROLES) {
    const [first, second] = overlapping(ground());
    const guest = chamber.enter(seat);
    guest.say(updateMessage(first));
    guest.say(updateMessage(second));
    guest.leave();
    expectUnharmed(chamber, honest, `overlap from ${seat}`);
  }
});

test('H2 a frame that is no message of this protocol closes its own connection and does nothing else', () => {
  const nonsense: readonly (readonly number[])[] = [
    [],
    [2],
    [4, 1, 1],
    [99],
    [100, 5],
    [101, 2, 91, 93],
    [255, 255, 255, 255, 15],
    [0],
    [0, 0],
    [0, 2, 200, 1],
    [0, 3, 1, 0],
    [0, 7, 1, 0],
    [1],
    [1, 90, 1],
    [0x80],
  ];
  for (const seat of ROLES) {
    for (const bytes of nonsense) {
      const before = chamber.standing();
      const guest = chamber.enter(seat);
      guest.say(Uint8Array.from(bytes));
      expect(guest.closed?.code, JSON.stringify(bytes)).toBe(4400);
      expect(chamber.standing()).toEqual(before);
    }
    for (const vector of [[1], [1, 1], [5, 1, 1], Array.from({ length: 10 }, () => 255), []]) {
      const guest = chamber.enter(seat);
      guest.say(message(0, 0, Uint8Array.from(vector)));
      guest.leave();
    }
    expectUnharmed(chamber, honest, `no messages from ${seat}`);
  }
});
