import type { Room } from './room.ts';

/** Every room in memory has somebody in it, and there may be no more of them: try again later. */
export class ServerFull extends Error {
  override readonly name = 'ServerFull';
}

/**
 * Which rooms are in memory, and for how long. A room that nobody is in and nobody asks for leaves after a while; where there are too
 * many, the one that has been left alone longest leaves at once.
 */
export class RoomMemory {
  private readonly most: number;
  private readonly idleMs: number;
  /** Each room with the number of its last use, the longest unused first. */
  private readonly lastUse = new Map<Room, number>();
  private readonly timers = new Map<Room, NodeJS.Timeout>();
  private uses = 0;
  private lastAsked: Room | null = null;

  constructor(most: number, idleMs: number) {
    this.most = most;
    this.idleMs = idleMs;
  }

  /** Makes way for one more room. Throws ServerFull where none can leave. */
  makeWay(): void {
    if (this.lastUse.size < this.most) return;
    // Not the one asked for last: an act may concern two rooms.
    const idle = [...this.lastUse.keys()].find((room) => room.audience.isEmpty && room !== this.lastAsked);
    if (idle !== undefined) return idle.close('stopping', 'idle');
    throw new ServerFull('every room in memory is in use');
  }

  /** Notes that a room is loaded or was asked for. */
  use(room: Room): void {
    this.lastAsked = room;
    this.note(room);
  }

  /** Notes that everyone has left a room. */
  leave(room: Room): void {
    this.note(room);
  }

  forget(room: Room): void {
    if (this.lastAsked === room) this.lastAsked = null;
    this.lastUse.delete(room);
    const timer = this.timers.get(room);
    if (timer !== undefined) clearTimeout(timer);
    this.timers.delete(room);
  }

  private note(room: Room): void {
    this.uses += 1;
    this.lastUse.delete(room);
    this.lastUse.set(room, this.uses);
    if (!this.timers.has(room)) this.arm(room);
  }

  private arm(room: Room): void {
    const use = this.lastUse.get(room);
    const timer = setTimeout(() => {
      this.timers.delete(room);
      // Somebody is in it: the last to leave says so.
      if (use === undefined || !room.audience.isEmpty) return;
      if (this.lastUse.get(room) === use) room.close('stopping', 'idle');
      else if (this.lastUse.has(room)) this.arm(room);
    }, this.idleMs);
    timer.unref();
    this.timers.set(room, timer);
  }
}
