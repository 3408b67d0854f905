import { randomBytes } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import type { RequestHandler, Response } from 'express';
import type { Seat } from '../../shared/participants/participant.ts';
import type { Log } from '../log.ts';
import type { Meter } from '../metrics/meter.ts';

const REFUSED = 400;

/**
 * Gives each request an id, which the answer bears as well, and notes how it ended: the route as it is written in the program rather than
 * the address, which anybody may fill with anything.
 */
export function requestLog(log: Log, meter: Meter): RequestHandler {
  return (request, response, next) => {
    const id = randomBytes(6).toString('hex');
    const begun = performance.now();
    response.setHeader('X-Request-Id', id);
    response.on('close', () => {
      const status = response.writableFinished ? response.statusCode : 0;
      if (status >= REFUSED) meter.refusals.add(1, { status: String(status) });
      const what = {
        request: id,
        method: request.method,
        route: routeOf(request.baseUrl, request.route),
        status,
        seat: seatOf(response),
        bytes: Number(request.headers['content-length'] ?? 0),
        sent: Number(response.getHeader('content-length') ?? 0),
        ms: Math.round(performance.now() - begun),
      };
      log.debug(what, 'a request was answered');
    });
    next();
  };
}

/** Notes whose request it is, for the log. */
export function noteSeat(response: Response, seat: Pick<Seat, 'id'>): void {
  response.locals['seat'] = seat.id;
}

function seatOf(response: Response): string | null {
  const seat: unknown = response.locals['seat'];
  return typeof seat === 'string' ? seat : null;
}

function routeOf(base: string, route: unknown): string | null {
  if (typeof route !== 'object' || route === null || !('path' in route) || typeof route.path !== 'string') return null;
  return `${base === '/api' ? base : ''}${route.path}`;
}
