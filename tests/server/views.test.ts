import { afterEach, beforeEach, expect, test } from 'vitest';
import type { DraftId } from '../../shared/base/ids.ts';
import type { Look } from '../../shared/protocol/api.ts';
import { serve, signIn, temporaryFolder, type Person } from './harness.ts';
import type { RunningServer } from '../../server/main.ts';

let folder: ReturnType<typeof temporaryFolder>;
let server: RunningServer;
let drafter: Person;
let kenya: Person;
let draft: DraftId;

beforeEach(async () => {
  folder = temporaryFolder();
  server = await serve(folder.path);
  drafter = await signIn(server, 'drafter-1');
  kenya = await signIn(server, 'kenya');
  ({ draft } = await drafter.import('# Title\n\n## Article 1\n\n1. Parties [shall - Kenya][should] report.', 'a.md'));
});

afterEach(async () => {
  await server.stop();
  folder.forget();
});

const look = async (person: Person): Promise<number> => (await person.get<Look>(`/api/drafts/${draft}/look`)).body.seen;
const see = (person: Person, seen: unknown) => person.ask<Look>('POST', `/api/drafts/${draft}/look`, { seen });

test('[V16] how far a seat has read is its own, goes forward by its own act alone, and survives a restart', async () => {
  expect(await look(kenya)).toBe(0);
  expect((await see(kenya, 1)).body).toEqual({ seen: 1 });
  expect((await see(kenya, 0)).body).toEqual({ seen: 1 });
  expect(await look(drafter)).toBe(0);
  for (const beyond of [2, -1, 1.5, '1', null]) expect((await see(kenya, beyond)).status).toBe(400);
  expect((await kenya.get('/api/drafts/none/look')).status).toBe(404);
  expect((await fetch(`${server.url}/api/drafts/${draft}/look`)).status).toBe(401);
  const { cookie } = kenya;
  await server.stop();
  server = await serve(folder.path);
  const answer = await fetch(`${server.url}/api/drafts/${draft}/look`, { headers: { cookie } });
  expect(await answer.json()).toEqual({ seen: 1 });
});

test('[D4] the register of one delegation, and of one article, is exported', async () => {
  const get = (part: string) => kenya.get<string>(`/api/drafts/${draft}/export?format=register${part}`);
  const own = (await get('&of=p-ke')).body;
  expect(own).toContain('brought by Kenya\n\n1 in all');
  expect(own).toContain('“shall”');
  expect(own).not.toContain('“should”');
  expect((await get('-csv&of=-')).body.trimEnd().split('\r\n')[1]).toMatch(/^2,1,Article 1,1\.,,should,open/);
  expect((await get(`-csv&article=${encodeURIComponent('Article 1')}`)).body.trimEnd().split('\r\n')).toHaveLength(3);
  expect((await get('-csv&article=Article')).body.trimEnd().split('\r\n')).toHaveLength(1);
});

test('[V13] [V14] positions and burn-down are exported', async () => {
  const get = (format: string) => kenya.get<string>(`/api/drafts/${draft}/export?format=${format}`);
  const csv = await get('matrix-csv');
  expect(csv.headers.get('content-disposition')).toMatch(/-matrix\.csv"$/);
  expect(csv.body.split('\r\n')[1]).toBe('1,Article 1,1.,1,shall,1,0,yes,proposes');
  expect((await get('matrix')).body).toContain('1. 1. (Article 1), 2 alternatives');
  expect((await get('burn-down-csv')).body.split('\r\n')[1]).toMatch(/^All,\d{4}-\d\d-\d\d,2,0,0,0,0,0,2$/);
});
