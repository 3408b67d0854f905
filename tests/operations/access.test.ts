import { once } from 'node:events';
import { existsSync, renameSync, statSync } from 'node:fs';
import { request, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import type { DraftId } from '../../shared/base/ids.ts';
import type { EndedSessions } from '../../shared/protocol/api.ts';
import { SYSTEM_CLOCK } from '../../server/clock.ts';
import type { RunningServer } from '../../server/main.ts';
import { Person, serve, signIn, temporaryFolder } from '../server/harness.ts';
import { travaux } from './command.ts';

const DAY = 24 * 3_600_000;
/** How late a busy machine may be, in milliseconds. */
const LAG = 4_000;

let folder: ReturnType<typeof temporaryFolder>;
let data: string;
let server: RunningServer;
let later = 0;

beforeEach(async () => {
  later = 0;
  folder = temporaryFolder();
  // What is rescued of a store goes beside its folder.
  data = join(folder.path, 'data');
  server = await serve(data, { clock: { now: () => SYSTEM_CLOCK.now() + later } });
});
afterEach(async () => {
  await server.stop();
  folder.forget();
});

async function trade(link: string): Promise<Response> {
  return fetch(`${server.url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: server.url },
    body: JSON.stringify({ token: new URL(link).hash.slice(1) }),
  });
}

/** Resolves once the server has looked up again whose sessions are over: with that it closes the socket of one that ran out. */
async function recheck(draft: DraftId, seat: string): Promise<void> {
  later -= DAY / 2;
  const idle = await (await signIn(server, seat)).open(draft);
  later += DAY / 2;
  await idle.until(() => idle.closed?.code === 4401, 'the end of an idle session');
  idle.close();
}

test('[A1] a seat that is revoked by the operator is out at once, with every socket and unused link', async () => {
  const kenya = await signIn(server, 'kenya');
  const { draft } = await (await signIn(server, 'drafter-1')).import('Words.\n');
  const client = await kenya.open(draft);
  const revoked = await travaux('revoke', 'kenya', '--data', data, '--json');
  expect(JSON.parse(revoked.out)).toEqual({ seat: 'kenya', sessions: 1, invitations: 0 });
  const begun = performance.now();
  await client.until(() => client.closed !== null, 'the close');
  expect(client.closed?.code).toBe(4401);
  // Sooner than the server looks by itself.
  expect(performance.now() - begun).toBeLessThan(4_000);
  expect((await kenya.desk()).status).toBe(401);
  client.close();

  const unused = server.links.find(({ seat }) => seat.id === 'japan')?.link ?? '';
  expect((await travaux('revoke', 'japan', '--data', data)).out).toContain('1 unused link made void');
  expect((await trade(unused)).status).toBe(410);
});

test('[A1] a session that runs out while its socket is open ends within five seconds', async () => {
  const kenya = await signIn(server, 'kenya');
  const { draft } = await (await signIn(server, 'drafter-1')).import('Words.\n');
  const client = await kenya.open(draft);
  later = DAY;
  const begun = performance.now();
  await client.until(() => client.closed !== null, 'the close');
  expect(client.closed?.code).toBe(4401);
  expect(performance.now() - begun).toBeLessThan(5_000 + LAG);
  client.close();
});

/** An answer of which whoever asked reads no more than its head, until `rest` is called. */
async function halfRead(person: Person, path: string): Promise<{ rest(): Promise<{ isWhole: boolean }> }> {
  const asking = request(`${server.url}${path}`, { headers: { cookie: person.cookie } }).end();
  const [answer] = (await once(asking, 'response')) as [IncomingMessage];
  expect(answer.statusCode).toBe(200);
  // One that is broken off says so with an error before it closes.
  const closed = new Promise((resolve) => answer.on('error', () => undefined).on('close', resolve));
  return {
    rest: async () => {
      answer.resume();
      await closed;
      return { isWhole: answer.complete };
    },
  };
}

test('[A1] an answer that is being sent goes no further once its session is over', async () => {
  const drafter = await signIn(server, 'drafter-1');
  // More than lies between two ends of a connection.
  const { draft } = await drafter.import(`${'Words that are many. '.repeat(1_200)}\n`.repeat(480));
  const path = `/api/drafts/${draft}/export?format=bracketed`;
  const [kenya, japan, brazil] = [await signIn(server, 'kenya'), await signIn(server, 'japan'), await signIn(server, 'brazil')];
  const [kenyas, japans, brazils] = [await halfRead(kenya, path), await halfRead(japan, path), await halfRead(brazil, path)];
  expect((await travaux('revoke', 'kenya', '--data', data)).code).toBe(0);
  expect((await japan.ask('DELETE', '/api/session')).status).toBe(204);
  expect(await kenyas.rest()).toEqual({ isWhole: false });
  expect(await japans.rest()).toEqual({ isWhole: false });
  expect(await brazils.rest()).toEqual({ isWhole: true });
});

test('[Z6] nor does one that may hold names once the chair has them shown to fewer', async () => {
  const drafter = await signIn(server, 'drafter-1');
  const chair = await signIn(server, 'chair');
  const source = `${'Words that are many. '.repeat(1_200)}\n`.repeat(480);
  const [{ draft }, other] = [await drafter.import(`[Few - Norway].\n${source}`), await drafter.import(source)];
  const path = (of: DraftId) => `/api/drafts/${of}/export?format=bracketed`;
  const [kenya, japan] = [await signIn(server, 'kenya'), await signIn(server, 'japan')];
  const [kenyas, japans] = [await halfRead(kenya, path(draft)), await halfRead(japan, path(other.draft))];
  const [drafters, chairs] = [await halfRead(drafter, path(draft)), await halfRead(chair, path(draft))];
  const lens = { type: 'set-lens', lens: 'unnamed', reason: 'informal informals' } as const;
  expect((await chair.command(draft, lens)).status).toBe(200);
  expect(await kenyas.rest()).toEqual({ isWhole: false });
  for (const one of [japans, drafters, chairs]) expect(await one.rest()).toEqual({ isWhole: true });
  const again = await halfRead(kenya, path(draft));
  expect((await chair.command(draft, { ...lens, lens: 'named' })).status).toBe(200);
  expect(await again.rest()).toEqual({ isWhole: true });
});

test('[A1] writing counts as use: who types all day is not signed out', async () => {
  const drafter = await signIn(server, 'drafter-1');
  const { draft } = await drafter.import('Words.\n');
  const client = await drafter.open(draft);
  for (const [index, witness] of ['kenya', 'japan', 'brazil'].entries()) {
    later += DAY / 4;
    client.typeAfter('Words', 'x');
    await client.until(() => client.acknowledged === index + 1, 'the acknowledgement');
    await recheck(draft, witness);
  }
  expect(client.closed).toBeNull();
  expect((await drafter.desk()).status).toBe(200);
  client.close();
});

test('[A2] signing out closes the sockets of that session and of no other; others of the seat can be ended from it', async () => {
  const first = await signIn(server, 'drafter-1');
  const { draft } = await first.import('Words.\n');
  const { link } = JSON.parse((await travaux('invite', 'drafter-1', '--data', data, '--json')).out) as { link: string };
  const answer = await trade(link);
  expect(answer.status).toBe(200);
  const second = new Person(server.url, (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '');
  const [one, two] = [await first.open(draft), await second.open(draft)];
  await recheck(draft, 'kenya');
  expect((await second.ask<EndedSessions>('DELETE', '/api/session/others')).body).toEqual({ ended: 1 });
  const begun = performance.now();
  await one.until(() => one.closed !== null, 'the close');
  expect(one.closed?.code).toBe(4401);
  // The server has just looked by itself, and does again within five seconds.
  expect(performance.now() - begun).toBeLessThan(4_000);
  expect((await first.desk()).status).toBe(401);
  expect((await second.desk()).status).toBe(200);
  expect(two.closed).toBeNull();
  expect((await second.ask('DELETE', '/api/session')).status).toBe(204);
  await two.until(() => two.closed !== null, 'the close');
  expect(two.closed?.code).toBe(4401);
  one.close();
  two.close();
});

test('[A3] the operator lists, invites and revokes by a socket that is its owner’s alone, and refusals are sentences', async () => {
  expect(statSync(join(data, 'travaux.sock')).mode & 0o777).toBe(0o600);
  await signIn(server, 'kenya');
  const seats = JSON.parse((await travaux('seats', '--data', data, '--json')).out) as { seat: string; sessions: number }[];
  expect(seats.find(({ seat }) => seat === 'kenya')?.sessions).toBe(1);
  expect((await travaux('seats', '--data', data)).out).toContain('nobody signed in');
  for (const command of ['invite', 'revoke'])
    expect(await travaux(command, 'nobody', '--data', data)).toMatchObject({
      code: 2,
      err: expect.stringContaining('there is drafter-1, drafter-2'),
    });
  await server.stop();
  expect(existsSync(join(data, 'travaux.sock'))).toBe(false);
  expect(await travaux('invite', 'kenya', '--data', data)).toMatchObject({
    code: 2,
    err: expect.stringContaining('no server runs'),
  });
  expect((await travaux('revoke', 'kenya', '--data', data)).code).toBe(0);
  server = await serve(data);
});

test('[A4] the policy for pages names what may be loaded, and allows nothing inline', async () => {
  const host = new URL(server.url).host;
  const policy = (await fetch(`${server.url}/api/session`)).headers.get('content-security-policy');
  expect(policy?.split(';').toSorted()).toEqual(
    [
      "default-src 'self'",
      "script-src 'self'",
      "style-src 'self'",
      `connect-src 'self' ws://${host}`,
      "base-uri 'none'",
      "form-action 'self'",
      "frame-ancestors 'none'",
      "object-src 'none'",
    ].toSorted(),
  );
  const elsewhere = await ask('/api/session', { host: 'x"; script-src *' });
  expect(elsewhere.headers['content-security-policy']).toContain("connect-src 'self' ws://localhost;");
});

