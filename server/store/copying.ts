import { backup, type DatabaseSync } from 'node:sqlite';
import { PRIMARY, sqliteCode } from './hindrance.ts';

/** Pages copied at a time while the server serves: 4 MiB, so that a commit waits for milliseconds at most. */
const PAGES_A_STEP = 1_000;

/** So often a copy is begun before it is given up: each beginning takes some 50 µs, and few meet a transaction. */
const BEGINNINGS = 1_000;

/** Copies a store to a file while it is written to. Rejects where the disk or the system does not let it, or the store is closed meanwhile. */
export async function copyStore(db: DatabaseSync, file: string): Promise<void> {
  for (let left = BEGINNINGS; ; left -= 1) {
    try {
      await backup(db, file, { rate: PAGES_A_STEP, progress: () => checkOpen(db) });
      return;
    } catch (error) {
      if (left === 0 || !wasNotBegun(error)) throw error;
    }
  }
}

/** A server that stops does not wait for a copy, and its file is not let go of before the copy ends. */
function checkOpen(db: DatabaseSync): void {
  if (!db.isOpen) throw new Error('the store was closed before it was copied');
}

/**
 * Whether nothing was copied, since just then a transaction was under way: Node copies in a thread of its own, waits where its later steps meet
 * one, and ends where the first does, with SQLite's code for no error at all.
 */
function wasNotBegun(error: unknown): boolean {
  const code = sqliteCode(error);
  return code !== null && NOT_BEGUN.has(code & PRIMARY);
}

/** No error, and busy, which it may come to be told as. */
const NOT_BEGUN: ReadonlySet<number> = new Set([0, 5]);
