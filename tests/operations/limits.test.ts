import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import type { DraftId } from '../../shared/base/ids.ts';
import { encodeComparison } from '../../shared/protocol/comparison.ts';
import type { Limits } from '../../server/limits.ts';
import type { RunningServer } from '../../server/main.ts';
import { Connection } from '../../server/rooms/connection.ts';
import { MessageGroup } from '../../server/rooms/message-group.ts';
import { SAMPLE_SEATS } from '../../server/sample/seats.ts';
import { Client, serve, signIn, temporaryFolder, type Person } from '../server/harness.ts';

let folder: ReturnType<typeof temporaryFolder>;
let server: RunningServer;
let drafter: Person;
let draft: DraftId;

async function start(limits: Partial<Limits>, idleMs = 3_600_000): Promise<void> {
  server = await serve(folder.path, { limits, idleMs, metricsToken: 'token' });
  drafter = await signIn(server, 'drafter-1');
  draft = (await drafter.import('1. The Council meets.\n')).draft;
}

beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(async () => {
  await server.stop();
  folder.forget();
});

async function rooms(): Promise<number> {
  const answer = await fetch(`${server.url}/metrics`, { headers: { authorization: 'Bearer token' } });
  return Number(/^travaux_rooms (\d+)$/m.exec(await answer.text())?.[1] ?? 0);
}

function raw(person: Person, room: string): WebSocket {
  return new WebSocket(`${server.url.replace('http', 'ws')}/sync/${room}`, {
    headers: { cookie: person.cookie, origin: server.url },
  });
}

test('[A7] who sends more than a person does is stopped with a sentence, and nobody else notices', async () => {
  // Few more come up while a slow machine goes through them.
  await start({ messages: { perSecond: 1, burst: 30 } });
  const [fast, calm] = [await drafter.open(draft), await (await signIn(server, 'drafter-2')).open(draft)];
  for (let index = 0; index < 60; index += 1) fast.typeAfter('meets', 'x');
  await fast.until(() => fast.closed !== null, 'the close');
  expect(fast.closed).toMatchObject({ code: 4429, reason: expect.stringContaining('more at once') });
  calm.typeAfter('The Council', ' still');
  await calm.until(() => calm.acknowledged === 1, 'the acknowledgement');
  expect(calm.words()[0]?.split('x').length).toBeLessThanOrEqual(31);
  fast.close();
  calm.close();
});

test('[A7] of messages that never end a seat has so much on its way at all its sockets together, and nobody else notices', async () => {
  await start({ comingOfSeat: 1_000_000 });
  const [kenya, piece] = [await signIn(server, 'kenya'), Buffer.alloc(300_000, 1)];
  const sockets = [1, 2, 3, 4].map(() => raw(kenya, `text/${draft}`));
  await Promise.all(sockets.map((socket) => once(socket, 'message')));
  const closes = sockets.map((socket) => once(socket, 'close') as Promise<[number, Buffer]>);
  for (const socket of sockets) socket.send(piece, { fin: false });
  const [code, reason] = await Promise.race(closes);
  expect([code, String(reason)]).toEqual([4429, expect.stringContaining('on its way')]);
  // What has gone counts no more, and neither does a message that is whole.
  for (const socket of sockets) socket.terminate();
  const calm = await drafter.open(draft);
  for (let sent = 0; sent < 4; sent += 1) {
    calm.typeAfter('meets', 'x'.repeat(300_000));
    await calm.until(() => calm.acknowledged === sent + 1, 'the acknowledgement');
  }
  calm.close();
  // Nor do pings.
  const again = raw(kenya, `text/${draft}`);
  await once(again, 'message');
  again.send(piece, { fin: false });
  for (let sent = 0; sent < 100; sent += 1) {
    again.ping(Buffer.alloc(125));
    await once(again, 'pong');
  }
  again.send(Buffer.alloc(680_000, 1), { fin: false });
  again.ping();
  await once(again, 'pong');
  again.terminate();
});

test('[A7] pings are messages too, since each is answered', async () => {
  await start({ messages: { perSecond: 1, burst: 30 } });
  const socket = raw(await signIn(server, 'kenya'), `text/${draft}`);
  await once(socket, 'message');
  const closed = once(socket, 'close') as Promise<[number]>;
  for (let sent = 0; sent < 60; sent += 1) socket.ping();
  expect((await closed)[0]).toBe(4429);
  const calm = await drafter.open(draft);
  calm.typeAfter('meets', ' now');
  await calm.until(() => calm.acknowledged === 1, 'the acknowledgement');
  calm.close();
});

test('[A7] bytes are limited as well', async () => {
  await start({ bytes: { perSecond: 1_000, burst: 20_000 } });
  const client = await drafter.open(draft);
  client.typeAfter('meets', 'x'.repeat(10_000));
  await client.until(() => client.acknowledged === 1, 'the acknowledgement');
  client.typeAfter('meets', 'y'.repeat(15_000));
  await client.until(() => client.closed !== null, 'the close');
  expect(client.closed?.code).toBe(4429);
  client.close();
});

