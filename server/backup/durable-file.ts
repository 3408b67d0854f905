import { chmodSync, closeSync, fsyncSync, openSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';

/** Gives a finished file its name, for its owner alone, so that after a loss of power either all of it is there or nothing under that name. */
export function nameDurably(from: string, to: string): void {
  chmodSync(from, OWNER_ONLY);
  flush(from);
  renameSync(from, to);
  flush(dirname(to));
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
