import type { RequestHandler } from 'express';
import { may, type Action } from '../../shared/policy/policy.ts';
import { TEXT_BODY, jsonBody } from './body.ts';
import { NOT_ALLOWED, SIGN_IN, refused, send } from './reply.ts';
import type { HttpServices } from './services.ts';

/** Takes in a body that holds a whole file, from those alone who may do this with it, one a seat at a time; of anybody else's nothing is read. */
export function wholeFile({ sessions, sending, limits }: HttpServices, action: Action): [RequestHandler, RequestHandler] {
  const guard: RequestHandler = (request, response, next) => {
    const session = sessions.of(request);
    if (session === null) return send(response, SIGN_IN);
    const { seat } = session;
    if (!may(seat, action)) return send(response, NOT_ALLOWED);
    if (sending.has(seat.id)) return send(response, ONE_AT_A_TIME);
    if (sending.size >= limits.filesComing) return send(response, TOO_MANY);
    sending.add(seat.id);
    response.on('close', () => sending.delete(seat.id));
    return next();
  };
  return [guard, jsonBody(TEXT_BODY)];
}

const TOO_MANY = refused(503, 'closed', 'Many files are being sent just now. Try again in a minute.');
const ONE_AT_A_TIME = refused(429, 'closed', 'A file of your seat is being read. Send the next when that is done.');
