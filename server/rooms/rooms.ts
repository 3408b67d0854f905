import * as Y from 'yjs';
import type { DraftId, ParticipantId, PreparationId } from '../../shared/base/ids.ts';
import { ok, refuse, type Result } from '../../shared/base/result.ts';
import type { Seat } from '../../shared/participants/participant.ts';
import { mayPrepareWith } from '../../shared/policy/policy.ts';
import type { PrepareRequest } from '../../shared/protocol/api.ts';
import type { Command, Refusal } from '../../shared/record/command.ts';
import type { Actor, Entry } from '../../shared/record/event.ts';
import { outcomesOf } from '../../shared/record/state.ts';
import { visibleRuns } from '../../shared/projection/drawing.ts';
import { writeText } from '../../shared/text/writing.ts';
import { isoTime, type Clock } from '../clock.ts';
import { NEW_IDS, randomClientId } from '../ids.ts';
import { nameOf, type Log } from '../log.ts';
import type { PendingEdit, Store, StoredPreparation } from '../store/store.ts';
import type { CommandRefusal } from './change-plan.ts';
import { FrozenRoom } from './frozen-room.ts';
import { PreparationRoom } from './preparation-room.ts';
import type { Room, RoomEvents } from './room.ts';
import { TextRoom, type Tabling } from './text-room.ts';

/** What the rooms work with. */
export interface RoomsServices {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  /** How long a clause must rest before its edit becomes an entry, in milliseconds. */
  readonly coalesceMs: number;
  /** As `SNAPSHOT_EVERY`, where snapshots are to come at other intervals. */
  readonly snapshotEvery?: number;
  /** How long a room stays in memory after its last connection has left, in milliseconds. */
  readonly idleMs: number;
  knows(participant: ParticipantId): boolean;
  actorOf(seat: PendingEdit['seat']): Actor;
}

/**
 * The rooms in memory, each loaded once and only when somebody comes. Loading is synchronous, as the store is, so that nobody can
 * come in between; a room that fails is forgotten, and loaded from the log by the next who comes.
 */
export class Rooms {
  private readonly services: RoomsServices;
  private readonly texts = new Map<DraftId, TextRoom>();
  private readonly frozen = new Map<string, FrozenRoom>();
  private readonly preparations = new Map<PreparationId, PreparationRoom>();

  constructor(services: RoomsServices) {
    this.services = services;
  }

  /** The room of a revision of a draft, live or frozen, or null where there is no such. */
  revision(id: DraftId, revision: number): TextRoom | FrozenRoom | null {
    const present = this.services.store.drafts.find(id)?.revision;
    if (present === undefined || revision < 1 || revision > present) return null;
    if (revision === present) return this.text(id);
    const key = `${id}/${revision}`;
    const held = this.frozen.get(key);
    if (held !== undefined) return held;
    const room = new FrozenRoom(id, revision, this.services.store, this.eventsOf(this.frozen, key));
    this.frozen.set(key, room);
    return room;
  }

  /** The room of a draft's present revision, or null where there is no such draft. */
  text(id: DraftId): TextRoom | null {
    const held = this.texts.get(id);
    if (held !== undefined) return held;
    if (this.services.store.drafts.find(id) === null) return null;
    const room = new TextRoom(id, this.services, this.eventsOf(this.texts, id));
    this.texts.set(id, room);
    return room;
  }

  /** The room of an open preparation, or null. Who may enter it is for the caller to ask. */
  preparation(id: PreparationId): PreparationRoom | null {
    const held = this.preparations.get(id);
    if (held !== undefined) return held;
    const stored = this.services.store.preparations.find(id);
    if (stored?.state !== 'open') return null;
    const room = new PreparationRoom(stored, this.services, this.eventsOf(this.preparations, id));
    this.preparations.set(id, room);
    return room;
  }

