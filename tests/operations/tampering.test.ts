import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as Y from 'yjs';
import { participantsDigest, type Checkpoint } from '../../shared/record/checkpoint.ts';
import { textOf } from '../../shared/text/reading.ts';
import { firstDifference, whyAnotherProcess } from '../../server/checkpoints/comparing.ts';
import { verifyEveryDraft } from '../../server/drafts/verifying.ts';
import { whyProcessBroken } from '../../server/drafts/verifying-process.ts';
import { loadText } from '../../server/rooms/loading.ts';
import { openStore, STORE_FILE } from '../../server/store/sqlite.ts';
import type { Store } from '../../server/store/store.ts';
import { serve, signIn, temporaryFolder } from '../server/harness.ts';

const folder = temporaryFolder();
const data = join(folder.path, 'taken');
let checkpoint: Checkpoint;

/** A draft at its second revision with an edit at rest, something in preparation, words kept for their author, a place read up to. */
beforeAll(async () => {
  const server = await serve(join(folder.path, 'data'));
  const [writer, other, kenya] = [
    await signIn(server, 'drafter-1'),
    await signIn(server, 'drafter-2'),
    await signIn(server, 'kenya'),
  ];
  const { draft } = await writer.import('1. The Council [shall][should] meet.\n\n2. Its seat is in Geneva.\n');
  for (const groups of [['g-african'], []]) await writer.ask('PUT', '/api/seats/norway-1/mandates', { groups });
  await writer.command(draft, { type: 'issue-revision', symbol: 'Rev.1' });
  const [one, two] = [await writer.open(draft), await other.open(draft)];
  one.typeAfter('The Council', ' itself');
  await one.until(() => one.acknowledged === 1, 'an acknowledgement');
  two.provider.disconnect();
  two.typeAfter('in Geneva', ' and Nairobi');
  textOf(one.doc).delete(1, 1);
  await one.until(() => one.acknowledged === 2, 'the removal');
  two.provider.connect();
  await two.until(() => two.acknowledged > 0, 'the words that come too late');
  const begun = await kenya.prepare(draft, one.clauses());
  const prepared = await kenya.openPreparation(begun.body);
  prepared.typeAfter('The Council', ' always');
  await prepared.until(() => prepared.acknowledged > 0, 'an acknowledgement');
  await kenya.ask('POST', `/api/drafts/${draft}/look`, { seen: 1 });
  checkpoint = (await kenya.get<Checkpoint>('/api/checkpoint')).body;
  // As it lies on the disk: a server that stops records what rests.
  cpSync(join(folder.path, 'data'), data, { recursive: true, filter: (path) => !path.endsWith('.sock') });
  for (const client of [one, two, prepared]) client.close();
  await server.stop();
  const snapshot = Y.encodeStateAsUpdate(inTaken((store) => loadText(store, draft, { revision: 2, upTo: 3 }).doc));
  inStore((db) => {
    db.prepare('INSERT INTO snapshots (draft, number, revision, place, is_last, bytes) VALUES (?, 3, 2, 0, 1, ?)').run(
      draft,
      snapshot,
    );
    db.exec('UPDATE drafts SET snapshot = 3');
  });
});
afterAll(() => folder.forget());

/** What stands in the store, changed a little, so that it is still of its kind. */
function altered(value: SQLInputValue): SQLInputValue {
  if (value === null) return 'x';
  if (typeof value === 'number' || typeof value === 'bigint') return Number(value) + 1;
  if (typeof value === 'string') {
    const at = value.length >> 1;
    return `${value.slice(0, at)}${value[at] === 'a' ? 'b' : 'a'}${value.slice(at + 1)}`;
  }
  const bytes = Uint8Array.from(value as Uint8Array);
  const at = bytes.length >> 1;
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  return bytes;
}

/** What stands in the store, made into what nothing of its kind is. */
function spoilt(value: SQLInputValue): SQLInputValue {
  if (typeof value === 'number' || typeof value === 'bigint') return 2n ** 60n;
  return typeof value === 'string' || value === null ? '' : Uint8Array.of(1);
}

type Row = Record<string, SQLInputValue>;

