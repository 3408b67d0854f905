import type { Kept } from '../sync/kept.ts';
import type { Room } from '../sync/room.ts';
import type { SessionStore } from './session.ts';

/** What a page that gives way needs. */
export interface GivingWay {
  readonly session: SessionStore;
  readonly kept: Kept;
}

/**
 * The server answered on a page of this room that nobody sits here. The page gives way to one that says so, but not while words may stand on it that
 * are nowhere else, or not for certain: then it stays, with what its room says of the session.
 */
export function sessionOver({ session, kept }: GivingWay, { save }: Pick<Room, 'save'>): void {
  const now = save.get();
  const isAllSaved = now.state === 'saved' || ((now.state === 'offline' || now.state === 'refused') && now.unsaved === 0);
  if (isAllSaved && kept.trouble.get() === null) session.signedOut();
}
