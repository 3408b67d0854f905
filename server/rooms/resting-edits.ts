import type { ClauseId } from '../../shared/base/ids.ts';
import { clauseEvents, type Place } from '../../shared/record/clause-events.ts';
import type { Actor } from '../../shared/record/event.ts';
import type { Clause } from '../../shared/text/clause.ts';
import { isoTime, type Clock } from '../clock.ts';
import type { PendingEdit } from '../store/store.ts';
import type { Batch } from './batch.ts';

/** An edit in the making, and when its drafter last touched the clause, in milliseconds since 1970. */
export interface OngoingEdit extends PendingEdit {
  readonly touchedAt: number;
}

/** A clause as it is before a change, and, of one of which a moved edit rests, where it stands. */
interface Left {
  readonly clause: ClauseId;
  readonly before: Clause | null;
  readonly stood: readonly Place[];
}

/** What resting edits need to know. */
export interface RestingEditsSources {
  readonly clock: Clock;
  /** How long a clause must rest before its edit becomes an entry, in milliseconds. */
  readonly coalesceMs: number;
  actorOf(seat: PendingEdit['seat']): Actor;
  /** A clause as it stands; null: it is not there. */
  clauseOf(clause: ClauseId): Clause | null;
  /** Where a clause stands. */
  placesOf(clause: ClauseId): readonly Place[];
  /** Some have rested long enough: they are to be recorded. */
  onRested(edits: readonly OngoingEdit[]): void;
}

/**
 * Edits of clauses that are not in the record yet: at most one a clause, whose drafter is the last who touched it. Kept in the
 * order of the last touch, so that a keystroke costs the same however many rest.
 */
export class RestingEdits {
  private readonly byClause = new Map<ClauseId, OngoingEdit>();
  private readonly sources: RestingEditsSources;
  private timer: NodeJS.Timeout | null = null;
  private stopped = false;

  constructor(stored: readonly PendingEdit[], sources: RestingEditsSources) {
    this.sources = sources;
    for (const edit of stored) this.byClause.set(edit.clause, { ...edit, touchedAt: 0 });
  }

  all(): OngoingEdit[] {
    return [...this.byClause.values()];
  }

  /** Notes that a seat changed a clause, which was `before` until now, and stood elsewhere where it was moved, after any other seat has yielded. */
  touch(edit: Omit<PendingEdit, 'firstUpdate'>, batch: Batch): void {
    const touchedAt = this.sources.clock.now();
    const going = this.byClause.get(edit.clause);
    if (going !== undefined) this.byClause.delete(edit.clause);
    if (going?.seat === edit.seat) {
      const { stood = edit.stood, ...rest } = going;
      const goesOn = stood === undefined ? rest : { ...rest, stood };
      if (going.stood === undefined && stood !== undefined) this.keep(goesOn, batch);
      this.byClause.set(edit.clause, { ...goesOn, touchedAt });
    } else {
      const opened = { ...edit, firstUpdate: batch.position.head.number };
      batch.openPending(opened);
      this.byClause.set(edit.clause, { ...opened, touchedAt });
    }
    this.arm();
  }

  /** Keeps what is known of an edit by now in place of what was. */
  private keep({ touchedAt: _at, ...edit }: OngoingEdit, batch: Batch): void {
    batch.closePending(edit.clause);
    batch.openPending(edit);
  }

  /** Whether the edit that rests of a clause has moved it: where it stands is part of it. */
  isMoved(clause: ClauseId): boolean {
    return this.byClause.get(clause)?.stood !== undefined;
  }

  /** Records what another seat was about in a clause that this one now changes, as and where that one left it. */
  yieldTo(seat: PendingEdit['seat'], { clause, before, stood }: Left, batch: Batch): void {
    const other = this.byClause.get(clause);
    if (other === undefined || other.seat === seat) return;
    this.byClause.delete(clause);
    this.recordOne(other, before, stood, batch);
  }

  /** Writes edits into a batch as entries, with the clauses as they stand. They go on resting until they are forgotten. */
  record(edits: readonly OngoingEdit[], batch: Batch): void {
    const { sources } = this;
    for (const edit of edits) this.recordOne(edit, sources.clauseOf(edit.clause), sources.placesOf(edit.clause), batch);
  }

  forget(edits: readonly OngoingEdit[]): void {
    for (const { clause } of edits) this.byClause.delete(clause);
  }

  /** Waits for nothing any more. */
  stop(): void {
    this.stopped = true;
    if (this.timer !== null) clearTimeout(this.timer);
  }

  /** An edit that came back to where it began leaves no entry. */
  private recordOne(
    { clause, seat, before, stood }: PendingEdit,
    after: Clause | null,
    stands: readonly Place[],
    batch: Batch,
  ): void {
    batch.closePending(clause);
    const at = isoTime(this.sources.clock.now());
    const move = stood === undefined ? null : { from: stood, to: stands };
    for (const event of clauseEvents(clause, before, after, move))
      batch.addEvent(this.sources.actorOf(seat), event, { at, onBehalfOf: null });
  }

  private arm(): void {
    const [oldest] = this.byClause.values();
    if (this.stopped || this.timer !== null || oldest === undefined) return;
    const { clock, coalesceMs } = this.sources;
    this.timer = setTimeout(
      () => {
        this.timer = null;
        this.sources.onRested(this.restedBy(clock.now()));
        this.arm();
      },
      Math.max(1, Math.min(coalesceMs, oldest.touchedAt + coalesceMs - clock.now())),
    );
    this.timer.unref();
  }

  /** Which have rested long enough by now; those that were touched in the future were so before the clock was set back. */
  private restedBy(now: number): OngoingEdit[] {
    return this.all().filter(({ touchedAt }) => touchedAt <= now - this.sources.coalesceMs || touchedAt > now);
  }
}
