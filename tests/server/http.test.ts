import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { request, type ClientRequest, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { DraftInfo, ImportReport, SessionInfo } from '../../shared/protocol/api.ts';
import type { Clock } from '../../server/clock.ts';
import type { RunningServer } from '../../server/main.ts';
import { Person, serve, signIn, temporaryFolder } from './harness.ts';

const DAY = 24 * 3_600_000;

let folder: ReturnType<typeof temporaryFolder>;
let server: RunningServer;
let time: number;
const clock: Clock = { now: () => time };

beforeEach(async () => {
  time = Date.parse('2026-11-20T10:00:00Z');
  folder = temporaryFolder();
  server = await serve(folder.path, { clock });
});

afterEach(async () => {
  await server.stop();
  folder.forget();
});

function tokenOf(seat: string): string {
  return server.links.find((one) => one.seat.id === seat)?.link.split('#')[1] ?? '';
}

function post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${server.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: server.url, ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

test('[A9] [E12] an invitation opens its seat once, and says so in a sentence afterwards', async () => {
  expect(server.links.map((one) => one.link).every((link) => link.startsWith(`${server.url}/sign-in#`))).toBe(true);
  const first = await post('/api/session', { token: tokenOf('kenya') });
  expect(first.status).toBe(200);
  expect((await first.json()) as SessionInfo).toMatchObject({ seat: { id: 'kenya', role: 'delegate', participant: 'p-ke' } });
  expect(first.headers.get('set-cookie')).toMatch(
    /^travaux_session=[\w-]{43}; Max-Age=604800; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Lax$/,
  );
  const again = await post('/api/session', { token: tokenOf('kenya') });
  expect(again.status).toBe(410);
  expect(await again.json()).toMatchObject({ refusal: { reason: expect.stringContaining('used already') } });
  expect((await post('/api/session', { token: 'x'.repeat(43) })).status).toBe(404);
  expect((await post('/api/session', { token: 'short' })).status).toBe(400);
  expect((await post('/api/session', '{')).status).toBe(400);
});

test('[A9] a restart replaces the links that nobody used, and keeps the sessions', async () => {
  const kenya = await signIn(server, 'kenya');
  const old = tokenOf('japan');
  await server.stop();
  server = await serve(folder.path, { clock });
  const revoked = await post('/api/session', { token: old });
  expect(revoked.status).toBe(410);
  expect(await revoked.json()).toMatchObject({ refusal: { reason: expect.stringContaining('replaced') } });
  expect((await new Person(server.url, kenya.cookie).desk()).status).toBe(200);
});

test('[A9] a session ends by sign-out, by idleness, and in any case after its whole life', async () => {
  const kenya = await signIn(server, 'kenya');
  expect((await kenya.ask('DELETE', '/api/session')).status).toBe(204);
  expect((await kenya.desk()).status).toBe(401);
  const japan = await signIn(server, 'japan');
  time += DAY / 4;
  expect((await japan.desk()).status).toBe(200);
  time += DAY;
  expect((await japan.desk()).status).toBe(401);
  const brazil = await signIn(server, 'brazil');
  for (let hours = 0; hours < 7 * 24; hours += 6) {
    expect((await brazil.desk()).status).toBe(200);
    time += DAY / 4;
  }
  expect((await brazil.desk()).status).toBe(401);
});

test('[A10] acts come from a page of this server only', async () => {
  const drafter = await signIn(server, 'drafter-1');
  const body = { fileName: 'x.txt', source: 'Words.' };
  const act = (headers: Record<string, string>): Promise<Response> =>
    fetch(`${server.url}/api/drafts`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: drafter.cookie, ...headers },
      body: JSON.stringify(body),
    });
  expect((await act({ origin: 'https://elsewhere.example' })).status).toBe(403);
  expect((await act({ origin: 'null' })).status).toBe(403);
  expect((await act({})).status).toBe(403);
  expect((await act({ 'sec-fetch-site': 'cross-site' })).status).toBe(403);
  expect((await act({ origin: server.url, 'content-type': 'text/plain' })).status).toBe(415);
  expect((await drafter.desk()).body.drafts).toEqual([]);
  expect((await act({ origin: server.url })).status).toBe(201);
});

