import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { DraftId } from '../../shared/base/ids.ts';
import { registry } from '../../shared/participants/registry.ts';
import { chainEntry, GENESIS } from '../../shared/record/chain.ts';
import type { RecordEvent } from '../../shared/record/event.ts';
import { SYSTEM_CLOCK } from '../../server/clock.ts';
import { actorOf } from '../../server/drafts/actor.ts';
import { importDraft } from '../../server/drafts/importing.ts';
import { wrongEdit } from '../../server/drafts/told-edits.ts';
import type { BrokenDraft } from '../../server/drafts/broken-draft.ts';
import { verifyDraft } from '../../server/drafts/verifying.ts';
import { stderrLog } from '../../server/log.ts';
import { createProcess } from '../../server/sample/seats.ts';
import { LEAST_UPDATES } from '../../server/rooms/snapshot-schedule.ts';
import { writeSample } from '../../server/sample/sample.ts';
import { STORE_FILE, openStore } from '../../server/store/sqlite.ts';
import type { Store } from '../../server/store/store.ts';
import { serve, signIn, temporaryFolder } from './harness.ts';

/** The sample, written once; each test has a copy. */
const written = temporaryFolder();
let sample: DraftId;
let folder: ReturnType<typeof temporaryFolder>;
let draft: DraftId;

function open(path = folder.path): Store {
  const opened = openStore(path, { create: true });
  if (!opened.ok) throw new Error(opened.refusal.reason);
  return opened.value;
}

beforeAll(() => {
  const store = open(written.path);
  createProcess(store, SYSTEM_CLOCK);
  writeSample({ store, log: stderrLog('silent'), now: SYSTEM_CLOCK.now() });
  sample = store.drafts.all()[0]!.id;
  store.close();
});
afterAll(() => written.forget());

beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.forget());

function takeTheSample(): void {
  cpSync(written.path, folder.path, { recursive: true });
  draft = sample;
}

/** Plants a fault behind the program's back, and gives what verification says. */
function after(sql: string, ...values: (string | number | Uint8Array)[]): Omit<BrokenDraft, 'draft'> | null {
  const db = new DatabaseSync(join(folder.path, STORE_FILE));
  db.exec('PRAGMA foreign_keys = OFF');
  const { changes } = db.prepare(sql).run(...values);
  db.close();
  expect(Number(changes)).toBeGreaterThan(0);
  return verify();
}

function verify(): Omit<BrokenDraft, 'draft'> | null {
  const store = open();
  const result = verifyDraft(store, draft);
  store.close();
  if (result.ok) return null;
  const { draft: _draft, ...fault } = result.refusal;
  return fault;
}

test('[C2] what was never touched verifies (invariant 3)', () => {
  takeTheSample();
  expect(verify()).toBeNull();
});

test('[C2] [W2] a draft verifies, and another after it, whatever its title and its file were called', () => {
  const store = open();
  createProcess(store, SYSTEM_CLOCK);
  const services = { store, clock: SYSTEM_CLOCK, registry: registry(store.process.participants()) };
  const seat = store.process.seats()[0]!;
  for (const title of ['half \ud800 of a pair', 'nul \u0000, escape \u001b[31m', 'two\nlines', 'turned \u202e', '\ufffe']) {
    const { draft: id } = importDraft(services, actorOf(seat), { fileName: `${title}.md`, title, source: '1. Alpha.\n' });
    expect(verifyDraft(store, id)).toMatchObject({ ok: true });
  }
  store.close();
});

test.each([
  [
    'an entry edited',
    "UPDATE entries SET entry = replace(entry, 'Nadia', 'Maria') WHERE number = 5",
    { kind: 'entry', number: 5 },
  ],
  [
    'a decision edited',
    `UPDATE entries SET entry = replace(entry, 'ProposalAccepted', 'ProposalDropped') WHERE number = 5`,
    { kind: 'entry', number: 5 },
  ],
  ['an entry that is no JSON', "UPDATE entries SET entry = '{' WHERE number = 7", { kind: 'entry', number: 7 }],
  ['an entry deleted', 'DELETE FROM entries WHERE number = 9', { kind: 'entry', number: 9 }],
  [
    'the last entry deleted',
    'DELETE FROM entries WHERE number = (SELECT max(number) FROM entries)',
    { kind: 'entry', number: 38 },
  ],
  ['two entries exchanged', 'UPDATE entries SET number = 3 - number WHERE number IN (1, 2)', { kind: 'entry', number: 1 }],
  ['the hash beside an entry', "UPDATE entries SET hash = 'x' WHERE number = 4", { kind: 'entry', number: 4 }],
  ['an update deleted', 'DELETE FROM updates WHERE number = 3', { kind: 'update', number: 3 }],
  [
    'the last update deleted',
    'DELETE FROM updates WHERE number = (SELECT max(number) FROM updates)',
    { kind: 'update', number: 8 },
  ],
  [
    'the last update in the place of the next',
    'UPDATE updates SET place = place + 1 WHERE number = (SELECT max(number) FROM updates)',
    { kind: 'update', number: 8 },
  ],
  ['an update of somebody else', "UPDATE updates SET seat = 'kenya' WHERE number = 2", { kind: 'update', number: 2 }],
  [
    'a snapshot out of nowhere',
    "INSERT INTO snapshots (draft, number, revision, place, is_last, bytes) SELECT id, 77, 1, 0, 1, x'0000' FROM drafts",
    { kind: 'snapshot', number: 77 },
  ],
  [
    'a snapshot that is wrong',
    "INSERT INTO snapshots (draft, number, revision, place, is_last, bytes) SELECT id, 2, 1, 0, 1, x'0000' FROM drafts",
    { kind: 'snapshot', number: 2 },
  ],
])('[C2] %s is found (invariant 3)', (_what, sql, fault) => {
  takeTheSample();
  if (sql.includes('3 - number')) {
    const db = new DatabaseSync(join(folder.path, STORE_FILE));
    db.exec('UPDATE entries SET number = -number WHERE number IN (1, 2)');
    db.close();
    expect(after('UPDATE entries SET number = 3 + number WHERE number IN (-1, -2)')).toMatchObject(fault);
  } else expect(after(sql)).toMatchObject(fault);
});

