import { Router, type Request } from 'express';
import type { Seat } from '../../../shared/participants/participant.ts';
import { may } from '../../../shared/policy/policy.ts';
import { certify } from '../../drafts/certifying.ts';
import type { Seen } from '../../drafts/seen-text.ts';
import { durableRoom } from '../durable-room.ts';
import { lensOf } from '../lens.ts';
import { NOT_ALLOWED, NOT_FOUND, type Reply } from '../reply.ts';
import { seated, wholeReading, type HttpServices } from '../services.ts';

/** `/api/drafts/:draft/silences/:silence/certificate`: plain text, to be read on screen, printed or kept. */
export function certificateRoutes(services: HttpServices): Router {
  const router = Router();
  router.get(
    '/drafts/:draft/silences/:silence/certificate',
    wholeReading(services),
    seated(services, (seat, request) => certificate(services, seat, request)),
  );
  return router;
}

function certificate({ store, rooms, registry }: HttpServices, seat: Seat, request: Request): Reply {
  if (!may(seat, 'export')) return NOT_ALLOWED;
  const { draft, silence } = request.params;
  const room = durableRoom(rooms, draft);
  const number = Number(silence);
  if (room === null || !Number.isSafeInteger(number) || number < 1) return NOT_FOUND;
  const lens = lensOf(request, room.seen.viewer(seat));
  if ('reply' in lens) return lens.reply;
  const seen: Seen = (entries) => room.seen.through(entries, lens.viewer);
  const content = certify(store, room.id, number, { registry, seen });
  if (content === null) return NOT_FOUND;
  return {
    status: 200,
    document: { type: 'text/plain; charset=utf-8', name: `silence-${number}.txt`, inline: true, content },
  };
}