test('[A10] nothing without a session, nothing at other addresses, and nothing that a seat may not', async () => {
  const nobody = new Person(server.url, '');
  for (const path of [
    '/api/session',
    '/api/desk',
    '/api/drafts/d-1',
    '/api/drafts/d-1/record',
    '/api/preparations/w-1',
    '/api/drafts/d-1/export?format=clean',
  ]) {
    expect((await nobody.get(path)).status).toBe(401);
  }
  const kenya = await signIn(server, 'kenya');
  for (const path of [
    '/api/nothing',
    '/api/drafts/none',
    '/api/drafts/..%2f',
    '/api/drafts/none/record',
    '/api/preparations/none',
  ]) {
    const { status, body } = await kenya.get(path);
    expect(status).toBe(404);
    expect(body).toMatchObject({ refusal: { reason: expect.any(String) } });
  }
  expect((await kenya.ask('POST', '/api/drafts', { fileName: 'x.txt', source: 'Words.' })).status).toBe(403);
  expect((await kenya.get<SessionInfo>('/api/session')).body.participants.length).toBeGreaterThan(190);
});

test('[A10] what a page of another seat than the session’s asks is neither answered nor done', async () => {
  const drafter = await signIn(server, 'drafter-1');
  const { draft } = await drafter.import('Words.\n');
  const asked = async (seat: string): Promise<number[]> => {
    const page = { 'travaux-seat': seat };
    const issue = { type: 'issue-revision', symbol: 'A/1' };
    return [
      (await drafter.ask('GET', '/api/desk', undefined, page)).status,
      (await drafter.ask('POST', `/api/drafts/${draft}/look`, { seen: 1 }, page)).status,
      (await drafter.ask('POST', `/api/drafts/${draft}/commands`, issue, page)).status,
      (await drafter.ask('DELETE', '/api/session', undefined, page)).status,
    ];
  };
  expect(await asked('chair')).toEqual([401, 401, 401, 401]);
  const { entries } = (await drafter.get<DraftInfo>(`/api/drafts/${draft}`)).body;
  expect(entries.map(({ event }) => event.type)).toEqual(['DraftImported']);
  expect(await asked('drafter-1')).toEqual([200, 200, 200, 204]);
});

test('[A10] a whole file is taken in from those alone who may bring one, before a byte of it is read, and one a seat at a time', async () => {
  const ways = ['/api/drafts', '/api/drafts/word', '/api/drafts/d-1/amendments'];
  const unread = (path: string, cookie: string): Promise<number> => answerBeforeBody(server.url, path, cookie);
  for (const path of ways) expect(await unread(path, '')).toBe(401);
  const observer = await signIn(server, 'observer');
  for (const path of ways) expect(await unread(path, observer.cookie)).toBe(403);

  const drafter = await signIn(server, 'drafter-1');
  const sent = begin(server.url, '/api/drafts', drafter.cookie);
  sent.write('{"fileName":');
  let second = 201;
  while (second === 201) second = (await drafter.ask('POST', '/api/drafts', { fileName: 'a.md', source: 'Words.' })).status;
  expect(second).toBe(429);
  sent.end('"b.md","source":"Words."}');
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  expect(answer.statusCode).toBe(201);
  answer.resume();
  await once(answer, 'end');
});

/** The status that comes although nothing of the body does. */
async function answerBeforeBody(url: string, path: string, cookie: string): Promise<number> {
  const sent = begin(url, path, cookie);
  sent.flushHeaders();
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  sent.destroy();
  return answer.statusCode ?? 0;
}

function begin(url: string, path: string, cookie: string): ClientRequest {
  const headers = { cookie, origin: url, 'content-type': 'application/json', 'transfer-encoding': 'chunked' };
  const sent = request(`${url}${path}`, { method: 'POST', headers });
  sent.on('error', () => undefined);
  return sent;
}

