import * as encoding from 'lib0/encoding';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { must } from '../../shared/base/assert.ts';
import { harmTo } from './agreement.ts';
import { Chamber, message, type Honest } from './chamber.ts';

const ROLES = ['observer', 'kenya', 'drafter-1'];
const FLOOD = 5_000;

let chamber: Chamber;
let honest: Honest[];
let victim: Honest;

beforeEach(() => {
  chamber = new Chamber();
  honest = ['drafter-2', 'drafter-1', 'chair'].map((seat) => chamber.enterHonestly(seat));
  victim = must(honest[0], 'the victim');
  victim.announce({ cursor: 'mine' });
});

afterEach(() => chamber.close());

/** An announcement as y-protocols writes it, of any client at any clock. */
function announcement(
  ...states: readonly { readonly client: number; readonly clock: number; readonly state: string }[]
): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, states.length);
  for (const { client, clock, state } of states) {
    encoding.writeVarUint(encoder, client);
    encoding.writeVarUint(encoder, clock);
    encoding.writeVarString(encoder, state);
  }
  return message(1, encoding.toUint8Array(encoder));
}

function cursorOf(one: Honest, client: number): unknown {
  return one.awareness.getStates().get(client)?.['cursor'];
}

test.each(ROLES)('[H3] nobody overwrites or removes what another connection says of itself: %s', (seat) => {
  const id = victim.document.clientID;
  for (const state of ['{"cursor":"forged"}', 'null']) {
    const guest = chamber.enter(seat);
    guest.say(announcement({ client: id, clock: 1_000, state }));
    guest.say(announcement({ client: 4_200_000_000, clock: 1, state: '{}' }, { client: id, clock: 1_000, state }));
    for (const one of honest) expect(cursorOf(one, id)).toBe('mine');
    guest.leave();
    for (const one of honest) expect(cursorOf(one, id), 'after it left').toBe('mine');
  }
  expect(harmTo(chamber, honest)).toEqual([]);
});

test.each(ROLES)("[H3] nobody takes another seat's client id before its owner has spoken: %s", (seat) => {
  const client = chamber.clientId('drafter-2');
  const guest = chamber.enter(seat);
  guest.say(announcement({ client, clock: 1, state: '{"cursor":"forged"}' }));
  for (const one of honest) expect(one.awareness.getStates().has(client)).toBe(false);
});

test.each(ROLES)('[H3] no clock of a presence makes a message that honest clients cannot read: %s', (seat) => {
  for (const clock of [2 ** 31, 2 ** 32, Number.MAX_SAFE_INTEGER - 1, Number.MAX_SAFE_INTEGER, 2 ** 60]) {
    for (const client of [4_200_000_000 + (clock % 1_000), 2 ** 60]) {
      const guest = chamber.enter(seat);
      guest.say(announcement({ client, clock, state: '{}' }));
      guest.leave();
      // Who has left is there for nobody, whatever was said.
      for (const one of honest) expect([client, clock, one.awareness.getStates().has(client)]).toEqual([client, clock, false]);
    }
  }
  expect(harmTo(chamber, honest)).toEqual([]);
});

test('[V17] whoever may lead the projection screen says where they are with it, in the form that is known, and nobody else does', () => {
  const said = { turn: 3, clause: 'c-1', proposal: 'q-1', intent: 'accept', words: 'x'.repeat(100), user: 'Somebody' };
  const seen = (seat: string, state: object): unknown => {
    const guest = chamber.enter(seat);
    const client = chamber.clientId(seat);
    guest.say(announcement({ client, clock: 1, state: JSON.stringify(state) }));
    const screen = honest[0]?.awareness.getStates().get(client)?.['screen'];
    guest.leave();
    return screen;
  };
  const place = { turn: 3, clause: 'c-1', proposal: 'q-1', intent: 'accept' };
  expect(seen('chair', { screen: said, cursor: 'mine' })).toEqual(place);
  expect(seen('drafter-1', { screen: said })).toEqual(place);
  for (const seat of ['kenya', 'observer']) expect(seen(seat, { screen: said })).toBeUndefined();
  for (const screen of [7, null, {}, { turn: 0 }, { turn: 1.5 }, { turn: '1' }])
    expect(seen('drafter-1', { screen })).toBeUndefined();
  expect(seen('chair', { screen: { turn: 1, clause: '<b>', proposal: 4, intent: 'amend' } })).toEqual({
    turn: 1,
    clause: null,
    proposal: null,
    intent: null,
  });
});

test.each(ROLES)('[H3] no state of a presence harms the room: %s', (seat) => {
  const deep = 7_500;
  const states = [
    '',
    '{',
    '7',
    '[]',
    '"x"',
    'null',
    'true',
    '{"__proto__":{"user":1}}',
    `{"a":${'['.repeat(deep)}${']'.repeat(deep)}}`,
    `{"a":"${'x'.repeat(100_000)}"}`,
  ];
  for (const [index, state] of states.entries()) {
    const guest = chamber.enter(seat);
    guest.say(announcement({ client: 4_200_000_000 + index, clock: 1, state }));
    guest.leave();
  }
  for (const bytes of [[255, 255, 255, 255, 15], [1], [1, 255, 255], [5, 1, 1, 2, 123, 125]])
    chamber.enter(seat).say(message(1, Uint8Array.from(bytes)));
  expect(harmTo(chamber, honest)).toEqual([]);
});

test.each(ROLES)('[H4] a flood of presence leaves text, record and honest clients as they are: %s', (seat) => {
  const before = chamber.standing();
  const guest = chamber.enter(seat);
  for (let clock = 1; clock <= FLOOD && guest.closed === null; clock += 1)
    guest.say(announcement({ client: 4_200_000_000, clock, state: '{"cursor":1}' }));
  guest.leave();
  expect(chamber.standing()).toEqual(before);
  expect(cursorOf(victim, victim.document.clientID)).toBe('mine');
  expect(harmTo(chamber, honest)).toEqual([]);
});
