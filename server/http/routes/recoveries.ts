import { Router } from 'express';
import type { Recoveries } from '../../../shared/protocol/recovery.ts';
import { NOT_FOUND, done } from '../reply.ts';
import { seated, type HttpServices } from '../services.ts';

/** GET `/api/recoveries` and DELETE `/api/recoveries/:id`: words kept for the seat that asks. There is no way to another's. */
export function recoveryRoutes(services: HttpServices): Router {
  const { recoveries } = services.store;
  const router = Router();
  router.get(
    '/recoveries',
    seated(services, (seat) => done({ recoveries: recoveries.of(seat.id) } satisfies Recoveries)),
  );
  router.delete(
    '/recoveries/:id',
    seated(services, (seat, request) => {
      const { id } = request.params;
      if (typeof id !== 'string' || !recoveries.discard(seat.id, id)) return NOT_FOUND;
      services.rooms.tellTray(seat.id);
      return { status: 204 };
    }),
  );
  return router;
}
