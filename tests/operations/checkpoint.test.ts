import * as Y from 'yjs';
import { writeText } from '../../shared/text/writing.ts';
import { digestOf, digestsOf } from '../../server/checkpoints/text-digests.ts';
import { cpSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { clauseId, type DraftId } from '../../shared/base/ids.ts';
import { chainEntry, GENESIS } from '../../shared/record/chain.ts';
import type { Checkpoint } from '../../shared/record/checkpoint.ts';
import type { Entry } from '../../shared/record/event.ts';
import { isSigned } from '../../server/checkpoints/signing-key.ts';
import { serve, signIn, temporaryFolder } from '../server/harness.ts';
import { travaux, type Ended } from './command.ts';

const folder = temporaryFolder();
/** As the server left it, and a copy of it for each test. */
const left = join(folder.path, 'left');
const data = join(folder.path, 'data');
const file = join(folder.path, 'checkpoint.json');
let draft: DraftId;
let stated: Checkpoint;
let fetched: Checkpoint;
let made: Ended;

/** A draft with a few entries and updates, and a checkpoint of it, made while the server runs. */
beforeAll(async () => {
  const server = await serve(left, { coalesceMs: 1 });
  const drafter = await signIn(server, 'drafter-1');
  draft = (await drafter.import('1. The Council [shall - Kenya][should] meet.\n')).draft;
  const client = await drafter.open(draft);
  for (const word of [' often', ' and gladly']) {
    client.typeAfter('meet', word);
    await client.untilEntry('ClauseEdited', word === ' often' ? 1 : 2);
  }
  made = await travaux('checkpoint', '-o', file, '--data', left);
  stated = JSON.parse(readFileSync(file, 'utf8')) as Checkpoint;
  fetched = (await drafter.get<Checkpoint>('/api/checkpoint')).body;
  client.typeAfter('meet', ' later');
  await client.untilEntry('ClauseEdited', 3);
  client.close();
  await server.stop();
});
afterAll(() => folder.forget());

beforeEach(() => {
  rmSync(data, { recursive: true, force: true });
  cpSync(left, data, { recursive: true });
  writeFileSync(file, JSON.stringify(stated));
});

function change(...statements: string[]): void {
  const db = new DatabaseSync(join(data, 'travaux.db'));
  for (const sql of statements) db.exec(sql);
  db.close();
}

/** Writes the record anew with another word in one of its events, every hash made to fit. */
function rewrite(number: number, from: string, to: string): void {
  const db = new DatabaseSync(join(data, 'travaux.db'));
  const rows = db.prepare('SELECT number, entry FROM entries ORDER BY number').all() as { number: number; entry: string }[];
  let previous = GENESIS;
  for (const row of rows) {
    const {
      previousHash: _previous,
      hash: _hash,
      ...body
    } = JSON.parse(row.number === number ? row.entry.replace(from, to) : row.entry) as Entry;
    const entry = chainEntry(previous, body);
    db.prepare('UPDATE entries SET entry = ?, hash = ? WHERE number = ?').run(JSON.stringify(entry), entry.hash, row.number);
    previous = entry.hash;
  }
  db.close();
}

const against = (...more: string[]): ReturnType<typeof travaux> => travaux('verify', '--against', file, '--data', data, ...more);

test('[O1] a checkpoint states where every draft stands, and its key is its owner’s alone', async () => {
  expect(made).toMatchObject({ code: 0, out: '', err: '' });
  expect(fetched.drafts).toEqual(stated.drafts);
  expect(stated).toMatchObject({ version: 1, drafts: [{ draft, revision: 1, entries: 3, updates: 3 }] });
  expect(statSync(join(data, 'checkpoint-key.pem')).mode & 0o777).toBe(0o600);
  const again = JSON.parse((await travaux('checkpoint', '--data', data)).out) as Checkpoint;
  expect(again.publicKey).toBe(stated.publicKey);
  expect(again.drafts[0]).toMatchObject({ entries: 4, updates: 4 });
});

test('[O1] a checkpoint in which anything was changed is not as it was signed', async () => {
  const planted: Checkpoint[] = [
    { ...stated, at: '2026-01-01T00:00:00.000Z' },
    { ...stated, participants: '0'.repeat(64) },
    { ...stated, drafts: [] },
    { ...stated, drafts: stated.drafts.map((head) => ({ ...head, entries: 2 })) },
    { ...stated, signature: `${stated.signature.startsWith('A') ? 'B' : 'A'}${stated.signature.slice(1)}` },
    { ...stated, publicKey: `${stated.publicKey.startsWith('A') ? 'B' : 'A'}${stated.publicKey.slice(1)}` },
  ];
  for (const one of planted) expect(isSigned(one)).toBe(false);
  writeFileSync(file, JSON.stringify(planted[2]));
  expect(await against()).toMatchObject({ code: 1, err: expect.stringContaining('not as it was signed') });
  writeFileSync(file, '{');
  expect(await against()).toMatchObject({ code: 2, err: expect.stringContaining('no checkpoint') });
});

test('[O2] a store that went on holds what a checkpoint of before states', async () => {
  expect(await against('--key', stated.publicKey)).toMatchObject({ code: 0, out: expect.stringContaining('Holds what') });
  expect(await against('--key', 'x'.repeat(43))).toMatchObject({ code: 1, err: expect.stringContaining('another key') });
  expect(JSON.parse((await against('--json')).out)).toMatchObject({ ok: true, against: stated.at });
});

test('[O2] a history that was cut off is found, though its own chains verify', async () => {
  change(
    'DELETE FROM entries WHERE number > 2',
    'DELETE FROM updates WHERE number > 2',
    'UPDATE drafts SET entries = 2, updates = 2',
  );
  expect((await travaux('verify', '--data', data)).code).toBe(0);
  expect(await against()).toMatchObject({ code: 1, err: expect.stringMatching(/entry 3: is missing; the checkpoint has it/) });
});

test('[O2] a history that was written anew is found, though its own chain verifies', async () => {
  rewrite(1, 'draft.md', 'other.md');
  expect((await travaux('verify', '--data', data)).code).toBe(0);
  expect(await against()).toMatchObject({
    code: 1,
    err: expect.stringMatching(/entry 3: is not the one that the checkpoint has/),
  });
});

test('[O2] a draft that went is found', async () => {
  change('PRAGMA foreign_keys = OFF', 'DELETE FROM drafts');
  expect(await travaux('verify', '--data', data)).toMatchObject({ code: 1, err: expect.stringContaining('not in the store') });
  change('DELETE FROM updates', 'DELETE FROM entries', 'DELETE FROM client_ids');
  expect((await travaux('verify', '--data', data)).code).toBe(0);
  expect(await against()).toMatchObject({ code: 1, err: expect.stringContaining('the store has not') });
});

test('[O3] a record without names verifies, and a name unsealed later is checked against it', async () => {
  const sealed = join(folder.path, 'sealed.jsonl');
  const { out } = await travaux('export', draft, '--format', 'record', '--sealed', '--data', data);
  for (const name of ['Amara', 'drafter-1', 'Kenya', '"p-ke"']) expect(out).not.toContain(name);
  writeFileSync(sealed, out);
  expect(await travaux('verify', '--sealed', sealed)).toMatchObject({
    code: 0,
    out: expect.stringContaining('4 entries without names verify'),
  });
  expect((await travaux('verify', '--sealed', sealed, '--against', file)).code).toBe(0);

  const unsealed = join(folder.path, 'unsealed.json');
  const name = await travaux('export', draft, '--format', 'record', '--unseal', '2/actor/user', '--data', data);
  writeFileSync(unsealed, name.out);
  expect(await travaux('verify', '--sealed', sealed, '--unsealed', unsealed)).toMatchObject({
    code: 0,
    out: expect.stringContaining('Entry 2 names "Amara Osei-Lindqvist" at /actor/user.'),
  });
  writeFileSync(unsealed, name.out.replace('Amara', 'Maria'));
  expect(await travaux('verify', '--sealed', sealed, '--unsealed', unsealed)).toMatchObject({
    code: 1,
    err: expect.stringContaining('does not commit to'),
  });
  writeFileSync(unsealed, name.out.replace('"entry":2', '"entry":3'));
  expect((await travaux('verify', '--sealed', sealed, '--unsealed', unsealed)).code).toBe(1);

  writeFileSync(sealed, out.replace('often', 'never'));
  expect(await travaux('verify', '--sealed', sealed)).toMatchObject({ code: 1, err: expect.stringContaining('entry 2:') });
  writeFileSync(sealed, out.split('\n').slice(0, 2).join('\n'));
  expect((await travaux('verify', '--sealed', sealed)).code).toBe(0);
  expect(await travaux('verify', '--sealed', sealed, '--against', file, '--json')).toMatchObject({
    code: 1,
    out: expect.stringContaining('"ok":false'),
    err: expect.stringContaining('knows no such record'),
  });
  expect((await travaux('export', draft, '--format', 'record', '--unseal', '2/actor/shoe', '--data', data)).code).toBe(2);
});

test('[O3] a file in which there is nothing is neither a record that verifies nor a name that does', async () => {
  const [sealed, empty] = [join(folder.path, 'sealed.jsonl'), join(folder.path, 'empty')];
  writeFileSync(sealed, (await travaux('export', draft, '--format', 'record', '--sealed', '--data', data)).out);
  writeFileSync(empty, '\n');
  const nothing = { code: 2, out: '', err: `travaux: ${empty} holds nothing to verify.\n` };
  expect(await travaux('verify', '--sealed', empty)).toEqual(nothing);
  expect(await travaux('verify', '--sealed', sealed, '--unsealed', empty)).toEqual(nothing);
});

test('[O1] many short texts are digested beside the server, as one long one is', async () => {
  const texts = Array.from({ length: 40 }, (_, at) => {
    const doc = new Y.Doc({ gc: false });
    writeText(doc, [
      {
        id: clauseId('c1'),
        kind: 'text',
        level: 0,
        label: '',
        runs: [{ text: `${at} `.repeat(1_000), insertions: [], deletions: [] }],
      },
    ]);
    return [Y.encodeStateAsUpdate(doc)];
  });
  let others = 0;
  setImmediate(() => (others += 1));
  expect(await digestsOf(texts.map((text) => () => Promise.resolve(text)))).toEqual(texts.map(digestOf));
  expect(others).toBe(1);
});