/** A request whose Host is what the caller says, which `fetch` does not allow. */
async function ask(path: string, headers: Record<string, string>): Promise<IncomingMessage> {
  const call = request(`${server.url}${path}`, { headers });
  call.end();
  const [answer] = (await once(call, 'response')) as [IncomingMessage];
  answer.resume();
  return answer;
}

test('[A10] behind a proxy that asks for a host of its own, pages of the public address act and open sockets, and no others do', async () => {
  const port = Number(new URL(server.url).port);
  await server.stop();
  server = await serve(data, { port, publicUrl: 'https://travaux.example' });
  const own = `127.0.0.1:${port}`;
  const asked: readonly (readonly [origin: string, host: string, isTaken: boolean])[] = [
    ['https://travaux.example', own, true],
    ['https://travaux.example', 'travaux.example', true],
    [`http://${own}`, own, true],
    // Somebody on the way can give a page that name without https, and no other.
    ['http://travaux.example', own, false],
    ['http://travaux.example', 'travaux.example', false],
    ['https://travaux.example.org', own, false],
    ['https://elsewhere.example', 'travaux.example', false],
    ['null', own, false],
  ];
  for (const [origin, host, isTaken] of asked) {
    const act = request(`http://${own}/api/session`, {
      method: 'POST',
      headers: { host, origin, 'content-type': 'application/json' },
    });
    act.end(JSON.stringify({ token: 'y'.repeat(43) }));
    const [answer] = (await once(act, 'response')) as [IncomingMessage];
    answer.resume();
    expect([origin, host, answer.statusCode]).toEqual([origin, host, isTaken ? 404 : 403]);
    const socket = new WebSocket(`ws://${own}/sync/text/none`, { headers: { host, origin } });
    socket.on('error', () => undefined);
    const closed = new Promise((resolve) => {
      socket.once('close', resolve);
      socket.once('unexpected-response', (_request, { statusCode }) => resolve(statusCode));
    });
    expect([origin, host, await closed]).toEqual([origin, host, isTaken ? 4401 : 403]);
  }
});

