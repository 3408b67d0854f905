import type { SeatId } from '../../shared/base/ids.ts';
import type { DraftAppend, Store } from '../../server/store/store.ts';

/** What a transaction wrote, by the store's own verbs: crash points are named by it. */
type Writing = 'append' | 'snapshot' | 'end of a snapshot' | 'preparation' | 'claim' | 'recovery' | 'revision';

/** Where a process may be killed. */
export const CRASH_POINTS = [
  'before commit',
  'after commit before ack',
  'after ack before broadcast',
  'during compaction',
  'between turns',
] as const;
/** Where it may be killed while a revision is issued. */
export const ISSUE_POINTS = ['issue before commit', 'issue after commit before ack'] as const;
export type CrashPoint = (typeof CRASH_POINTS)[number] | (typeof ISSUE_POINTS)[number];

/** Which transactions a crash point waits for, beyond the first that comes: before they are committed, and after. */
const ONLY_BEFORE: Partial<Record<CrashPoint, Writing>> = { 'during compaction': 'snapshot', 'issue before commit': 'revision' };
const ONLY_AFTER: Partial<Record<CrashPoint, Writing>> = { 'issue after commit before ack': 'revision' };

/** Thrown where the process is killed, and by all that is asked of it after. */
class PowerCut extends Error {
  override name = 'PowerCut';
}

/** Thrown where the disk does not take a transaction: the process lives on. */
class DiskFailure extends Error {
  override name = 'DiskFailure';
}

/** Changes that a planted fault makes of what reaches the disk and comes back from it. */
export interface DiskFaults {
  onAppend?(what: DraftAppend): DraftAppend;
  onEntries?(entries: ReturnType<Store['drafts']['entries']>): ReturnType<Store['drafts']['entries']>;
  /** For whom words are kept. */
  onRecovery?(author: SeatId): SeatId;
}

/** The power of one run of the server's process. Off once, it stays off. */
export class Power {
  private armed: CrashPoint | null = null;
  private sendsLeft = 0;
  private diskFails = false;
  private off: CrashPoint | null = null;
  /** How many transactions failed on purpose and nobody has asked about since. */
  failures = 0;
  /** How many failed at all. */
  failed = 0;
  /** Whether the latest snapshot has been written in part alone. */
  isWritingSnapshot = false;

  /** The point at which it went off, or null. */
  get cutAt(): CrashPoint | null {
    return this.off;
  }

  /** Kills the process at the next such point. `sends`: for `after ack before broadcast`, how many messages go out first. */
  arm(point: CrashPoint, sends: number): void {
    this.armed = point;
    this.sendsLeft = sends;
  }

  failNextWrite(): void {
    this.diskFails = true;
  }

  disarm(): void {
    this.armed = null;
    this.diskFails = false;
  }

  cut(point: CrashPoint): never {
    this.off = point;
    throw new PowerCut(point);
  }

  check(): void {
    if (this.off !== null) throw new PowerCut(this.off);
  }

  /** Asked before each message that the server sends; throws where the process dies here. */
  beforeSend(): void {
    this.check();
    if (this.armed !== 'after ack before broadcast') return;
    if (this.sendsLeft === 0) this.cut('after ack before broadcast');
    this.sendsLeft -= 1;
  }

  beforeCommit(writings: ReadonlySet<Writing>): void {
    this.check();
    if (this.diskFails) {
      this.diskFails = false;
      this.failures += 1;
      this.failed += 1;
      throw new DiskFailure('the disk is full');
    }
    if (this.armed === 'before commit' || this.waitsFor(ONLY_BEFORE, writings)) this.cut(this.armed ?? 'before commit');
  }

  afterCommit(writings: ReadonlySet<Writing>): void {
    if (this.armed === 'after commit before ack' || this.waitsFor(ONLY_AFTER, writings))
      this.cut(this.armed ?? 'after commit before ack');
  }

  private waitsFor(points: Partial<Record<CrashPoint, Writing>>, writings: ReadonlySet<Writing>): boolean {
    const only = this.armed === null ? undefined : points[this.armed];
    return only !== undefined && writings.has(only);
  }
}

/** The store as a process with this power sees it. What it committed outlives the process; all else does not. */
export function powered(disk: Store, power: Power, faults: DiskFaults): Store {
  let writings = null as Set<Writing> | null;
  const transaction = <T>(work: () => T): T => {
    power.check();
    if (writings !== null) return work();
    const own = new Set<Writing>();
    writings = own;
    try {
      const value = disk.transaction(() => {
        const done = work();
        power.beforeCommit(own);
        return done;
      });
      if (own.has('snapshot')) power.isWritingSnapshot = !own.has('end of a snapshot');
      power.afterCommit(own);
      return value;
    } finally {
      writings = null;
    }
  };
  const writing = <A extends unknown[], R>(kind: Writing, write: (...what: A) => R): ((...what: A) => R) => {
    return (...what) =>
      transaction(() => {
        writings?.add(kind);
        return write(...what);
      });
  };
  const { drafts, preparations, recoveries } = disk;
  return {
    ...disk,
    transaction,
    close: () => undefined,
    drafts: {
      ...drafts,
      entries: (id, after) => faults.onEntries?.(drafts.entries(id, after)) ?? drafts.entries(id, after),
      append: writing('append', (id, what) => {
        if (what.snapshot !== null) writings?.add('snapshot');
        if (what.snapshot?.isLast === true) writings?.add('end of a snapshot');
        if (what.entries.some(({ event }) => event.type === 'RevisionIssued')) writings?.add('revision');
        drafts.append(id, faults.onAppend?.(what) ?? what);
      }),
      claim: writing('claim', (room, claim, revision) => drafts.claim(room, claim, revision)),
    },
    preparations: {
      ...preparations,
      create: writing('preparation', (preparation) => preparations.create(preparation)),
      append: writing('preparation', (id, updates, claims) => preparations.append(id, updates, claims)),
      keepDrafting: writing('preparation', (id, drafting) => preparations.keepDrafting(id, drafting)),
      close: writing('preparation', (id, state, at) => preparations.close(id, state, at)),
    },
    recoveries: {
      ...recoveries,
      put: writing('recovery', (seat, recovery) => recoveries.put(faults.onRecovery?.(seat) ?? seat, recovery)),
      discard: writing('recovery', (seat, id) => recoveries.discard(seat, id)),
    },
  };
}
