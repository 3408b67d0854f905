// By hand: node tests/hostile/campaign.ts --messages 20000 [--seed N]
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { parseArgs } from 'node:util';
import * as Y from 'yjs';
import { WebSocket } from 'ws';
import { must } from '../../shared/base/assert.ts';
import { draftId } from '../../shared/base/ids.ts';
import type { Desk, DraftInfo } from '../../shared/protocol/api.ts';
import { RunningServer, travaux } from '../e2e/travaux.ts';
import { Client } from '../processes/client.ts';
import { Person } from '../processes/person.ts';
import { Random } from '../processes/random.ts';
import { Waiting } from '../processes/until.ts';
import { message } from './chamber.ts';
import { spoiledJson, spoiledRequest } from './http-mutation.ts';
import { honestEdit, MUTATIONS } from './mutation.ts';

const { values } = parseArgs({
  options: { messages: { type: 'string', default: '20000' }, seed: { type: 'string', default: '1' } },
});
const seed = Number(values.seed);
const messages = Number(values.messages);
const random = new Random(seed);
const waiting = new Waiting();
process.setMaxListeners(0);

/** So many come between two looks at the honest. */
const BATCH = 250;
/** Nobody honest waits longer for their words, in milliseconds. */
const LONGEST = 15_000;
/** The server may not come to hold so much more than it did at the first look, in MiB. */
const MOST_MORE = 400;

const server = await RunningServer.start({ env: { TRAVAUX_LOG: 'info' } });
const people = {
  observer: await Person.signIn(server.url, server.seat('observer')),
  delegate: await Person.signIn(server.url, server.seat('delegate')),
  drafter: await Person.signIn(server.url, server.seat('drafter')),
  chair: await Person.signIn(server.url, server.seat('chair')),
};
const other = await Person.signIn(server.url, server.seat('drafter', undefined, 1));
const draft = draftId((await other.ask<Desk>('GET', '/api/desk')).body.drafts[0]?.id ?? '');
const honest = [0, 1].map((number) => new Client(other, draft, { number, random, waiting, writes: number === 0 }));
await waiting.until(() => honest.every((one) => one.provider.synced), 'the text');
const info = (await other.ask<DraftInfo>('GET', `/api/drafts/${draft}`)).body;

const faults: string[] = [];
const counted = { frames: 0, requests: 0, raw: 0, closed: new Map<number, number>(), status: new Map<number, number>() };
const sockets = new Map<string, WebSocket>();
let first = 0;
let slowest = 0;
let most = 0;
const heldMiB: number[] = [];

for (let sent = 0; sent < messages; sent += BATCH) {
  const doc = new Y.Doc({ gc: false });
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(must(honest[1], 'a reader').doc));
  const pool = Array.from({ length: 8 }, () => {
    const own = new Y.Doc({ gc: false });
    Y.applyUpdate(own, Y.encodeStateAsUpdate(doc));
    return honestEdit(own, random);
  }).filter((bytes) => bytes.length > 2);
  for (let left = BATCH; left > 0; left -= 1) {
    const kind = random.next();
    if (kind < 0.6) await frame(doc, pool);
    else if (kind < 0.95) await request();
    else await raw();
  }
  await look(sent + BATCH);
}
for (const socket of sockets.values()) socket.terminate();
for (const one of honest) if (one.connections !== 1) faults.push(`an honest client had to connect ${one.connections} times`);
for (const one of honest) one.close();
const errors = server
  .log()
  .split('\n')
  .filter((line) => /"level":(50|60)/.test(line));
faults.push(...errors.map((line) => `the log: ${line}`));
const status = await server.stop();
if (status !== 0) faults.push(`the server ended with ${status}: ${server.log().split('\n').slice(-6).join(' ')}`);
const verified = travaux('verify', '--data', server.data);
if (verified.status !== 0) faults.push(`verify: ${verified.stderr}`);
await server.discard();
const told = { ...counted, closed: Object.fromEntries(counted.closed), status: Object.fromEntries(counted.status) };
console.log(
  JSON.stringify(
    { seed, messages, ...told, slowestMs: Math.round(slowest), mostMiB: Math.round(most), heldMiB, faults },
    null,
    2,
  ),
);
process.exit(faults.length === 0 ? 0 : 1);

