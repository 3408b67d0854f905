import { createHash, timingSafeEqual } from 'node:crypto';
import { Router } from 'express';
import type { Meter } from '../metrics/meter.ts';
import { NOT_FOUND, send } from './reply.ts';

/** GET `/metrics` in the text format of Prometheus, for those who bear the token; to everyone else there is no such address. */
export function metricsRoute(meter: Meter, token: string | null): Router {
  const router = Router();
  router.get('/metrics', (request, response) => {
    const [scheme, given] = (request.headers.authorization ?? '').split(' ');
    const isTheirs = token !== null && scheme?.toLowerCase() === 'bearer' && given !== undefined && isSame(given, token);
    if (!isTheirs) return send(response, NOT_FOUND);
    response.setHeader('Cache-Control', 'no-store').setHeader('Content-Type', 'text/plain; version=0.0.4; charset=utf-8');
    return void response.send(meter.text());
  });
  return router;
}

/** Takes as long whatever differs. */
function isSame(given: string, token: string): boolean {
  return timingSafeEqual(digest(given), digest(token));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
