import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, backup } from 'node:sqlite';
import { ok, refuse, type Result } from '../../shared/base/result.ts';
import { sqliteAccess } from './sqlite-access.ts';
import { sqliteDrafts } from './sqlite-drafts.ts';
import { sqliteLooks } from './sqlite-looks.ts';
import { sqlitePreparations } from './sqlite-preparations.ts';
import { sqliteRecoveries } from './sqlite-recoveries.ts';
import { sqliteProcess } from './sqlite-process.ts';
import type { Store } from './store.ts';
import { FORM, TABLES } from './tables.ts';

/** Name of the one file in a data folder. */
export const STORE_FILE = 'travaux.db';

/** Pages copied at a time while the server serves: 4 MiB, so that a commit waits for milliseconds at most. */
const PAGES_A_STEP = 1_000;

/** The write-ahead log is taken over into the file after so many pages, 16 MiB: whoever types just then waits for it. */
const PAGES_OF_LOG = 4_000;

/** A folder that holds texts nobody has published and sessions that are open is its owner's. */
const OWNER_ONLY = 0o700;

const BUSY = 5;
const NOT_A_DATABASE = 26;

/** Why a data folder could not be opened, in a sentence for the person who named it. */
export interface StoreRefusal {
  readonly code: 'missing' | 'in-use' | 'not-a-store' | 'too-new' | 'too-old' | 'unreachable';
  readonly reason: string;
}

/**
 * Opens the store in a data folder; makes folder and file where `create` is set, else refuses and makes nothing. The file is held
 * exclusively until `close`, so that a second process is refused at once and a crash leaves no lock behind.
 */
export function openStore(folder: string, options: { readonly create: boolean }): Result<Store, StoreRefusal> {
  const file = join(folder, STORE_FILE);
  if (!options.create && !existsSync(file)) return refuse({ code: 'missing', reason: `There is no store in ${folder}.` });
  try {
    if (options.create) mkdirSync(folder, { recursive: true, mode: OWNER_ONLY });
  } catch (error) {
    return refuse(refusalFor(error, folder));
  }
  return openStoreFile(file, folder);
}

/** As `openStore`, of a file of any name, such as a backup. `folder`: what a refusal speaks of. */
export function openStoreFile(file: string, folder: string): Result<Store, StoreRefusal> {
  let db: DatabaseSync | null = null;
  try {
    db = new DatabaseSync(file, { timeout: 0 });
    db.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON');
    db.exec(`PRAGMA wal_autocheckpoint = ${PAGES_OF_LOG}`);
    const refusal = prepare(db, folder);
    if (refusal !== null) {
      db.close();
      return refuse(refusal);
    }
    return ok(storeOn(db));
  } catch (error) {
    db?.close();
    return refuse(refusalFor(error, folder));
  }
}

/** Makes the tables of an empty file. A file of anything else, or of another form of these tables, is refused, and nothing is made in it. */
function prepare(db: DatabaseSync, folder: string): StoreRefusal | null {
  // What takes the lock, also where nothing is to be made.
  db.exec('BEGIN EXCLUSIVE');
  const form = Number(db.prepare('PRAGMA user_version').get()?.['user_version'] ?? 0);
  const isEmpty = db.prepare('SELECT 1 FROM sqlite_schema').get() === undefined;
  if (form === 0 && isEmpty) db.exec(`${TABLES} PRAGMA user_version = ${FORM}`);
  else if (form !== FORM) {
    db.exec('ROLLBACK');
    return form === 0 ? notAStore(folder) : otherForm(form, folder);
  }
  db.exec('COMMIT');
  return null;
}

function otherForm(form: number, folder: string): StoreRefusal {
  if (form > FORM) return { code: 'too-new', reason: `The store in ${folder} was written by a newer version of this program.` };
  const reason = `The store in ${folder} was written by an older version of this program, with which alone it can be read and verified.`;
  return { code: 'too-old', reason };
}

function notAStore(folder: string): StoreRefusal {
  return { code: 'not-a-store', reason: `${join(folder, STORE_FILE)} is not a store of this program.` };
}

function storeOn(db: DatabaseSync): Store {
  let depth = 0;
  const transaction = <T>(work: () => T): T => {
    if (depth > 0) return work();
    db.exec('BEGIN IMMEDIATE');
    depth += 1;
    try {
      const value = work();
      db.exec('COMMIT');
      return value;
    } catch (error) {
      if (db.isTransaction) db.exec('ROLLBACK');
      throw error;
    } finally {
      depth -= 1;
    }
  };
  return {
    process: sqliteProcess(db, transaction),
    access: sqliteAccess(db, transaction),
    drafts: sqliteDrafts(db, transaction),
    preparations: sqlitePreparations(db, transaction),
    recoveries: sqliteRecoveries(db),
    looks: sqliteLooks(db),
    transaction,
    probe: () => transaction(() => db.exec('UPDATE process SET name = name')),
    danglingTable: () => (db.prepare('PRAGMA foreign_key_check').get() as { table: string } | undefined)?.table ?? null,
    copyTo: async (file) => void (await backup(db, file, { rate: PAGES_A_STEP })),
    close: () => db.close(),
  };
}

function refusalFor(error: unknown, folder: string): StoreRefusal {
  const code = error instanceof Error && 'errcode' in error ? error.errcode : null;
  if (code === BUSY) return { code: 'in-use', reason: `The data folder ${folder} is in use by another process.` };
  if (code === NOT_A_DATABASE) return notAStore(folder);
  return {
    code: 'unreachable',
    reason: `The data folder ${folder} cannot be used: ${error instanceof Error ? error.message : String(error)}.`,
  };
}