/** Of each table the kinds of its rows, and of each kind one, in which every column is changed in turn. */
const ROWS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  process: { the: '1' },
  participants: { acted: "id = 'p-ke'", quiet: "id = 'p-jp'" },
  seats: { acted: "id = 'drafter-1'", quiet: "id = 'kenya'" },
  mandates: { ended: "seat = 'norway-1'", quiet: "seat <> 'norway-1'" },
  drafts: { the: '1' },
  updates: { begun: 'number = 1', last: 'number = (SELECT max(number) FROM updates)' },
  entries: { between: 'number = 2', last: 'number = (SELECT max(number) FROM entries)' },
  snapshots: { whole: 'is_last = 1' },
  client_ids: {
    server: 'room = (SELECT id FROM drafts) AND seat IS NULL',
    seat: "room = (SELECT id FROM drafts) AND seat = 'drafter-2'",
    prepared: "seat = 'kenya'",
  },
  pending_edits: { the: '1' },
  preparations: { open: '1' },
  preparation_updates: { first: 'number = 1', last: 'number = 2' },
};

/** What no chain and no checkpoint says, and why it need not. */
const UNSAID: Readonly<Record<string, string>> = {
  'process.signed_by': 'which key it was is for who keeps it to say; it is told where it changes',
  'participants.place': 'the order of two is in the digest; a gap in it is none',
  'seats.place': 'the order of two decides nothing',
  'seats.name of quiet': 'seats are the operator’s to make; the record says who it was with each act, as it then was',
  'seats.role of quiet': 'seats are the operator’s to make; the record says who it was with each act, as it then was',
  'seats.participant of quiet': 'seats are the operator’s to make; the record says who it was with each act, as it then was',
  'mandates.given_at of quiet': 'the record tells of a mandate where somebody speaks by it',
  'mandates.taken_at of quiet': 'the record tells of a mandate where somebody speaks by it',
  'mandates.taken_by of quiet': 'the record tells of a mandate where somebody speaks by it',
  'client_ids.revision of prepared': 'a preparation has one text, and no revision of it',
  'mandates.place': 'the order of two decides nothing',
  'drafts.changed_at': 'nothing is decided by it',
  'preparations.place': 'the order of two',
  'preparations.sponsors': 'nothing is said before it is tabled, and then the record names who tables',
  'preparations.started_at': 'nobody is told',
  'preparations.base': 'nothing is said before it is tabled, and who tables sees first what',
  'preparations.insert_after': 'nothing is said before it is tabled, and who tables sees first what',
  'preparations.state': 'what was tabled is in the record',
  'preparations.closed_at': 'nobody is told',
  'preparations.rationale': 'nothing is said before it is tabled, and who tables sees first what',
  'preparation_updates.at': 'nobody is told',
  'snapshots.place': 'of one piece; in what order there are more is seen from what they make',
};

/** As `UNSAID`, but what no longer decodes, or is under another client id, is found. */
const NOT_ALWAYS_FOUND = new Set(['preparation_updates.bytes']);

/** By what the rows of a table follow each other, where that is not by when they came. */
const LAST: Readonly<Record<string, string>> = { client_ids: "seat = 'drafter-2'", updates: 'number', entries: 'number' };

/** Tables whose last row can be taken away unseen, and why that need not be found. */
const UNSAID_LAST: Readonly<Record<string, string>> = {
  preparation_updates: 'nothing is said before it is tabled, and who tables sees first what',
};

/** Nothing here is of a text or a record: who may come in, one person's own words and places. */
const PERSONAL = new Set(['invitations', 'sessions', 'recoveries', 'looks']);

function inTaken<T>(work: (store: Store) => T): T {
  const opened = openStore(data, { create: false });
  if (!opened.ok) throw new Error(opened.refusal.reason);
  try {
    return work(opened.value);
  } finally {
    opened.value.close();
  }
}

function found(): string | null {
  return inTaken((store) => {
    const process = whyProcessBroken(store) ?? whyAnotherProcess(store, checkpoint);
    const broken = process === null ? (verifyEveryDraft(store).broken ?? firstDifference(store, checkpoint)) : null;
    return process ?? (broken === null ? null : `${broken.kind} ${broken.number}: ${broken.why}`);
  });
}

function inStore<T>(work: (db: DatabaseSync) => T): T {
  const db = new DatabaseSync(join(data, STORE_FILE), { enableForeignKeyConstraints: false });
  try {
    return work(db);
  } finally {
    db.close();
  }
}

