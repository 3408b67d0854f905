import type * as Y from 'yjs';
import type { ClauseId, DraftId, SeatId } from '../../shared/base/ids.ts';
import { ok, refuse, type Result } from '../../shared/base/result.ts';
import type { Seat } from '../../shared/participants/participant.ts';
import { may, refusalOf } from '../../shared/policy/policy.ts';
import { clauseEvents } from '../../shared/record/clause-events.ts';
import type { Command } from '../../shared/record/command.ts';
import type { RecoveryReason } from '../../shared/protocol/recovery.ts';
import type { Actor, Entry, RecordEvent } from '../../shared/record/event.ts';
import type { MandateAct } from '../../shared/record/mandates.ts';
import { outcomesOf, type RecordState } from '../../shared/record/state.ts';
import type { Clause } from '../../shared/text/clause.ts';
import type { Passage } from '../../shared/text/passages.ts';
import { applyChanges } from '../../shared/text/writing.ts';
import { isoTime } from '../clock.ts';
import { actorOf, THE_SERVER } from '../drafts/actor.ts';
import type { Claim } from '../store/store.ts';
import { amongDecided, type AmongDecided } from './among-decided.ts';
import { appendOf, Batch, type Position } from './batch.ts';
import { KeptWords } from './kept-words.ts';
import { claimsOn } from './claims.ts';
import type { CommandRefusal } from '../../shared/planning/change-plan.ts';
import { planCommand } from './command-plan.ts';
import type { News } from './news.ts';
import { mandateNews } from './mandate-notes.ts';
import { OpenCount } from './open-count.ts';
import type { PresentUser } from './presence.ts';
import { existenceEvents } from './existence.ts';
import { beginNext, type FirstText } from './first-text.ts';
import { loadDraft, loadMove } from './loading.ts';
import { movedBy, movesTold } from './moves-told.ts';
import type { Origin } from './origin.ts';
import { RestingEdits, type OngoingEdit } from './resting-edits.ts';
import { Room, type RoomEvents } from './room.ts';
import { SeenRecord } from './seen-record.ts';
import { SilenceWatch } from './silence-watch.ts';
import type { Written } from './written.ts';
import { SnapshotSchedule } from './snapshot-schedule.ts';
import { SnapshotWriting } from './snapshot-writing.ts';
import { TextIndex, type Refreshed } from './text-index.ts';
import type { Tabling, TextRoomServices } from './text-room-services.ts';

/** More updates than this are not put into one transaction, so that nobody waits long for theirs. */
const LARGEST_BATCH = 200;

/** What has rested waits so long for somebody else's transaction to go along with, in milliseconds: one disk, one write a socket. */
const LINGER = 250;

/** The room of one draft: text, record, and the rules that hold them together. */
export class TextRoom extends Room {
  readonly id: DraftId;
  private readonly services: TextRoomServices;
  private readonly index: TextIndex;
  private readonly edits: RestingEdits;
  private readonly snapshots: SnapshotWriting;
  private readonly keptWords = new KeptWords();
  private readonly silences = new SilenceWatch();
  private position: Position;
  private batch: Batch;
  private readonly openCount = new OpenCount();
  /** The record as each who reads it may see it. */
  readonly seen: SeenRecord;

  constructor(id: DraftId, services: TextRoomServices, events: RoomEvents) {
    const { store } = services;
    const loaded = loadDraft(store, id);
    super(loaded.doc, claimsOn(store, id, loaded.position.state.revision), events);
    this.id = id;
    this.services = services;
    this.index = new TextIndex(loaded.doc);
    this.edits = new RestingEdits(store.drafts.pendingEdits(id), {
      clock: services.clock,
      coalesceMs: services.coalesceMs,
      actorOf: (seat) => services.actorOf(seat),
      clauseOf: (clause) => this.index.clause(clause),
      placesOf: (clause) => this.index.places(clause),
      order: () => this.index.order(),
      orderBefore: (update) => loadMove(store, id, loaded.position.head.revision, update),
      movesTold: () => movesTold(store.drafts.entries(id, 0)),
      onRested: (edits) => this.flush(edits, LINGER),
    });
    const schedule = new SnapshotSchedule(loaded.snapshot, loaded.tail, services.leastUpdates);
    this.snapshots = new SnapshotWriting(schedule, this.whole, services.snapshotPiece);
    this.position = loaded.position;
    this.batch = new Batch(loaded.position);
    const { registry } = services;
    this.seen = new SeenRecord(
      {
        entries: (after) => store.drafts.entries(id, after),
        rows: (after, most) => store.drafts.rawEntries(id, after, most),
        lens: () => this.state.lens,
      },
      registry,
    );
    this.recordRested(this.edits.all());
    this.noteMandates(null);
    this.passDue();
  }