test('[I8] [I11] imports report, the desk lists, and exports come as files with a name', async () => {
  const drafter = await signIn(server, 'drafter-1');
  const source = '# Draft décision\n\n1. The Council [shall - Kenya][should] meet.\n\n2. Unclosed [bracket.\n';
  const report = (
    await drafter.ask<ImportReport>('POST', '/api/drafts', { fileName: 'a.md', source, title: ' Draft décision / 2 ' })
  ).body;
  expect(report).toMatchObject({
    title: 'Draft décision / 2',
    clauses: 3,
    brackets: 2,
    maxDepth: 1,
    unclosed: [{ clause: 3 }],
    stray: [],
  });
  expect((await drafter.desk()).body.drafts).toEqual([
    {
      id: report.draft,
      title: 'Draft décision / 2',
      clauses: 3,
      openProposals: 2,
      lastEntry: 1,
      seen: 0,
      changedAt: '2026-11-20T10:00:00.000Z',
    },
  ]);
  const bracketed = await drafter.get<string>(`/api/drafts/${report.draft}/export?format=bracketed`);
  expect(bracketed.body).toBe('# Draft décision\n\n1. The Council [shall - Kenya][should] meet.\n\n2. Unclosed [bracket.\n');
  expect(bracketed.headers.get('content-disposition')).toBe('attachment; filename="Draft-decision-2-bracketed.md"');
  expect(bracketed.headers.get('content-type')).toBe('text/plain; charset=utf-8');
  const clean = await drafter.get<string>(`/api/drafts/${report.draft}/export?format=clean`);
  expect(clean.body).toContain('1. The Council meet.');
  const record = await drafter.get<string>(`/api/drafts/${report.draft}/export?format=record`);
  expect(record.body).toContain('Amara Osei-Lindqvist');
  expect((await drafter.get(`/api/drafts/${report.draft}/export?format=docx`)).status).toBe(400);
  expect((await drafter.get(`/api/drafts/${report.draft}/record?after=x`)).status).toBe(400);
});

test('[A4] the policy for pages is strict, and answers are not cached', async () => {
  const response = await fetch(`${server.url}/api/session`);
  expect(response.headers.get('content-security-policy')).toContain("default-src 'self';script-src 'self';style-src 'self'");
  expect(response.headers.get('content-security-policy')).not.toContain('unsafe');
  expect(response.headers.get('referrer-policy')).toBe('no-referrer');
  expect(response.headers.get('cache-control')).toBe('no-store');
  expect(response.headers.get('x-powered-by')).toBeNull();
});

test('[A11] the cookie is no script’s and no other site’s, and with https it is secure and this host’s alone', async () => {
  const port = Number(new URL(server.url).port);
  await server.stop();
  server = await serve(folder.path, { clock, port, publicUrl: 'https://travaux.example' });
  expect(server.links[0]?.link).toMatch(/^https:\/\/travaux\.example\/sign-in#/);
  const signedIn = await fetch(`http://127.0.0.1:${port}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
    body: JSON.stringify({ token: tokenOf('kenya') }),
  });
  expect(signedIn.status).toBe(200);
  expect(signedIn.headers.get('set-cookie')).toMatch(
    /^__Host-travaux_session=[\w-]{43}; Max-Age=604800; Path=\/; Expires=[^;]+; HttpOnly; Secure; SameSite=Lax$/,
  );
  expect(signedIn.headers.get('strict-transport-security')).toMatch(/^max-age=/);
});

test('[A5] failed attempts to sign in are limited', async () => {
  const statuses: number[] = [];
  for (let attempt = 0; attempt < 32; attempt += 1) statuses.push((await post('/api/session', { token: 'y'.repeat(43) })).status);
  expect(new Set(statuses.slice(0, 30))).toEqual(new Set([404]));
  expect(statuses.slice(-2)).toEqual([429, 429]);
});

test('a page that opens on a draft has the browser ask for session and draft while its code is on its way, and no other page does', async () => {
  await server.stop();
  writeFileSync(join(folder.path, 'index.html'), '<!doctype html>');
  server = await serve(folder.path, { clock, clientFolder: folder.path });
  const linkOf = async (path: string): Promise<string | null> => (await fetch(`${server.url}${path}`)).headers.get('link');
  for (const path of ['/drafts/d-1', '/drafts/d-1/projection'])
    expect(await linkOf(path)).toBe(
      '</api/session>; rel=preload; as=fetch; crossorigin, </api/drafts/d-1>; rel=preload; as=fetch; crossorigin',
    );
  for (const path of ['/', '/sign-in', '/drafts/', '/drafts/d-1/other', '/drafts/%3E%2C%3Cx', '/preparations/d-1'])
    expect(await linkOf(path)).toBeNull();
});

test('[A10] who offers HTTP/2, as many clients do unasked, is answered as anybody is', async () => {
  const headers = { connection: 'Upgrade, HTTP2-Settings', upgrade: 'h2c', 'http2-settings': 'AAMAAABkAAQAoAAAAAIAAAAA' };
  const asked = request(`${server.url}/healthz`, { headers });
  asked.end();
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  expect(answer.statusCode).toBe(200);
  answer.resume();
});
