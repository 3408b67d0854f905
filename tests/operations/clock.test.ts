import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { DraftId } from '../../shared/base/ids.ts';
import { waryClock, withSleep, type Clock } from '../../server/clock.ts';
import { verifyEveryDraft } from '../../server/drafts/verifying.ts';
import type { RunningServer } from '../../server/main.ts';
import { openStore } from '../../server/store/sqlite.ts';
import { serve, signIn, temporaryFolder, type Client, type Person } from '../server/harness.ts';

const START = Date.parse('2026-07-01T09:00:00.000Z');
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const YEAR = 365 * DAY;

let folder: ReturnType<typeof temporaryFolder>;
/** What has gone by, and how wrong the machine's clock is. */
let elapsed: number;
let wrong: number;

beforeEach(() => {
  folder = temporaryFolder();
  [elapsed, wrong] = [0, 0];
});
afterEach(() => folder.forget());

function machine(onLeap: Parameters<typeof waryClock>[1] = () => undefined): Clock {
  return waryClock({ wall: () => START + elapsed + wrong, elapsed: () => elapsed }, onLeap);
}

test('[O12] whatever a clock is set to, if it is put right within ten minutes the server’s time is right all along', () => {
  const trial = fc.record({
    leap: fc.integer({ min: -60 * YEAR, max: 60 * YEAR }).filter((ms) => Math.abs(ms) > 10_000),
    waits: fc.array(fc.integer({ min: 0, max: MINUTE }), { maxLength: 10 }),
  });
  fc.assert(
    fc.property(fc.array(trial, { minLength: 1, maxLength: 5 }), (trials) => {
      [elapsed, wrong] = [0, 0];
      const clock = machine();
      for (const { leap, waits } of trials) {
        wrong = leap;
        for (const wait of waits.slice(0, 9)) {
          elapsed += wait;
          expect(clock.now()).toBe(START + elapsed);
        }
        wrong = 0;
        expect(clock.now()).toBe(START + elapsed);
      }
    }),
  );
});

test('[O12] a clock that was set and stands for ten minutes is believed, and said to be; one that is kept right is followed', () => {
  const told: [number, string][] = [];
  const clock = machine((ms, what) => told.push([ms, what]));
  for (wrong = 0; wrong <= 60_000; wrong += 5_000) expect(clock.now()).toBe(START + wrong);
  wrong = DAY;
  const before = clock.now();
  elapsed += 10 * MINUTE - 1;
  expect(clock.now()).toBe(before + 10 * MINUTE - 1);
  elapsed += 1;
  clock.now();
  expect(clock.now()).toBe(START + elapsed + DAY);
  expect(told.map(([, what]) => what)).toEqual(['seen', 'believed']);
});

test('[O12] while the machine sleeps time goes by, whatever else its clock is set to, and put right from', () => {
  const happening = fc.record({
    awake: fc.integer({ min: 0, max: HOUR }),
    asleep: fc.integer({ min: 0, max: 3 * DAY }),
    leap: fc.integer({ min: -YEAR, max: YEAR }),
  });
  fc.assert(
    fc.property(fc.array(happening, { maxLength: 20 }), (happenings) => {
      let [awake, asleep, off] = [0, 0, 0];
      const wall = (): number => START + awake + asleep + off;
      const up = (): number => Math.floor((awake + asleep) / 1_000) * 1_000;
      const clock = waryClock(withSleep({ wall, awake: () => awake, up }), () => undefined);
      for (const one of happenings) {
        off = one.leap;
        clock.now();
        off = 0;
        clock.now();
        awake += one.awake;
        asleep += one.asleep;
        expect(Math.abs(clock.now() - wall())).toBeLessThan(12_000);
      }
    }),
  );
});

/** A silence of four hours on one clause, and a drafter who types in the other. */
async function circulated(server: RunningServer): Promise<{ drafter: Person; client: Client; draft: DraftId }> {
  const [drafter, chair] = [await signIn(server, 'drafter-1'), await signIn(server, 'chair')];
  const { draft } = await drafter.import('1. The Council meets.\n\n2. Its seat is in Geneva.\n');
  const client = await drafter.open(draft);
  const begun = await chair.command(draft, {
    type: 'begin-silence',
    clauses: [client.clauseWith('Geneva').id],
    deadline: new Date(START + 4 * HOUR).toISOString(),
    shortening: 'Time is short.',
  });
  expect(begun.status).toBe(200);
  await client.untilEntry('SilenceBegan');
  return { drafter, client, draft };
}

