import type { Store } from '../../server/store/store.ts';
import { roomKey, type RoomId } from './client.ts';

/** Whose each client id is, noted as it is given out. */
export class Owners {
  private readonly disk: Store;
  private readonly seats = new Map<string, Map<number, string>>();

  constructor(disk: Store) {
    this.disk = disk;
  }

  note(room: RoomId, client: number, seat: string): void {
    const owners = this.seats.get(roomKey(room)) ?? new Map<number, string>();
    this.seats.set(roomKey(room), owners.set(client, seat));
  }

  /** Whose each client id of a room is; those that the server claimed for itself are the server's. */
  of(room: RoomId): ReadonlyMap<number, string> {
    const own = this.disk.drafts.claims(room.id, room.kind === 'text' ? room.revision : undefined);
    const servers = own.filter(({ seat }) => seat === null);
    return new Map([...(this.seats.get(roomKey(room)) ?? []), ...servers.map(({ client }) => [client, 'server'] as const)]);
  }
}
