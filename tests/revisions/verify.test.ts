import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import type { DraftId } from '../../shared/base/ids.ts';
import { clauseVersion } from '../../shared/proposals/clause-version.ts';
import { chainEntry, GENESIS, updateHash } from '../../shared/record/chain.ts';
import type { Entry } from '../../shared/record/event.ts';
import { clauseId } from '../../shared/base/ids.ts';
import { textOf } from '../../shared/text/reading.ts';
import type { BrokenDraft } from '../../server/drafts/broken-draft.ts';
import { verifyDraft } from '../../server/drafts/verifying.ts';
import { replayDoc } from '../../server/rooms/replaying.ts';
import { openStore, STORE_FILE } from '../../server/store/sqlite.ts';
import type { Store, StoredUpdate } from '../../server/store/store.ts';
import { serve, signIn, temporaryFolder } from '../server/harness.ts';

/** As a server left it; each test has a copy. */
const left = temporaryFolder();
let folder: ReturnType<typeof temporaryFolder>;
let draft: DraftId;

/** Three revisions: the first as imported, the second with an edit, the third that goes back to the first. */
beforeAll(async () => {
  const server = await serve(left.path);
  const drafter = await signIn(server, 'drafter-1');
  ({ draft } = await drafter.import(
    '1. The Council [shall][should] meet.\n\n2. [It may invite others.]\n\n3. Its seat is in Geneva.\n',
  ));
  const first = await drafter.open(draft);
  first.typeAfter('The Council', ' itself');
  await first.until(() => first.acknowledged > 0, 'an acknowledgement');
  await drafter.command(draft, { type: 'issue-revision', symbol: 'Rev.1' });
  const second = await drafter.open(draft);
  second.strike(' itself');
  await second.until(() => second.acknowledged > 0, 'an acknowledgement');
  await drafter.command(draft, { type: 'restore-revision', revision: 1, symbol: 'Rev.2' });
  first.close();
  second.close();
  await server.stop();
});
afterAll(() => left.forget());

beforeEach(() => {
  folder = temporaryFolder();
  cpSync(left.path, folder.path, { recursive: true });
});
afterEach(() => folder.forget());

function withStore<T>(work: (store: Store) => T): T {
  const opened = openStore(folder.path, { create: false });
  if (!opened.ok) throw new Error(opened.refusal.reason);
  try {
    return work(opened.value);
  } finally {
    opened.value.close();
  }
}

function verify(): BrokenDraft | null {
  return withStore((store) => {
    const result = verifyDraft(store, draft);
    return result.ok ? null : result.refusal;
  });
}

function run(sql: string, ...values: (string | number | Uint8Array)[]): void {
  const db = new DatabaseSync(join(folder.path, STORE_FILE));
  const { changes } = db.prepare(sql).run(...values);
  db.close();
  expect(Number(changes)).toBeGreaterThan(0);
}

/** Somebody with the disk in their hands, who recomputes both chains after what they changed. */
function forge(change: { updates?: (updates: StoredUpdate[]) => StoredUpdate[]; entries?: (entries: Entry[]) => Entry[] }): void {
  const [updates, entries] = withStore((store) => [store.drafts.updates(draft, 0), store.drafts.entries(draft, 0)] as const);
  const hashes = [GENESIS];
  for (const update of change.updates?.([...updates]) ?? updates) {
    const previousHash = hashes.at(-1) ?? GENESIS;
    const hash = updateHash(previousHash, update);
    hashes.push(hash);
    run(
      'UPDATE updates SET bytes = ?, revision = ?, previous_hash = ?, hash = ? WHERE number = ?',
      update.bytes,
      update.revision,
      previousHash,
      hash,
      update.number,
    );
  }
  let last = GENESIS;
  for (const { previousHash: _previous, hash: _hash, ...body } of change.entries?.([...entries]) ?? entries) {
    const entry = chainEntry(last, { ...body, text: { ...body.text, hash: hashes[body.text.number] ?? '' } });
    last = entry.hash;
    run('UPDATE entries SET entry = ?, hash = ? WHERE number = ?', JSON.stringify(entry), entry.hash, entry.number);
  }
}

function textWith(first: StoredUpdate, words: string): StoredUpdate {
  const doc = replayDoc([first.bytes]);
  doc.clientID = 7;
  const clause = textOf(doc).get(0);
  if (clause instanceof Y.XmlElement) clause.insert(0, [new Y.XmlText(words)]);
  return { ...first, bytes: Y.encodeStateAsUpdate(doc) };
}

