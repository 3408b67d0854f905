import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync, constants } from 'node:fs';
import { join } from 'node:path';
import { ok, refuse, type Result } from '../../shared/base/result.ts';
import { isoTime, type Clock } from '../clock.ts';
import type { VerifiedDraft } from '../drafts/verifying.ts';
import { hasLog } from '../store/log-kept.ts';
import { STORE_FILE, openStore, openStoreFile } from '../store/sqlite.ts';
import { nameDurably } from './durable-file.ts';
import { checkStoreFile, unsoundness, type Unsound } from './store-check.ts';

/** A store that was put back. `kept`: the one that was there before, by its new name. */
export interface RestoreReport {
  readonly file: string;
  readonly kept: string | null;
  readonly drafts: readonly VerifiedDraft[];
}

/** Why nothing was put back; `unsound`: the backup does not verify. */
export type RestoreRefusal = { readonly reason: string; readonly unsound: Unsound | null };

/**
 * Puts a backup into a data folder that no server runs on. What was there stays beside it where `replace` is set; else a store that is
 * not empty is refused. All sessions and links of the backup are void: some may have been revoked since.
 */
export function restore(
  source: string,
  folder: string,
  { replace, clock }: { readonly replace: boolean; readonly clock: Clock },
): Result<RestoreReport, RestoreRefusal> {
  if (!existsSync(source)) return refuse({ reason: `there is no file ${source}.`, unsound: null });
  const file = join(folder, STORE_FILE);
  const inTheWay = whyInTheWay(folder, replace);
  if (inTheWay !== null) return refuse({ reason: inTheWay, unsound: null });
  mkdirSync(folder, { recursive: true });
  const arriving = `${file}.arriving-${process.pid}`;
  try {
    copyFileSync(source, arriving, constants.COPYFILE_EXCL);
    // Of a store that was not closed in good order it holds what was written last.
    if (hasLog(source)) copyFileSync(`${source}${LOG}`, `${arriving}${LOG}`, constants.COPYFILE_EXCL);
    const checked = checkStoreFile(arriving);
    if (!checked.ok)
      return refuse({ reason: `${source} does not verify: ${unsoundness(checked.refusal)}`, unsound: checked.refusal });
    signEverybodyOut(arriving, folder, clock);
    const kept = undisturbed(() => {
      const aside = setAside(file, clock);
      nameDurably(arriving, file);
      return aside;
    });
    return ok({ file, kept, drafts: checked.value });
  } finally {
    for (const end of FILES) rmSync(`${arriving}${end}`, { force: true });
  }
}

/** Does something without being ended by a signal to end: between two names a folder has no store, and a server would make a new one there. */
function undisturbed<T>(work: () => T): T {
  const goOn = (): void => undefined;
  const names = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const name of names) process.on(name, goOn);
  try {
    return work();
  } finally {
    for (const name of names) process.off(name, goOn);
  }
}

/** Opens the store that is there, which also brings its write-ahead log home and shows that nobody else has it open. */
function whyInTheWay(folder: string, replace: boolean): string | null {
  if (!existsSync(join(folder, STORE_FILE))) return null;
  const opened = openStore(folder, { create: false });
  if (!opened.ok) {
    if (opened.refusal.code === 'in-use') return opened.refusal.reason;
    return replace ? null : `${opened.refusal.reason} It is replaced, and kept beside, with --replace.`;
  }
  const isEmpty = opened.value.process.name() === null;
  opened.value.close();
  return isEmpty || replace ? null : `there is a store in ${folder} already. It is replaced, and kept beside, with --replace.`;
}

function signEverybodyOut(file: string, folder: string, clock: Clock): void {
  const opened = openStoreFile(file, folder);
  if (!opened.ok) throw new Error(opened.refusal.reason);
  opened.value.access.revokeEverything(isoTime(clock.now()));
  opened.value.close();
}

/**
 * Gives what is there another name, and says which; null: there is nothing. A log whose store is gone goes as well: SQLite would write it
 * into whatever stands beside it.
 */
function setAside(file: string, clock: Clock): string | null {
  const name = `${file}.replaced-${isoTime(clock.now()).replaceAll(':', '-')}`;
  const there = FILES.filter((end) => existsSync(`${file}${end}`));
  // The store last: a log alone is no store.
  for (const end of there.toReversed()) renameSync(`${file}${end}`, `${name}${end}`);
  return there[0] === undefined ? null : `${name}${there[0]}`;
}

const LOG = '-wal';
/** A store, and what SQLite has beside it. */
const FILES = ['', LOG, '-shm', '-journal'] as const;
