import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { Readiness } from '../../server/http/health.ts';
import { stderrLog } from '../../server/log.ts';
import { STORE_FILE, openStore } from '../../server/store/sqlite.ts';
import { RunningServer, type SeatLink } from '../e2e/travaux.ts';
import { Person, serve, signIn, temporaryFolder } from '../server/harness.ts';
import { travaux } from './command.ts';

const HALF_A_REQUEST = [
  'POST /api/session HTTP/1.1',
  'Host: x',
  'Origin: http://x',
  'Content-Type: application/json',
  'Content-Length: 100',
  '',
  '{',
].join('\r\n');
const TOKEN = 'a-token-of-some-length';

let folder: ReturnType<typeof temporaryFolder>;
let data: string;

beforeEach(() => {
  folder = temporaryFolder();
  data = join(folder.path, 'data');
});
afterEach(() => folder.forget());

/** A server in a process of its own, without the sample draft. */
function serveProcess(env: Record<string, string> = {}): Promise<RunningServer> {
  return RunningServer.start({ data, args: ['--empty'], env });
}

async function enter(server: RunningServer, role: SeatLink['role']): Promise<Person> {
  const { link } = server.seat(role);
  const answer = await fetch(`${server.url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: server.url },
    body: JSON.stringify({ token: new URL(link).hash.slice(1) }),
  });
  return new Person(server.url, (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '');
}

test('[O6] the process answers, is ready while its store can be written, and is not while it stops', async () => {
  const server = await serve(data, { drainMs: 2_000 });
  const status = async (path: string): Promise<string> => {
    const answer = await fetch(`${server.url}${path}`);
    return `${answer.status} ${(await answer.text()).trim()}`;
  };
  expect(await status('/healthz')).toBe('200 up');
  expect(await status('/readyz')).toBe('200 ready');
  const kenya = await signIn(server, 'kenya');
  const stopped = server.stop();
  expect(await status('/readyz')).toBe('503 stopping');
  expect(await status('/healthz')).toBe('200 up');
  expect((await kenya.desk()).status).toBe(200);
  await stopped;
  await expect(fetch(`${server.url}/healthz`)).rejects.toThrow('fetch failed');
});

test('[O6] a store that cannot be written is not ready', async () => {
  let [now, isFull] = [0, true];
  const store = {
    loss: () => null,
    probe: () => {
      if (isFull) throw new Error('the disk is full');
    },
  };
  const readiness = new Readiness(store, { now: () => now }, stderrLog('silent'));
  expect(readiness.state).toBe('the store cannot be written');
  isFull = false;
  expect(readiness.state).toBe('the store cannot be written');
  now += 1_000;
  expect(readiness.state).toBe('ready');
});

test('[O6] told to stop, the server commits what it has, sends everyone away with 1001, and ends, whoever still hangs on', async () => {
  const server = await serveProcess();
  const drafter = await enter(server, 'drafter');
  const { draft } = await drafter.import('1. The Council meets.\n');
  const client = await drafter.open(draft);
  const raw = new WebSocket(`${server.url.replace('http', 'ws')}/sync/text/${draft}`, {
    headers: { cookie: drafter.cookie, origin: server.url },
  });
  await once(raw, 'open');
  const gone = once(raw, 'close') as Promise<[number]>;
  // Half a request, for whose end nobody waits.
  const hanging = connect(Number(new URL(server.url).port), '127.0.0.1');
  hanging.on('error', () => undefined);
  hanging.write(HALF_A_REQUEST);
  client.typeAfter('meets', ' often');
  await client.until(() => client.acknowledged === 1, 'the acknowledgement');
  const begun = performance.now();
  const ended = once(server.process, 'exit');
  server.process.kill('SIGTERM');
  expect((await gone)[0]).toBe(1001);
  client.close();
  expect(await ended).toEqual([0, null]);
  expect(performance.now() - begun).toBeLessThan(30_000);
  hanging.destroy();
  expect((await travaux('verify', '--data', data)).code).toBe(0);
  expect((await travaux('export', draft, '--format', 'record', '--data', data)).out).toContain('often');
});

test.each(['SIGINT', 'SIGHUP'] as const)('[O6] it stops in good order by %s too', async (signal) => {
  const server = await serveProcess();
  const ended = once(server.process, 'exit');
  server.process.kill(signal);
  expect(await ended).toEqual([0, null]);
  expect(existsSync(join(data, `${STORE_FILE}-wal`))).toBe(false);
});

test('[O6] told to stop twice, it ends at once', async () => {
  const server = await serveProcess({ TRAVAUX_DRAIN_MS: '60000' });
  const ended = once(server.process, 'exit');
  server.process.kill('SIGTERM');
  await expect.poll(async () => (await fetch(`${server.url}/readyz`)).status).toBe(503);
  const begun = performance.now();
  server.process.kill('SIGTERM');
  expect(await ended).toEqual([2, null]);
  expect(performance.now() - begun).toBeLessThan(20_000);
  expect((await travaux('verify', '--data', data)).code).toBe(0);
});

test('[O6] a server that was killed leaves a socket behind which does not keep the next from starting', async () => {
  const server = await serveProcess();
  const ended = once(server.process, 'exit');
  server.process.kill('SIGKILL');
  await ended;
  expect((await travaux('seats', '--data', data)).code).toBe(0);
  const next = await serve(data);
  expect((await travaux('seats', '--data', data)).code).toBe(0);
  await next.stop();
});

test('[O6] a folder held by something that is no server is said to be so', async () => {
  const opened = openStore(data, { create: true });
  expect(await travaux('backup', join(folder.path, 'copy.db'), '--data', data)).toMatchObject({
    code: 2,
    err: expect.stringContaining('no server which can be spoken to'),
  });
  if (opened.ok) opened.value.close();
});

test('[O7] metrics count, for those who bear the token and for nobody else', async () => {
  const server = await serve(data, { metricsToken: TOKEN });
  const drafter = await signIn(server, 'drafter-1');
  const { draft } = await drafter.import('1. The Council meets.\n');
  const client = await drafter.open(draft);
  client.typeAfter('meets', 'x');
  await client.until(() => client.acknowledged === 1, 'the acknowledgement');
  const read = async (headers: Record<string, string>): Promise<Response> => fetch(`${server.url}/metrics`, { headers });
  for (const authorization of ['', 'Bearer wrong', `Basic ${TOKEN}`, `Bearer ${TOKEN}x`])
    expect((await read({ authorization })).status).toBe(404);
  const answer = await read({ authorization: `Bearer ${TOKEN}` });
  expect(answer.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
  const text = await answer.text();
  for (const line of [
    /^travaux_connections\{room="text",role="drafter"\} 1$/m,
    /^travaux_rooms 1$/m,
    /^travaux_updates_committed_total\{room="text"\} [1-9]/m,
    /^travaux_entries_written_total [1-9]/m,
    /^travaux_commit_seconds_bucket\{le="\+Inf"\} [1-9]/m,
    /^travaux_ack_seconds_count [1-9]/m,
    /^travaux_refusals_total\{status="404"\} 4$/m,
    /^travaux_event_loop_delay_seconds\{quantile="0.99"\} /m,
    /^travaux_heap_bytes [1-9]/m,
  ])
    expect(text).toMatch(line);
  for (const line of text.trimEnd().split('\n'))
    expect(line).toMatch(/^(?:# (?:HELP|TYPE) travaux_\w+ .+|travaux_\w+(?:\{[^{}]*\})? -?[\d.e+-]+)$/);
  client.close();
  await server.stop();
  const closed = await serve(data);
  expect((await fetch(`${closed.url}/metrics`, { headers: { authorization: 'Bearer ' } })).status).toBe(404);
  await closed.stop();
});

test('[A6] no log line of a session holds a word of the text, a name, a token or a cookie, at any level', async () => {
  const server = await serveProcess({ TRAVAUX_LOG: 'trace', TRAVAUX_METRICS_TOKEN: 'metrics-token-secret' });
  const drafter = await enter(server, 'drafter');
  const kenya = await enter(server, 'delegate');
  const { draft } = await drafter.import('1. The Council [zanzibarword] meets.\n', 'filenamesecret.md');
  const client = await drafter.open(draft);
  client.typeAfter('meets', ' xylophoneword');
  await client.until(() => client.acknowledged === 1, 'the acknowledgement');
  const [clause] = client.clauses();
  const { body } = await kenya.prepare(draft, [clause!]);
  const preparing = await kenya.openPreparation(body);
  preparing.typeAfter('meets', ' yesterdayword');
  await preparing.until(() => preparing.acknowledged === 1, 'the acknowledgement');
  await kenya.command(draft, { type: 'table', preparation: body.id, rationale: 'rationalesecret' });
  await drafter.get('/sign-in/tokenintheaddress?token=querysecret');
  await drafter.get('/api/drafts/tokenintheaddress');
  await drafter.ask('POST', '/api/session', { token: 'bodytokensecretbodytokensecret' });
  await fetch(`${server.url}/metrics`, { headers: { authorization: 'Bearer metrics-token-secret' } });
  await travaux('invite', 'japan', '--data', data);
  await travaux('revoke', 'kenya', '--data', data);
  client.close();
  preparing.close();
  const ended = once(server.process, 'close');
  server.process.kill('SIGTERM');
  await ended;

  const log = server.log();
  // What a command complains of stands in sentences between the lines of the log.
  const lines = log
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as { msg: string });
  for (const msg of [
    'the server is up',
    'a request was answered',
    'a socket is open',
    'a message came',
    'the operator asked',
    'the server has stopped',
  ])
    expect(lines.map((line) => line.msg)).toContain(msg);
  expect(lines.find((line) => line.msg === 'a request was answered')).toMatchObject({
    request: expect.any(String),
    route: '/api/session',
    status: 200,
    ms: expect.any(Number),
  });
  const secrets = [
    ...['zanzibarword', 'xylophoneword', 'yesterdayword', 'rationalesecret', 'filenamesecret', 'metrics-token-secret'],
    ...['tokenintheaddress', 'querysecret', 'bodytokensecret', 'Council'],
    // A name of three letters comes up in ids by chance.
    ...server.seats.flatMap(({ name, link }) => [
      name,
      ...name.split(' ').filter((part) => part.length > 3),
      new URL(link).hash.slice(1),
    ]),
    ...[drafter, kenya].flatMap(({ cookie }) => cookie.split('=').slice(1)),
  ];
  for (const secret of secrets) expect(log).not.toContain(secret);
});