test('[C2] [O2] whatever is changed in any column of any table is found, or is said here to need no finding (invariants 1, 3)', () => {
  expect(found()).toBeNull();
  const missed: string[] = [];
  const tables = inStore((db) => db.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all()) as { name: string }[];
  const kinds = tables.flatMap(({ name }) =>
    PERSONAL.has(name) ? [] : Object.entries(ROWS[name] ?? { any: '0' }).map(([kind, where]) => ({ name, kind, where })),
  );
  for (const { name, kind, where: chosen } of kinds) {
    const row = inStore((db) => db.prepare(`SELECT * FROM ${name} WHERE ${chosen}`).get()) as Row | undefined;
    expect(row, `${name}: ${kind}`).toBeDefined();
    const columns = Object.keys(row ?? {});
    const is = (of: Row): [string, SQLInputValue[]] => [
      columns.map((column) => `${column} IS ?`).join(' AND '),
      columns.map((column) => of[column] ?? null),
    ];
    for (const column of columns)
      for (const otherwise of [altered, spoilt]) {
        const changed = { ...row, [column]: otherwise(row?.[column] ?? null) };
        const [where, values] = is(row ?? {});
        // One that the tables themselves refuse is no change.
        const isTaken = inStore((db) => {
          try {
            return (
              db.prepare(`UPDATE ${name} SET ${column} = ? WHERE ${where}`).run(changed[column] ?? null, ...values).changes === 1
            );
          } catch {
            return false;
          }
        });
        if (!isTaken) continue;
        const isMissed = found() === null;
        const isUnsaid = `${name}.${column}` in UNSAID || `${name}.${column} of ${kind}` in UNSAID;
        const mayBeMissed = isUnsaid || (otherwise === altered && NOT_ALWAYS_FOUND.has(`${name}.${column}`));
        if (isMissed && !mayBeMissed) missed.push(`${name}.${column} of ${kind}`);
        // What is said here to need no finding is so: of what can be read at all.
        if (!isMissed && isUnsaid && otherwise === altered) missed.push(`${name}.${column} of ${kind}`);
        const [again, now] = is(changed);
        inStore((db) => db.prepare(`UPDATE ${name} SET ${column} = ? WHERE ${again}`).run(row?.[column] ?? null, ...now));
      }
  }
  expect(missed).toEqual([]);
  expect(found()).toBeNull();
});

test('[C2] the last row that is taken from any table is missed, or is said here to need no finding', () => {
  const tables = inStore((db) => db.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all()) as { name: string }[];
  for (const { name } of tables) {
    if (PERSONAL.has(name)) continue;
    const row = inStore((db) => db.prepare(`SELECT * FROM ${name} ORDER BY ${LAST[name] ?? 'rowid'} DESC`).get()) as Row;
    const [columns, values] = [Object.keys(row), Object.values(row)];
    inStore((db) => db.prepare(`DELETE FROM ${name} WHERE ${columns.map((one) => `${one} IS ?`).join(' AND ')}`).run(...values));
    expect(found() === null, name).toBe(name in UNSAID_LAST);
    inStore((db) => db.prepare(`INSERT INTO ${name} VALUES (${columns.map(() => '?').join(', ')})`).run(...values));
  }
  expect(found()).toBeNull();
});

test('[C2] what the disk does not give is not told as broken, whichever row it is', () => {
  const hindered = (): never => {
    throw Object.assign(new Error('disk I/O error'), { code: 'ERR_SQLITE_ERROR', errcode: 266 });
  };
  inTaken((store) => {
    const readings = [
      ...(['find', 'rawEntries', 'updates', 'snapshots', 'claims', 'pendingEdits', 'misplacedUpdate'] as const).map((name) => ({
        ...store,
        drafts: { ...store.drafts, [name]: hindered },
      })),
      ...(['open', 'updates'] as const).map((name) => ({ ...store, preparations: { ...store.preparations, [name]: hindered } })),
      ...(['seats', 'mandates', 'participants'] as const).map((name) => ({
        ...store,
        process: { ...store.process, [name]: hindered },
      })),
    ];
    for (const one of readings) expect(() => whyProcessBroken(one) ?? verifyEveryDraft(one)).toThrow('disk I/O error');
  });
});

test('[O2] who takes part is in a checkpoint: a delegation that was given another name is found', () => {
  const rename = (name: string): void =>
    inStore((db) => void db.prepare("UPDATE participants SET name = ? WHERE id = 'p-ke'").run(name));
  rename('Kenia');
  expect(found()).toMatch(/participants are not those/);
  rename('Kenya');
  expect(found()).toBeNull();
  expect(inTaken((store) => participantsDigest(store.process.participants()))).toBe(checkpoint.participants);
});
