import { draftId, isId } from '../../shared/base/ids.ts';
import type { Rooms } from '../rooms/rooms.ts';
import type { TextRoom } from '../rooms/text-room.ts';

/**
 * The room of a draft as an address names it, all of it durable: what is told is on the disk. Null where there is no such draft. Throws where
 * the store fails, since that says nothing of whether there is one.
 */
export function durableRoom(rooms: Rooms, draft: unknown): TextRoom | null {
  const room = typeof draft === 'string' && isId(draft) ? rooms.text(draftId(draft)) : null;
  if (room?.commit() === false) throw new Error('the room could not be written');
  return room;
}
