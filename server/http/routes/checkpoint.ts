import { Router } from 'express';
import { may } from '../../../shared/policy/policy.ts';
import { NOT_ALLOWED, done } from '../reply.ts';
import { seatedAside, wholeDocument, type HttpServices } from '../services.ts';

/** GET `/api/checkpoint`: a signed statement of where every draft stands, for whoever may read the record. */
export function checkpointRoutes(services: HttpServices): Router {
  const router = Router();
  router.get(
    '/checkpoint',
    wholeDocument(services),
    seatedAside(services, async (seat) => (may(seat, 'read record') ? done(await services.checkpoints.recent()) : NOT_ALLOWED)),
  );
  return router;
}
