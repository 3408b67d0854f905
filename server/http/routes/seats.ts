import { Router } from 'express';
import { isId, seatId } from '../../../shared/base/ids.ts';
import { mandateFault } from '../../../shared/participants/mandates.ts';
import { may } from '../../../shared/policy/policy.ts';
import type { SeatList } from '../../../shared/protocol/api.ts';
import { mandatesRequestSchema } from '../../../shared/protocol/parsing.ts';
import { isoTime } from '../../clock.ts';
import { actorOf } from '../../drafts/actor.ts';
import { SMALL_BODY, jsonBody, parseBody } from '../body.ts';
import { NOT_ALLOWED, NOT_FOUND, done, refused } from '../reply.ts';
import { seated, seatedAside, type HttpServices } from '../services.ts';

/** GET `/api/seats`, and PUT `/api/seats/:seat/mandates`: for which groups a seat may speak, as the secretariat says. */
export function seatRoutes(services: HttpServices): Router {
  const { store, registry, rooms, clock } = services;
  const router = Router();
  router.get(
    '/seats',
    seated(services, (seat) =>
      may(seat, 'give mandates')
        ? done({ seats: store.process.seats(), mandates: store.process.mandates() } satisfies SeatList)
        : NOT_ALLOWED,
    ),
  );
  router.put(
    '/seats/:seat/mandates',
    jsonBody(SMALL_BODY),
    seatedAside(services, async (seat, request) => {
      if (!may(seat, 'give mandates')) return NOT_ALLOWED;
      const body = parseBody(mandatesRequestSchema, request.body);
      if ('reply' in body) return body.reply;
      const id = request.params['seat'];
      const found = typeof id === 'string' && isId(id) ? store.process.seat(seatId(id)) : null;
      if (found === null) return NOT_FOUND;
      const fault = mandateFault(found, body.value.groups, registry);
      if (fault !== null) return refused(422, 'not-a-group', fault);
      const act = { at: isoTime(clock.now()), by: actorOf(seat) };
      store.process.giveMandates(found.id, body.value.groups, act);
      await rooms.noteMandates(act);
      return { status: 204 };
    }),
  );
  return router;
}
