import {
  cpSync,
  existsSync,
  rmSync,
  truncateSync,
  writeFileSync,
  openSync,
  writeSync,
  closeSync,
  readFileSync,
  readdirSync,
  statSync,
  chmodSync,
} from 'node:fs';
import { generateKeyPairSync } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { DraftId } from '../../shared/base/ids.ts';
import type { Checkpoint } from '../../shared/record/checkpoint.ts';
import { restore } from '../../server/backup/restoring.ts';
import { SYSTEM_CLOCK } from '../../server/clock.ts';
import { verifyEveryDraft } from '../../server/drafts/verifying.ts';
import { stderrLog } from '../../server/log.ts';
import { loadDraft } from '../../server/rooms/loading.ts';
import { openStore, STORE_FILE } from '../../server/store/sqlite.ts';
import { plainText } from '../../shared/text/clause.ts';
import { readText } from '../../shared/text/reading.ts';
import { serve, signIn, temporaryFolder } from '../server/harness.ts';
import { BIN, travaux } from './command.ts';

const HAS_STRACE = spawnSync('strace', ['-V']).status === 0;

const source = temporaryFolder();
/** As a server that was killed left it, with some of what was acknowledged in the log alone; and as one that was stopped left it. */
const killed = join(source.path, 'killed');
const stopped = join(source.path, 'stopped');
let draft: DraftId;
let stated: Checkpoint;

let folder: ReturnType<typeof temporaryFolder>;
let data: string;
let file: string;
let key: string;

beforeAll(async () => {
  await (await serve(stopped)).stop();
  const server = await serve(stopped, { coalesceMs: 1 });
  const drafter = await signIn(server, 'drafter-1');
  draft = (await drafter.import('1. The Council [shall][should] meet.\n')).draft;
  const client = await drafter.open(draft);
  client.typeAfter('meet', ' often');
  await client.untilEntry('ClauseEdited');
  stated = (await drafter.get<Checkpoint>('/api/checkpoint')).body;
  cpSync(stopped, killed, { recursive: true, filter: (path) => !path.endsWith('.sock') });
  client.close();
  await server.stop();
});
afterAll(() => source.forget());

beforeEach(() => {
  folder = temporaryFolder();
  data = join(folder.path, 'data');
  file = join(data, STORE_FILE);
  key = join(data, 'checkpoint-key.pem');
});
afterEach(() => folder.forget());

const takes = (from: string): void => cpSync(from, data, { recursive: true });

/** Why a server does not start, in its words; null: it does. */
async function whyNot(options: Parameters<typeof serve>[1] = {}): Promise<string | null> {
  try {
    await (await serve(data, options)).stop();
    return null;
  } catch (error) {
    return (error as Error).message;
  }
}

function flip(path: string, at: number): void {
  const byte = (readFileSync(path)[at] ?? 0) ^ 0xff;
  const fd = openSync(path, 'r+');
  writeSync(fd, Uint8Array.of(byte), 0, 1, at);
  closeSync(fd);
}

const pemOf = (kind: 'rsa' | 'ed25519'): string => {
  const { privateKey } = kind === 'rsa' ? generateKeyPairSync('rsa', { modulusLength: 1024 }) : generateKeyPairSync('ed25519');
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
};

test('[O13] a signing key that is none, of another kind, or cannot be read is said to be so, and the folder is free again', async () => {
  takes(stopped);
  const good = readFileSync(key);
  writeFileSync(key, 'no key\n');
  expect(await whyNot()).toContain(`${key} is no private key.`);
  writeFileSync(key, pemOf('rsa'));
  expect(await whyNot()).toContain(`${key} is a key of another kind than Ed25519.`);
  expect(await travaux('checkpoint', '--data', data)).toMatchObject({ code: 2, err: expect.stringContaining('another kind') });
  rmSync(key);
  cpSync(stopped, key, { recursive: true });
  expect(await whyNot()).toContain(`${key} cannot be read.`);
  rmSync(key, { recursive: true });
  writeFileSync(key, good);
  expect(await whyNot()).toBeNull();
});

