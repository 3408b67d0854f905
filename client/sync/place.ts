import type { DraftId, ProposalId, SeatId } from '../../shared/base/ids.ts';
import type { Key } from './kept.ts';

/** Where kept changes belong: what one has typed is not another's to send, and a revision's changes are nothing to the next one. */
export interface Place {
  readonly seat: SeatId;
  /** The draft, or the preparation. */
  readonly room: string;
  /** The draft that it is about. */
  readonly draft: DraftId;
  /** The revision; 0 for a preparation, which has none. */
  readonly revision: number;
}

/** Changes of a client: each has a number behind this. */
export function changesKey({ seat, room, revision }: Place, client: number): Key {
  return ['change', seat, room, revision, client];
}

/** Changes of all clients and revisions. */
export function allChangesKey({ seat, room }: Pick<Place, 'seat' | 'room'>): Key {
  return [...changesOfSeatKey(seat), room];
}

/** Changes of everybody. */
export const ALL_CHANGES: Key = ['change'];

/** Changes of a person in whatever room, which is named by the next part. */
export function changesOfSeatKey(seat: SeatId): Key {
  return [...ALL_CHANGES, seat];
}

/** The last known text. */
export function textKey({ seat, room, revision }: Place): Key {
  return [...allTextsKey({ seat, room }), revision];
}

/** The last known texts of everybody. */
export const ALL_TEXTS: Key = ['text'];

/** The last known texts of all revisions. */
export function allTextsKey({ seat, room }: Pick<Place, 'seat' | 'room'>): Key {
  return [...ALL_TEXTS, seat, room];
}

/** Which draft a preparation is meant for; without one, all of a person's. */
export function aboutKey(seat: SeatId, room?: string): Key {
  return ['about', seat, ...(room === undefined ? [] : [room])];
}

/** Words of a person that stand in no text; with an id, the one. */
export function recoveriesKey(seat: SeatId, id?: string): Key {
  return ['recovery', seat, ...(id === undefined ? [] : [id])];
}

/** For whom a person typed brackets in a draft; with a proposal, the one. */
export function attributionsKey({ seat, room }: Pick<Place, 'seat' | 'room'>, proposal?: ProposalId): Key {
  return ['attribution', seat, room, ...(proposal === undefined ? [] : [proposal])];
}
