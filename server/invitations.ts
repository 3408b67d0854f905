import type { Seat } from '../shared/participants/participant.ts';
import { isoTime, type Clock } from './clock.ts';
import { newSecret, secretHash } from './ids.ts';
import type { Store } from './store/store.ts';

/** A seat and the token that opens it, once. */
export interface Invitation {
  readonly seat: Seat;
  readonly token: string;
}

/** Makes a new invitation for each seat. Those of before that nobody used are worth nothing from now on. */
export function inviteEverySeat(store: Store, clock: Clock): Invitation[] {
  const at = isoTime(clock.now());
  return store.transaction(() => {
    store.access.revokeUnusedInvitations(at);
    return store.process.seats().map((seat) => {
      const token = newSecret();
      store.access.invite(secretHash(token), seat.id, at);
      return { seat, token };
    });
  });
}
