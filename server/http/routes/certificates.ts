import { Router } from 'express';
import { draftId, isId } from '../../../shared/base/ids.ts';
import { may } from '../../../shared/policy/policy.ts';
import { certify } from '../../drafts/certifying.ts';
import type { Seen } from '../../drafts/seen-text.ts';
import { lensOf } from '../lens.ts';
import { NOT_ALLOWED, NOT_FOUND, SIGN_IN, send } from '../reply.ts';
import type { HttpServices } from '../services.ts';

/** `/api/drafts/:draft/silences/:silence/certificate`: plain text, to be read on screen, printed or kept. */
export function certificateRoutes({ store, rooms, sessions, registry }: HttpServices): Router {
  const router = Router();
  router.get('/drafts/:draft/silences/:silence/certificate', (request, response) => {
    const session = sessions.of(request);
    if (session === null) return send(response, SIGN_IN);
    if (!may(session.seat, 'export')) return send(response, NOT_ALLOWED);
    const { draft, silence } = request.params;
    // What is certified is what is durable.
    const room = isId(draft) ? rooms.text(draftId(draft)) : null;
    const number = Number(silence);
    if (room?.commit() !== true || !Number.isSafeInteger(number) || number < 1) return send(response, NOT_FOUND);
    const lens = lensOf(request, room.seen.viewer(session.seat));
    if ('reply' in lens) return send(response, lens.reply);
    const seen: Seen = (entries) => room.seen.through(entries, lens.viewer);
    const text = certify(store, room.id, number, { registry, seen });
    if (text === null) return send(response, NOT_FOUND);
    response.setHeader('Content-Type', 'text/plain; charset=utf-8');
    response.setHeader('Cache-Control', 'no-store');
    response.setHeader('Content-Disposition', `inline; filename="silence-${number}.txt"`);
    return void response.send(text);
  });
  return router;
}