  /** The revision whose text this is: the one being worked on. */
  get revision(): number {
    return this.position.head.revision;
  }

  /** The record's state, committed. */
  get state(): RecordState {
    return this.position.state;
  }

  /** Every clause in order. */
  clauses(): Clause[] {
    return this.index.clauses();
  }

  clause(id: ClauseId): Clause | null {
    return this.index.clause(id);
  }

  versionOf(proposal: Parameters<TextIndex['versionOf']>[0]): string {
    return this.index.versionOf(proposal);
  }

  /** Records what has come about by itself by now. */
  passDue(): void {
    this.recordPassed();
    this.commit();
  }

  /** Records what has become of mandates to speak for groups: by an act just now, or else what is still to be told. */
  noteMandates(act: MandateAct | null): void {
    this.record(act?.by ?? THE_SERVER, mandateNews(this.batch.position.state, this.services.store.process, act));
    this.commit();
  }

  /**
   * Gives a command on behalf of a seat: the entries it became, or why it was refused, which changes nothing at all. Throws where the
   * store fails; the room is gone then.
   */
  command(seat: Seat, command: Command, tabling: Tabling | null): Result<readonly Entry[], CommandRefusal> {
    this.recordPassed();
    if (!this.commit()) throw new Error('the room is gone');
    const refusal = refusalOf(seat, command, this.state);
    if (refusal !== null) return refuse({ refusal });
    const batch = new Batch(this.position);
    const flushed = this.edits.all();
    this.edits.record(flushed, batch);
    const { id: draft, state, index, services } = this;
    const plan = planCommand(seat, command, tabling, { draft, state, batch, index, services });
    if (!plan.ok) return plan;
    const { changes, next, events, whose } = plan.value;

    this.edits.forget(flushed, batch);
    this.batch = batch;
    try {
      const refreshed = changes.length === 0 ? null : this.applyPlan(seat, changes);
      const actor = actorOf(seat);
      const overtaken = () => this.silences.decided(batch.position.state, () => next?.clauses ?? this.clauses());
      const at = this.now();
      // The text of another revision has another reading; told before that begins, of the text that it ended for.
      if (next !== undefined) this.record(actor, overtaken());
      const from = batch.entries.length;
      for (const event of events) batch.addEvent(actor, event, { at, ...whose });
      if (refreshed !== null) this.recordExistence(actor, refreshed);
      if (next === undefined) this.record(actor, overtaken());
      const first =
        next === undefined
          ? null
          : beginNext(batch, { ...next, seat: seat.id, at: this.now() }, (client) => this.isClaimed(client));
      const entries = this.finish(batch, tabling?.alsoPersist ?? null, first).slice(from, from + events.length);
      if (first !== null) this.close('frozen', 'a revision was issued');
      return ok(entries);
    } catch (error) {
      this.fail(error);
      throw error;
    }
  }

  /** Records the edits that still rest in memory, at once or within so many milliseconds. */
  flush(edits: readonly OngoingEdit[] = this.edits.all(), within = 0): void {
    if (this.isGone) return;
    try {
      this.recordRested(edits);
    } catch (error) {
      return this.fail(error);
    }
    this.commitWithin(within);
  }

  override close(why: Parameters<Room['close']>[0], reason: string): void {
    this.flush();
    super.close(why, reason);
  }

  protected override ended(): void {
    this.edits.stop();
  }

  protected override mayWrite(seat: Seat): boolean {
    return may(seat, 'write text');
  }

  protected override absorbClaim(claim: Claim): void {
    this.batch.claims.push(claim);
  }