test('[A7] a seat asks rooms for their text, for a comparison and for who is there no faster than its pages do', async () => {
  const slow = { perSecond: 0.01, burst: 6 };
  await start({ questions: slow });
  const kenya = await signIn(server, 'kenya');
  const compare = encodeComparison({ stateVector: new Uint8Array([0]), digest: '' });
  // Numbers that could be written shorter are numbers all the same.
  const questions = [[0, 0, 1, 0], [0x80, 0, 0x80, 0, 1, 0], [3], [...compare]];
  // From whichever of its sockets: after six it has to wait.
  for (const [index, question] of [...questions, ...questions].entries()) {
    const socket = raw(kenya, `text/${draft}`);
    await once(socket, 'message');
    socket.send(Uint8Array.from(question));
    const closed = once(socket, 'close').then(([code]) => code as number);
    socket.ping();
    const answered = once(socket, 'pong').then(() => null);
    expect([index, await Promise.race([closed, answered])]).toEqual([index, index < 6 ? null : 4429]);
    socket.terminate();
  }
  const calm = await drafter.open(draft);
  calm.typeAfter('meets', ' now');
  await calm.until(() => calm.acknowledged === 1, 'the acknowledgement');
  calm.close();
});

test('[A7] what people do passes: a pasted chapter, a held key, days of work at once', async () => {
  await start({});
  const client = await drafter.open(draft);
  client.typeAfter('meets', 'chapter '.repeat(100_000));
  for (let index = 0; index < 2_000; index += 1) client.typeAfter('The Council', 'x');
  await client.until(() => client.acknowledged === 2_001, 'acknowledgements');
  expect(client.closed).toBeNull();
  client.close();
});

test('[A8] one seat holds so many sockets, and the server so many in all', async () => {
  await start({ socketsOfSeat: 2, sockets: 4 });
  const [one, two, three] = [raw(drafter, `text/${draft}`), raw(drafter, `text/${draft}`), raw(drafter, `text/${draft}`)];
  const [code] = (await once(three, 'close')) as [number];
  expect(code).toBe(4429);
  two.close();
  await once(two, 'close');
  const again = raw(drafter, `text/${draft}`);
  await once(again, 'message');
  const kenya = await signIn(server, 'kenya');
  const [four, five] = [raw(kenya, `text/${draft}`), raw(kenya, `text/${draft}`)];
  await Promise.all([once(four, 'message'), once(five, 'message')]);
  const japan = raw(await signIn(server, 'japan'), `text/${draft}`);
  const [, response] = (await once(japan, 'unexpected-response')) as [unknown, { statusCode: number }];
  expect(response.statusCode).toBe(503);
  for (const ws of [one, again, four, five]) ws.terminate();
});

