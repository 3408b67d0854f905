import type { Request, RequestHandler } from 'express';
import type { SeatId } from '../../shared/base/ids.ts';
import type { Registry } from '../../shared/participants/registry.ts';
import type { Seat } from '../../shared/participants/participant.ts';
import type { Aside } from '../aside/aside.ts';
import type { Clock } from '../clock.ts';
import type { Limits } from '../limits.ts';
import type { Log } from '../log.ts';
import type { Meter } from '../metrics/meter.ts';
import type { Checkpoints } from '../checkpoints/checkpoints.ts';
import type { Rooms } from '../rooms/rooms.ts';
import type { Store } from '../store/store.ts';
import type { Readiness } from './health.ts';
import type { OneATurn } from './one-a-turn.ts';
import type { Rates } from '../rates.ts';
import { SIGN_IN, TOO_FAST, send, type Reply } from './reply.ts';
import { teller } from './stepped.ts';
import type { Session, Sessions } from '../access/sessions.ts';
import type { Answers } from './answers.ts';

/** What the routes work with. */
export interface HttpServices {
  readonly store: Store;
  readonly rooms: Rooms;
  readonly sessions: Sessions;
  readonly registry: Registry;
  readonly clock: Clock;
  readonly log: Log;
  readonly meter: Meter;
  readonly readiness: Readiness;
  readonly checkpoints: Checkpoints;
  readonly aside: Aside;
  readonly limits: Limits;
  readonly rates: Rates;
  /** Seats of which a whole file is on its way in. */
  readonly sending: Set<SeatId>;
  readonly answers: Answers;
  /** Ends what sessions that are over have under way: sockets, and answers that are being sent. */
  readonly recheck: () => void;
  /** Answers that take long, whoever asks. */
  readonly inTurn: OneATurn;
  /** The origin by which people reach the server, where that is not its own. */
  readonly publicOrigin: string | null;
  /** Who bears it may read the metrics; null: nobody may. */
  readonly metricsToken: string | null;
}

/** A route for those who are signed in, as they are when what they sent has come in whole. */
export function seated(
  services: HttpServices,
  answer: (seat: Seat, request: Request, session: Session) => Reply,
): RequestHandler {
  return (request, response) => {
    const session = services.sessions.of(request);
    send(response, session === null ? SIGN_IN : answer(session.seat, request, session));
  };
}

/** How an answer that takes a while may ask about whoever waits for it. */
export interface Waiting {
  /** Says that nobody waits any more. */
  readonly gone: AbortSignal;
  /** Whether the session is still live: ask it before anything is stored. */
  readonly isLive: () => boolean;
  /** Tells how far it is, where that was asked for: of nothing that may not be seen, since it goes out at once. */
  readonly tell: (step: unknown) => void;
}

/** As `seated`, where the answer takes a while. It is given only to a session that is live when it is there. */
export function seatedAside(
  services: HttpServices,
  answer: (seat: Seat, request: Request, waiting: Waiting) => Promise<Reply>,
): RequestHandler {
  return async (request, response) => {
    const session = services.sessions.of(request);
    if (session === null) return send(response, SIGN_IN);
    const leaving = new AbortController();
    response.on('close', () => leaving.abort());
    const isLive = (): boolean => services.sessions.isLive(session.hash);
    const waiting = { gone: leaving.signal, isLive, tell: teller(request, response) };
    const reply = await answer(session.seat, request, waiting);
    return send(response, isLive() ? reply : SIGN_IN);
  };
}

/** Before a route that is answered with a whole text or record: no more of those than a person reads. */
export function wholeDocument({ sessions, rates }: HttpServices): RequestHandler {
  return (request, response, next) => {
    const session = sessions.of(request);
    if (session === null) return send(response, SIGN_IN);
    return rates.admits('documents', session.seat.id) ? next() : send(response, TOO_FAST);
  };
}

/** Before a route for which a text is read anew and gone through: no more of those than a person looks at, begun one in each turn. */
export function wholeReading({ sessions, rates, inTurn }: HttpServices): RequestHandler {
  return (request, response, next) => {
    const session = sessions.of(request);
    if (session === null) return send(response, SIGN_IN);
    if (!rates.admits('readings', session.seat.id)) return send(response, TOO_FAST);
    return inTurn.take(next);
  };
}
