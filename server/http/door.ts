import type { RequestHandler } from 'express';
import { SIGN_IN, TOO_FAST, send } from './reply.ts';
import { noteSeat } from './request-log.ts';
import type { HttpServices } from './services.ts';

/**
 * Before every route of the interface, and before any byte of a body is read: whoever asks is signed in, and asks for no more than a person
 * does. Signing in alone is done from outside.
 */
export function door({ sessions, rates, answers }: HttpServices): RequestHandler {
  return (request, response, next) => {
    const { method, path } = request;
    if (method === 'POST' && path === SIGN_IN_PATH) return next();
    const session = sessions.of(request);
    if (session === null) return send(response, SIGN_IN);
    const { seat } = session;
    noteSeat(response, seat);
    answers.note(response, session);
    const isAct = method !== 'GET' && method !== 'HEAD';
    if (!rates.admits('requests', seat.id) || (isAct && !rates.admits('acts', seat.id))) return send(response, TOO_FAST);
    return next();
  };
}

const SIGN_IN_PATH = '/session';
