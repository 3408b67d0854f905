import type { IncomingMessage } from 'node:http';
import { draftId, isId, preparationId, type DraftId } from '../../shared/base/ids.ts';
import { may, mayPrepareWith } from '../../shared/policy/policy.ts';
import { SEAT_PARAMETER } from '../../shared/protocol/acting-seat.ts';
import type { CLOSE } from '../../shared/protocol/close.ts';
import { isSpoken, VERSION_PARAMETER } from '../../shared/protocol/version.ts';
import type { Session, Sessions } from '../access/sessions.ts';
import { nameOf, type Log } from '../log.ts';
import type { Store } from '../store/store.ts';
import type { Room } from './room.ts';
import { ServerFull } from './room-memory.ts';
import type { Rooms } from './rooms.ts';

const PATH = /^\/sync\/(text|preparation)\/([^/?]+)(?:\/([1-9]\d{0,8}))?$/;

/** What tells who may enter where. */
export interface EntranceServices {
  readonly store: Store;
  readonly rooms: Rooms;
  readonly sessions: Sessions;
  readonly log: Log;
}

/** Whether somebody may enter a room; `kind` and `id` only where the room is one that they know of. */
export type Entrance =
  | { readonly room: Room; readonly kind: 'text' | 'preparation'; readonly id: string; readonly session: Session }
  | { readonly closed: keyof typeof CLOSE; readonly reason: string };

/** A draft that cannot be loaded closes its own door, and no other. */
export function tryToEnter(request: IncomingMessage, services: EntranceServices): Entrance {
  try {
    return enter(request, services);
  } catch (error) {
    return whyNotNow(error, services);
  }
}

/** Why somebody who may enter a room cannot just now, of what was thrown on the way. */
export function whyNotNow(
  error: unknown,
  { log }: Pick<EntranceServices, 'log'>,
): Extract<Entrance, { readonly closed: unknown }> {
  if (error instanceof ServerFull) return { closed: 'full', reason: 'the server is full; try again' };
  log.error({ error: nameOf(error) }, 'a room could not be entered');
  return { closed: 'failed', reason: 'the room cannot be loaded' };
}

function enter(request: IncomingMessage, { store, rooms, sessions }: EntranceServices): Entrance {
  const address = URL.parse(request.url ?? '/', 'http://localhost');
  const session = sessions.of(request, address?.searchParams.get(SEAT_PARAMETER));
  if (session === null) return { closed: 'signIn', reason: 'sign in' };
  if (address === null) return { closed: 'unknown', reason: 'no such room' };
  if (!isSpoken(address.searchParams.get(VERSION_PARAMETER))) return { closed: 'outdated', reason: 'reload the page' };
  const [, kind, id, revision] = PATH.exec(address.pathname) ?? [];
  if (kind === undefined || id === undefined || !isId(id)) return { closed: 'unknown', reason: 'no such room' };
  if (kind === 'text') {
    const room = may(session.seat, 'read text') ? textRoom(rooms, draftId(id), revision) : null;
    return room === null ? { closed: 'unknown', reason: 'no such draft' } : { room, kind, id, session };
  }
  if (revision !== undefined) return { closed: 'unknown', reason: 'no such room' };
  const stored = store.preparations.find(preparationId(id));
  // Those who are not among its sponsors do not learn that it exists.
  if (stored === null || !mayPrepareWith(session.seat, stored.sponsors))
    return { closed: 'unknown', reason: 'no such preparation' };
  const room = rooms.preparation(stored.id);
  return room === null ? { closed: 'gone', reason: stored.state } : { room, kind: 'preparation', id, session };
}

function textRoom(rooms: Rooms, draft: DraftId, revision: string | undefined): Room | null {
  return revision === undefined ? rooms.text(draft) : rooms.revision(draft, Number(revision));
}
