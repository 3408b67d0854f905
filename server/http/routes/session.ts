import { Router, type Response } from 'express';
import { rateLimit } from 'express-rate-limit';
import type { Seat } from '../../../shared/participants/participant.ts';
import type { EndedSessions, SessionInfo } from '../../../shared/protocol/api.ts';
import { signInSchema } from '../../../shared/protocol/parsing.ts';
import { TOKEN_BODY, jsonBody, parseBody } from '../body.ts';
import { done, refused, send, type Reply } from '../reply.ts';
import { seated, type HttpServices } from '../services.ts';
import { WHOLE_LIFE } from '../../access/sessions.ts';

const QUARTER_OF_AN_HOUR = 15 * 60_000;
/** Failed attempts of one address in a quarter of an hour. A token cannot be guessed in any number of them. */
const MOST_FAILURES = 30;
const [BAD, GONE] = [400, 410];

/** GET, POST and DELETE `/api/session`; DELETE `/api/session/others` ends every other session of the seat. */
export function sessionRoutes(services: HttpServices): Router {
  const { sessions, recheck } = services;
  const router = Router();
  router.get(
    '/session',
    seated(services, (seat) => done(infoFor(seat, services))),
  );
  router.post('/session', limitFailures(), jsonBody(TOKEN_BODY), (request, response) => {
    const body = parseBody(signInSchema, request.body);
    send(response, 'reply' in body ? body.reply : signIn(body.value.token, response, services));
  });
  router.delete(
    '/session',
    seated(services, (_seat, _request, session) => {
      sessions.signOut(session);
      recheck();
      return { status: 204 };
    }),
  );
  router.delete(
    '/session/others',
    seated(services, (_seat, _request, session) => {
      const ended = sessions.signOutOthers(session);
      recheck();
      return done({ ended } satisfies EndedSessions);
    }),
  );
  return router;
}

function limitFailures(): ReturnType<typeof rateLimit> {
  return rateLimit({
    windowMs: QUARTER_OF_AN_HOUR,
    limit: MOST_FAILURES,
    skipSuccessfulRequests: true,
    // Who has a link that was used, or replaced, has guessed nothing; and a whole hall may come from one address.
    requestWasSuccessful: (_request, { statusCode }) => statusCode < BAD || statusCode === GONE,
    // Whose word is taken about addresses is said by `trust proxy`; what others claim is no error to be printed.
    validate: { xForwardedForHeader: false },
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    handler: (_request, response) =>
      send(response, refused(429, 'not-allowed', 'Too many attempts. Wait a quarter of an hour, then try again.')),
  });
}

function signIn(token: string, response: Response, services: HttpServices): Reply {
  const { sessions } = services;
  const result = sessions.signIn(token);
  switch (result.outcome) {
    case 'unknown':
      return refused(404, 'closed', 'This sign-in link is not known here. Ask the secretariat for a new one.');
    case 'used':
      return refused(
        410,
        'closed',
        'This sign-in link has been used already; each works once. Ask the secretariat for a new one.',
      );
    case 'revoked':
      return refused(410, 'closed', 'This sign-in link has been replaced by a newer one. Ask the secretariat for it.');
    case 'accepted':
      response.cookie(sessions.cookieName, result.secret, {
        httpOnly: true,
        sameSite: 'lax',
        secure: sessions.secure,
        path: '/',
        maxAge: WHOLE_LIFE,
      });
      return done(infoFor(result.seat, services));
  }
}

function infoFor(seat: Seat, { store, registry }: HttpServices): SessionInfo {
  return { seat, process: { name: store.process.name() ?? '' }, participants: registry.all };
}
