import { existsSync } from 'node:fs';
import { join } from 'node:path';
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express';
import type { SeatId } from '../../shared/base/ids.ts';
import { draftOfPage } from '../../shared/protocol/page-path.ts';
import { nameOf } from '../log.ts';
import { ServerFull } from '../rooms/room-memory.ts';
import { door } from './door.ts';
import { healthRoutes } from './health.ts';
import { metricsRoute } from './metrics-route.ts';
import { OneATurn } from './one-a-turn.ts';
import { NOT_FOUND, refused, send, type Reply } from './reply.ts';
import { isStepped } from './stepped.ts';
import { requestLog } from './request-log.ts';
import { amendmentRoutes } from './routes/amendments.ts';
import { archiveRoutes } from './routes/archives.ts';
import { certificateRoutes } from './routes/certificates.ts';
import { checkpointRoutes } from './routes/checkpoint.ts';
import { deskRoutes } from './routes/desk.ts';
import { draftRoutes } from './routes/drafts.ts';
import { importRoutes } from './routes/imports.ts';
import { lookRoutes } from './routes/looks.ts';
import { paperRoutes } from './routes/papers.ts';
import { preparationRoutes } from './routes/preparations.ts';
import { recoveryRoutes } from './routes/recoveries.ts';
import { seatRoutes } from './routes/seats.ts';
import { sessionRoutes } from './routes/session.ts';
import { textRoutes } from './routes/texts.ts';
import { securityHeaders } from './security-headers.ts';
import { mayAct } from '../access/same-origin.ts';
import type { HttpServices } from './services.ts';

/** The HTTP side: the interface under `/api`, and the built client for everything else. `clientFolder` null: no client. */
export function httpApp(given: Omit<HttpServices, 'sending' | 'inTurn'>, clientFolder: string | null): Express {
  const services = { ...given, sending: new Set<SeatId>(), inTurn: new OneATurn() };
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  // A proxy of this machine may say for whom it asks; nobody else's word is taken.
  if (services.publicOrigin !== null) app.set('trust proxy', 'loopback');
  app.use(requestLog(services.log, services.meter));
  app.use(securityHeaders({ secure: services.sessions.secure, publicOrigin: services.publicOrigin }));
  app.use(healthRoutes(services.readiness), metricsRoute(services.meter, services.metricsToken));
  app.use('/api', guardActs(services), door(services));
  app.use(
    '/api',
    sessionRoutes(services),
    deskRoutes(services),
    draftRoutes(services),
    textRoutes(services),
    lookRoutes(services),
    preparationRoutes(services),
  );
  app.use(
    '/api',
    seatRoutes(services),
    checkpointRoutes(services),
    recoveryRoutes(services),
    certificateRoutes(services),
    paperRoutes(services),
    archiveRoutes(services),
    importRoutes(services),
    amendmentRoutes(services),
  );
  app.use('/api', (_request, response) => send(response, NOT_FOUND));
  if (clientFolder !== null) serveClient(app, clientFolder);
  app.use(onError(services));
  return app;
}

/** Acts come from a page of this server, as JSON. */
function guardActs({ publicOrigin }: HttpServices): RequestHandler {
  return (request, response, next) => {
    if (request.method === 'GET' || request.method === 'HEAD') return next();
    if (!mayAct(request.headers, publicOrigin))
      return send(response, refused(403, 'not-allowed', 'This request did not come from a page of this server.'));
    const hasBody = request.headers['content-length'] !== undefined && request.headers['content-length'] !== '0';
    if (hasBody && request.is('application/json') === false)
      return send(response, refused(415, 'malformed', 'The body must be JSON.'));
    return next();
  };
}

const YEAR = 365 * 24 * 3_600_000;

function serveClient(app: Express, folder: string): void {
  app.use('/assets', express.static(join(folder, 'assets'), { immutable: true, maxAge: YEAR, fallthrough: false }));
  app.use(express.static(folder, { index: false }));
  app.use((request, response, next) => {
    if ((request.method !== 'GET' && request.method !== 'HEAD') || !existsSync(join(folder, 'index.html'))) return next();
    response.setHeader('Cache-Control', 'no-cache');
    const draft = draftOfPage(request.path);
    if (draft !== null) response.setHeader('Link', ['/api/session', `/api/drafts/${draft}`].map(askedEarly).join(', '));
    return response.sendFile('index.html', { root: folder });
  });
}

/** What a page asks for as soon as its code runs: so the browser asks while the code is still on its way (RFC 8288, `preload`). */
function askedEarly(path: string): string {
  return `<${path}>; rel=preload; as=fetch; crossorigin`;
}

/** The one place where what was thrown becomes an answer. */
function onError({ log }: HttpServices): ErrorRequestHandler {
  return (error: unknown, _request, response, next) => {
    if (response.headersSent && !isStepped(response)) return next(error);
    return send(response, replyTo(error, log));
  };
}

function replyTo(error: unknown, log: HttpServices['log']): Reply {
  const status = typeof error === 'object' && error !== null && 'status' in error ? error.status : null;
  // The connection broke, or was never HTTP: nobody is there to be answered, and nothing of ours failed.
  if (isOfTheConnection(error)) return refused(400, 'malformed', 'The server cannot read this request.');
  if (status === 413) return refused(413, 'malformed', 'This is more than the server takes in at once.');
  if (status === 404) return NOT_FOUND;
  if (typeof status === 'number' && status >= 400 && status < 500)
    return refused(400, 'malformed', 'The server cannot read this request.');
  if (error instanceof ServerFull)
    return refused(503, 'closed', 'The server has no room for one more text just now. Try again soon.');
  log.error({ error: nameOf(error) }, 'a request failed');
  return refused(500, 'closed', 'The server could not do this. Nothing was changed; try again.');
}

function isOfTheConnection(error: unknown): boolean {
  return error instanceof Error && 'code' in error && /^(HPE_|ECONN|EPIPE)/.test(String(error.code));
}
