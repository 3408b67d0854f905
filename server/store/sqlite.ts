import { existsSync, mkdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { ok, refuse, type Result } from '../../shared/base/result.ts';
import { copyStore } from './copying.ts';
import { isDamage, isHindrance, PRIMARY, sqliteCode, throwHindrance, whyHindered } from './hindrance.ts';
import { hasLog, isHeld, markClosed, markHeld, writeHeld } from './log-kept.ts';
import { Place } from './place.ts';
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

/**
 * The write-ahead log is taken over into the file after so many pages, half a megabyte. It is written anew from its beginning then: a log
 * that comes round within seconds is in memory, where of a long one the system may have let go, and reads each page before it writes to it.
 */
const PAGES_OF_LOG = 128;

/** A folder that holds texts nobody has published and sessions that are open is its owner's. */
const OWNER_ONLY = 0o700;

const BUSY = 5;
const NOT_A_DATABASE = 26;
/** What else hinders SQLite with a data folder, by its code, as a person would say it. */
const HINDRANCES: Readonly<Record<number, string>> = {
  8: 'it may not be written to',
  14: 'a file in it cannot be opened',
  // SQLITE_IOERR_LOCK: a file that was opened for reading alone cannot be locked.
  3850: 'its file may not be written to, or not be locked',
};

/** Why a data folder could not be opened, in a sentence for the person who named it. */
export interface StoreRefusal {
  readonly code:
    | 'missing'
    | 'in-use'
    | 'not-a-store'
    | 'too-new'
    | 'too-old'
    | 'unreachable'
    | 'damaged'
    | 'no-log'
    | 'log-alone';
  readonly reason: string;
}

/**
 * Opens the store in a data folder; makes folder and file where `create` is set, else refuses and makes nothing. The file is held
 * exclusively until `close`, so that a second process is refused at once and a crash leaves no lock behind.
 */
export function openStore(folder: string, options: { readonly create: boolean }): Result<Store, StoreRefusal> {
  const file = join(folder, STORE_FILE);
  // SQLite would take such a log for nobody's, and delete it.
  if (!existsSync(file) && hasLog(file)) return refuse(logAlone(file));
  if (!options.create && !existsSync(file)) return refuse({ code: 'missing', reason: `There is no store in ${folder}.` });
  try {
    if (options.create) mkdirSync(folder, { recursive: true, mode: OWNER_ONLY });
  } catch (error) {
    return refuse(refusalFor(error, folder));
  }
  return openStoreFile(file, folder, { needsLog: true });
}

/**
 * As `openStore`, of a file of any name, such as a backup. `folder`: what a refusal speaks of. `needsLog`: a store that was not closed in
 * good order is refused without the log of what was written last. A copy of a store in use has none, and lacks nothing.
 */
export function openStoreFile(file: string, folder: string, { needsLog = false } = {}): Result<Store, StoreRefusal> {
  let db: DatabaseSync | null = null;
  try {
    // Looked at first: who closes the store meanwhile says so in its file before the log goes.
    const lacksLog = !hasLog(file);
    db = new DatabaseSync(file, { timeout: 0 });
    db.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON');
    db.exec(`PRAGMA wal_autocheckpoint = ${PAGES_OF_LOG}`);
    const refusal = prepare(db, folder) ?? (lacksLog ? whyNotWithoutLog(db, { file, folder, needsLog }) : null);
    if (refusal !== null) {
      db.close();
      return refuse(refusal);
    }
    markHeld(db);
    return ok(storeOn(db, new Place(resolve(file))));
  } catch (error) {
    if (db?.isOpen === true) db.close();
    return refuse(isDamage(error) ? damaged(folder) : refusalFor(error, folder));
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

/** Why a store cannot be used without its log. What is in the log may be what the file lacks. */
function whyNotWithoutLog(
  db: DatabaseSync,
  { file, folder, needsLog }: { readonly file: string; readonly folder: string; readonly needsLog: boolean },
): StoreRefusal | null {
  if (needsLog && isHeld(db))
    return {
      code: 'no-log',
      reason: `${file} was not closed in good order, and ${file}-wal, which holds what was written to it last, is gone or damaged. Put that file back; or make do with what is left, once travaux restore ${file} --replace has verified it.`,
    };
  return isTorn(db, file) ? damaged(folder) : null;
}

function logAlone(file: string): StoreRefusal {
  const reason = `${file} is gone, but ${file}-wal is there, which holds what was written to it last. Put that store back, or a backup of it with travaux restore; else move the log away.`;
  return { code: 'log-alone', reason };
}

function damaged(folder: string): StoreRefusal {
  return { code: 'damaged', reason: `The store in ${folder} is damaged. Put back a backup of it with travaux restore.` };
}

/** Whether the last page of a file is not whole. SQLite would read zeros for what is missing. */
function isTorn(db: DatabaseSync, file: string): boolean {
  return statSync(file).size % Number(db.prepare('PRAGMA page_size').get()?.['page_size']) !== 0;
}

function notAStore(folder: string): StoreRefusal {
  return { code: 'not-a-store', reason: `${join(folder, STORE_FILE)} is not a store of this program.` };
}

function storeOn(db: DatabaseSync, place: Place): Store {
  let depth = 0;
  const [begin, commit] = [db.prepare('BEGIN IMMEDIATE'), db.prepare('COMMIT')];
  const transaction = <T>(work: () => T): T => {
    if (depth > 0) return work();
    place.check();
    begin.run();
    depth += 1;
    try {
      const value = work();
      commit.run();
      place.checkWritten();
      return value;
    } catch (error) {
      if (db.isTransaction) db.exec('ROLLBACK');
      // Part of it may be in the log, and counts for nothing there.
      place.noteWritten();
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
    recoveries: sqliteRecoveries(db, transaction),
    looks: sqliteLooks(db, transaction),
    transaction,
    probe: () => transaction(() => writeHeld(db)),
    danglingTable: () => (db.prepare('PRAGMA foreign_key_check').get() as { table: string } | undefined)?.table ?? null,
    copyTo: (file) => copyStore(db, file),
    damage: () => damageOf(db),
    loss: () => place.loss(),
    close: () => close(db, place),
  };
}

/**
 * Closes a store in good order; where its log alone is gone from its place, that is taken over into the file all the same. A store that
 * others wrote into is left open until the process ends: on closing SQLite would write its log over what they wrote.
 */
function close(db: DatabaseSync, place: Place): void {
  const loss = place.loss();
  if (loss !== null) place.setLogAside(`left-by-${process.pid}`);
  if (loss?.kind === 'overwritten') return void LEFT_OPEN.add(db);
  try {
    if (place.isThere()) markClosed(db);
  } finally {
    db.close();
  }
}

/** What is collected is closed. */
const LEFT_OPEN = new Set<DatabaseSync>();

function damageOf(db: DatabaseSync): string | null {
  try {
    const found = String(db.prepare('PRAGMA integrity_check(1)').get()?.['integrity_check']);
    throwHindrance(found);
    return found === 'ok' ? null : found;
  } catch (error) {
    if (isHindrance(error) && !isDamage(error)) throw error;
    return error instanceof Error ? error.message : String(error);
  }
}

/** Why a store cannot be used, of what SQLite threw. */
export function refusalFor(error: unknown, folder: string): StoreRefusal {
  const extended = sqliteCode(error) ?? -1;
  const code = extended & PRIMARY;
  if (code === BUSY) return { code: 'in-use', reason: `The data folder ${folder} is in use by another process.` };
  if (code === NOT_A_DATABASE) return notAStore(folder);
  const message = error instanceof Error ? error.message : String(error);
  const why = HINDRANCES[extended] ?? HINDRANCES[code] ?? whyHindered(error) ?? message;
  return { code: 'unreachable', reason: `The data folder ${folder} cannot be used: ${why}.` };
}
