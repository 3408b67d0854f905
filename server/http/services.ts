import type { Request, RequestHandler } from 'express';
import type { Registry } from '../../shared/participants/registry.ts';
import type { Seat } from '../../shared/participants/participant.ts';
import type { Archives } from '../archive/archives.ts';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { Meter } from '../metrics/meter.ts';
import type { Checkpoints } from '../checkpoints/checkpoints.ts';
import type { FileWriter } from '../formats/file-writer.ts';
import type { Rooms } from '../rooms/rooms.ts';
import type { Store } from '../store/store.ts';
import type { Readiness } from './health.ts';
import { SIGN_IN, send, type Reply } from './reply.ts';
import { noteSeat } from './request-log.ts';
import type { Session, Sessions } from './session.ts';

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
  readonly files: FileWriter;
  readonly archives: Archives;
  /** Host and port by which people reach the server, where that is not its own. */
  readonly publicHost: string | null;
  /** Who bears it may read the metrics; null: nobody may. */
  readonly metricsToken: string | null;
}

/** A route for those who are signed in. */
export function seated(
  services: HttpServices,
  answer: (seat: Seat, request: Request, session: Session) => Reply,
): RequestHandler {
  return (request, response) => {
    const session = services.sessions.of(request);
    if (session !== null) noteSeat(response, session.seat);
    send(response, session === null ? SIGN_IN : answer(session.seat, request, session));
  };
}