async function type(client: Client): Promise<void> {
  const { acknowledged } = client;
  client.typeAfter('The Council', 'x');
  await client.until(() => client.acknowledged > acknowledged, 'the acknowledgement');
}

test('[O12] a leap that is taken back passes no silence, ends no session and dates no entry; one that stands does', async () => {
  const server = await serve(folder.path, { clock: machine(), coalesceMs: 1 });
  const { drafter, client, draft } = await circulated(server);
  for (const leap of [5 * HOUR, 3 * DAY, 20 * YEAR, -60 * YEAR]) {
    wrong = leap;
    await type(client);
    elapsed += 9 * MINUTE;
    await type(client);
    expect((await drafter.desk()).status).toBe(200);
    wrong = 0;
    await type(client);
  }
  expect(client.eventTypes()).not.toContain('SilencePassed');
  wrong = 5 * HOUR;
  await type(client);
  elapsed += 10 * MINUTE;
  await type(client);
  await client.untilEntry('SilencePassed');
  wrong = 20 * YEAR;
  expect((await drafter.desk()).status).toBe(200);
  elapsed += 10 * MINUTE;
  expect((await drafter.desk()).status).toBe(401);
  const dated = client.entries.map(({ at }) => Date.parse(at));
  expect(dated).toEqual(dated.toSorted((one, other) => one - other));
  expect(dated.at(-1)).toBeLessThanOrEqual(START + elapsed + 5 * HOUR);
  client.close();
  await server.stop();
  const opened = openStore(folder.path, { create: false });
  if (!opened.ok) throw new Error(opened.refusal.reason);
  expect(verifyEveryDraft(opened.value).broken).toBeNull();
  const entries = opened.value.drafts.entries(draft, 0);
  expect(entries.map(({ number }) => number)).toEqual(entries.map((_, index) => index + 1));
  opened.value.close();
});

test('[O12] by a clock set back by a year edits come to the record all the same, in order, and what rests is not asked for without end', async () => {
  let now = START;
  let asked = 0;
  const clock = { now: () => ((asked += 1), now) };
  const server = await serve(folder.path, { clock, coalesceMs: 500 });
  const drafter = await signIn(server, 'drafter-1');
  const { draft } = await drafter.import('1. The Council meets.\n');
  const client = await drafter.open(draft);
  await type(client);
  now -= YEAR;
  const upTo = asked;
  await client.untilEntry('ClauseEdited');
  await type(client);
  now += 500;
  await client.untilEntry('ClauseEdited', 2);
  expect(asked - upTo).toBeLessThan(100);
  expect(client.entries.map(({ number }) => number)).toEqual([1, 2, 3]);
  client.close();
  await server.stop();
});

test('[A9] [O12] by a clock that is further back than a day a session is none, and is one again once the clock is right', async () => {
  let now = START;
  const server = await serve(folder.path, { clock: { now: () => now } });
  const drafter = await signIn(server, 'drafter-1');
  const status = async (): Promise<number> => (await drafter.desk()).status;
  for (const [at, wanted] of [
    [START - HOUR, 200],
    [START - 2 * DAY, 401],
    [0, 401],
    [START + HOUR, 200],
  ] as const) {
    now = at;
    expect(await status()).toBe(wanted);
  }
  await server.stop();
});

test('[O12] a server does not start by a clock that is more than a day behind what its store has seen, and says why', async () => {
  let now = START;
  const clock = { now: () => now };
  const server = await serve(folder.path, { clock });
  await (await signIn(server, 'drafter-1')).import('1. Words.\n');
  await server.stop();
  now = 0;
  await expect(serve(folder.path, { clock })).rejects.toThrow(
    'The clock of this machine says 1970-01-01T00:00:00.000Z, and the store was written to at 2026-07-01T09:00:00.000Z already. Set the clock, then start again.',
  );
  now = START - HOUR;
  await (await serve(folder.path, { clock })).stop();
});
