import { Router } from 'express';
import { may } from '../../../shared/policy/policy.ts';
import { noteSeat } from '../request-log.ts';
import { NOT_ALLOWED, SIGN_IN, done, send } from '../reply.ts';
import type { HttpServices } from '../services.ts';

/** GET `/api/checkpoint`: a signed statement of where every draft stands, for whoever may read the record. */
export function checkpointRoutes({ sessions, checkpoints }: HttpServices): Router {
  const router = Router();
  router.get('/checkpoint', async (request, response) => {
    const session = sessions.of(request);
    if (session === null) return send(response, SIGN_IN);
    noteSeat(response, session.seat);
    return send(response, may(session.seat, 'read record') ? done(await checkpoints.recent()) : NOT_ALLOWED);
  });
  return router;
}
