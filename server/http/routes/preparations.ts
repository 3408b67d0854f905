import { Router, type Request } from 'express';
import { isId, preparationId } from '../../../shared/base/ids.ts';
import { must } from '../../../shared/base/assert.ts';
import type { Seat } from '../../../shared/participants/participant.ts';
import { mayPrepareWith } from '../../../shared/policy/policy.ts';
import type { PreparationInfo } from '../../../shared/protocol/api.ts';
import type { StoredPreparation } from '../../store/store.ts';
import { NOT_FOUND, done, refused, type Reply } from '../reply.ts';
import { seated, type HttpServices } from '../services.ts';

/** GET and DELETE `/api/preparations/:preparation`. Those who do not prepare it do not learn that it exists. */
export function preparationRoutes(services: HttpServices): Router {
  const router = Router();
  router.get(
    '/preparations/:preparation',
    seated(services, (seat, request) => {
      const found = openFor(services, seat, request);
      return 'status' in found ? found : done(preparationInfo(services, seat, found));
    }),
  );
  router.delete(
    '/preparations/:preparation',
    seated(services, (seat, request) => {
      const found = openFor(services, seat, request);
      if ('status' in found) return found;
      services.rooms.discard(found.id);
      return { status: 204 };
    }),
  );
  return router;
}

/** A preparation as a seat that shares in it sees it, with a client id for its document. */
export function preparationInfo({ rooms }: HttpServices, seat: Seat, preparation: StoredPreparation): PreparationInfo {
  const { id, draft, sponsors, base, insertAfter } = preparation;
  const room = must(rooms.preparation(id), 'the room of an open preparation');
  return { id, draft, clientId: rooms.allocateClientId(room, seat), sponsors, base, insertAfter };
}

function openFor({ store }: HttpServices, seat: Seat, request: Request): StoredPreparation | Reply {
  const id = request.params['preparation'];
  const found = typeof id === 'string' && isId(id) ? store.preparations.find(preparationId(id)) : null;
  if (found === null || !mayPrepareWith(seat, found.sponsors)) return NOT_FOUND;
  if (found.state === 'open') return found;
  return refused(
    410,
    'closed',
    found.state === 'tabled' ? 'This proposal has been tabled.' : 'This preparation has been discarded.',
  );
}
