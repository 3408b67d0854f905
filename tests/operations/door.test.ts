import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { participantId, type DraftId, type PreparationId } from '../../shared/base/ids.ts';
import type { Refused } from '../../shared/protocol/api.ts';
import { SYSTEM_CLOCK } from '../../server/clock.ts';
import { OneATurn } from '../../server/http/one-a-turn.ts';
import { LIMITS, type Limits } from '../../server/limits.ts';
import type { RunningServer } from '../../server/main.ts';
import { serve, signIn, temporaryFolder, type Answer, type Person } from '../server/harness.ts';
import { routeTable } from '../server/route-table.ts';

let folder: ReturnType<typeof temporaryFolder>;
let server: RunningServer;
let drafter: Person;
let draft: DraftId;
let now = 0;

async function start(limits: Partial<Limits>): Promise<void> {
  now = SYSTEM_CLOCK.now();
  server = await serve(folder.path, { limits, clock: { now: () => now } });
  drafter = await signIn(server, 'drafter-1');
  draft = (await drafter.import('1. The Council [may - Norway] meet.\n')).draft;
}

beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(async () => {
  await server.stop();
  folder.forget();
});

/** The answer to a request of which the body is announced and never comes. */
async function answerWithoutBody(method: string, path: string): Promise<number> {
  const { hostname, port } = new URL(server.url);
  return new Promise((resolve, reject) => {
    const asking = request({
      hostname,
      port,
      method,
      path,
      headers: { origin: server.url, 'content-type': 'application/json', 'content-length': 3_000_000 },
    });
    asking.on('error', reject);
    asking.on('response', (response) => {
      resolve(response.statusCode ?? 0);
      asking.destroy();
    });
    asking.flushHeaders();
  });
}

const why = (answer: Answer<Refused>): string => answer.body.refusal.reason;

describe('the door', () => {
  test('[A12] of whoever is not signed in no byte of a body is read, whatever the route; a token is short', async () => {
    await start({});
    const routes = routeTable().filter(({ method }) => method !== 'GET');
    expect(routes.length).toBeGreaterThan(10);
    for (const { method, path } of routes) {
      if (path === '/api/session' && method === 'POST') continue;
      const address = path.replaceAll(/:\w+/g, (part) => (part === ':draft' ? draft : 'x-1'));
      expect(await answerWithoutBody(method, address), `${method} ${path}`).toBe(401);
    }
    const long = await drafter.ask<Refused>('POST', '/api/session', { token: 'x'.repeat(5_000) });
    expect(long.status).toBe(413);
  });

  test('[A10] [A12] nothing of the interface is told without a session, whatever the route', async () => {
    await start({});
    for (const { method, path } of routeTable().filter((one) => one.method === 'GET' && one.path.startsWith('/api'))) {
      const address = path.replaceAll(/:\w+/g, (part) => (part === ':draft' ? draft : 'x-1'));
      expect((await fetch(`${server.url}${address}`)).status, `${method} ${path}`).toBe(401);
    }
  });

  test('[A12] a seat acts and asks so fast and no faster, each for itself', async () => {
    const slow = { perSecond: 1, burst: 4 };
    await start({ acts: slow, documents: slow, readings: slow });
    const act = (who: Person) => who.ask<Refused>('POST', `/api/drafts/${draft}/look`, { seen: 1 });
    const read = (who: Person) => who.get<Refused>(`/api/drafts/${draft}/text`);
    const open = (who: Person) => who.get<Refused>(`/api/drafts/${draft}`);
    const kenya = await signIn(server, 'kenya');
    for (const ask of [act, read, open]) {
      for (let time = 0; time < 4; time += 1) expect((await ask(kenya)).status).toBe(200);
      const answer = await ask(kenya);
      expect([answer.status, why(answer)]).toEqual([429, expect.stringContaining('more requests at once than a person makes')]);
      expect((await ask(drafter)).status).toBe(200);
      expect((await kenya.desk()).status).toBe(200);
      now += 1_000;
      expect((await ask(kenya)).status).toBe(200);
    }
  });

  test('[A12] what others send comes in between two answers that take long', async () => {
    const [turns, seen] = [new OneATurn(), [] as string[]];
    const done = [
      turns.take(() => {
        seen.push('one');
        setImmediate(() => seen.push('typed'));
      }),
      turns.take(() => void seen.push('another')),
    ];
    await start({});
    await Promise.all(done);
    expect(seen).toEqual(['one', 'typed', 'another']);
  });

  test('[A12] what throws in its turn is told to whoever wanted it, and holds up nothing behind it', async () => {
    const [turns, seen] = [new OneATurn(), [] as string[]];
    const first = turns.take(() => {
      throw new RangeError('no such text');
    });
    const second = turns.take(() => void seen.push('another'));
    await expect(first).rejects.toThrow('no such text');
    await second;
    expect(seen).toEqual(['another']);
    await start({});
  });

  test('[A12] a seat makes so many requests, and then even its desk has to wait', async () => {
    await start({ requests: { perSecond: 10, burst: 20 } });
    const answers = await Promise.all(Array.from({ length: 30 }, () => drafter.desk()));
    expect(answers.filter(({ status }) => status === 429).length).toBeGreaterThanOrEqual(10);
    now += 1_000;
    expect((await drafter.desk()).status).toBe(200);
  });
});

