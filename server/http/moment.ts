import type { Request } from 'express';
import { parseMoment, type Moment } from '../../shared/protocol/moment.ts';
import { textAt } from '../drafts/moments.ts';
import type { TextAt } from '../rooms/text-at.ts';
import type { TextRoom } from '../rooms/text-room.ts';
import type { Store } from '../store/store.ts';
import { refused, type Reply } from './reply.ts';

/** The moment that `?revision=n` or `?entry=n` names; the present where there is neither. */
export function momentOf({ query }: Pick<Request, 'query'>): { readonly moment: Moment } | { readonly reply: Reply } {
  const { revision, entry } = query;
  if (revision === undefined && entry === undefined) return { moment: { at: 'now' } };
  const [what, number] = revision === undefined ? ['entry', entry] : ['revision', revision];
  const isOne = typeof number === 'string' && (revision === undefined || entry === undefined);
  const moment = isOne ? parseMoment(`${what}-${number}`) : null;
  return moment === null ? { reply: NO_MOMENT } : { moment };
}

/**
 * The text of a room's draft at a moment; null where there is none. The present is what the room holds, which is to be durable, so that nothing
 * is loaded for it; whatever is past is read from the log.
 */
export function textIn(store: Store, room: TextRoom, moment: Moment): TextAt | null {
  const isPresent = moment.at === 'now' || (moment.at === 'revision' && moment.revision === room.revision);
  if (!isPresent) return textAt(store, room.id, moment);
  const { revision, update, state } = room;
  return { revision, update, clauses: room.clauses(), state, entries: store.drafts.entries(room.id, 0) };
}

const NO_MOMENT = refused(400, 'malformed', 'A text is asked for by the number of a revision or of an entry, from 1.');
/** The draft is there, but not at such a moment. */
export const NO_SUCH_TEXT = refused(404, 'unknown-revision', 'The draft has no such revision, or its record no such entry.');