test('[A5] who comes with a link that was used has guessed nothing, so that a hall behind one address can still sign in', async () => {
  const { link = '' } = server.links.find(({ seat }) => seat.id === 'kenya') ?? {};
  const statuses: number[] = [];
  for (let index = 0; index < 40; index += 1) statuses.push((await trade(link)).status);
  expect(statuses).toEqual([200, ...Array.from({ length: 39 }, () => 410)]);
  expect((await (await signIn(server, 'japan')).desk()).status).toBe(200);
});

test('[A5] failed attempts to sign in are limited for the address they come from, also behind a proxy of this machine', async () => {
  const port = Number(new URL(server.url).port);
  await server.stop();
  server = await serve(data, { port, publicUrl: 'http://travaux.example' });
  const attempt = async (from: string): Promise<number> => {
    const { status } = await fetch(`http://127.0.0.1:${port}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin', 'x-forwarded-for': from },
      body: JSON.stringify({ token: 'y'.repeat(43) }),
    });
    return status;
  };
  const statuses: number[] = [];
  for (let index = 0; index < 31; index += 1) statuses.push(await attempt('203.0.113.1'));
  expect([...new Set(statuses.slice(0, 30)), statuses.at(-1)]).toEqual([404, 429]);
  expect(await attempt('203.0.113.2')).toBe(404);
});

test('[A5] where no proxy was announced, nobody’s word about addresses is taken', async () => {
  const statuses: number[] = [];
  for (let index = 0; index < 31; index += 1) {
    const answer = await fetch(`${server.url}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: server.url, 'x-forwarded-for': `203.0.113.${index}` },
      body: JSON.stringify({ token: 'y'.repeat(43) }),
    });
    statuses.push(answer.status);
  }
  expect(statuses.at(-1)).toBe(429);
});

test('[A1] [O11] where nothing can be written any more, what looks after sessions ends no server', async () => {
  const writer = await signIn(server, 'drafter-1');
  const { draft } = await writer.import('Words.\n');
  const client = await writer.open(draft);
  await recheck(draft, 'kenya');
  client.typeAfter('Words', ' more');
  await client.until(() => client.acknowledged === 1, 'the acknowledgement');
  later -= DAY / 2;
  const idle = await (await signIn(server, 'japan')).open(draft);
  later += DAY / 2 + 61_000;
  renameSync(join(data, 'travaux.db'), join(data, 'elsewhere.db'));
  await idle.until(() => idle.closed?.code === 4401, 'the end of an idle session');
  expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
  idle.close();
  client.close();
});
