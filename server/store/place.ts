import { renameSync, statSync } from 'node:fs';

/** What is at a path, and how it was left. */
interface Trace {
  readonly dev: number;
  readonly ino: number;
  readonly size: number;
  readonly mtimeMs: number;
}

/** Of the file of a store and of its log; null: there is none. */
interface Traces {
  readonly file: Trace | null;
  readonly log: Trace | null;
}

/** What became of the files of a store while they were open. */
export interface Loss {
  /** `replaced`: the path names nothing, or another file; `overwritten`: somebody else wrote into it. */
  readonly kind: 'replaced' | 'overwritten';
  /** A sentence for the operator. */
  readonly reason: string;
}

/** The store is not where the next start would look for it: nothing written now would be kept. */
class StoreLost extends Error {
  override readonly name = 'StoreLost';
}

/**
 * The files of a store as their paths name them, against those that SQLite has open. SQLite writes on into what it once opened, whatever
 * stands at the path by now, and takes whatever others write there for its own. Only paths are looked at: to open and close one of the
 * files would let go of SQLite's locks on it.
 */
export class Place {
  private readonly file: string;
  private readonly log: string;
  private noted: Traces;
  private found: Loss | null = null;

  /** Of files that are open, and were just written to. */
  constructor(file: string) {
    this.file = file;
    this.log = `${file}-wal`;
    this.noted = { file: traceOf(this.file), log: traceOf(this.log) };
  }

  /** What became of them; null: nothing. What was lost once stays so. */
  loss(): Loss | null {
    if (this.found === null) {
      const present = { file: traceOf(this.file), log: traceOf(this.log) };
      this.found = this.whyReplaced(present) ?? this.whyOverwritten(present);
    }
    return this.found;
  }

  /** Whether the path of the store still names it, whatever became of the log. */
  isThere(): boolean {
    return isSame(traceOf(this.file), this.noted.file);
  }

  /** To be asked before writing. Throws StoreLost. */
  check(): void {
    const loss = this.loss();
    if (loss !== null) throw new StoreLost(loss.reason);
  }

  /** Notes that the server has just written there, or tried to. False where the paths name other files by now. */
  noteWritten(): boolean {
    const file = traceOf(this.file);
    const log = traceOf(this.log);
    const isThere = isSame(file, this.noted.file) && isSame(log, this.noted.log);
    if (isThere) this.noted = { file, log };
    return isThere;
  }

  /** To be asked after writing, and before anybody is told. Throws StoreLost where that went elsewhere. */
  checkWritten(): void {
    if (!this.noteWritten()) this.check();
  }

  /**
   * Where another file stands at the path of the store, the log beside it is not of that one: SQLite would write it over it at the next
   * start. It gets another name, which is given; null: there is none that is ours.
   */
  setLogAside(suffix: string): string | null {
    const present = traceOf(this.log);
    if (present === null || !isSame(present, this.noted.log) || !isAsLeft(present, this.noted.log)) return null;
    const aside = `${this.log}.${suffix}`;
    renameSync(this.log, aside);
    return aside;
  }

  private whyReplaced({ file, log }: Traces): Loss | null {
    for (const [path, present, noted] of [
      [this.file, file, this.noted.file],
      [this.log, log, this.noted.log],
    ] as const) {
      if (isSame(present, noted)) continue;
      const what = present === null ? 'is not to be found any more' : 'is another file now';
      return { kind: 'replaced', reason: `${path} ${what}, while the server had it open.` };
    }
    return null;
  }

  private whyOverwritten({ file, log }: Traces): Loss | null {
    if (isAsLeft(file, this.noted.file) && isAsLeft(log, this.noted.log)) return null;
    return { kind: 'overwritten', reason: `Somebody else wrote into ${this.file}, while the server had it open.` };
  }
}

/** What cannot be looked at, as behind a folder that may not be entered or a link that leads in a circle, the next start would not find either. */
function traceOf(path: string): Trace | null {
  try {
    return statSync(path, { throwIfNoEntry: false }) ?? null;
  } catch {
    return null;
  }
}

function isSame(one: Trace | null, other: Trace | null): boolean {
  return one?.ino === other?.ino && one?.dev === other?.dev;
}

function isAsLeft(one: Trace | null, other: Trace | null): boolean {
  return one?.size === other?.size && one?.mtimeMs === other?.mtimeMs;
}
