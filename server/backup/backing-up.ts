import { closeSync, existsSync, openSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { ok, refuse, type Result } from '../../shared/base/result.ts';
import { askFolder } from '../admin/asking.ts';
import { firstDifference } from '../checkpoints/comparing.ts';
import type { VerifiedDraft } from '../drafts/verifying.ts';
import { nameNew, OWNER_ONLY } from './durable-file.ts';
import { checkStoreFile, unsoundness, type Unsound } from './store-check.ts';

/** A backup that is done. */
export interface BackupReport {
  readonly file: string;
  readonly drafts: readonly VerifiedDraft[];
}

/** Why there is no backup; `unsound`: the copy was made, and does not verify. */
export type BackupRefusal = { readonly reason: string; readonly unsound: Unsound | null };

/**
 * Copies the store of a data folder to a new file, by the server that runs on it or without. The copy is checked here, in a process of
 * its own, so that nobody's typing waits for that; only then does it get its name. Throws where no file can be made there.
 */
export async function backUp(folder: string, destination: string): Promise<Result<BackupReport, BackupRefusal>> {
  const file = resolve(destination);
  const taken = { reason: `${destination} is there already.`, unsound: null };
  if (existsSync(file)) return refuse(taken);
  const partial = unfinished(destination);
  // SQLite says less of a place that cannot be written to than the system does.
  closeSync(openSync(partial, 'wx', OWNER_ONLY));
  rmSync(partial);
  try {
    const copied = await askFolder(folder, { ask: 'copy', to: partial });
    if (!copied.ok) return refuse({ reason: copied.refusal, unsound: null });
    const checked = checkStoreFile(partial, (store) => firstDifference(store, copied.value));
    if (!checked.ok)
      return refuse({
        reason: `the store was copied, and the copy does not verify: ${unsoundness(checked.refusal)}`,
        unsound: checked.refusal,
      });
    return nameNew(partial, file) ? ok({ file, drafts: checked.value }) : refuse(taken);
  } finally {
    for (const one of unfinishedFiles(destination)) rmSync(one, { force: true });
  }
}

/** The files of a backup that this process is making, before it has its name. */
export function unfinishedFiles(destination: string): readonly string[] {
  return ['', '-wal', '-shm', '-journal'].map((end) => `${unfinished(destination)}${end}`);
}

function unfinished(destination: string): string {
  return `${resolve(destination)}.partial-${process.pid}`;
}
