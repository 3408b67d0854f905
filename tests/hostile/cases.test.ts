import { afterEach, beforeEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { must } from '../../shared/base/assert.ts';
import { clauseId, proposalId } from '../../shared/base/ids.ts';
import { judgeUpdate } from '../../server/rooms/gate.ts';
import { markKey } from '../../shared/text/marks.ts';
import { textOf } from '../../shared/text/reading.ts';
import { elementOf } from '../../shared/text/writing.ts';
import { Random } from '../processes/random.ts';
import { harmTo, whyUnverified } from './agreement.ts';
import { ATTACKS, groundOf, overlapping, type Attack, type Ground } from './cases.ts';
import { Chamber, message, updateMessage, type Guest, type Honest } from './chamber.ts';
import { honestEdit } from './mutation.ts';
import { rawUpdate, type Struct } from './raw-update.ts';

const ROLES = ['observer', 'kenya', 'drafter-1'];
const NOTHING_LACKING = message(0, 1, new Uint8Array([0, 0]));

let chamber: Chamber;
let honest: Honest[];
let nextId = 4_100_000_000;

beforeEach(() => {
  chamber = new Chamber();
  honest = ['drafter-2', 'drafter-1', 'chair'].map((seat) => chamber.enterHonestly(seat));
  honest[0]?.type('Words of the victim. ');
});

afterEach(() => chamber.close());

function ground(): Ground {
  nextId += 2;
  return groundOf(chamber.copy(), { own: nextId, other: nextId + 1, victim: honest[0]?.document.clientID ?? 0 });
}

/** Enters as every client does: before its answer, an update may presume what is still on its way. */
function enter(seat: string): Guest {
  const guest = chamber.enter(seat);
  guest.say(NOTHING_LACKING);
  return guest;
}

/** What an attack did that it ought not to, sent as an answer or as an update. */
function faultsOf(attack: Attack, seat: string, step: 1 | 2): string[] {
  const guest = enter(seat);
  const before = JSON.stringify(chamber.standing());
  guest.say(message(0, step, attack.update(ground())));
  const isUnchanged = JSON.stringify(chamber.standing()) === before;
  const isRefused = guest.closed !== null;
  guest.leave();
  const mayChange = seat === 'drafter-1' && attack.mayBeLegal === true;
  const mustClose = seat === 'drafter-1' && attack.mayBeLegal !== true && attack.mayBeNothing !== true;
  return [
    ...(isUnchanged || mayChange ? [] : ['text, log or record changed']),
    ...(isRefused || !mustClose ? [] : ['was not refused']),
    ...harmTo(chamber, honest),
  ].map((fault) => `${seat}, step ${step}: ${fault}`);
}

test.each(ATTACKS.map((attack) => [attack.name, attack] as const))(
  '[H1] changes nothing, and no honest client: %s',
  (_name, attack) => {
    const faults = ROLES.flatMap((seat) => ([1, 2] as const).flatMap((step) => faultsOf(attack, seat, step)));
    expect(faults).toEqual([]);
    expect(whyUnverified(chamber)).toBeNull();
  },
);

test('[H1] changes nothing, and no honest client: known words sent again with more, as if they stood elsewhere', () => {
  for (const seat of ROLES) {
    const [first, second] = overlapping(ground());
    const guest = enter(seat);
    guest.say(updateMessage(first));
    guest.say(updateMessage(second));
    guest.leave();
    expect(harmTo(chamber, honest)).toEqual([]);
  }
  expect(whyUnverified(chamber)).toBeNull();
});

/** Many small pieces in one update: each is legal by itself, or names again what others of them name. */
const LENGTHY: readonly (readonly [name: string, update: (ground: Ground) => Uint8Array])[] = [
  [
    'an id that is set again and again, each time beside the one before',
    (g) => {
      const again = (at: number) => ({ origin: at === 0 ? g.id : ([g.own, at - 1] as const), content: { any: ['c-long'] } });
      return rawUpdate([{ client: g.own, clock: 0, structs: Array.from({ length: 40_000 }, (_, at) => again(at)) }]);
    },
  ],
  [
    'all of a text deleted again and again',
    (g) => {
      const client = g.id[0];
      const all = [0, Y.getState(g.doc.store, client)] as const;
      return rawUpdate([], [{ client, ranges: Array.from({ length: 500_000 }, () => all) }]);
    },
  ],
  [
    'letters, each between the same one and another far behind it',
    (g) => {
      const far: Struct = { origin: g.letter, content: { string: 'x'.repeat(20_000) } };
      const between = (at: number): Struct => ({ origin: g.letter, rightOrigin: [g.own, at + 1], content: { string: 'y' } });
      return rawUpdate([{ client: g.own, clock: 0, structs: [far, ...Array.from({ length: 19_000 }, (_, at) => between(at))] }]);
    },
  ],
  [
    'brackets, each within all before it',
    (g) => {
      const within = (at: number): Struct[] => {
        const proposal = proposalId(`p-${at}`);
        const format = [markKey('insertion', proposal), { proposal }] as const;
        return [
          { origin: at === 0 ? g.letter : [g.own, 2 * at - 1], content: { format } },
          { origin: [g.own, 2 * at], content: { string: 'x' } },
        ];
      };
      return rawUpdate([{ client: g.own, clock: 0, structs: Array.from({ length: 8_000 }, (_, at) => within(at)).flat() }]);
    },
  ],
];

test.each(LENGTHY)('[H1] what an update costs grows as it does, and not as its square: %s', (_name, update) => {
  for (const [seat, code] of [
    ['observer', 4403],
    ['drafter-1', 4400],
  ] as const) {
    const guest = enter(seat);
    const begun = performance.now();
    guest.say(updateMessage(update(ground())));
    expect(performance.now() - begun).toBeLessThan(15_000);
    expect([seat, guest.closed?.code]).toEqual([seat, code]);
    guest.leave();
  }
  expect(harmTo(chamber, honest)).toEqual([]);
});

test('[S1] days of honest work, beside that of others, are no such update', () => {
  const random = new Random(20_261_122);
  const [server, one, other] = [chamber.copy(), chamber.copy(4_150_000_000), chamber.copy(4_150_000_001)];
  const since = Y.encodeStateVector(server);
  for (let edit = 0; edit < 1_500; edit += 1) for (const doc of [one, other]) honestEdit(doc, random);
  // Letters before and behind one another at one place, which both have chosen.
  for (const doc of [one, other]) {
    const place = groundOf(server, { own: 1, other: 2, victim: 3 }).words;
    const words = must(Y.getItem(doc.store, Y.createID(...place)).content as Y.ContentType, 'words').type as Y.XmlText;
    for (let at = 0; at < 500; at += 1) words.insert(at % 2 === 0 ? 0 : 1, 'a');
  }
  for (const doc of [one, other]) {
    const update = Y.encodeStateAsUpdate(doc, since);
    const judged = judgeUpdate(server, update);
    expect(judged).toMatchObject({ ok: true, value: { effect: 'change' } });
    Y.applyUpdate(server, update);
  }
});

const NONSENSE: readonly (readonly number[])[] = [
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

test('[H2] a frame that is no message of this protocol closes its own connection and does nothing else', () => {
  for (const seat of ROLES) {
    for (const bytes of NONSENSE) {
      const before = chamber.standing();
      const guest = enter(seat);
      guest.say(Uint8Array.from(bytes));
      expect([...bytes, guest.closed?.code]).toEqual([...bytes, 4400]);
      expect(chamber.standing()).toEqual(before);
    }
    for (const vector of [[1], [1, 1], [5, 1, 1], Array.from({ length: 10 }, () => 255), []]) {
      const guest = enter(seat);
      guest.say(message(0, 0, Uint8Array.from(vector)));
      guest.leave();
    }
    expect(harmTo(chamber, honest)).toEqual([]);
  }
});

test('[H2] so is a question for the text that names more ids than any text has; some thousand that are not there are answered', () => {
  const naming = (ids: number): Uint8Array =>
    Y.encodeStateVector(new Map(Array.from({ length: ids }, (_, at) => [4_200_000_000 + at, 5])));
  for (const seat of ROLES) {
    const [back, flooding] = [enter(seat), enter(seat)];
    back.say(message(0, 0, naming(9_000)));
    expect(back.closed).toBeNull();
    flooding.say(message(0, 0, naming(20_000)));
    expect(flooding.closed?.code).toBe(4400);
    for (const guest of [back, flooding]) guest.leave();
  }
  expect(harmTo(chamber, honest)).toEqual([]);
});

test('[S1] brackets by the thousand that one update opens, each in a clause of its own, cost what they are and not the square of it', () => {
  const guest = enter('drafter-1');
  const before = chamber.standing();
  const doc = chamber.copy((nextId += 1));
  const since = Y.encodeStateVector(doc);
  const clauses = Array.from({ length: MANY }, (_, at) =>
    elementOf({
      id: clauseId(`c-many-${at}`),
      kind: 'text',
      level: 0,
      label: '',
      runs: [{ text: 'Words.', insertions: [proposalId(`p-many-${at}`)], deletions: [] }],
    }),
  );
  textOf(doc).insert(0, clauses);
  const begun = performance.now();
  guest.say(updateMessage(Y.encodeStateAsUpdate(doc, since)));
  chamber.room().commit();
  expect(performance.now() - begun).toBeLessThan(15_000);
  expect([guest.closed, chamber.standing().entries]).toEqual([null, before.entries + MANY]);
  expect(harmTo(chamber, honest)).toEqual([]);
});

const MANY = 4_000;
