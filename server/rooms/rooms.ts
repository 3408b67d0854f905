import { setImmediate as nextTurn } from 'node:timers/promises';
import { must } from '../../shared/base/assert.ts';
import type { DraftId, PreparationId, SeatId } from '../../shared/base/ids.ts';
import { ok, refuse, type Result } from '../../shared/base/result.ts';
import type { Brought } from '../../shared/import/brought.ts';
import type { Seat } from '../../shared/participants/participant.ts';
import { mayPrepareWith } from '../../shared/policy/policy.ts';
import type { PrepareRequest } from '../../shared/protocol/api.ts';
import type { Command, Refusal } from '../../shared/record/command.ts';
import { encodePreparations, encodeRecovered } from '../../shared/protocol/frame.ts';
import { decideDrafting, discardingFault, tablingFault, type DraftingAct } from '../../shared/record/drafting.ts';
import type { Entry } from '../../shared/record/event.ts';
import type { MandateAct } from '../../shared/record/mandates.ts';
import { outcomesOf } from '../../shared/record/state.ts';
import { visibleRuns } from '../../shared/projection/drawing.ts';
import { textDigest } from '../../shared/text/digest.ts';
import { isoTime } from '../clock.ts';
import { randomClientId } from '../ids.ts';
import { LIMITS } from '../limits.ts';
import { nameOf } from '../log.ts';
import type { Store, StoredPreparation } from '../store/store.ts';
import type { CommandRefusal } from '../../shared/planning/change-plan.ts';
import { Deadlines } from './deadlines.ts';
import { FrozenRoom } from './frozen-room.ts';
import { createPreparation, type NewPreparation } from './new-preparation.ts';
import { invitingFault, preparingFault } from './preparation-limits.ts';
import { PreparationRoom } from './preparation-room.ts';
import type { Room, RoomEvents } from './room.ts';
import { RoomMemory } from './room-memory.ts';
import type { SeenRecord } from './seen-record.ts';
import type { RoomLimits, RoomsServices } from './rooms-services.ts';
import { NO_PREPARATION, withRationale } from './tabling-terms.ts';
import { TextRoom } from './text-room.ts';
import type { Tabling } from './text-room-services.ts';

const MILLISECONDS = 1_000;

/**
 * The rooms in memory, each loaded once and only when somebody comes. Loading is synchronous, as the store is, so that nobody can
 * come in between; a room that fails is forgotten, and loaded from the log by the next who comes.
 */
export class Rooms {
  private readonly services: RoomsServices;
  private readonly texts = new Map<DraftId, TextRoom>();
  private readonly frozen = new Map<string, FrozenRoom>();
  private readonly preparations = new Map<PreparationId, PreparationRoom>();
  private readonly memory: RoomMemory;
  private readonly bounds: { readonly store: Store; readonly limits: RoomLimits };
  private readonly deadlines: Deadlines;
  private isStopped = false;

  constructor(services: RoomsServices) {
    this.services = services;
    this.bounds = { store: services.store, limits: services.limits ?? LIMITS };
    this.memory = new RoomMemory(this.bounds.limits.rooms, services.idleMs);
    this.deadlines = new Deadlines(services.clock, (draft) => this.passDue(draft));
    for (const { id, dueAt } of services.store.drafts.all()) this.deadlines.note(id, dueAt);
    // What came due while no server ran comes before whatever is asked for.
    this.deadlines.check();
  }

  /** The room of a revision of a draft, live or frozen, or null where there is no such. */
  revision(id: DraftId, revision: number): TextRoom | FrozenRoom | null {
    const present = this.services.store.drafts.find(id)?.revision;
    if (present === undefined || revision < 1 || revision > present) return null;
    if (revision === present) return this.text(id);
    const key = `${id}/${revision}`;
    const { store } = this.services;
    const seen = (): SeenRecord => must(this.text(id), 'the draft of a frozen text').seen;
    return this.held(this.frozen, key) ?? this.load(this.frozen, key, (to) => new FrozenRoom(id, revision, { store, seen }, to));
  }

  /** The room of a draft's present revision, or null where there is no such draft. */
  text(id: DraftId): TextRoom | null {
    const held = this.held(this.texts, id);
    if (held !== null || this.services.store.drafts.find(id) === null) return held;
    return this.load(
      this.texts,
      id,
      (to) => new TextRoom(id, { ...this.services, onDeadline: (dueAt) => this.deadlines.note(id, dueAt) }, to),
    );
  }

  /** The room of an open preparation, or null. Who may enter it is for the caller to ask. */
  preparation(id: PreparationId): PreparationRoom | null {
    const held = this.held(this.preparations, id);
    if (held !== null) return held;
    const stored = this.services.store.preparations.find(id);
    if (stored?.state !== 'open') return null;
    return this.load(this.preparations, id, (to) => new PreparationRoom(stored, this.services, to));
  }