  /** Gives a command on a draft. Null where there is no such draft. */
  command(draft: DraftId, seat: Seat, command: Command): Result<readonly Entry[], CommandRefusal> | null {
    const room = this.text(draft);
    if (room === null || command.type !== 'table') return room?.command(seat, command, null) ?? null;
    const preparation = this.preparation(command.preparation);
    const isTheirs = preparation !== null && mayPrepareWith(seat, preparation.preparation.sponsors);
    if (!isTheirs || preparation.preparation.draft !== draft || !preparation.commit()) return refuse({ refusal: NO_PREPARATION });
    const done = room.command(seat, command, this.tablingOf(preparation));
    if (done.ok) preparation.close('gone', 'tabled');
    return done;
  }

  /** Opens a private room on clauses of a draft, for the seats of one participant. Null where there is no such draft. */
  prepare(draft: DraftId, seat: Seat, request: PrepareRequest): Result<StoredPreparation, Refusal> | null {
    const room = this.text(draft);
    if (room === null || !room.commit()) return null;
    const outcomeOf = outcomesOf(room.state);
    const wanted = new Set(request.clauses);
    const base = room
      .clauses()
      .filter((clause) => wanted.has(clause.id))
      .map((clause) => ({ ...clause, runs: visibleRuns(clause, outcomeOf) }));
    if (base.length !== wanted.size)
      return refuse({ code: 'malformed', reason: 'One of these clauses is no longer in the text.' });
    const preparation: StoredPreparation = {
      id: NEW_IDS.preparation(),
      draft,
      sponsors: [seat.participant],
      startedBy: seat.id,
      startedAt: this.now(),
      base,
      insertAfter: request.insertAfter,
      state: 'open',
    };
    const doc = new Y.Doc({ gc: false });
    doc.clientID = randomClientId();
    writeText(doc, base);
    const first = { number: 1, seat: seat.id, at: preparation.startedAt, bytes: Y.encodeStateAsUpdate(doc) };
    const { store } = this.services;
    store.transaction(() => {
      store.preparations.create(preparation);
      store.preparations.append(preparation.id, [first], [{ client: doc.clientID, seat: null }]);
    });
    return ok(preparation);
  }

  /** Discards a preparation, with everyone in its room. */
  discard(id: PreparationId): void {
    const room = this.preparation(id);
    this.services.store.preparations.close(id, 'discarded', this.now());
    room?.close('gone', 'discarded');
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
      for (const session of room.sessions()) if (!isLive(session)) room.closeSession(session);
      room.heartbeat();
    }
  }

  /** Ends the connections of a session that was signed out. */
  closeSession(session: string): void {
    for (const room of this.all()) room.closeSession(session);
  }

  /** Commits everything, also the edits that rest, and sends everyone away. */
  stop(): void {
    for (const room of this.all()) room.close('stopping', 'the server stops');
  }

  private all(): Room[] {
    return [...this.texts.values(), ...this.frozen.values(), ...this.preparations.values()];
  }

  private tablingOf(room: PreparationRoom): Tabling {
    const { id, base } = room.preparation;
    return {
      prepared: { base, edited: room.clauses() },
      alsoPersist: () => this.services.store.preparations.close(id, 'tabled', this.now()),
    };
  }

  private eventsOf<Id>(held: Map<Id, Room>, id: Id): RoomEvents {
    return {
      onGone: (error) => {
        held.delete(id);
        if (error !== null)
          this.services.log.error({ room: id, error: nameOf(error) }, 'a room was dropped and will be loaded again');
      },
      onEmpty: () => {
        const timer = setTimeout(() => {
          const room = held.get(id);
          if (room?.isEmpty === true) room.close('stopping', 'idle');
        }, this.services.idleMs);
        timer.unref();
      },
    };
  }

  private now(): string {
    return isoTime(this.services.clock.now());
  }
}

const NO_PREPARATION: Refusal = {
  code: 'closed',
  reason: 'There is no such preparation, or it has been tabled or discarded already.',
};