test('[A8] strangers who do not hang up take nobody’s place', async () => {
  await start({ sockets: 3 });
  const { hostname, port } = new URL(server.url);
  const strangers = Array.from({ length: 3 }, () => connect(Number(port), hostname));
  for (const one of strangers) {
    one.write(
      `GET /sync/text/${draft} HTTP/1.1\r\nHost: ${hostname}:${port}\r\nOrigin: ${server.url}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
        'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n',
    );
    expect(String(await once(one, 'data'))).toContain('101 Switching');
  }
  const client = await drafter.open(draft);
  client.typeAfter('meets', ' now');
  await client.until(() => client.acknowledged === 1, 'the acknowledgement');
  client.close();
  for (const one of strangers) one.destroy();
});

test('[A8] a delegation has so many preparations open', async () => {
  await start({ preparations: 2 });
  const kenya = await signIn(server, 'kenya');
  const reader = await kenya.open(draft);
  const [clause] = reader.clauses();
  const first = await kenya.prepare(draft, [clause!]);
  expect([first.status, (await kenya.prepare(draft, [clause!])).status]).toEqual([201, 201]);
  expect(await kenya.prepare(draft, [clause!])).toMatchObject({
    status: 403,
    body: { refusal: { reason: expect.stringContaining('discard') } },
  });
  expect((await (await signIn(server, 'japan')).prepare(draft, [clause!])).status).toBe(201);
  await kenya.ask('DELETE', `/api/preparations/${first.body.id}`);
  expect((await kenya.prepare(draft, [clause!])).status).toBe(201);
  reader.close();
});

test('[O8] where too many rooms are in memory, the one left alone longest goes; where all are in use, one more has to wait', async () => {
  await start({ rooms: 2 });
  const drafts = [draft];
  for (const words of ['Two.\n', 'Three.\n', 'Four.\n']) drafts.push((await drafter.import(words)).draft);
  for (const id of drafts) expect((await drafter.get(`/api/drafts/${id}`)).status).toBe(200);
  expect(await rooms()).toBe(2);
  const held = [await drafter.open(drafts[0]!), await drafter.open(drafts[1]!)];
  expect(await drafter.get(`/api/drafts/${drafts[2]!}`)).toMatchObject({
    status: 503,
    body: { refusal: { reason: expect.any(String) } },
  });
  const [code] = (await once(raw(drafter, `text/${drafts[2]!}`), 'close')) as [number];
  expect(code).toBe(4503);
  held[0]?.close();
  let status = 503;
  while (status === 503) ({ status } = await drafter.get(`/api/drafts/${drafts[2]!}`));
  expect(status).toBe(200);
  held[1]?.close();
});

test('[O8] a room that was only asked about leaves memory as well', async () => {
  await start({}, 1_000);
  expect((await drafter.get(`/api/drafts/${draft}`)).status).toBe(200);
  expect(await rooms()).toBe(1);
  let left = 1;
  while (left > 0) left = await rooms();
  expect((await drafter.get(`/api/drafts/${draft}`)).status).toBe(200);
});

test('[O9] a reader that does not read is let go with a code that brings it back, and slows nobody', async () => {
  await start({ messages: { perSecond: Infinity, burst: Infinity }, bytes: { perSecond: Infinity, burst: Infinity } });
  const reader = raw(await signIn(server, 'observer'), `text/${draft}`);
  await once(reader, 'message');
  reader.pause();
  const [writer, other] = [await drafter.open(draft), await (await signIn(server, 'drafter-2')).open(draft)];
  let slowest = 0;
  for (let sent = 1; sent <= 60; sent += 1) {
    const begun = performance.now();
    writer.typeAfter('meets', 'x'.repeat(400_000));
    writer.strike('x'.repeat(400_000));
    await writer.until(() => writer.acknowledged === 2 * sent, 'the acknowledgement');
    slowest = Math.max(slowest, performance.now() - begun);
  }
  await other.until(() => other.words().join() === writer.words().join(), 'the same text');
  const metrics = await (await fetch(`${server.url}/metrics`, { headers: { authorization: 'Bearer token' } })).text();
  expect(metrics).toMatch(/^travaux_slow_readers_closed_total 1$/m);
  expect(metrics).toMatch(/^travaux_closes_total\{code="4508"\} 1$/m);
  expect(slowest).toBeLessThan(10_000);
  reader.terminate();
  writer.close();
  other.close();
});

test('[O9] a whole text is no sign of a slow reader, and asking for it again and again is', async () => {
  await start({});
  const seat = SAMPLE_SEATS[0]!;
  const MIB = 1024 * 1024;
  const socket = { bufferedAmount: 0, sent: 0, code: 0 };
  const connection = new Connection(seat, 'session', {
    get bufferedAmount() {
      return socket.bufferedAmount;
    },
    send: (bytes) => {
      socket.sent += 1;
      socket.bufferedAmount += bytes.length;
    },
    close: (code) => (socket.code = code),
    terminate: () => undefined,
  });
  connection.sendText(new Uint8Array(20 * MIB));
  connection.send(new Uint8Array(10));
  connection.queue(new MessageGroup([new Uint8Array(10), new Uint8Array(10)]));
  connection.flush();
  expect(socket).toMatchObject({ sent: 4, code: 0 });
  connection.sendText(new Uint8Array(20 * MIB));
  connection.sendText(new Uint8Array(20 * MIB));
  expect(socket).toMatchObject({ sent: 5, code: 4508 });
});

test('[O9] what is told together is framed once, as RFC 6455 has it, whatever its length', async () => {
  await start({});
  for (const length of [0, 1, 125, 126, 65_535, 65_536, 200_000]) {
    const message = Uint8Array.from({ length }, (_value, index) => index % 251);
    const { frames } = new MessageGroup([message]);
    const header = length < 126 ? 2 : length < 65_536 ? 4 : 10;
    expect(frames.length).toBe(header + length);
    expect(frames[0]).toBe(0x82);
    const said = length < 126 ? frames[1] : length < 65_536 ? frames.readUInt16BE(2) : Number(frames.readBigUInt64BE(2));
    expect(said).toBe(length);
    expect(Buffer.compare(frames.subarray(header), message)).toBe(0);
  }
});

test('[O8] where no room is left for the draft of a frozen text, whoever comes to that waits for one, and the server goes on', async () => {
  await start({ rooms: 1 });
  expect((await drafter.command(draft, { type: 'issue-revision', symbol: 'Rev.1' })).status).toBe(200);
  const first = new Client(await signIn(server, 'kenya'), `text/${draft}/1`, 1);
  await first.until(() => first.provider.synced, 'the frozen text');
  const second = raw(await signIn(server, 'japan'), `text/${draft}/1`);
  expect(((await once(second, 'close')) as [number])[0]).toBe(4503);
  expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
  first.close();
});