test('[C2] every byte of an update counts (invariant 3)', () => {
  takeTheSample();
  const store = open();
  const { bytes } = store.drafts.updates(draft, 3)[0]!;
  store.close();
  const flipped = Uint8Array.from(bytes);
  flipped[Math.floor(bytes.length / 2)]! ^= 1;
  expect(after('UPDATE updates SET bytes = ? WHERE number = 4', flipped)).toMatchObject({ kind: 'update', number: 4 });
});

test('[S7] [C2] a snapshot is written each time it is due, loads the same text, and is missed where it was taken away', async () => {
  const server = await serve(folder.path);
  const drafter = await signIn(server, 'drafter-1');
  draft = (await drafter.import('1. The Council [shall] meet.\n')).draft;
  const client = await drafter.open(draft);
  // One at a time: what comes together is one update of the log.
  for (let sent = 1; sent <= LEAST_UPDATES + 50; sent += 1) {
    if (sent % 7 === 0) client.strike('x');
    else client.typeAfter('The Council', 'x');
    await client.until(() => client.acknowledged === sent, 'the acknowledgement');
  }
  const words = client.words();
  client.close();
  await server.stop();

  expect(verify()).toBeNull();
  const again = await serve(folder.path);
  const reader = await (await signIn(again, 'kenya')).open(draft);
  expect(reader.words()).toEqual(words);
  reader.close();
  await again.stop();

  const store = open();
  const snapshots = store.drafts.snapshots(draft);
  store.close();
  expect(snapshots).toHaveLength(1);
  const altered = Uint8Array.from(snapshots[0]!.bytes);
  altered[altered.length - 8]! ^= 1;
  expect(after('UPDATE snapshots SET bytes = ?', altered)).toMatchObject({ kind: 'snapshot', number: snapshots[0]!.number });
  expect(after('DELETE FROM snapshots')).toMatchObject({ kind: 'snapshot', number: snapshots[0]!.number });
});

test.each([
  ['a client id of nobody who could be', "UPDATE client_ids SET seat = '' WHERE seat IS NOT NULL", { kind: 'update', number: 1 }],
  ['a seat of no form', "UPDATE client_ids SET seat = 'a b'", { kind: 'update', number: 1 }],
  ['a number beyond all', 'UPDATE updates SET revision = 9007199254740993', { kind: 'text', number: 0 }],
  [
    'an edit at rest of no clause',
    "INSERT INTO pending_edits SELECT id, '', 'kenya', null, null, 8 FROM drafts",
    { kind: 'update', number: 8 },
  ],
])('[C2] what cannot be read is told as whatever else is broken: %s', (_name, sql, found) => {
  takeTheSample();
  expect(after(sql)).toMatchObject({ ...found, why: expect.stringContaining('cannot be read') });
});

test('[C2] an entry that tells of nothing is found by its number, though the chain was recomputed', () => {
  takeTheSample();
  const store = open();
  const entries = store.drafts.entries(draft, 0);
  store.close();
  const db = new DatabaseSync(join(folder.path, STORE_FILE));
  let last = GENESIS;
  for (const { previousHash: _previous, hash: _hash, ...body } of entries) {
    const event = body.number === 3 ? ({ type: 'SilenceBegan' } as unknown as RecordEvent) : body.event;
    const entry = chainEntry(last, { ...body, event });
    last = entry.hash;
    db.prepare('UPDATE entries SET entry = ?, hash = ? WHERE number = ?').run(JSON.stringify(entry), entry.hash, entry.number);
  }
  db.close();
  expect(verify()).toMatchObject({ kind: 'entry', number: 3, why: expect.stringContaining('tells of nothing') });
});

test('[C2] an edit that is told at no update of the text is found', () => {
  takeTheSample();
  const store = open();
  const [entries, updates] = [store.drafts.entries(draft, 0), store.drafts.updates(draft, 0)];
  const claims = (revision: number) => store.drafts.claims(draft, revision);
  const sources = { pending: [], claims };
  expect(wrongEdit(entries, updates, sources)).toBeNull();
  const [first] = entries.filter(({ event }) => event.type === 'ClauseEdited');
  const nowhere = { ...first!, text: { ...first!.text, number: 0 } };
  expect(wrongEdit([nowhere], updates.slice(0, 1), sources)).toMatchObject({ kind: 'entry', number: nowhere.number });
  store.close();
});