/** A frame that is spoiled somewhere: in its type, its lengths, its update, its presence, its question. */
async function frame(doc: Y.Doc, pool: readonly Uint8Array[]): Promise<void> {
  const role = random.pick(['observer', 'delegate', 'drafter', 'chair'] as const);
  const socket = await socketOf(role);
  const [, mutate] = random.pick(Object.entries(MUTATIONS));
  const spoiling = { random, pool, doc };
  const update = mutate(random.pick(pool), spoiling);
  const whole = random.pick([
    () => message(0, random.below(4), update),
    () => message(random.pick([0, 1, 2, 3, 99, 100, 101, 102, 103, 104, 105, 106, 127, 128, 2 ** 32]), random.below(5), update),
    () => message(1, MUTATIONS.noise(update, spoiling)),
    () => message(1, presence()),
    () => Uint8Array.from([...message(102, MUTATIONS.noise(update, spoiling)), random.below(200), 120, 120]),
    () => MUTATIONS['bit flips'](message(0, random.below(3), random.pick(pool)), spoiling),
    () => MUTATIONS.truncation(message(0, random.below(3), random.pick(pool)), spoiling),
    () => message(0, 0, MUTATIONS.noise(update, spoiling)),
  ])();
  counted.frames += 1;
  if (socket.readyState !== socket.OPEN) return;
  socket.send(random.chance(0.02) ? Buffer.from(whole).toString('latin1') : whole);
  if (random.chance(0.2)) await pong(socket);
}

function presence(): Uint8Array {
  const state = random.pick([
    'null',
    '{',
    '{"user":{"name":"Chair"}}',
    '{"__proto__":{"a":1}}',
    `${'['.repeat(5_000)}`,
    '{"cursor":1e999}',
  ]);
  const bytes = new TextEncoder().encode(state);
  return Uint8Array.from([1, ...message(random.below(2 ** 31), random.below(2 ** 31), bytes)]);
}

async function request(): Promise<void> {
  const { method, path, headers, body } = spoiledRequest(random, { draft, info, url: server.url });
  const role = random.pick(['observer', 'delegate', 'drafter', 'chair', null] as const);
  const cookie =
    role === null ? random.pick(['', 'travaux_session=x', `travaux_session=${'y'.repeat(3_000)}`]) : people[role].cookie;
  counted.requests += 1;
  try {
    const answer = await fetch(`${server.url}${path}`, {
      method,
      headers: { cookie, origin: server.url, connection: 'close', ...headers },
      redirect: 'manual',
      ...(body === undefined || method === 'GET' ? {} : { body }),
    });
    await answer.arrayBuffer();
    counted.status.set(answer.status, (counted.status.get(answer.status) ?? 0) + 1);
    if (answer.status >= 500 && answer.status !== 503)
      faults.push(`${answer.status} for ${method} ${path.slice(0, 200)} ${String(body).slice(0, 300)}`);
    const changes = !['GET', 'HEAD', 'OPTIONS'].includes(method) && answer.status < 300;
    if (changes && (role === null || (role === 'observer' && !/look|recoveries|session/.test(path))))
      faults.push(`${role ?? 'nobody'} did ${method} ${path} ${String(body).slice(0, 300)}`);
  } catch (error) {
    // What `fetch` itself does not send is no request.
    if (!(error instanceof TypeError)) throw error;
    await alive(`${method} ${path.slice(0, 200)}`);
  }
}

