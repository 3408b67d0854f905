import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Archives } from '../../server/archive/archives.ts';
import { Checkpoints } from '../../server/checkpoints/checkpoints.ts';
import { signingKey } from '../../server/checkpoints/signing-key.ts';
import { SYSTEM_CLOCK } from '../../server/clock.ts';
import { LIMITS } from '../../server/limits.ts';
import { createProcess } from '../../server/sample/seats.ts';
import { openStore } from '../../server/store/sqlite.ts';
import { seatId } from '../../shared/base/ids.ts';
import type { ArchiveInfo } from '../../shared/protocol/api.ts';
import { faultsOf } from '../formats/archive-recipe.ts';
import { Meeting } from '../revisions/meeting.ts';
import { temporaryFolder, type Person } from './harness.ts';

let meeting: Meeting;

beforeAll(async () => {
  meeting = await Meeting.begin();
});
afterAll(() => meeting.end());

async function begun(who: Person, draft: string | null = meeting.draft): Promise<ArchiveInfo> {
  return (await who.ask<ArchiveInfo>('POST', '/api/archives', { draft, lens: null })).body;
}

/** Asks until it is no longer being written, and gives all that was said. */
async function written(who: Person, id: string): Promise<ArchiveInfo[]> {
  const said: ArchiveInfo[] = [];
  do said.push((await who.get<ArchiveInfo>(`/api/archives/${id}`)).body);
  while (/^(?:waiting|writing)$/.test(said.at(-1)?.state ?? ''));
  return said;
}

async function fetched(who: Person, id: string): Promise<Map<string, Uint8Array>> {
  const response = await fetch(`${who.url}/api/archives/${id}/file`, { headers: { cookie: who.cookie } });
  expect(response.headers.get('content-disposition')).toMatch(/filename="[\w-]+-archive\.zip"/);
  return new Map(Object.entries(unzipSync(new Uint8Array(await response.arrayBuffer()))));
}

test('[W33] a seat has it made, is told how far it is, fetches it, and it verifies', async () => {
  const { id, state } = await begun(meeting.drafter);
  expect(state).toBe('writing');
  const after = await begun(meeting.chair);
  expect(after.state).toBe('waiting');
  expect((await meeting.chair.ask('DELETE', `/api/archives/${after.id}`)).status).toBe(204);
  const said = await written(meeting.drafter, id);
  const { done, total } = said.at(-1) ?? { done: 0, total: 1 };
  expect([said.at(-1)?.state, done]).toEqual(['ready', total]);
  expect(said.map((one) => one.done)).toEqual(said.map((one) => one.done).toSorted((a, b) => a - b));
  expect(new Set(said.map((one) => one.done)).size).toBeGreaterThan(3);
  const files = await fetched(meeting.drafter, id);
  expect(files.size).toBe(total);
  expect(faultsOf(files)).toEqual([]);
});

test('[W35] whoever may not see names has it without, whatever it is of', async () => {
  await meeting.chair.command(meeting.draft, { type: 'set-lens', lens: 'unnamed', reason: 'informal informals' });
  const kenya = await meeting.signIn('kenya');
  const { id } = await begun(kenya, null);
  await written(kenya, id);
  const files = await fetched(kenya, id);
  expect(faultsOf(files)).toEqual([]);
  expect([...files.keys()].filter((path) => /record\.jsonl|updates|participants/.test(path))).toEqual([]);
  expect(Buffer.concat([...files.values()]).toString('latin1')).not.toContain('drafter-1');
});

test('[W33] it is its seat’s alone, can be cancelled, gives way to the next, and nothing is left of it', async () => {
  const observer = await meeting.signIn('observer');
  const [first, second] = [await begun(meeting.drafter), await begun(meeting.drafter)];
  expect((await meeting.drafter.get(`/api/archives/${first.id}`)).status).toBe(404);
  expect((await observer.get(`/api/archives/${second.id}`)).status).toBe(404);
  expect((await observer.get(`/api/archives/${second.id}/file`)).status).toBe(404);
  expect((await observer.ask('DELETE', `/api/archives/${second.id}`)).status).toBe(404);
  expect((await meeting.drafter.ask('DELETE', `/api/archives/${second.id}`)).status).toBe(204);
  expect((await meeting.drafter.get(`/api/archives/${second.id}/file`)).status).toBe(404);
  expect((await meeting.drafter.ask('POST', '/api/archives', { draft: 'no-such', lens: null })).status).toBe(404);
  const third = await begun(observer);
  await written(observer, third.id);
  await observer.ask('DELETE', `/api/archives/${third.id}`);
  const folder = join(meeting.data, 'archives');
  expect(existsSync(folder) ? readdirSync(folder).filter((name) => [first.id, second.id, third.id].includes(name)) : []).toEqual(
    [],
  );
});

test('[W33] [A6] what keeps one from being written is logged by its kind, and of the store no copy stays behind', async () => {
  const folder = temporaryFolder();
  const logged: string[] = [];
  const opened = openStore(folder.path, { create: true });
  const key = signingKey(folder.path, { create: true });
  if (!opened.ok || !key.ok) throw new Error('no store');
  const store = opened.value;
  createProcess(store, SYSTEM_CLOCK);
  const archives = new Archives(
    {
      store,
      checkpoints: new Checkpoints(store, SYSTEM_CLOCK, key.value),
      folder: folder.path,
      log: pino({ base: null, timestamp: false }, { write: (line) => logged.push(line) }),
    },
    LIMITS.archives,
  );
  const seat = seatId('drafter-1');
  archives.begin('a-1', seat, { drafts: [], name: 'all' });
  // SQLite copies into no file that is something else already.
  writeFileSync(join(folder.path, 'archives', 'a-1', 'copy'), 'the half of Norway’s words');
  await expect.poll(() => archives.info('a-1', seat)?.state).toBe('failed');
  expect(logged.map((line): unknown => JSON.parse(line))).toEqual([
    { level: 50, error: 'Error', msg: 'an archive could not be made' },
  ]);
  expect(readdirSync(join(folder.path, 'archives', 'a-1'))).toEqual([]);
  archives.stop();
  store.close();
  folder.forget();
});
