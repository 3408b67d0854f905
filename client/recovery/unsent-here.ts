import { groupBy } from '../../shared/base/group-by.ts';
import { counted } from '../../shared/base/phrases.ts';
import type { SeatId } from '../../shared/base/ids.ts';
import type { Kept } from '../sync/kept.ts';
import { ALL_CHANGES, changesOfSeatKey } from '../sync/place.ts';

/** So many changes in words, as a sentence begins. */
export function unsentTold(count: number): string {
  return `${counted(count, 'change')} of yours ${count === 1 ? 'is' : 'are'} kept on this device, not saved yet`;
}

/** The same where it is not known whose they are. */
export function unsentOnDevice(count: number): string {
  return `${counted(count, 'change')} ${count === 1 ? 'is' : 'are'} kept on this device, not saved yet`;
}

/** How many changes of a person, or of anybody, this device keeps that the server has not confirmed, room by room. */
export async function unsentHere(kept: Pick<Kept, 'under'>, seat: SeatId | null): Promise<ReadonlyMap<string, number>> {
  const rooms = groupBy(await kept.under(seat === null ? ALL_CHANGES : changesOfSeatKey(seat)), ({ key }) => String(key[2]));
  return new Map([...rooms].map(([room, rows]) => [room, rows.length]));
}
