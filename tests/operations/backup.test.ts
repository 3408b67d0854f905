import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { administer } from '../../server/admin/administration.ts';
import { backUp } from '../../server/backup/backing-up.ts';
import { Checkpoints } from '../../server/checkpoints/checkpoints.ts';
import { signingKey } from '../../server/checkpoints/signing-key.ts';
import { SYSTEM_CLOCK } from '../../server/clock.ts';
import { loadText } from '../../server/rooms/loading.ts';
import { openStore, openStoreFile } from '../../server/store/sqlite.ts';
import type { DraftId } from '../../shared/base/ids.ts';
import { plainText } from '../../shared/text/clause.ts';
import { readText } from '../../shared/text/reading.ts';
import { Person, serve, signIn, temporaryFolder } from '../server/harness.ts';
import { travaux } from './command.ts';

let folder: ReturnType<typeof temporaryFolder>;
let data: string;
let copy: string;

beforeEach(() => {
  folder = temporaryFolder();
  data = join(folder.path, 'data');
  copy = join(folder.path, 'copy.db');
});
afterEach(() => folder.forget());

async function importHere(words: string): Promise<void> {
  const path = join(folder.path, 'draft.md');
  writeFileSync(path, words);
  expect((await travaux('import', path, '--data', data)).code).toBe(0);
}

/** The words of a draft in the file of a store. */
function wordsIn(file: string, draft: DraftId): string {
  const opened = openStoreFile(file, folder.path);
  if (!opened.ok) throw new Error(opened.refusal.reason);
  const { doc } = loadText(opened.value, draft, { revision: 1, upTo: Infinity });
  opened.value.close();
  return readText(doc).map(plainText).join('\n');
}

test('[O4] a backup while people write holds whatever was acknowledged before it began, and verifies', async () => {
  const server = await serve(data);
  const drafter = await signIn(server, 'drafter-1');
  const { draft } = await drafter.import('1. The Council [shall] meet.\n');
  const client = await drafter.open(draft);
  for (let index = 0; index < 50; index += 1) client.typeAfter('The Council', 'x');
  await client.until(() => client.acknowledged >= 50, 'acknowledgements');
  let isTyping = true;
  const typing = (async () => {
    while (isTyping) {
      const { acknowledged } = client;
      client.typeAfter('The Council', 'y');
      await client.until(() => client.acknowledged > acknowledged, 'an acknowledgement');
    }
  })();
  const done = await travaux('backup', copy, '--data', data, '--json');
  isTyping = false;
  await typing;
  expect([done.code, done.err]).toEqual([0, '']);
  // Of what came in one turn the log has one update: the words say what is there.
  expect(wordsIn(copy, draft)).toContain('x'.repeat(50));
  await client.until(() => client.acknowledged > 50, 'more acknowledgements');
  client.close();
  await server.stop();
  expect(statSync(copy).mode & 0o777).toBe(0o600);
  expect(readdirSync(folder.path).toSorted()).toEqual(['copy.db', 'data']);
  expect((await travaux('verify', '--data', data)).code).toBe(0);
});

test('[O4] without a server the command makes the backup itself; it takes no name that is taken', async () => {
  await importHere('Words.');
  expect(await travaux('backup', copy, '--data', data)).toMatchObject({ code: 0, out: expect.stringContaining('1 draft with') });
  expect(await travaux('backup', copy, '--data', data)).toMatchObject({ code: 2, err: expect.stringContaining('there already') });
  expect((await travaux('backup', join(folder.path, 'no', 'such', 'folder.db'), '--data', data)).code).toBe(2);
  expect((await travaux('backup', copy, '--data', join(folder.path, 'nowhere'))).code).toBe(2);
});

test('[O4] a backup takes no name that something has come to have meanwhile', async () => {
  await importHere('Words.');
  const underWay = backUp(data, copy);
  writeFileSync(copy, 'of another');
  expect(await underWay).toMatchObject({ ok: false, refusal: { reason: `${copy} is there already.`, unsound: null } });
  expect(readFileSync(copy, 'utf8')).toBe('of another');
  expect(readdirSync(folder.path).toSorted()).toEqual(['copy.db', 'data', 'draft.md']);
});

test('[C1] [O4] where nothing can be written it is said in plain words, with the place, and nothing is left', async () => {
  await importHere('Words.');
  const [nowhere, long] = [join(folder.path, 'no', 'copy.db'), join(folder.path, 'q'.repeat(300))];
  for (const [args, words] of [
    [['backup', nowhere], `${nowhere}: there is no such file or folder.`],
    [['backup', long], `${long}: that name is too long.`],
    [['backup', join(folder.path, 'draft.md', 'copy.db')], 'there is no such folder.'],
    [['checkpoint', '-o', nowhere], `${nowhere}: there is no such file or folder.`],
    [['checkpoint', '-o', folder.path], 'that is a folder.'],
    [['restore', folder.path, '--replace'], 'that is a folder.'],
  ] as const) {
    const ended = await travaux(...args, '--data', data);
    expect([ended.code, ended.out, ended.err.trimEnd().split('\n').length]).toEqual([2, '', 1]);
    expect(ended.err.endsWith(`${words}\n`), ended.err).toBe(true);
  }
  expect(readdirSync(folder.path).toSorted()).toEqual(['data', 'draft.md']);
});