  /** Gives a command on a draft. Null where there is no such draft. */
  command(draft: DraftId, seat: Seat, command: Command): Result<readonly Entry[], CommandRefusal> | null {
    const room = this.text(draft);
    if (room === null || command.type !== 'table') return room?.command(seat, command, null) ?? null;
    const preparation = this.preparation(command.preparation);
    const isTheirs = preparation !== null && mayPrepareWith(seat, preparation.preparation.sponsors);
    if (!isTheirs || preparation.preparation.draft !== draft || !preparation.commit()) return refuse({ refusal: NO_PREPARATION });
    const unclear = tablingFault(preparation.preparation, command.onBehalfOf ?? null);
    if (unclear !== null) return refuse({ refusal: unclear });
    const done = room.command(seat, withRationale(command, preparation.preparation), this.tablingOf(preparation));
    if (!done.ok) return done;
    preparation.close('gone', 'tabled');
    this.tellPreparing(preparation.preparation);
    return done;
  }

  /**
   * Tells the record of every draft what somebody just did about mandates, one in each turn of the event loop, since each may have to be loaded.
   * Where a room cannot be had now it is told when it can.
   */
  async noteMandates(act: MandateAct): Promise<void> {
    for (const { id } of this.services.store.drafts.all()) {
      await nextTurn();
      if (this.isStopped) return;
      try {
        this.text(id)?.noteMandates(act);
      } catch (error) {
        this.services.log.error({ room: id, error: nameOf(error) }, 'a mandate could not be noted yet');
      }
    }
  }

  /** Opens a private room on clauses of a draft, for the seats of one participant. Null where there is no such draft. */
  prepare(draft: DraftId, seat: Seat, request: PrepareRequest): Result<StoredPreparation, Refusal> | null {
    const room = this.text(draft);
    if (room === null || !room.commit()) return null;
    const fault = preparingFault(this.bounds, seat.participant);
    if (fault !== null) return refuse(fault);
    const outcomeOf = outcomesOf(room.state);
    const wanted = new Set(request.clauses);
    const base = room
      .clauses()
      .filter((clause) => wanted.has(clause.id))
      .map((clause) => ({ ...clause, runs: visibleRuns(clause, outcomeOf) }));
    if (base.length !== wanted.size)
      return refuse({ code: 'malformed', reason: 'One of these clauses is no longer in the text.' });
    return ok(this.begin(draft, seat, { base, edited: base, insertAfter: request.insertAfter, rationale: '' }));
  }

  /** Opens a private room on what a delegation brought from elsewhere. */
  bring(draft: DraftId, seat: Seat, brought: Pick<Brought, 'base' | 'edited' | 'rationale'>): Result<StoredPreparation, Refusal> {
    const fault = preparingFault(this.bounds, seat.participant);
    if (fault !== null) return refuse(fault);
    const { base, edited, rationale } = brought;
    return ok(this.begin(draft, seat, { base, edited, rationale, insertAfter: false }));
  }

  private begin(draft: DraftId, seat: Seat, first: Omit<NewPreparation, 'draft' | 'by'>): StoredPreparation {
    const by = { participant: seat.participant, seat: seat.id, at: this.now() };
    const preparation = createPreparation(this.services.store, { draft, by, ...first });
    this.tellPreparing(preparation);
    return preparation;
  }

  /** What a delegation does about a preparation that it takes part in, or is invited to. */
  draft(id: PreparationId, seat: Seat, act: DraftingAct): Result<null, Refusal> {
    const room = this.preparation(id);
    if (room === null || !room.commit()) return refuse(NO_PREPARATION);
    const next = decideDrafting(room.preparation, seat.participant, act, {
      kindOf: (participant) => this.services.registry.byId.get(participant)?.kind ?? null,
      version: () => textDigest(room.clauses()),
    });
    if (!next.ok) return next;
    const whyNot = act.act === 'join' ? preparingFault : act.act === 'invite' ? invitingFault : null;
    const fault = whyNot?.(this.bounds, seat.participant) ?? null;
    if (fault !== null) return refuse(fault);
    const before = room.preparation;
    room.setDrafting(next.value);
    this.tellPreparing(before, next.value);
    return ok(null);
  }

  /** Discards a preparation, with everyone in its room; refused where others prepare it too. */
  discard(id: PreparationId): Refusal | null {
    const room = this.preparation(id);
    const fault = room === null ? null : discardingFault(room.preparation);
    if (fault !== null) return fault;
    this.services.store.preparations.close(id, 'discarded', this.now());
    room?.close('gone', 'discarded');
    if (room !== null) this.tellPreparing(room.preparation);
    return null;
  }

