import type { Seat } from '../../shared/participants/participant.ts';
import { may, mayPrepareWith } from '../../shared/policy/policy.ts';
import { CLOSE, SIGNED_OUT } from '../../shared/protocol/close.ts';
import { Connection } from '../../server/rooms/connection.ts';
import type { Room } from '../../server/rooms/room.ts';
import type { Rooms } from '../../server/rooms/rooms.ts';
import type { Store } from '../../server/store/store.ts';
import type { RoomId } from './client.ts';
import type { Link } from './link.ts';
import type { Power } from './power.ts';

/** Who knocks in which session, over which wire, at which room. */
export interface Knock {
  readonly link: Link;
  readonly seat: Seat;
  readonly session: string;
  readonly room: RoomId;
}

/** Faults planted at the door. */
export interface DoorFaults {
  /** Each time somebody enters a room: what is done to it leaves out one of its checks. */
  onEnter?(room: Room): void;
  /** Whether a message really goes out. */
  sends?(bytes: Uint8Array): boolean;
}

/** The run of the server's process that answers the door. */
interface House {
  readonly rooms: Rooms;
  readonly disk: Store;
  readonly power: Power;
  readonly faults: DoorFaults;
  readonly isLive: (session: string) => boolean;
  /** Hears of each message that goes out. */
  readonly sent: (to: Seat, room: RoomId, bytes: Uint8Array) => void;
}

/** As server/rooms/socket.ts lets people in: into the room, or away with a code. */
export function openDoor(house: House, { link, seat, session, room: id }: Knock): void {
  if (!house.isLive(session)) return link.closeDown(CLOSE.signIn, SIGNED_OUT);
  const room = enter(house, id, seat);
  if (typeof room === 'string') return link.closeDown(CLOSE[room], room);
  const { power, faults } = house;
  const connection = new Connection(seat, session, {
    bufferedAmount: 0,
    send: (bytes) => {
      power.beforeSend();
      house.sent(seat, id, bytes);
      if (faults.sends?.(bytes) !== false) link.sendDown(bytes);
    },
    close: (code, reason) => {
      if (power.cutAt === null) link.closeDown(code, reason);
    },
    terminate: () => link.closeDown(1006, ''),
  });
  faults.onEnter?.(room);
  link.server = { room, connection };
  room.join(connection);
}

function enter({ rooms, disk, power }: House, id: RoomId, seat: Seat): Room | 'unknown' | 'gone' | 'failed' {
  const { failures } = power;
  try {
    if (id.kind === 'text') return (may(seat, 'read text') ? rooms.revision(id.id, id.revision) : null) ?? 'unknown';
    const stored = disk.preparations.find(id.id);
    if (stored === null || !mayPrepareWith(seat, stored.sponsors)) return 'unknown';
    return rooms.preparation(stored.id) ?? 'gone';
  } catch (error) {
    if (power.cutAt !== null || power.failures === failures) throw error;
    return 'failed';
  }
}
