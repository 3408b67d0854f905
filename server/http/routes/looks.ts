import { Router, type Request } from 'express';
import { draftId, isId } from '../../../shared/base/ids.ts';
import type { Seat } from '../../../shared/participants/participant.ts';
import { may } from '../../../shared/policy/policy.ts';
import type { Look } from '../../../shared/protocol/api.ts';
import { lookSchema } from '../../../shared/protocol/parsing.ts';
import type { StoredDraft } from '../../store/store.ts';
import { SMALL_BODY, jsonBody, parseBody } from '../body.ts';
import { NOT_ALLOWED, NOT_FOUND, done, refused, type Reply } from '../reply.ts';
import { seated, type HttpServices } from '../services.ts';

/** GET and POST `/api/drafts/:draft/look`: how far the seat that asks has read a draft's record. There is no way to another's. */
export function lookRoutes(services: HttpServices): Router {
  const { store } = services;
  const router = Router();
  const reading = (seat: Seat, request: Request, answer: (draft: StoredDraft) => Reply): Reply => {
    if (!may(seat, 'read record')) return NOT_ALLOWED;
    const id = request.params['draft'];
    const draft = typeof id === 'string' && isId(id) ? store.drafts.find(draftId(id)) : null;
    return draft === null ? NOT_FOUND : answer(draft);
  };
  const told = (seat: Seat, { id }: StoredDraft): Reply => done({ seen: store.looks.seen(seat.id, id) } satisfies Look);
  router.get(
    '/drafts/:draft/look',
    seated(services, (seat, request) => reading(seat, request, (draft) => told(seat, draft))),
  );
  router.post(
    '/drafts/:draft/look',
    jsonBody(SMALL_BODY),
    seated(services, (seat, request) =>
      reading(seat, request, (draft) => {
        const body = parseBody(lookSchema, request.body);
        if ('reply' in body) return body.reply;
        const { seen } = body.value;
        if (seen > draft.entries) return refused(400, 'malformed', 'The record does not have so many entries yet.');
        store.looks.see(seat.id, draft.id, seen);
        return told(seat, draft);
      }),
    ),
  );
  return router;
}