test.runIf(HAS_STRACE)('[O13] a start that cannot write its key to its end leaves none, and the next makes one', async () => {
  const failing = ['-f', '-o', '/dev/null', '-P', key, '-P', `${key}.unfinished`, '-e', 'inject=write,pwrite64:error=ENOSPC'];
  const { status } = spawnSync('strace', [...failing, process.execPath, BIN, 'serve', '--empty', '--port', '0', '--data', data]);
  expect([status, readdirSync(data).filter((name) => name.includes('key'))]).toEqual([2, []]);
  expect(await whyNot()).toBeNull();
  expect(readdirSync(data).filter((name) => name.includes('key'))).toEqual(['checkpoint-key.pem']);
});

test('[O2] [O13] a key that was lost is made anew, the start says so once, and a checkpoint by the old one is neither broken nor good', async () => {
  takes(stopped);
  rmSync(key);
  const warned: unknown[] = [];
  const log = { ...stderrLog('silent'), warn: (what: unknown) => void warned.push(what), info: () => undefined };
  const listening = { log: log as unknown as ReturnType<typeof stderrLog> };
  expect(await whyNot(listening)).toBeNull();
  expect(await whyNot(listening)).toBeNull();
  expect(warned).toEqual([{ before: stated.publicKey, now: expect.any(String) }]);

  const against = join(folder.path, 'checkpoint.json');
  writeFileSync(against, JSON.stringify(stated));
  const answer = await travaux('verify', '--against', against, '--data', data);
  expect(answer).toMatchObject({
    code: 1,
    err: expect.stringContaining(`signed by another key than that of this folder: by ${stated.publicKey}`),
  });
  expect(answer.out).toContain('verify. Last hash');
  const trusting = await travaux('verify', '--against', against, '--key', stated.publicKey, '--data', data);
  expect(trusting).toMatchObject({ code: 0, out: expect.stringContaining('Holds what the checkpoint') });
});

test('[O13] without the log of what was written last a store is refused, is as good as before once it is back, and can be made do with', async () => {
  takes(killed);
  const log = `${file}-wal`;
  const whole = readFileSync(log);
  for (const harm of [() => rmSync(log), () => truncateSync(log, 0), () => truncateSync(log, 31), () => flip(log, 17)]) {
    harm();
    const before = readFileSync(file);
    expect(await whyNot()).toContain(`${file} was not closed in good order`);
    expect(readFileSync(file).equals(before)).toBe(true);
    writeFileSync(log, whole);
  }
  rmSync(log);
  expect(await travaux('verify', '--data', data)).toMatchObject({ code: 2, err: expect.stringContaining('-wal') });
  expect(restore(file, join(folder.path, 'left'), { replace: false, clock: SYSTEM_CLOCK })).toMatchObject({
    ok: true,
    value: { drafts: [] },
  });
  writeFileSync(log, whole);
  // Of an index of the log nothing is needed.
  writeFileSync(`${file}-shm`, 'x'.repeat(40_000));
  const server = await serve(data);
  const client = await (await signIn(server, 'chair')).open(draft);
  expect(client.words().join()).toContain('meet often');
  client.close();
  await server.stop();
  rmSync(data, { recursive: true });
  takes(killed);
  rmSync(log);
  expect(restore(file, data, { replace: true, clock: SYSTEM_CLOCK })).toMatchObject({ ok: true });
  expect(await whyNot()).toBeNull();
});

test('[O13] the log of a store that is gone is left as it is, and no new store is made beside it', async () => {
  takes(killed);
  const log = readFileSync(`${file}-wal`);
  rmSync(file);
  expect(await whyNot()).toContain(`${file} is gone`);
  expect(await travaux('verify', '--data', data)).toMatchObject({ code: 2, err: expect.stringContaining(`${file} is gone`) });
  expect(existsSync(file)).toBe(false);
  expect(readFileSync(`${file}-wal`).equals(log)).toBe(true);
});

