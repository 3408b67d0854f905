import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { afterAll, expect, test } from 'vitest';
import { draftId } from '../../shared/base/ids.ts';
import type { Desk } from '../../shared/protocol/api.ts';
import { newDataFolder, RunningServer, travaux, type SeatLink } from '../e2e/travaux.ts';
import { BIN } from '../operations/command.ts';
import { Client } from './client.ts';
import { Person } from './person.ts';
import { lostChanges, readKept } from './promises.ts';
import { Random } from './random.ts';
import { Waiting } from './until.ts';

/** No file of the server may grow beyond this, in KiB: the sample fits in, and a minute of typing does not. */
const LARGEST_FILE = 700;

const data = newDataFolder();
afterAll(() => rmSync(data, { recursive: true, force: true }));

/** A server that may not write large files: it is told so as of a disk that is full. */
async function confined(): Promise<{
  readonly url: string;
  readonly seats: readonly SeatLink[];
  /** From now on; null: as large as they like. */
  allow(largestFile: number | null): void;
  kill(): Promise<void>;
}> {
  const script = `trap '' XFSZ; ulimit -S -f ${LARGEST_FILE}; exec "$@"`;
  const args = ['-c', script, 'bash', process.execPath, BIN, 'serve', '--json', '--port', '0', '--data', data];
  const child = spawn('bash', args, { stdio: ['ignore', 'pipe', 'ignore'] });
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  return {
    ...(JSON.parse(line) as { url: string; seats: SeatLink[] }),
    allow(largestFile) {
      const soft = largestFile === null ? 'unlimited' : largestFile * 1_024;
      expect(spawnSync('prlimit', ['--pid', String(child.pid), `--fsize=${soft}:`]).status).toBe(0);
    },
    async kill() {
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}

test('[K9] on a full disk nothing is acknowledged that is not kept, no text is said not to be there, and all arrives once there is room', async () => {
  const waiting = new Waiting();
  const random = new Random(20_260_305);
  const full = await confined();
  const drafters = full.seats.filter((seat) => seat.role === 'drafter');
  const people = await Promise.all(drafters.map((seat) => Person.signIn(full.url, seat)));
  const [one] = people;
  const draft = draftId((await one!.ask<Desk>('GET', '/api/desk')).body.drafts[0]?.id ?? '');
  const clients = people.map((person, number) => new Client(person, draft, { number, random, waiting, writes: true }));
  await waiting.until(() => clients.every((client) => client.provider.synced), 'the text');
  const type = async (until: () => Promise<void>): Promise<void> => {
    const typing = setInterval(() => clients.forEach((client) => client.act()), 2);
    await until();
    clearInterval(typing);
  };
  const state = async (): Promise<string> => (await fetch(`${full.url}/readyz`)).text();
  await type(async () => {
    await expect.poll(state, { timeout: 30_000 }).toBe('the store cannot be written\n');
  });
  full.allow(null);
  await waiting.until(() => clients.every((client) => client.isSettled), 'everything to arrive at the same server');
  await expect.poll(state, { timeout: 10_000 }).toBe('ready\n');

  full.allow(LARGEST_FILE);
  const before = clients.map((client) => client.connections);
  const areTurnedOut = (): boolean => clients.every((client, index) => client.connections > (before[index] ?? 0) + 1);
  await type(() => waiting.until(areTurnedOut, 'the disk to be full again'));
  const answers = await Promise.all([
    one!.ask('GET', `/api/drafts/${draft}`),
    one!.ask('POST', `/api/drafts/${draft}/commands`, { type: 'issue-revision', symbol: 'Rev.1' }),
  ]);
  for (const { status } of answers) expect([200, 500]).toContain(status);
  expect(clients.map((client) => client.refused)).toEqual([null, null]);
  await full.kill();
  await waiting.until(() => clients.every((client) => !client.isConnected), 'all sockets to close');
  expect(lostChanges(clients, readKept(data, draft).doc)).toEqual([]);

  const server = await RunningServer.start({ data, args: ['--port', new URL(full.url).port] });
  await waiting.until(() => clients.every((client) => client.isSettled), 'everything to arrive');
  await waiting.until(() => clients[0]?.digest() === clients[1]?.digest(), 'one text');
  for (const client of clients) client.close();
  await server.stop();
  expect(travaux('verify', '--data', data).status).toBe(0);
});
