import type * as Y from 'yjs';
import type { DraftId } from '../../shared/base/ids.ts';
import { registry } from '../../shared/participants/registry.ts';
import type { Seat } from '../../shared/participants/participant.ts';
import { isoTime } from '../../server/clock.ts';
import { actorOf } from '../../server/drafts/actor.ts';
import { importDraft } from '../../server/drafts/importing.ts';
import { Rooms } from '../../server/rooms/rooms.ts';
import type { Room } from '../../server/rooms/room.ts';
import type { PreparationRoom } from '../../server/rooms/preparation-room.ts';
import type { TextRoom } from '../../server/rooms/text-room.ts';
import type { Store } from '../../server/store/store.ts';
import type { Log } from '../../server/log.ts';
import { Cleared } from './cleared.ts';
import { roomKey, type RoomId } from './client.ts';
import { openDoor, type DoorFaults, type Knock } from './door.ts';
import { Durable } from './durable.ts';
import type { Link } from './link.ts';
import type { Machine } from './machine.ts';
import { Owners } from './owners.ts';
import { Power, powered, type DiskFaults } from './power.ts';
import type { Random } from './random.ts';
import { PARTICIPANTS, SEATS, seatNamed } from './seats.ts';
import { SentOracle } from './sent-oracle.ts';
import { holds } from './violation.ts';

/** Every so often the server pings, and lets those go who have not answered since. */
const HEARTBEAT = 20_000;
const COALESCE = 3_000;
const IDLE = 45_000;
/** Small, so that a run of a few dozen updates sees some snapshots. */
const LEAST_UPDATES = 8;

/** Faults planted on the server's side of the wires: what a wrong server would do. */
export type ServerFaults = DiskFaults & DoorFaults;

/**
 * The server's process and the wires to it. The disk outlives a crash; the rooms, their sockets and everything scheduled do not. Each run of
 * the process has a power of its own; what an earlier one still holds can neither write nor speak.
 */
export class World {
  readonly draft: DraftId;
  readonly disk: Store;
  readonly machine: Machine;
  private readonly random: Random;
  private readonly faults: ServerFaults;
  private readonly snapshotPiece: number;
  private readonly durable = new Map<string, Durable>();
  private links: Knock[] = [];
  private nextHeartbeat: number;
  power = new Power();
  rooms: Rooms;
  readonly owners: Owners;
  /** What was cleared by whom. */
  readonly cleared = new Cleared();
  /** What is said to whom. */
  readonly sent: SentOracle;
  private sessions = 0;
  /** Sessions that are over. */
  private readonly over = new Set<string>();
  /** Rooms that were dropped without a fault of the disk or of the machine that would explain it. */
  private readonly dropped: string[] = [];

  constructor(setting: {
    readonly disk: Store;
    readonly machine: Machine;
    readonly random: Random;
    readonly source: string;
    readonly faults: ServerFaults;
    readonly snapshotPiece: number;
  }) {
    this.disk = setting.disk;
    this.owners = new Owners(setting.disk);
    this.machine = setting.machine;
    this.random = setting.random;
    this.faults = setting.faults;
    this.snapshotPiece = setting.snapshotPiece;
    this.disk.process.create('Simulated', PARTICIPANTS, SEATS, {
      at: isoTime(this.machine.clock.now()),
      by: actorOf(seatNamed('drafter-1')),
    });
    const services = { store: this.disk, clock: this.machine.clock, registry: registry(PARTICIPANTS) };
    this.draft = importDraft(services, actorOf(seatNamed('drafter-1')), { fileName: 'base.md', source: setting.source }).draft;
    this.sent = new SentOracle(this.disk, this.draft);
    this.nextHeartbeat = this.machine.clock.now() + HEARTBEAT;
    this.rooms = this.start();
  }

  get text(): TextRoom {
    const room = this.rooms.text(this.draft);
    this.power.check();
    if (room === null) throw new Error('the draft is gone');
    return room;
  }

  /** The links that have something on its way to the server. */
  get upward(): readonly Link[] {
    return this.links.filter(({ link }) => link.up.length > 0).map(({ link }) => link);
  }

  /** The room of a revision of the draft; of the present one, as the disk has it, where none is named. */
  textRoom(revision = this.disk.drafts.find(this.draft)?.revision ?? 1): RoomId {
    return { kind: 'text', id: this.draft, revision };
  }

  durableOf(room: RoomId): Durable {
    const found = this.durable.get(roomKey(room)) ?? new Durable(room, this.disk);
    this.durable.set(roomKey(room), found);
    return found.refresh();
  }

  /** A new wire, over which somebody will knock. */
  attach(knock: Knock): void {
    this.links.push(knock);
  }

  /** Somebody signs in: the session. */
  signIn(seat: Seat): string {
    return `session ${(this.sessions += 1)} of ${seat.id}`;
  }

  /** A session is revoked, and its sockets are ended. */
  revoke(session: string): void {
    this.over.add(session);
    this.guarded(() => this.rooms.recheck((one) => this.isLive(one)));
  }

  isLive(session: string): boolean {
    return !this.over.has(session);
  }

  /** In which session what comes over a wire is sent. */
  sessionOf(link: Link): string | null {
    return this.links.find((one) => one.link === link)?.session ?? null;
  }