/** Bytes that are hardly HTTP. */
async function raw(): Promise<void> {
  const { hostname, port } = new URL(server.url);
  const line = random.pick([
    'GET / HTTP/1.1',
    'GET /sync/text/x HTTP/1.1',
    'POST /api/session HTTP/1.1',
    'PRI * HTTP/2.0',
    '\u0016\u0003\u0001',
    'GET /%00 HTTP/1.1',
    `GET /${'a'.repeat(20_000)} HTTP/1.1`,
  ]);
  const more = random.pick([
    'Host: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n',
    'Host: x\r\nContent-Length: -1\r\n',
    'Host: x\r\nContent-Length: 99999999999\r\n',
    'Host: x\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n',
    `Host: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: ${'A'.repeat(22)}==\r\nSec-WebSocket-Version: ${random.below(20)}\r\nOrigin: http://x\r\n`,
    `Host: x\r\n${Array.from({ length: 300 }, (_, at) => `X-${at}: ${spoiledJson(random).length}\r\n`).join('')}`,
    `Host: \r\nOrigin: null\r\nCookie: ${'travaux_session=; '.repeat(50)}\r\n`,
  ]);
  counted.raw += 1;
  await new Promise<void>((resolve) => {
    const socket = connect(Number(port), hostname, () => {
      socket.write(`${line}\r\n${more}\r\n`, 'latin1');
      if (random.chance(0.5)) socket.write(Buffer.from([0, 255, 129, 254, 1, 2, 3]));
      setTimeout(() => socket.destroy(), 20);
    });
    socket.on('error', () => undefined);
    socket.on('data', () => socket.destroy());
    socket.on('close', () => resolve());
  });
}

async function socketOf(role: keyof typeof people): Promise<WebSocket> {
  const open = sockets.get(role);
  if (open?.readyState === WebSocket.OPEN) return open;
  const Socket = people[role].socketClass(() => true) as unknown as new (url: string, protocols: string[]) => WebSocket;
  const room = random.pick([
    `text/${draft}`,
    `text/${draft}/1`,
    `text/${draft}?v=x`,
    'text/none',
    'preparation/none',
    `text/${draft}/99999999999`,
  ]);
  const socket = new Socket(`${server.url.replace('http', 'ws')}/sync/${room}`, []);
  sockets.set(role, socket);
  socket.on('error', () => undefined);
  socket.once('close', (code) => counted.closed.set(code, (counted.closed.get(code) ?? 0) + 1));
  await new Promise<void>((resolve) => {
    socket.once('open', resolve);
    socket.once('close', () => resolve());
  });
  return socket;
}

function pong(socket: WebSocket): Promise<void> {
  return new Promise((resolve) => {
    socket.once('pong', () => resolve());
    socket.once('close', () => resolve());
    if (socket.readyState === socket.OPEN) socket.ping();
    else resolve();
  });
}

async function alive(after: string): Promise<void> {
  const { status } = await fetch(`${server.url}/healthz`);
  if (status !== 200) faults.push(`the server answers ${status} after ${after}`);
}

/** Somebody types and somebody reads, and what the server holds is looked at. */
async function look(sent: number): Promise<void> {
  const [writer, reader] = honest;
  const begun = performance.now();
  writer?.act();
  await waiting.until(() => writer?.isSettled === true, `words after ${sent}`);
  slowest = Math.max(slowest, performance.now() - begun);
  if (performance.now() - begun > LONGEST) faults.push(`${Math.round(performance.now() - begun)} ms for a word after ${sent}`);
  await waiting.until(() => writer?.digest() === reader?.digest(), `one text after ${sent}`);
  const [, pages = '0'] = readFileSync(`/proc/${server.process.pid}/statm`, 'utf8').split(' ');
  const held = (Number(pages) * 4_096) / 2 ** 20;
  if (first === 0) first = held;
  most = Math.max(most, held);
  if (sent % (BATCH * 8) === 0) heldMiB.push(Math.round(held));
  if (held > first + MOST_MORE) faults.push(`the server holds ${Math.round(held)} MiB after ${sent}`);
  process.stderr.write('.');
}
