/** The codes of SQLite say more in their upper bits. */
export const PRIMARY = 0xff;

const CORRUPT = 11;
/** What SQLite says of a file in which something else stands than should: an error without a kind, damage, no database. */
const OF_WHAT_IS_STORED: ReadonlySet<number> = new Set([1, CORRUPT, 26]);
const IO_ERROR = 10;
const DISK_FULL = 13;

/** The code of what SQLite threw, its upper bits included; null where it was not SQLite that threw. */
export function sqliteCode(error: unknown): number | null {
  return error instanceof Error && 'errcode' in error ? Number(error.errcode) : null;
}

/**
 * Whether SQLite was hindered, by the disk or the system: then what is stored could not be looked at, and nothing is said of it. In a file of
 * which each page was found sound just before, damage is such a hindrance: SQLite tells so of what the disk does not give.
 */
export function isHindrance(error: unknown): boolean {
  const code = sqliteCode(error);
  return code !== null && (hinders(code) || isDamage(error));
}

/** Whether SQLite found a page that is none, or was not given one. */
export function isDamage(error: unknown): boolean {
  return ((sqliteCode(error) ?? 0) & PRIMARY) === CORRUPT;
}

/** What the disk hindered SQLite in, as a person would say it; null where it was something else. */
export function whyHindered(error: unknown): string | null {
  const code = (sqliteCode(error) ?? 0) & PRIMARY;
  if (code === IO_ERROR) return 'the disk does not read or write (I/O error)';
  if (code === CORRUPT) return 'the disk does not give what is stored, or that is damaged';
  return code === DISK_FULL ? 'the disk is full' : null;
}

/** Throws where SQLite's integrity check found that it was not given a page, for whatever reason, rather than what is wrong with one. */
export function throwHindrance(found: string): void {
  const missed = /(?:unable|failed) to get (?:the )?page.*?(?:error code=(\d+)|$)/m.exec(found);
  const errcode = missed === null ? null : Number(missed[1] ?? IO_ERROR);
  if (errcode !== null && hinders(errcode)) throw Object.assign(new Error('a page cannot be read'), { errcode });
}

function hinders(code: number): boolean {
  return !OF_WHAT_IS_STORED.has(code & PRIMARY);
}