describe('what would go on without end', () => {
  test('[A12] a delegation tables so many proposals, from whichever seat', async () => {
    await start({ tablings: { perSecond: 0.1, burst: 1 } });
    const table = async (seat: string) => {
      const norway = await signIn(server, seat);
      const reader = await norway.open(draft);
      const { body: info } = await norway.prepare(draft, reader.clauses());
      const room = await norway.openPreparation(info);
      room.typeAfter('Council', ` of ${seat}`);
      await room.until(() => room.acknowledged > 0, 'what was prepared');
      for (const one of [reader, room]) one.close();
      return () => norway.command(draft, { type: 'table', preparation: info.id, rationale: '' });
    };
    const [first, second] = [await table('norway-1'), await table('norway-2')];
    expect((await first()).status).toBe(200);
    const answer = await second();
    expect([answer.status, why(answer)]).toEqual([429, expect.stringContaining('as the room can follow')]);
    now += 10_000;
    expect((await second()).status).not.toBe(429);
  });

  test('[A12] so many drafts, and invitations of a delegation that nobody has answered', async () => {
    await start({ drafts: 2, invitations: 2 });
    await drafter.import('Two.\n');
    const third = await drafter.ask<Refused>('POST', '/api/drafts', { fileName: 'a.md', source: 'Three.\n' });
    expect([third.status, why(third)]).toEqual([403, expect.stringContaining('as many drafts')]);
    const norway = await signIn(server, 'norway-1');
    const reader = await norway.open(draft);
    const prepared: PreparationId[] = [];
    for (let time = 0; time < 2; time += 1) prepared.push((await norway.prepare(draft, reader.clauses())).body.id);
    reader.close();
    const act = (preparation: PreparationId | undefined, name: 'invite' | 'take-back-invitation', whom: string) =>
      norway.ask<Refused>('POST', `/api/preparations/${preparation ?? ''}/acts`, { act: name, participant: participantId(whom) });
    expect((await act(prepared[0], 'invite', 'p-ke')).status).toBe(204);
    expect((await act(prepared[1], 'invite', 'p-ke')).status).toBe(204);
    const answer = await act(prepared[1], 'invite', 'p-jp');
    expect([answer.status, why(answer)]).toEqual([403, expect.stringContaining('invitations without an answer')]);
    expect((await act(prepared[0], 'take-back-invitation', 'p-ke')).status).toBe(204);
    expect((await act(prepared[1], 'invite', 'p-jp')).status).toBe(204);
  });

  test('[A12] so much is written in a preparation, and a room that is full keeps what it has', async () => {
    await start({ preparationBytes: 20_000 });
    const norway = await signIn(server, 'norway-1');
    const reader = await norway.open(draft);
    const { body: info } = await norway.prepare(draft, reader.clauses());
    const room = await norway.openPreparation(info);
    room.typeAfter('Council', 'x'.repeat(10_000));
    await room.until(() => room.acknowledged === 1, 'what was written');
    room.typeAfter('Council', 'z'.repeat(15_000));
    await room.until(() => room.closed !== null, 'the close');
    expect(room.closed?.code).toBe(4413);
    const again = await norway.openPreparation((await norway.preparation(info.id)).body);
    expect([again.words().join().includes('xxx'), again.words().join().includes('zzz')]).toEqual([true, false]);
    for (const one of [reader, room, again]) one.close();
  });

  test('[A12] so many files are on their way in, and one of a seat', async () => {
    await start({ filesComing: 1, files: LIMITS.files });
    const { hostname, port } = new URL(server.url);
    const headers = { cookie: drafter.cookie, origin: server.url, 'content-type': 'application/json', 'content-length': 1_000 };
    const coming = request({ hostname, port, method: 'POST', path: '/api/drafts', headers });
    coming.on('error', () => undefined);
    coming.write('{');
    const other = await signIn(server, 'drafter-2');
    const send = (who: Person) => who.ask<Refused>('POST', '/api/drafts', { fileName: 'a.md', source: 'Two.\n' });
    let own = await send(drafter);
    while (own.status === 201) own = await send(drafter);
    expect([own.status, why(own)]).toEqual([429, expect.stringContaining('A file of your seat')]);
    const answer = await send(other);
    expect([answer.status, why(answer)]).toEqual([503, expect.stringContaining('Many files')]);
    coming.destroy();
    let later = await send(other);
    while (later.status === 503) later = await send(other);
    expect(later.status).toBe(201);
  });
});