  /** Tells those who have the draft open, and prepare this or are invited to, before or now; nobody else learns that anything is prepared. */
  private tellPreparing(before: StoredPreparation, now: Pick<StoredPreparation, 'sponsors' | 'invited'> = before): void {
    const whose = [...before.sponsors, ...before.invited, ...now.sponsors, ...now.invited];
    this.texts.get(before.draft)?.audience.tellSeats((seat) => mayPrepareWith(seat, whose), encodePreparations());
  }

  /** Tells the open pages of a seat that its tray is no longer what it was. */
  tellTray(seat: SeatId): void {
    for (const { audience } of [...this.texts.values(), ...this.frozen.values(), ...this.preparations.values()])
      audience.tellSeats(({ id }) => id === seat, encodeRecovered());
  }

  /** A Yjs client id that belongs to this seat in this room from now on. */
  allocateClientId(room: TextRoom | PreparationRoom, seat: Seat): number {
    const [id, revision] = room instanceof TextRoom ? [room.id, room.revision] : [room.preparation.id, 1];
    let client = randomClientId();
    while (room.isClaimed(client)) client = randomClientId();
    room.noteClaim(client, seat.id);
    this.services.store.drafts.claim(id, { client, seat: seat.id }, revision);
    return client;
  }

  /** Says to every connection that the server is there, and ends those whose session is over. */
  heartbeat(isLive: (session: string) => boolean): void {
    for (const room of this.all()) {
      room.audience.closeSessions((session) => !isLive(session));
      room.audience.heartbeat();
    }
  }

  /** Ends the connections of sessions that are over, and gives the sessions that have written since this was last asked. */
  recheck(isLive: (session: string) => boolean): string[] {
    for (const room of this.all()) room.audience.closeSessions((session) => !isLive(session));
    return this.all().flatMap((room) => room.audience.takeActiveSessions());
  }

  /** Commits everything, also the edits that rest, and sends everyone away. */
  stop(): void {
    this.isStopped = true;
    this.deadlines.stop();
    for (const room of this.all()) room.close('stopping', 'the server stops');
  }

  /** Whatever hinders it now, it is tried again. */
  private passDue(draft: DraftId): void {
    try {
      this.text(draft)?.passDue();
    } catch (error) {
      this.services.log.error({ room: draft, error: nameOf(error) }, 'a deadline could not be seen to yet');
    }
  }

  private all(): Room[] {
    return [...this.texts.values(), ...this.frozen.values(), ...this.preparations.values()];
  }

  private tablingOf(room: PreparationRoom): Tabling {
    const { id, base, sponsors } = room.preparation;
    return {
      prepared: { base, edited: room.clauses() },
      sponsors,
      alsoPersist: () => this.services.store.preparations.close(id, 'tabled', this.now()),
    };
  }

  private held<Id, Kind extends Room>(held: ReadonlyMap<Id, Kind>, id: Id): Kind | null {
    const room = held.get(id) ?? null;
    if (room !== null) this.memory.use(room);
    return room;
  }

  /** Loads a room and keeps it. Throws ServerFull where there are too many. */
  private load<Id extends string, Kind extends Room>(held: Map<Id, Kind>, id: Id, make: (events: RoomEvents) => Kind): Kind {
    this.memory.makeWay();
    const room = make(this.eventsOf(held, id));
    // One that failed while it was loaded is of no use to the next who comes.
    if (room.isGone) return room;
    held.set(id, room);
    this.memory.use(room);
    this.services.meter?.rooms.add(1);
    this.services.log.debug({ room: id }, 'a room was loaded');
    return room;
  }

  private eventsOf<Id extends string>(held: Map<Id, Room>, id: Id): RoomEvents {
    const { log, meter } = this.services;
    return {
      onGone: (error) => {
        const room = held.get(id);
        if (room !== undefined) {
          this.memory.forget(room);
          held.delete(id);
          meter?.rooms.add(-1);
        }
        if (error === null) log.debug({ room: id }, 'a room left memory');
        else log.error({ room: id, error: nameOf(error) }, 'a room was dropped and will be loaded again');
      },
      onEmpty: () => {
        const room = held.get(id);
        if (room !== undefined) this.memory.leave(room);
      },
      onTold: ({ bytes, waited }) => {
        meter?.broadcastBytes.add(bytes);
        meter?.ackSeconds.observe(waited / MILLISECONDS);
        log.trace({ room: id, bytes, ms: waited }, 'a group of updates became durable and was told');
      },
    };
  }

  private now(): string {
    return isoTime(this.services.clock.now());
  }
}
