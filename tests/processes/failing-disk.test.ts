import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, expect, test } from 'vitest';
import { draftId, type DraftId } from '../../shared/base/ids.ts';
import type { Desk } from '../../shared/protocol/api.ts';
import { newDataFolder, RunningServer, travaux, type SeatLink } from '../e2e/travaux.ts';
import { BIN } from '../operations/command.ts';
import { STORE_FILE } from '../../server/store/sqlite.ts';
import { Client } from './client.ts';
import { Person } from './person.ts';
import { lostChanges, readKept } from './promises.ts';
import { Random } from './random.ts';
import { Waiting } from './until.ts';

/** No file of the server may grow beyond this, in KiB: the sample fits in, and a minute of typing does not. */
const LARGEST_FILE = 700;

const folders: string[] = [];
const children: ChildProcess[] = [];
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A server on the sample, run by bash behind some commands, and two drafters who write as fast as they may. */
async function room(before: string) {
  const data = newDataFolder();
  folders.push(data);
  const args = ['-c', `${before} exec "$@"`, 'bash', process.execPath, BIN, 'serve', '--json', '--port', '0', '--data', data];
  const child = spawn('bash', args, { stdio: ['ignore', 'pipe', 'ignore'] });
  children.push(child);
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  const { url, seats } = JSON.parse(line) as { url: string; seats: SeatLink[] };
  const drafters = seats.filter((seat) => seat.role === 'drafter');
  const people = await Promise.all(drafters.map((seat) => Person.signIn(url, seat)));
  const [one] = people;
  const draft = draftId((await one!.ask<Desk>('GET', '/api/desk')).body.drafts[0]?.id ?? '');
  const [waiting, random] = [new Waiting(), new Random(20_260_305)];
  const clients = people.map((person, number) => new Client(person, draft, { number, random, waiting, writes: true }));
  await waiting.until(() => clients.every((client) => client.provider.synced), 'the text');
  return {
    child,
    readyz: async (): Promise<string> => (await fetch(`${url}/readyz`)).text(),
    /** Has them write until something has come about. */
    async typeUntil(come: () => Promise<void>): Promise<void> {
      const typing = setInterval(() => clients.forEach((client) => client.act()), 2);
      await come();
      clearInterval(typing);
    },
    /** They are turned out once more at least. */
    async turnedOut(times = 1): Promise<void> {
      const first = clients.map((client) => client.connections);
      const isOut = (): boolean => clients.every((client, index) => client.connections >= (first[index] ?? 0) + times);
      await waiting.until(isOut, 'the room to be given up');
    },
    settled: () => waiting.until(() => clients.every((client) => client.isSettled), 'everything to arrive'),
    /** What is asked by HTTP is answered, or not kept: never is a text said not to be there, and no writing refused. */
    async expectNobodyMisled(): Promise<void> {
      const answers = await Promise.all([
        one!.ask('GET', `/api/drafts/${draft}`),
        one!.ask('POST', `/api/drafts/${draft}/commands`, { type: 'issue-revision', symbol: 'Rev.1' }),
      ]);
      for (const { status } of answers) expect([200, 500]).toContain(status);
      expect(clients.map((client) => client.refused)).toEqual([null, null]);
    },
    /** Ends the server by force: what was acknowledged is in the store, and with the next server all there is. */
    async expectAllKept(): Promise<void> {
      await kill(child);
      await waiting.until(() => clients.every((client) => !client.isConnected), 'all sockets to close');
      expect(lostChanges(clients, readKept(data, draft as DraftId).doc)).toEqual([]);
      const server = await RunningServer.start({ data, args: ['--port', new URL(url).port] });
      await waiting.until(() => clients.every((client) => client.isSettled), 'everything to arrive');
      await waiting.until(() => clients[0]?.digest() === clients[1]?.digest(), 'one text');
      for (const client of clients) client.close();
      await server.stop();
      expect(travaux('verify', '--data', data).status).toBe(0);
    },
  };
}

