import type { Seat } from '../../shared/participants/participant.ts';
import { roomKey, type RoomId } from './client.ts';

/** What a page that is gone had not seen confirmed, and of which room. */
export interface Left {
  readonly room: RoomId;
  readonly updates: readonly Uint8Array[];
}

/** A browser of one person, whose pages share a session and what is kept there. */
export class Device {
  readonly seat: Seat;
  /** The session of its cookie. */
  session: string;
  /** Words that came too late for a revision: they are in the tray of this device. */
  late = '';
  private kept: readonly Left[] = [];

  constructor(seat: Seat, session: string) {
    this.seat = seat;
    this.session = session;
  }

  /** What nobody has taken over. */
  get left(): readonly Left[] {
    return this.kept;
  }

  /** A page is gone that had this unconfirmed. */
  leave(left: Left): void {
    if (left.updates.length > 0) this.kept = [...this.kept, left];
  }

  /** What was left in a room, for the one page that takes it over. */
  takeOver(room: RoomId): Uint8Array[] {
    const isOfRoom = (one: Left): boolean => roomKey(one.room) === roomKey(room);
    const taken = this.kept.filter(isOfRoom);
    this.kept = this.kept.filter((one) => !isOfRoom(one));
    return taken.flatMap(({ updates }) => updates);
  }
}