  /**
   * Asks for a client id as the client does by HTTP, which fails where the process is about to die. A text is entered at its present
   * revision, whichever was asked for.
   */
  enter(room: RoomId, seat: Seat): { readonly room: RoomId; readonly client: number } | null {
    return this.guarded(() => {
      const held: TextRoom | PreparationRoom | null =
        room.kind === 'text' ? this.rooms.text(room.id) : this.rooms.preparation(room.id);
      if (held === null || !held.commit()) return null;
      const client = this.rooms.allocateClientId(held, seat);
      const entered = 'revision' in held ? this.textRoom(held.revision) : room;
      this.owners.note(entered, client, seat.id);
      return { room: entered, client };
    });
  }

  clientId(room: RoomId, seat: Seat): number | null {
    return this.enter(room, seat)?.client ?? null;
  }

  /**
   * Runs something in the server's process. Null where the process died or the disk failed; afterwards a new process stands on the same disk.
   */
  guarded<T>(work: () => T): T | null {
    const { failures } = this.power;
    let value: T | null = null;
    try {
      value = work();
    } catch (error) {
      if (this.power.cutAt === null && this.power.failures === failures) throw error;
    }
    if (this.power.cutAt === null) return value;
    this.restart();
    return null;
  }

  /** One message arrives at the server. */
  deliverUp(link: Link): void {
    const served = this.links.find((one) => one.link === link);
    const message = link.up.shift();
    if (served === undefined || message === undefined) return;
    this.guarded(() => {
      if (message.type === 'open')
        openDoor(
          {
            rooms: this.rooms,
            disk: this.disk,
            power: this.power,
            faults: this.faults,
            isLive: (session) => this.isLive(session),
            sent: (to, room, bytes) => this.sent.sent(to, room, bytes),
          },
          served,
        );
      else if (message.type === 'message') this.receive(link, message.bytes);
      else this.close(link);
    });
    this.explainDrops();
  }

  endTurn(): void {
    this.guarded(() => this.machine.endTurn());
    this.explainDrops();
  }

  /** Lets time pass, with the server's pings and timers. */
  pass(milliseconds: number): void {
    const until = this.machine.clock.now() + milliseconds;
    while (this.machine.clock.now() < until) {
      const wait = Math.min(until, this.nextHeartbeat) - this.machine.clock.now();
      this.guarded(() => this.machine.pass(wait, () => this.power.cutAt !== null));
      if (this.machine.clock.now() >= this.nextHeartbeat) this.heartbeat();
    }
    this.explainDrops();
  }

  /** The process is told to stop and starts anew. */
  stopInGoodOrder(): void {
    this.guarded(() => this.rooms.stop());
    this.power.disarm();
    try {
      this.power.cut('between turns');
    } catch {
      this.restart();
    }
  }

  /** The process is killed while it does nothing. */
  kill(): void {
    this.guarded(() => this.power.cut('between turns'));
  }

  /** Forgets wires that both sides have left. */
  sweep(isHeld: (link: Link) => boolean): void {
    this.links = this.links.filter(
      ({ link }) => link.server !== null || link.up.length > 0 || link.down.length > 0 || isHeld(link),
    );
  }

  private restart(): void {
    for (const { link } of this.links) link.lose(this.random);
    this.machine.forgetAll();
    this.dropped.length = 0;
    this.power = new Power();
    this.rooms = this.start();
  }

  private start(): Rooms {
    const { power, machine, disk, snapshotPiece } = this;
    const log = {
      error: (what: { room?: string }) => void this.dropped.push(String(what.room)),
      warn: () => undefined,
      info: () => undefined,
      debug: () => undefined,
      trace: () => undefined,
    };
    return new Rooms({
      store: powered(disk, power, this.faults),
      clock: machine.clock,
      log: log as unknown as Log,
      coalesceMs: COALESCE,
      idleMs: IDLE,
      leastUpdates: LEAST_UPDATES,
      snapshotPiece,
      registry: registry(PARTICIPANTS),
      actorOf: (seat) => actorOf(seatNamed(seat)),
    });
  }

  private explainDrops(): void {
    const breach = this.sent.take();
    holds(breach === null, 'nobody hears what is not for them', () => breach ?? '');
    const { length } = this.dropped.splice(0);
    const { failures } = this.power;
    this.power.failures = 0;
    holds(
      length <= failures || this.power.cutAt !== null,
      'a room is dropped only where the disk fails',
      () => `${length} dropped, ${failures} failures`,
    );
  }

  private receive(link: Link, bytes: Uint8Array): void {
    if (link.server === null) return;
    const { room, connection } = link.server;
    room.receive(connection, bytes);
  }

  private close(link: Link): void {
    if (link.server === null) return;
    const { room, connection } = link.server;
    link.server = null;
    room.leave(connection);
  }

  private heartbeat(): void {
    this.nextHeartbeat = this.machine.clock.now() + HEARTBEAT;
    for (const { link } of this.links) {
      if (link.server === null || !(link.isHalfOpen || !link.server.connection.isOpen)) continue;
      link.missedPings += 1;
      if (link.missedPings < 2) continue;
      link.closeDown(1006, '');
      link.up.length = 0;
      link.up.push({ type: 'close' });
    }
    this.guarded(() => this.rooms.heartbeat((session) => this.isLive(session)));
  }
}

/** The document of a room in memory, which it keeps to itself. */
export function docOf(room: Room): Y.Doc {
  return (room as unknown as { readonly doc: Y.Doc }).doc;
}