async function kill(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  await once(child, 'exit');
}

/** Files may grow so far from now on, in KiB; null: as far as they like. */
function allow(child: ChildProcess, largestFile: number | null): void {
  const soft = largestFile === null ? 'unlimited' : largestFile * 1_024;
  expect(spawnSync('prlimit', ['--pid', String(child.pid), `--fsize=${soft}:`]).status).toBe(0);
}

/** From now on the disk says that it could not write what it was to keep; `end`: until it does again. */
async function failSyncs({ pid }: ChildProcess): Promise<{ end(): Promise<void> }> {
  const calls = 'fsync,fdatasync';
  const args = ['-f', '-o', '/dev/null', '-e', `trace=${calls}`, '-e', `inject=${calls}:error=EIO`, '-p', String(pid)];
  const strace = spawn('strace', args, { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  while (!said.includes(' attached')) said += String((await once(strace.stderr, 'data'))[0]);
  return {
    async end() {
      strace.kill('SIGINT');
      await once(strace, 'exit');
    },
  };
}

test('[K9] on a full disk nothing is acknowledged that is not kept, no text is said not to be there, and all arrives once there is room', async () => {
  // A file that may not grow is told of as a disk that is full.
  const { child, readyz, ...full } = await room(`trap '' XFSZ; ulimit -S -f ${LARGEST_FILE};`);
  await full.typeUntil(async () => {
    await expect.poll(readyz, { timeout: 30_000 }).toBe('the store cannot be written\n');
  });
  allow(child, null);
  await full.settled();
  await expect.poll(readyz, { timeout: 10_000 }).toBe('ready\n');

  allow(child, LARGEST_FILE);
  await full.typeUntil(() => full.turnedOut(2));
  await full.expectNobodyMisled();
  await full.expectAllKept();
});

/** Has `verify` look at a store of which the disk gives no page from the `from`th reading on: how that ended, and how often it read. */
function verifyWithoutReading(data: string, from: number): { readonly status: number | null; readonly readings: number } {
  const inject = ['-P', join(data, STORE_FILE), '-e', `inject=pread64:error=EIO:when=${from}+`];
  const log = join(data, 'calls');
  const { status } = spawnSync('strace', ['-f', '-o', log, ...inject, process.execPath, BIN, 'verify', '--data', data]);
  return { status, readings: readFileSync(log, 'utf8').split('pread64(').length - 1 };
}

/** More readings than there are; strace counts no further than twice that. */
const NEVER = 30_000;

const HAS_STRACE = spawnSync('strace', ['-V']).status === 0;

test.runIf(HAS_STRACE)(
  '[K10] where the disk does not confirm what was written nothing is acknowledged, and all arrives once it does',
  async () => {
    const { child, readyz, ...failing } = await room('');
    for (const isLast of [false, true]) {
      const fault = await failSyncs(child);
      await failing.typeUntil(async () => {
        await failing.turnedOut();
        await expect.poll(readyz, { timeout: 30_000 }).toBe('the store cannot be written\n');
      });
      await failing.expectNobodyMisled();
      if (isLast) break;
      await fault.end();
      await failing.settled();
      await expect.poll(readyz, { timeout: 10_000 }).toBe('ready\n');
    }
    await failing.expectAllKept();
  },
);

test.runIf(HAS_STRACE)(
  '[C2] a store that the disk does not give is not told as broken by verify, from whichever page on',
  async () => {
    const data = newDataFolder();
    folders.push(data);
    const server = await RunningServer.start({ data });
    await server.stop();
    const whole = verifyWithoutReading(data, NEVER);
    expect(whole.status).toBe(0);
    // What it reads to hold the store, the pages that SQLite looks at one by one, and those that are read again for what stands in them.
    for (let from = 1; from <= whole.readings; from += 5)
      expect([from, verifyWithoutReading(data, from).status]).toEqual([from, 2]);
  },
);
