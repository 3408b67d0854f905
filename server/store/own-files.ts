import { existsSync, realpathSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { SOCKET_FILE } from '../admin/channel.ts';
import { KEY_FILE } from '../checkpoints/signing-key.ts';
import { STORE_FILE } from './sqlite.ts';

/** What a data folder has for itself: the store and what SQLite has beside it, the key, the operator's socket. */
const OWN: ReadonlySet<string> = new Set([
  ...['', '-wal', '-shm', '-journal'].map((end) => `${STORE_FILE}${end}`),
  KEY_FILE,
  SOCKET_FILE,
]);

/** Whether a path is that of a file which a data folder has for itself, be it there or not. By whatever way it is named, and by whatever case. */
export function isOwnFile(folder: string, path: string): boolean {
  const among = dirname(resolve(path));
  if (!OWN.has(basename(path).toLowerCase()) || !existsSync(among) || !existsSync(folder)) return false;
  return realpathSync(among) === realpathSync(folder);
}
