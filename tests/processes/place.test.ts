import { copyFileSync, readdirSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { DraftId } from '../../shared/base/ids.ts';
import { verifyEveryDraft } from '../../server/drafts/verifying.ts';
import { restore } from '../../server/backup/restoring.ts';
import { SYSTEM_CLOCK } from '../../server/clock.ts';
import { openStore, STORE_FILE } from '../../server/store/sqlite.ts';
import { loadText } from '../../server/rooms/loading.ts';
import { plainText } from '../../shared/text/clause.ts';
import { readText } from '../../shared/text/reading.ts';
import { RunningServer } from '../e2e/travaux.ts';
import { Person, serve, signIn, temporaryFolder, type Client } from '../server/harness.ts';

let folder: ReturnType<typeof temporaryFolder>;
let data: string;
let file: string;

beforeEach(() => {
  folder = temporaryFolder();
  data = join(folder.path, 'data');
  file = join(data, STORE_FILE);
});
afterEach(() => folder.forget());

/** A drafter at work on a draft, of whom a first change was acknowledged. */
async function atWork(drafter: Person): Promise<{ readonly client: Client; readonly draft: DraftId }> {
  const { draft } = await drafter.import('1. The Council meets.\n');
  const client = await drafter.open(draft);
  client.typeAfter('meets', ' often');
  await client.until(() => client.acknowledged === 1, 'the acknowledgement');
  return { client, draft };
}

/** What a data folder holds of a draft; its store verifies. */
function kept(at: string, draft: DraftId): string {
  const opened = openStore(at, { create: false });
  if (!opened.ok) throw new Error(opened.refusal.reason);
  const store = opened.value;
  try {
    expect(store.damage()).toBeNull();
    expect(verifyEveryDraft(store).broken).toBeNull();
    const found = store.drafts.find(draft);
    if (found === null) return '';
    return readText(loadText(store, draft, { revision: 1, upTo: found.updates }).doc)
      .map(plainText)
      .join('\n');
  } finally {
    store.close();
  }
}

/** A store of somebody else's, closed in good order. */
async function another(): Promise<string> {
  const other = join(folder.path, 'other');
  const server = await serve(other);
  await (await signIn(server, 'drafter-1')).import('1. Another text.\n');
  await server.stop();
  return join(other, STORE_FILE);
}

/** What is done to the data folder under a running server, and where everything acknowledged is afterwards. */
const MISHAPS: Readonly<Record<string, { readonly does: () => void | Promise<void>; readonly keptIn: () => string }>> = {
  'the folder is deleted': { does: () => rmSync(data, { recursive: true }), keptIn: rescued },
  'the folder is moved away': {
    does: () => renameSync(data, join(folder.path, 'moved')),
    keptIn: () => join(folder.path, 'moved'),
  },
  'a link that leads in a circle takes the place of the folder': {
    does: () => {
      renameSync(data, join(folder.path, 'moved'));
      symlinkSync('data', data);
    },
    keptIn: () => join(folder.path, 'moved'),
  },
  'the file is unlinked': { does: () => rmSync(file), keptIn: rescued },
  'another store takes the place of the file': {
    does: async () => renameSync(await another(), file),
    keptIn: rescued,
  },
  'another folder takes the place of the folder': {
    does: async () => {
      await another();
      renameSync(data, join(folder.path, 'moved'));
      renameSync(join(folder.path, 'other'), data);
    },
    keptIn: () => join(folder.path, 'moved'),
  },
  'the log is unlinked': { does: () => rmSync(`${file}-wal`), keptIn: () => data },
};

/** The copy that the server made, put back elsewhere. */
function rescued(): string {
  const name = readdirSync(folder.path).find((one) => one.startsWith('data-rescued-')) ?? 'no copy';
  const to = join(folder.path, 'restored');
  expect(restore(join(folder.path, name), to, { replace: false, clock: SYSTEM_CLOCK })).toMatchObject({ ok: true });
  return to;
}

test.for(Object.keys(MISHAPS))(
  '[O11] nothing is acknowledged that the next start would not find, and nothing that was is lost, where %s under a server',
  async (mishap) => {
    const { does, keptIn } = MISHAPS[mishap]!;
    const server = await serve(data);
    const drafter = await signIn(server, 'drafter-1');
    const { client, draft } = await atWork(drafter);
    await does();
    client.typeAfter('often', ' and long');
    expect((await drafter.ask('POST', '/api/drafts', { fileName: 'x.md', source: 'Words.' })).status).toBe(500);
    expect(await (await fetch(`${server.url}/readyz`)).text()).toBe('the store is lost\n');
    expect(await server.lost).toContain(`${file}`);
    expect(client.acknowledged).toBe(1);
    client.close();
    await server.stop();
    expect(kept(keptIn(), draft)).toContain('meets often');
    // What stands there now, if anything does, is as whole as it came.
    if (mishap.startsWith('another')) expect(kept(data, draft)).toBe('');
  },
);

test('[O11] a server whose file was written over in place says so, ends with 2, and leaves what was written as it is', async () => {
  const source = await another();
  const server = await RunningServer.start({ data, args: ['--empty'] });
  const { link } = server.seat('drafter');
  const entered = await fetch(`${server.url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: server.url },
    body: JSON.stringify({ token: new URL(link).hash.slice(1) }),
  });
  const drafter = new Person(server.url, (entered.headers.get('set-cookie') ?? '').split(';')[0] ?? '');
  const { client, draft } = await atWork(drafter);
  const ended = new Promise<number | null>((resolve) => server.process.once('exit', resolve));
  copyFileSync(source, file);
  client.typeAfter('often', ' and long');
  expect(await ended).toBe(2);
  expect(client.acknowledged).toBe(1);
  client.close();
  expect(server.log()).toContain(`travaux: Somebody else wrote into ${file}, while the server had it open.`);
  expect(kept(data, draft)).toBe('');
});