test('[R15] what was never touched verifies, over all revisions', () => {
  expect(verify()).toBeNull();
  forge({});
  expect(verify()).toBeNull();
});

test('[R15] what a restored text opened again is checked too', async () => {
  const server = await serve(folder.path);
  const [drafter, chair] = [await signIn(server, 'drafter-1'), await signIn(server, 'chair')];
  const third = await drafter.open(draft);
  third.typeAfter('in Geneva', ' and Nairobi');
  await third.until(() => third.acknowledged > 0, 'an acknowledgement');
  const seat = third.clauseWith('Nairobi');
  const version = clauseVersion(seat, () => 'open') ?? '';
  const agreed = await chair.command(draft, { type: 'agree', rung: 'ad-ref', clauses: [{ clause: seat.id, version }] });
  expect(agreed.status).toBe(200);
  await drafter.command(draft, { type: 'restore-revision', revision: 1, symbol: 'Rev.3' });
  third.close();
  await server.stop();
  expect(verify()).toBeNull();
  forge({
    entries: (entries) => {
      const last = entries.at(-1)!;
      if (last.event.type !== 'RevisionIssued') throw new Error(last.event.type);
      expect(last.event.unsettled).toEqual([seat.id]);
      const { unsettled: _, ...event } = last.event;
      return [...entries.slice(0, -1), { ...last, event }];
    },
  });
  expect(verify()).toMatchObject({ kind: 'entry', why: 'says wrongly what was left behind' });
});

test('[R15] a byte of a frozen revision counts', () => {
  const [first] = withStore((store) => store.drafts.updates(draft, 0));
  const flipped = Uint8Array.from(first!.bytes);
  flipped[flipped.length - 9]! ^= 1;
  run('UPDATE updates SET bytes = ? WHERE number = 1', flipped);
  expect(verify()).toMatchObject({ kind: 'update', number: 1 });
});

test('[R15] a frozen text that was changed is found, though both chains were recomputed', () => {
  forge({ updates: ([first, ...rest]) => [textWith(first!, 'not '), ...rest] });
  expect(verify()).toMatchObject({ kind: 'entry', number: 3, why: 'issued a text that is not the one frozen' });
});

test('[R15] a revision that does not begin with the text that was issued is found, though both chains were recomputed', () => {
  forge({ updates: (updates) => updates.map((one) => (one.number === 3 ? textWith(one, 'not ') : one)) });
  expect(verify()).toMatchObject({ kind: 'update', number: 3 });
});

test('[R15] a restored revision that begins with another text is found', () => {
  forge({
    entries: (entries) =>
      entries.map((one) =>
        one.event.type === 'RevisionIssued' && one.event.restores === 1 ? { ...one, event: { ...one.event, restores: 2 } } : one,
      ),
  });
  expect(verify()).toMatchObject({ kind: 'entry', number: 5, why: 'says wrongly what was left behind' });
});

test('[R15] what the record says of what was left behind is checked', () => {
  forge({
    entries: (entries) =>
      entries.map((one) =>
        one.event.type === 'RevisionIssued' ? { ...one, event: { ...one.event, clauses: one.event.clauses + 1 } } : one,
      ),
  });
  expect(verify()).toMatchObject({ kind: 'entry', number: 3, why: 'says wrongly what was left behind' });
});

test.each([
  ['an update filed under another revision', 'UPDATE updates SET revision = 1 WHERE number = 3', { kind: 'update', number: 3 }],
  ['a draft that is said to be at another revision', 'UPDATE drafts SET revision = 2', { kind: 'text' }],
  [
    'a snapshot of another revision',
    "INSERT INTO snapshots (draft, number, revision, place, is_last, bytes) SELECT id, 2, 2, 0, 1, x'0000' FROM drafts",
    { kind: 'snapshot', number: 2 },
  ],
  ['a first update that is missing', 'DELETE FROM updates WHERE number = 5', { kind: 'update', number: 5 }],
])('[R15] %s is found', (_what, sql, fault) => {
  run(sql);
  expect(verify()).toMatchObject(fault);
});

test('[R15] an issue without its revision is found', () => {
  forge({
    entries: (entries) =>
      entries.map((one) =>
        one.number === 3 ? { ...one, event: { type: 'ClauseEdited', clause: clauseId('c'), before: '', after: '' } } : one,
      ),
  });
  expect(verify()).toMatchObject({ kind: 'entry' });
});
