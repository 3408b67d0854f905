import type { ClauseId } from '../../shared/base/ids.ts';
import { clauseEvents, type Move, type Place } from '../../shared/record/clause-events.ts';
import type { Actor } from '../../shared/record/event.ts';
import type { Clause } from '../../shared/text/clause.ts';
import { isoTime, type Clock } from '../clock.ts';
import type { PendingEdit } from '../store/store.ts';
import type { Batch } from './batch.ts';
import { MovesTold, movesTold, type OrderBefore } from './moves-told.ts';
import type { Reading } from './text-index.ts';

/** An edit in the making, and when its drafter last touched the clause, in milliseconds since 1970. */
export interface OngoingEdit extends PendingEdit {
  readonly touchedAt: number;
  /** Of one that moved its clause: how all stood before. */
  readonly among?: OrderBefore;
}

/** What a seat did to a clause. */
interface Touch extends Pick<OngoingEdit, 'clause' | 'seat' | 'before'> {
  /** Where it stood before this update, which moved it, and how all did; null where it did not. */
  readonly moved: Required<Pick<OngoingEdit, 'stood' | 'among'>> | null;
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
  /** The clauses as they stand. */
  order(): readonly ClauseId[];
  /** How the clauses stood before an update of the log, and which of them it moved or took away. */
  orderBefore(update: number): OrderBefore;
  /** Each entry that tells of a move: the clause, and the number of the update behind which it is. */
  movesTold(): Iterable<readonly [ClauseId, number]>;
  /** Some have rested long enough: they are to be recorded. */
  onRested(edits: readonly OngoingEdit[]): void;
}

/**
 * Edits of clauses that are not in the record yet: at most one a clause, whose drafter is the last who touched it. Kept in the
 * order of the last touch, so that a keystroke costs the same however many rest. One that moved its clause rests only as long as no other clause
 * is moved or goes: so each move is told against a text that moved in nothing else, and none is lost between two of them.
 */
export class RestingEdits {
  private readonly byClause = new Map<ClauseId, OngoingEdit>();
  /** Clauses of which an edit rests that moved them. */
  private readonly movers = new Set<ClauseId>();
  private readonly told = new MovesTold();
  private readonly sources: RestingEditsSources;
  private timer: NodeJS.Timeout | null = null;
  private stopped = false;

  constructor(stored: readonly PendingEdit[], sources: RestingEditsSources) {
    this.sources = sources;
    const orders = new Map<number, OrderBefore>();
    for (const edit of stored) {
      const until = edit.stood?.until;
      const among = until === undefined ? undefined : (orders.get(until) ?? sources.orderBefore(until));
      if (among !== undefined) orders.set(among.until, among);
      this.put({ ...edit, ...(among === undefined ? {} : { among }), touchedAt: 0 });
    }
    if (orders.size > 0) for (const [clause, head] of sources.movesTold()) this.told.tell(clause, head);
  }

  all(): OngoingEdit[] {
    return [...this.byClause.values()];
  }

  /**
   * Records what cannot rest through a change that is about to be taken in: moves, where another clause is moved or goes, or one that was taken
   * away comes back, and those of what another seat now touches.
   */
  settle(seat: PendingEdit['seat'], { before, replaced }: Reading, batch: Batch): void {
    if (this.movers.size === 0) return;
    const touched = this.moving([...before.keys()].filter((clause) => this.movers.has(clause)));
    const ends = new Set(touched.filter((edit) => edit.seat !== seat));
    const back = touched.filter((edit) => !this.stands(edit));
    const goingOn = Math.min(...back.map(movedAt));
    if (back.length > 0) for (const edit of this.moving(this.movers)) if (movedAt(edit) !== goingOn) ends.add(edit);
    if ([...replaced].some((clause) => !this.movers.has(clause)))
      for (const edit of this.moving(this.movers)) if (this.stands(edit)) ends.add(edit);
    this.record([...ends], batch);
    this.forget([...ends], batch);
  }

  /** Notes that a seat changed a clause with the last update of a batch, after any other seat has yielded. */
  touch({ clause, seat, before, moved }: Touch, batch: Batch): void {
    const touchedAt = this.sources.clock.now();
    const going = this.byClause.get(clause);
    this.drop(clause);
    if (going?.seat === seat) {
      const goesOn = { ...moved, ...going, touchedAt };
      if (going.stood === undefined && moved !== null) {
        batch.closePending(clause);
        batch.openPending(storedOf(goesOn));
      }
      this.put(goesOn);
    } else {
      const opened = { clause, seat, before, firstUpdate: batch.position.head.number, ...moved, touchedAt };
      batch.openPending(storedOf(opened));
      this.put(opened);
    }
    this.arm();
  }

  /** Records what another seat was about in a clause that this one now changes, as that one left it. */
  yieldTo(seat: PendingEdit['seat'], { clause, before }: Pick<PendingEdit, 'clause' | 'before'>, batch: Batch): void {
    const other = this.byClause.get(clause);
    if (other === undefined || other.seat === seat) return;
    this.recordOne(other, before, batch);
    this.forget([other], batch);
  }

  /** Writes edits into a batch as entries, with the clauses as they stand. They go on resting until they are forgotten. */
  record(edits: readonly OngoingEdit[], batch: Batch): void {
    for (const edit of edits) this.recordOne(edit, this.sources.clauseOf(edit.clause), batch);
  }

  /** These do not rest any more: they are in this batch, which is not given up any more. */
  forget(edits: readonly OngoingEdit[], batch: Batch): void {
    for (const { clause } of edits) this.drop(clause);
    this.noteTold(batch);
  }

  /** Waits for nothing any more. */
  stop(): void {
    this.stopped = true;
    if (this.timer !== null) clearTimeout(this.timer);
  }

  /** An edit that came back to where it began leaves no entry. */
  private recordOne(edit: OngoingEdit, after: Clause | null, batch: Batch): void {
    const { clause, seat, before } = edit;
    batch.closePending(clause);
    const at = isoTime(this.sources.clock.now());
    for (const event of clauseEvents(clause, before, after, this.moveOf(edit, batch)))
      batch.addEvent(this.sources.actorOf(seat), event, { at, onBehalfOf: null });
  }

  /** What an edit moved, by what the text was when it was last read; null where its clause stands to the others as it did. */
  private moveOf({ clause, stood, among }: OngoingEdit, batch: Batch): Move | null {
    if (stood === undefined || among === undefined) return null;
    const { number: head } = batch.position.head;
    const moved = this.told.since(among, { head, order: () => this.sources.order(), told: head - 1 });
    return moved.has(clause) ? { from: stood.places, to: this.sources.placesOf(clause) } : null;
  }

  private moving(clauses: Iterable<ClauseId>): OngoingEdit[] {
    return [...clauses].flatMap((clause) => this.byClause.get(clause) ?? []);
  }

  private stands({ clause }: OngoingEdit): boolean {
    return this.sources.clauseOf(clause) !== null;
  }

  private put(edit: OngoingEdit): void {
    this.byClause.set(edit.clause, edit);
    if (edit.stood !== undefined) this.movers.add(edit.clause);
  }

  private drop(clause: ClauseId): void {
    this.byClause.delete(clause);
    this.movers.delete(clause);
  }

  private noteTold({ entries }: Batch): void {
    if (this.movers.size === 0) this.told.forget();
    else for (const [clause, head] of movesTold(entries)) this.told.tell(clause, head);
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

function movedAt({ stood }: OngoingEdit): number {
  return stood?.until ?? Infinity;
}

function storedOf({ touchedAt: _at, among: _among, ...edit }: OngoingEdit): PendingEdit {
  return edit;
}
