import { Router, type Request } from 'express';
import { isId, preparationId, type ParticipantId } from '../../../shared/base/ids.ts';
import { must } from '../../../shared/base/assert.ts';
import type { Seat } from '../../../shared/participants/participant.ts';
import { mayPrepareWith } from '../../../shared/policy/policy.ts';
import type { PreparationInfo } from '../../../shared/protocol/api.ts';
import { draftingActSchema } from '../../../shared/protocol/parsing.ts';
import type { StoredPreparation } from '../../store/store.ts';
import { SMALL_BODY, jsonBody, parseBody } from '../body.ts';
import { NOT_FOUND, done, refused, refusedBecause, type Reply } from '../reply.ts';
import { seated, wholeDocument, type HttpServices } from '../services.ts';

/** GET and DELETE `/api/preparations/:preparation`, POST to its `/acts`. Those who do not prepare it do not learn that it exists. */
export function preparationRoutes(services: HttpServices): Router {
  const router = Router();
  router.get(
    '/preparations/:preparation',
    wholeDocument(services),
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
      const fault = services.rooms.discard(found.id);
      return fault === null ? { status: 204 } : refusedBecause(fault);
    }),
  );
  router.post(
    '/preparations/:preparation/acts',
    jsonBody(SMALL_BODY),
    seated(services, (seat, request) => {
      const found = openFor(services, seat, request, (one) => [...one.sponsors, ...one.invited]);
      if ('status' in found) return found;
      const body = parseBody(draftingActSchema, request.body);
      if ('reply' in body) return body.reply;
      const result = services.rooms.draft(found.id, seat, body.value);
      return result.ok ? { status: 204 } : refusedBecause(result.refusal);
    }),
  );
  return router;
}

/** A preparation as a seat that shares in it sees it, with a client id for its document. */
export function preparationInfo({ rooms }: HttpServices, seat: Seat, preparation: StoredPreparation): PreparationInfo {
  const { id, draft, sponsors, invited, ready, rationale, base, insertAfter } = preparation;
  const room = must(rooms.preparation(id), 'the room of an open preparation');
  return {
    id,
    draft,
    clientId: rooms.allocateClientId(room, seat),
    drafting: { sponsors, invited, ready, rationale },
    base,
    insertAfter,
  };
}

function openFor(
  { store }: HttpServices,
  seat: Seat,
  request: Request,
  whose: (preparation: StoredPreparation) => readonly ParticipantId[] = (one) => one.sponsors,
): StoredPreparation | Reply {
  const id = request.params['preparation'];
  const found = typeof id === 'string' && isId(id) ? store.preparations.find(preparationId(id)) : null;
  if (found === null || !mayPrepareWith(seat, whose(found))) return NOT_FOUND;
  if (found.state === 'open') return found;
  return refused(
    410,
    'closed',
    found.state === 'tabled' ? 'This proposal has been tabled.' : 'This preparation has been discarded.',
  );
}