  protected override absorbLost(seat: SeatId, lost: Passage, why: RecoveryReason): void {
    this.keptWords.add(seat, lost, { why, draft: this.id, room: this.id, at: this.now() });
  }

  protected override amongDecided(transaction: Y.Transaction): AmongDecided {
    return amongDecided(transaction, outcomesOf(this.batch.position.state));
  }

  protected override absorb(seat: Seat, written: Written): void {
    const at = this.now();
    this.recordPassed(at);
    const reading = this.index.read(written.touched);
    this.edits.settle(seat.id, reading, this.batch);
    const refreshed = this.index.take(reading);
    const edited = refreshed.clauses.filter(
      ({ clause, before, after, left }) => left || clauseEvents(clause, before, after).length > 0,
    );
    for (const one of edited) this.edits.yieldTo(seat.id, one, this.batch);
    this.batch.addUpdate(seat.id, written.bytes, at);
    const among = movedBy(this.batch.position.head.number, refreshed);
    for (const { clause, before, stood: places, left } of edited)
      this.edits.touch(
        { clause, seat: seat.id, before, moved: left ? { stood: { until: among.until, places }, among } : null },
        this.batch,
      );
    this.recordExistence(actorOf(seat), refreshed);
    this.record(actorOf(seat), this.silences.changed(this.batch.position.state, refreshed.clauses, this.index));
    if (this.batch.updates.length >= LARGEST_BATCH) this.commit();
  }

  protected override persist(): News | null {
    if (this.batch.isEmpty) return null;
    const entries = this.finishStore(this.batch, null, null);
    return entries.length === 0 ? null : this.seen.news(entries);
  }

  protected override seesName(to: Seat, of: Seat): boolean {
    return this.seen.seesName(to, of);
  }

  protected override nameless(of: Seat, client: number): PresentUser {
    return this.seen.nameless(of, client);
  }

  private applyPlan(seat: Seat, changes: Parameters<typeof applyChanges>[1]): Refreshed | null {
    const origin: Origin = { by: 'server' };
    const written = this.write(() => {
      applyChanges(this.doc, changes, origin);
    });
    if (written === null) return null;
    const refreshed = this.index.refresh(written.touched);
    this.batch.addUpdate(seat.id, written.bytes, this.now());
    this.queue(written, null);
    return refreshed;
  }

  /** Commits a command's batch and tells everybody. */
  private finish(batch: Batch, also: (() => void) | null, first: FirstText | null): readonly Entry[] {
    const entries = this.finishStore(batch, also, first);
    this.commit();
    this.audience.tellAll(this.seen.news(entries));
    if (entries.some(({ event }) => event.type === 'LensChanged')) this.audience.tellPresenceAnew();
    return entries;
  }

  private finishStore(batch: Batch, also: (() => void) | null, first: FirstText | null): readonly Entry[] {
    const { store } = this.services;
    const { position } = batch;
    const dueAt = this.silences.dueAt(position.state);
    // What a new revision begins with is as good as a snapshot.
    const snapshot = first === null ? this.snapshots.next(batch.updates, position.head) : null;
    store.transaction(() => {
      const draft = { changedAt: this.now(), clauses: first?.clauses ?? this.index.size, dueAt };
      store.drafts.append(this.id, appendOf(batch, snapshot, { ...draft, openProposals: this.openCount.in(position.state) }));
      this.keptWords.store(store.recoveries);
      also?.();
    });
    this.position = position;
    this.batch = new Batch(position);
    this.keptWords.stored();
    this.services.onDeadline?.(dueAt);
    return batch.entries;
  }

  private recordExistence(actor: Actor, refreshed: Refreshed): void {
    this.record(actor, existenceEvents(this.batch.position.state, refreshed, this.index));
  }

  private recordPassed(at = this.now()): void {
    this.record(THE_SERVER, this.silences.passed(this.batch.position.state, at, this.index));
  }

  private record(actor: Actor, events: readonly RecordEvent[]): void {
    for (const event of events) this.batch.addEvent(actor, event, { at: this.now(), onBehalfOf: null });
  }

  private recordRested(edits: readonly OngoingEdit[]): void {
    this.edits.record(edits, this.batch);
    this.edits.forget(edits, this.batch);
  }

  private now(): string {
    return isoTime(this.services.clock.now());
  }
}
