import { chmodSync, closeSync, existsSync, fsyncSync, linkSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';

/** Gives a finished file its name, for its owner alone, so that after a loss of power either all of it is there or nothing under that name. */
export function nameDurably(from: string, to: string): void {
  finish(from);
  renameSync(from, to);
  flush(dirname(to));
}

/** As `nameDurably`, where nothing has that name; false, and nothing done, where something came to have it meanwhile. */
export function nameNew(from: string, to: string): boolean {
  finish(from);
  try {
    // A rename would take the name from whoever had it.
    linkSync(from, to);
    rmSync(from);
  } catch (error) {
    if (existsSync(to)) return false;
    if (!isWithoutLinks(error)) throw error;
    renameSync(from, to);
  }
  flush(dirname(to));
  return true;
}

/** Whether a file system gives no file a second name. */
function isWithoutLinks(error: unknown): boolean {
  return error instanceof Error && 'code' in error && ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'].includes(String(error.code));
}

function finish(file: string): void {
  chmodSync(file, OWNER_ONLY);
  flush(file);
}

/** The mode of a file that is its owner’s alone. */
export const OWNER_ONLY = 0o600;

function flush(path: string): void {
  const fd = openSync(path, 'r');
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}
