import { readdirSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { WebSocket } from 'ws';
import { draftId, type DraftId } from '../../shared/base/ids.ts';
import type { Desk } from '../../shared/protocol/api.ts';
import { CLOSE } from '../../shared/protocol/close.ts';
import { RunningServer, travaux } from '../e2e/travaux.ts';
import { Client } from '../processes/client.ts';
import { Person } from '../processes/person.ts';
import { Random } from '../processes/random.ts';
import { Waiting } from '../processes/until.ts';
import { message } from './chamber.ts';

const MEGABYTE = 1024 * 1024;

const waiting = new Waiting();
const random = new Random(20_260_304);
let server: RunningServer;
let draft: DraftId;
let honest: Client[];
const people: Person[] = [];

beforeAll(async () => {
  server = await RunningServer.start();
  for (const role of ['observer', 'delegate', 'drafter'] as const)
    people.push(await Person.signIn(server.url, server.seat(role)));
  const other = await Person.signIn(server.url, server.seat('drafter', undefined, 1));
  draft = draftId((await other.ask<Desk>('GET', '/api/desk')).body.drafts[0]?.id ?? '');
  honest = [0, 1].map((number) => new Client(other, draft, { number, random, waiting, writes: number === 0 }));
  await waiting.until(() => honest.every((one) => one.provider.synced), 'the text');
});

afterAll(async () => {
  for (const one of honest) one.close();
  await server.discard();
});

/** Opens a bare socket, says something, and gives the code with which it was closed; null where it was not within a moment. */
async function say(person: Person, frames: readonly (string | Uint8Array)[]): Promise<number | null> {
  const Socket = person.socketClass(() => true) as unknown as new (url: string, protocols: string[]) => WebSocket;
  const socket = new Socket(`${person.url.replace('http', 'ws')}/sync/text/${draft}`, []);
  const closed = new Promise<number>((resolve) => socket.once('close', resolve));
  // A connection that is cut while much is on its way breaks as well.
  socket.on('error', () => undefined);
  await new Promise((resolve) => socket.once('open', resolve));
  for (const frame of frames) if (socket.readyState === socket.OPEN) socket.send(frame);
  // An answer to the second ping has all that came of the frames before it behind it: they are taken in when their turn ends.
  const answered = new Promise<null>((resolve) => {
    socket.once('pong', () => {
      socket.once('pong', () => resolve(null));
      if (socket.readyState === socket.OPEN) socket.ping();
    });
  });
  if (socket.readyState === socket.OPEN) socket.ping();
  const code = await Promise.race([closed, answered]);
  socket.terminate();
  return code;
}

/** Types something honest, waits until all have it, and gives how often each honest client had to connect so far. */
async function connectionsAfter(what: string): Promise<number[]> {
  const [writer, reader] = honest;
  writer?.act();
  await waiting.until(() => writer?.isSettled === true && writer.digest() === reader?.digest(), `honest words after ${what}`);
  return honest.map((one) => one.connections);
}

const HOSTILE: readonly (readonly [
  name: string,
  frames: () => readonly (string | Uint8Array)[],
  codes: readonly (number | null)[],
])[] = [
  ['a text frame', () => ['{"type":"hello"}'], [4400]],
  ['an empty text frame', () => [''], [4400]],
  ['an empty frame', () => [new Uint8Array(0)], [4400]],
  ['an unknown type of message', () => [new Uint8Array([99, 1, 2, 3])], [4400]],
  ['a message of 9 MB', () => [message(0, 2, new Uint8Array(9 * MEGABYTE))], [4413]],
  ['a message of 40 MB', () => [message(0, 2, new Uint8Array(40 * MEGABYTE))], [1006, 1009]],
  [
    'an update after the refusal of another',
    () => [message(0, 2, new Uint8Array([9])), message(0, 2, new Uint8Array([0, 0]))],
    [4400, 4403],
  ],
  ['2,000 empty updates', () => Array.from({ length: 2_000 }, () => message(0, 2, new Uint8Array([0, 0]))), [null, 4429]],
  ['2,000 questions for presence', () => Array.from({ length: 2_000 }, () => new Uint8Array([3])), [null, 4429]],
  [
    '200 questions for the whole text',
    () => Array.from({ length: 200 }, () => message(0, 0, new Uint8Array([0]))),
    [null, CLOSE.slow, CLOSE.tooMuch],
  ],
];

test.each(HOSTILE)(
  '[H6] frames from a real socket close it or do nothing, and no honest client is harmed: %s',
  async (name, frames, codes) => {
    for (const person of people) {
      expect(codes).toContain(await say(person, frames()));
      expect(await connectionsAfter(`${name} from ${person.name}`)).toEqual([1, 1]);
    }
  },
);

/** Knocks at the door with the origin of another page, and leaves as said. */
function knock(leave: (socket: Socket) => void): Promise<void> {
  const { hostname, port } = new URL(server.url);
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname, () => {
      socket.write(
        'GET /sync/text/x HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nOrigin: http://elsewhere.example\r\n\r\n',
      );
      // More than anybody will read.
      socket.write(new Uint8Array(70_000));
      leave(socket);
    });
    socket.on('error', () => undefined);
    socket.resume();
    socket.once('close', () => resolve());
  });
}

test('[H6] a connection that breaks while it is turned away ends nothing but itself, and none stays', async () => {
  const open = (): number => readdirSync(`/proc/${server.process.pid}/fd`).length;
  const before = open();
  for (let round = 0; round < 20; round += 1) {
    await Promise.all([
      knock((socket) => socket.resetAndDestroy()),
      knock((socket) => socket.destroy()),
      knock((socket) => setImmediate(() => socket.resetAndDestroy())),
      knock((socket) => socket.end()),
    ]);
  }
  expect(await connectionsAfter('knocking')).toEqual([1, 1]);
  await expect.poll(open).toBeLessThan(before + 20);
  expect(server.process.exitCode).toBeNull();
});

test('[H6] the record verifies after all of it', async () => {
  await server.stop();
  expect(travaux('verify', '--data', server.data).status).toBe(0);
});
