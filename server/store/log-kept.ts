import { closeSync, openSync, readSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';

/**
 * Whether a server has the store open, in the header of its file (`PRAGMA application_id`): then what was written last is in SQLite's log
 * beside it. A store that was closed in good order has none.
 */
const HELD = 0x54_72_76_4f;
const CLOSED = 0x54_72_76_43;

/** Marks a store as held, in the file itself and not in its log alone. */
export function markHeld(db: DatabaseSync): void {
  writeHeld(db);
  db.exec('PRAGMA wal_checkpoint(PASSIVE)');
}

/** Writes a page that says what it said already. An update that changes nothing would write none. */
export function writeHeld(db: DatabaseSync): void {
  db.exec(`PRAGMA application_id = ${HELD}`);
}

/** Marks a store as closed: its log is about to be taken over into the file. */
export function markClosed(db: DatabaseSync): void {
  try {
    db.exec(`PRAGMA application_id = ${CLOSED}`);
  } catch {
    // Where the log cannot grow, as on a full disk, it begins anew once it is taken over.
    db.exec('PRAGMA wal_checkpoint(PASSIVE)');
    db.exec(`PRAGMA application_id = ${CLOSED}`);
  }
}

export function isHeld(db: DatabaseSync): boolean {
  return db.prepare('PRAGMA application_id').get()?.['application_id'] === HELD;
}

/** Whether there is a log beside a store file that SQLite will read: it passes over any whose header is not whole. */
export function hasLog(file: string): boolean {
  const header = headerOf(`${file}-wal`);
  if (header === null || (header.readUInt32BE(0) & ~1) !== MAGIC) return false;
  const word = (at: number): number => ((header.readUInt32BE(0) & 1) === 1 ? header.readUInt32BE(at) : header.readUInt32LE(at));
  let [first, second] = [0, 0];
  for (let at = 0; at < SUMMED; at += 8) {
    first = (first + word(at) + second) >>> 0;
    second = (second + word(at + 4) + first) >>> 0;
  }
  return first === header.readUInt32BE(SUMMED) && second === header.readUInt32BE(SUMMED + 4);
}

/** https://sqlite.org/fileformat2.html#the_write_ahead_log: 24 bytes, the first of them these, then the sum of them in 8. */
const HEADER = 32;
const SUMMED = 24;
const MAGIC = 0x37_7f_06_82;

function headerOf(path: string): Buffer | null {
  try {
    const fd = openSync(path, 'r');
    try {
      const header = Buffer.alloc(HEADER);
      return readSync(fd, header, 0, HEADER, 0) === HEADER ? header : null;
    } finally {
      closeSync(fd);
    }
  } catch {
    return null;
  }
}