test('[O4] a server says why it could not copy its store, where the disk was in the way', async () => {
  const { store, clock } = standing();
  const full = Object.assign(new Error('database or disk is full'), { code: 'ERR_SQLITE_ERROR', errcode: 13 });
  const key = signingKey(data, { create: true });
  if (!key.ok) throw new Error(key.refusal);
  const about = { clock, checkpoints: new Checkpoints(store, clock, key.value), running: null };
  const asked = { ask: 'copy', to: copy } as const;
  expect(await administer(asked, { ...about, store: { ...store, copyTo: () => Promise.reject(full) } })).toEqual({
    ok: false,
    refusal: `the store could not be copied to ${copy}: the disk is full.`,
  });
  store.close();
});

/** A store and a clock, as a server has them. */
function standing() {
  const opened = openStore(data, { create: true });
  if (!opened.ok) throw new Error(opened.refusal.reason);
  return { store: opened.value, clock: SYSTEM_CLOCK };
}

test('[O4] a store that does not verify gives no backup, and says so', async () => {
  await importHere('Words [here].');
  const db = new DatabaseSync(join(data, 'travaux.db'));
  db.exec('UPDATE entries SET entry = replace(entry, \'"clauses":1\', \'"clauses":2\')');
  db.close();
  expect(await travaux('backup', copy, '--data', data)).toMatchObject({
    code: 1,
    err: expect.stringContaining('does not verify'),
  });
  expect(readdirSync(folder.path).filter((name) => name.startsWith('copy'))).toEqual([]);
});

test('[O5] what was restored is what was backed up, and everyone signs in anew', async () => {
  const first = await serve(data);
  const drafter = await signIn(first, 'drafter-1');
  const { draft } = await drafter.import('1. The Council meets.\n');
  expect((await travaux('backup', copy, '--data', data)).code).toBe(0);
  const client = await drafter.open(draft);
  client.typeAfter('meets', ' later');
  await client.until(() => client.acknowledged === 1, 'the acknowledgement');
  client.close();
  expect(await travaux('restore', copy, '--replace', '--data', data)).toMatchObject({
    code: 2,
    err: expect.stringContaining('in use'),
  });
  await first.stop();

  expect(await travaux('restore', copy, '--data', data)).toMatchObject({ code: 2, err: expect.stringContaining('--replace') });
  const restored = await travaux('restore', copy, '--replace', '--data', data, '--json');
  expect(restored).toMatchObject({ code: 0, err: '' });
  const { kept } = JSON.parse(restored.out) as { kept: string };
  const asKept = new DatabaseSync(kept);
  expect(asKept.prepare('SELECT count(*) AS n FROM updates').get()).toEqual({ n: 2 });
  asKept.close();

  const second = await serve(data);
  expect((await new Person(second.url, drafter.cookie).desk()).status).toBe(401);
  const again = await (await signIn(second, 'drafter-1')).open(draft);
  expect(again.words()).toEqual(['The Council meets.']);
  again.close();
  await second.stop();

  const elsewhere = join(folder.path, 'elsewhere');
  expect((await travaux('restore', copy, '--data', elsewhere)).code).toBe(0);
  expect((await travaux('verify', '--data', elsewhere)).code).toBe(0);
});

test('[O5] a backup that is damaged or does not verify is not put in place', async () => {
  await importHere('Words [here].');
  expect((await travaux('backup', copy, '--data', data)).code).toBe(0);
  const elsewhere = join(folder.path, 'elsewhere');
  const sound = readFileSync(copy);
  const db = new DatabaseSync(copy);
  db.exec("UPDATE updates SET seat = 'kenya'");
  db.close();
  expect(await travaux('restore', copy, '--data', elsewhere)).toMatchObject({
    code: 1,
    err: expect.stringContaining('update 1'),
  });
  writeFileSync(copy, sound.subarray(0, sound.length - 5_000));
  expect((await travaux('restore', copy, '--data', elsewhere)).code).toBe(1);
  writeFileSync(copy, 'no store at all');
  expect((await travaux('restore', copy, '--data', elsewhere)).code).toBe(1);
  expect(await travaux('restore', join(folder.path, 'none.db'), '--data', elsewhere)).toMatchObject({ code: 2 });
  expect(existsSync(join(elsewhere, 'travaux.db'))).toBe(false);
  expect(existsSync(elsewhere) ? readdirSync(elsewhere) : []).toEqual([]);
});
