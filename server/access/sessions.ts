import type { IncomingMessage } from 'node:http';
import type { Seat } from '../../shared/participants/participant.ts';
import { SEAT_HEADER } from '../../shared/protocol/acting-seat.ts';
import { isoTime, type Clock } from '../clock.ts';
import { newSecret, secretHash } from '../ids.ts';
import type { Consumed, Store } from '../store/store.ts';

const HOUR = 3_600_000;
/** A session ends after so long without a request, in milliseconds. */
const IDLE_LIFE = 12 * HOUR;
/** A session ends after so long in any case, in milliseconds. */
export const WHOLE_LIFE = 7 * 24 * HOUR;
/** A session that began so long from now, in milliseconds, is of another time than the clock's. */
const LATEST_BACK = 24 * HOUR;
/** A session's last use is written down no more often than this, in milliseconds. */
const TOUCH_EVERY = 60_000;

/** A seat that is signed in. `hash` names the session; the secret itself is in the cookie alone. */
export interface Session {
  readonly hash: string;
  readonly seat: Seat;
}

/** Sign-in, sign-out, and who it is that asks. */
export class Sessions {
  private readonly store: Store;
  private readonly clock: Clock;
  /** Whether the server is reached by https. */
  readonly secure: boolean;

  constructor(store: Store, clock: Clock, secure: boolean) {
    this.store = store;
    this.clock = clock;
    this.secure = secure;
  }

  /** Name of the cookie; the prefix binds it to this host where the connection is secure. */
  get cookieName(): string {
    return this.secure ? '__Host-travaux_session' : 'travaux_session';
  }

  /** Trades an invitation for a session, once. The secret is for the cookie. */
  signIn(
    token: string,
  ): { readonly outcome: 'accepted'; readonly seat: Seat; readonly secret: string } | Exclude<Consumed, { outcome: 'accepted' }> {
    const now = this.clock.now();
    return this.store.transaction(() => {
      const consumed = this.store.access.consumeInvitation(secretHash(token), isoTime(now));
      if (consumed.outcome !== 'accepted') return consumed;
      const seat = this.store.process.seat(consumed.seat);
      if (seat === null) return { outcome: 'unknown' };
      const secret = newSecret();
      this.store.access.openSession(secretHash(secret), {
        seat: seat.id,
        seenAt: isoTime(now),
        expiresAt: isoTime(now + WHOLE_LIFE),
      });
      return { outcome: 'accepted', seat, secret };
    });
  }

  signOut(session: Session): void {
    this.store.access.revokeSession(session.hash, isoTime(this.clock.now()));
  }

  /** Ends every other session of the seat, and says how many there were. */
  signOutOthers({ hash, seat }: Session): number {
    return this.store.access.revokeSessionsOf(seat.id, hash, isoTime(this.clock.now()));
  }

  /**
   * The session of a request's cookie, or null where there is none that is live. `page`: for which seat the page says that it was opened; one that
   * was opened for another is none of this session's.
   */
  of(request: IncomingMessage, page: unknown = request.headers[SEAT_HEADER]): Session | null {
    const secret = cookieOf(request.headers.cookie ?? '', this.cookieName);
    if (secret === null) return null;
    const hash = secretHash(secret);
    const stored = this.live(hash);
    const seat = stored === null ? null : this.store.process.seat(stored.seat);
    if (stored === null || seat === null || (typeof page === 'string' && page !== seat.id)) return null;
    this.noteUse(hash, stored.seenAt);
    return { hash, seat };
  }

  /** Counts as a use of a session: writing does, also where no request comes for hours. */
  touch(hash: string): void {
    const stored = this.live(hash);
    if (stored !== null) this.noteUse(hash, stored.seenAt);
  }

  isLive(hash: string): boolean {
    return this.live(hash) !== null;
  }

  private noteUse(hash: string, seenAt: string): void {
    const now = this.clock.now();
    if (now - Date.parse(seenAt) > TOUCH_EVERY) this.store.access.touchSession(hash, isoTime(now));
  }

  private live(hash: string): ReturnType<Store['access']['session']> {
    const stored = this.store.access.session(hash);
    if (stored === null) return null;
    const now = this.clock.now();
    const ends = Date.parse(stored.expiresAt);
    // By a clock that was set back a session would go on until that has caught up.
    if (ends - now > WHOLE_LIFE + LATEST_BACK) return null;
    return now < ends && now - Date.parse(stored.seenAt) < IDLE_LIFE ? stored : null;
  }
}

function cookieOf(header: string, name: string): string | null {
  for (const pair of header.split(';')) {
    const [key, value] = pair.trim().split('=');
    if (key === name && value !== undefined && value !== '') return value;
  }
  return null;
}