test('[O5] what was written last to a store that was killed is put back with it, and a log without its store is kept beside', async () => {
  takes(killed);
  const elsewhere = join(folder.path, 'elsewhere');
  expect(restore(file, elsewhere, { replace: false, clock: SYSTEM_CLOCK })).toMatchObject({ ok: true });
  expect(verified(elsewhere)).toContain('meet often');
  // Whoever lost the store itself has its log still, which is of no other store.
  const backup = join(folder.path, 'backup.db');
  cpSync(join(stopped, STORE_FILE), backup);
  const log = readFileSync(`${file}-wal`);
  rmSync(file);
  const done = restore(backup, data, { replace: false, clock: SYSTEM_CLOCK });
  expect(done).toMatchObject({ ok: true, value: { kept: expect.stringMatching(/-wal$/) } });
  expect(done.ok && readFileSync(done.value.kept ?? '').equals(log)).toBe(true);
  expect(verified(data)).toContain('meet often');
});

/** The words of the draft in a data folder, whose store is sound and verifies. */
function verified(at: string): string {
  const opened = openStore(at, { create: false });
  if (!opened.ok) throw new Error(opened.refusal.reason);
  const store = opened.value;
  try {
    expect([store.damage(), verifyEveryDraft(store).broken]).toEqual([null, null]);
    return readText(loadDraft(store, draft).doc).map(plainText).join('\n');
  } finally {
    store.close();
  }
}

test('[O13] a file that was cut off or harmed is said to be damaged, and nothing is written to it', async () => {
  takes(stopped);
  truncateSync(file, statSync(file).size - 1_000);
  const cut = readFileSync(file);
  expect(await whyNot()).toContain('is damaged. Put back a backup');
  expect(readFileSync(file).equals(cut)).toBe(true);
  expect(await travaux('verify', '--data', data)).toMatchObject({ code: 2, err: expect.stringContaining('is damaged') });
});

test('[O13] a page that was harmed is found by verify', async () => {
  takes(stopped);
  const opened = openStore(data, { create: false });
  if (!opened.ok) throw new Error(opened.refusal.reason);
  expect(verifyEveryDraft(opened.value).broken).toBeNull();
  opened.value.close();
  const pages = statSync(file).size / 4_096;
  // The head of a page that holds a tree of rows.
  for (let at = 0; at < 8; at += 1) flip(file, Math.floor(pages / 2) * 4_096 + at);
  expect(await travaux('verify', '--data', data)).toMatchObject({ code: 1, err: expect.stringContaining('damaged') });
});

test('[O13] a folder or a file that may not be written to, and one in use, is said to be so', async () => {
  takes(stopped);
  const bound = (...args: string[]): { readonly status: number | null; readonly stderr: string } => {
    // The superuser writes where nobody may, but for this.
    const drop = process.getuid?.() === 0 ? ['setpriv', '--bounding-set=-dac_override', '--inh-caps=-dac_override'] : [];
    const [command = '', ...rest] = [...drop, process.execPath, BIN, ...args];
    return spawnSync(command, rest, { encoding: 'utf8' });
  };
  chmodSync(file, 0o400);
  const one = bound('serve', '--port', '0', '--data', data);
  expect(one).toMatchObject({
    status: 2,
    stderr: `travaux: The data folder ${data} cannot be used: its file may not be written to, or not be locked.\n`,
  });
  chmodSync(file, 0o600);
  chmodSync(data, 0o500);
  const two = bound('serve', '--port', '0', '--data', data);
  expect(two).toMatchObject({
    status: 2,
    stderr: `travaux: The data folder ${data} cannot be used: it may not be written to.\n`,
  });
  chmodSync(data, 0o700);

  const server = await serve(data);
  const begun = performance.now();
  const second = await travaux('serve', '--port', '0', '--data', data);
  expect(second).toEqual({ code: 2, out: '', err: `travaux: The data folder ${data} is in use by another process.\n` });
  expect(performance.now() - begun).toBeLessThan(20_000);
  expect(await (await fetch(`${server.url}/readyz`)).text()).toBe('ready\n');
  await server.stop();
});
