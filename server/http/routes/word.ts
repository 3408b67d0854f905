import { Router } from 'express';
import { may } from '../../../shared/policy/policy.ts';
import { wordImportRequestSchema } from '../../../shared/protocol/parsing.ts';
import { actorOf } from '../../drafts/actor.ts';
import { importWord } from '../../drafts/importing.ts';
import { parseBody } from '../body.ts';
import { NOT_ALLOWED, refused, send, SIGN_IN } from '../reply.ts';
import { noteSeat } from '../request-log.ts';
import type { HttpServices } from '../services.ts';
import { wholeFile } from '../whole-file.ts';

/** POST `/api/drafts/word`: a Word file becomes a draft. */
export function wordRoutes(services: HttpServices): Router {
  const router = Router();
  router.post('/drafts/word', ...wholeFile(services, 'import draft'), async (request, response) => {
    const session = services.sessions.of(request);
    if (session === null) return send(response, SIGN_IN);
    noteSeat(response, session.seat);
    if (!may(session.seat, 'import draft')) return send(response, NOT_ALLOWED);
    const body = parseBody(wordImportRequestSchema, request.body);
    if ('reply' in body) return send(response, body.reply);
    const { fileName, file, title } = body.value;
    const made = await importWord(services, actorOf(session.seat), { fileName, file: Buffer.from(file, 'base64'), title });
    return send(response, made.ok ? { status: 201, body: made.value } : refused(422, 'malformed', made.refusal));
  });
  return router;
}
