import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { must } from '../../shared/base/assert.ts';
import { GENESIS } from '../../shared/record/chain.ts';
import { NEW_IDS } from '../../server/ids.ts';
import { STORE_FILE, openStore, openStoreFile } from '../../server/store/sqlite.ts';
import type { DraftAppend, Store } from '../../server/store/store.ts';
import { temporaryFolder } from './harness.ts';
import { AT, NOTHING, SALT, SEAT } from './made-store.ts';
import { storeContract } from './store-contract.ts';

/** A text of so many bytes is far more than SQLite keeps of its pages. */
const LARGE = 4_000_000;

function open(folder: string): Store {
  const opened = openStore(folder, { create: true });
  if (!opened.ok) throw new Error(opened.refusal.reason);
  return opened.value;
}

function updated(number: number, bytes: Uint8Array): DraftAppend {
  return {
    ...NOTHING,
    updates: [{ number, revision: 1, seat: SEAT.id, salt: SALT, at: AT, bytes, previousHash: GENESIS, hash: GENESIS }],
    draft: { title: '', changedAt: AT, clauses: 1, openProposals: 0, updates: number, entries: 0, revision: 1, dueAt: null },
  };
}

storeContract('the store in SQLite', () => {
  const folder = temporaryFolder();
  let current = open(join(folder.path, 'made', 'as', 'needed'));
  return {
    store: current,
    reopen: () => {
      current.close();
      current = open(join(folder.path, 'made', 'as', 'needed'));
      return current;
    },
    dispose: () => {
      current.close();
      folder.forget();
    },
  };
});

test('[S7] to write a key into the log reads nothing of the texts that lie there, however large they are', () => {
  const folder = temporaryFolder();
  const store = open(folder.path);
  // Ids are random: of some drafts the text stands among what has to be looked at to find the place of a key.
  const drafts = Array.from({ length: 12 }, () => NEW_IDS.draft());
  for (const draft of drafts) {
    store.drafts.create(draft, AT);
    store.drafts.append(draft, updated(1, new Uint8Array(LARGE)));
  }
  const read = (): number => Number(/^rchar: (\d+)$/m.exec(readFileSync('/proc/self/io', 'latin1'))?.[1]);
  const before = read();
  for (const draft of drafts) {
    for (let number = 2; number < 12; number += 1) store.drafts.append(draft, updated(number, Uint8Array.of(number)));
  }
  expect(read() - before).toBeLessThan(LARGE);
  expect(store.drafts.updates(must(drafts[3], 'a draft'), 10).map(({ number }) => number)).toEqual([11]);
  store.close();
  folder.forget();
});

test('[O4] a copy that is begun while something is being written is made all the same', async () => {
  const folder = temporaryFolder();
  const store = open(folder.path);
  const files = Array.from({ length: 4 }, (_, number) => join(folder.path, `copy-${number}.db`));
  // SQLite takes the first steps in other threads, while this one writes on.
  const copies = store.transaction(() => {
    const begun = files.map(async (file) => store.copyTo(file));
    for (let number = 0; number < 5_000; number += 1) store.drafts.create(NEW_IDS.draft(), AT);
    return begun;
  });
  await Promise.all(copies);
  store.close();
  for (const file of files) {
    const copy = openStoreFile(file, folder.path);
    expect(copy.ok && copy.value.damage()).toBeNull();
    expect(copy.ok && copy.value.drafts.all()).toHaveLength(5_000);
    if (copy.ok) copy.value.close();
  }
  folder.forget();
});

test('[O6] a copy ends where the store is closed meanwhile, and that is closed in good order', async () => {
  const folder = temporaryFolder();
  const store = open(folder.path);
  const draft = NEW_IDS.draft();
  store.drafts.create(draft, AT);
  for (let number = 1; number <= 10; number += 1) store.drafts.append(draft, updated(number, new Uint8Array(LARGE)));
  const copy = store.copyTo(join(folder.path, 'copy.db'));
  store.close();
  await expect(copy).rejects.toThrow('closed before');
  expect(existsSync(join(folder.path, `${STORE_FILE}-wal`))).toBe(false);
  open(folder.path).close();
  folder.forget();
});

test('[C1] a folder in use is refused at once, and free again after closing', () => {
  const folder = temporaryFolder();
  const first = open(folder.path);
  expect(openStore(folder.path, { create: true })).toMatchObject({ ok: false, refusal: { code: 'in-use' } });
  first.close();
  open(folder.path).close();
  folder.forget();
});

test('[C1] a missing store is refused and not made; so is a file of another kind, or of a newer or older version', () => {
  const folder = temporaryFolder();
  const nowhere = join(folder.path, 'nowhere');
  expect(openStore(nowhere, { create: false })).toMatchObject({ ok: false, refusal: { code: 'missing' } });
  writeFileSync(join(folder.path, STORE_FILE), 'no database at all, but long enough to be looked at as one '.repeat(50));
  expect(openStore(folder.path, { create: true })).toMatchObject({ ok: false, refusal: { code: 'not-a-store' } });
  expect(openStore(join(folder.path, STORE_FILE), { create: true })).toMatchObject({
    ok: false,
    refusal: { code: 'unreachable' },
  });

  const newer = temporaryFolder();
  const db = new DatabaseSync(join(newer.path, STORE_FILE));
  db.exec('PRAGMA user_version = 99');
  db.close();
  expect(openStore(newer.path, { create: true })).toMatchObject({ ok: false, refusal: { code: 'too-new' } });

  const older = temporaryFolder();
  open(older.path).close();
  const before = new DatabaseSync(join(older.path, STORE_FILE));
  before.exec('PRAGMA user_version = 9');
  before.close();
  expect(openStore(older.path, { create: true })).toMatchObject({ ok: false, refusal: { code: 'too-old' } });

  const another = temporaryFolder();
  const theirs = new DatabaseSync(join(another.path, STORE_FILE));
  theirs.exec('CREATE TABLE songs (name TEXT)');
  theirs.close();
  expect(openStore(another.path, { create: true })).toMatchObject({ ok: false, refusal: { code: 'not-a-store' } });
  const again = new DatabaseSync(join(another.path, STORE_FILE));
  expect(again.prepare('SELECT name FROM sqlite_schema').all()).toEqual([{ name: 'songs' }]);
  again.close();
  another.forget();
  older.forget();
  folder.forget();
  newer.forget();
});
