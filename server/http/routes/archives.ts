import { setImmediate as nextTurn } from 'node:timers/promises';
import { draftId, isId, type DraftId } from '../../../shared/base/ids.ts';
import { Router } from 'express';
import * as z from 'zod';
import { isAsStrict, LENSES, type Lens } from '../../../shared/participants/lens.ts';
import type { Seat } from '../../../shared/participants/participant.ts';
import { may } from '../../../shared/policy/policy.ts';
import type { ArchiveRequest } from '../../../shared/protocol/api.ts';
import type { ArchiveOrder } from '../../archive/order.ts';
import { fileName } from '../../drafts/file-name.ts';
import { newArchiveId } from '../../ids.ts';
import { durableRoom } from '../durable-room.ts';
import { SMALL_BODY, jsonBody, parseBody } from '../body.ts';
import { done, NOT_ALLOWED, NOT_FOUND, refused, send, SIGN_IN, type Reply } from '../reply.ts';
import { seated, seatedAside, wholeDocument, type HttpServices } from '../services.ts';

/** POST `/api/archives` begins an archive; GET `/api/archives/:archive` says how far it is, `/file` gives it, DELETE ends it. Each is its seat's alone. */
export function archiveRoutes(services: HttpServices): Router {
  const {
    aside: { archives },
    sessions,
  } = services;
  const router = Router();
  router.post(
    '/archives',
    wholeDocument(services),
    jsonBody(SMALL_BODY),
    seatedAside(services, async (seat, request) => {
      if (!may(seat, 'export')) return NOT_ALLOWED;
      const body = parseBody(requestSchema, request.body);
      return 'reply' in body ? body.reply : begin(services, seat, body.value);
    }),
  );
  router.get(
    '/archives/:archive',
    seated(services, (seat, { params }) => {
      const info = archives.info(String(params['archive']), seat.id);
      return info === null ? NOT_FOUND : done(info);
    }),
  );
  router.delete(
    '/archives/:archive',
    seated(services, (seat, { params }) => (archives.discard(String(params['archive']), seat.id) ? { status: 204 } : NOT_FOUND)),
  );
  router.get('/archives/:archive/file', async (request, response) => {
    const session = sessions.of(request);
    if (session === null) return send(response, SIGN_IN);
    const { archive } = request.params;
    const found = archives.ready(archive, session.seat.id);
    if (found === null) return send(response, NOT_FOUND);
    // What was made while more names were shown goes out to nobody once fewer are.
    for (const { draft, lens } of found.drafts) {
      const own = await lensOn(services, session.seat, draft);
      if (own !== null && isAsStrict(lens, own)) continue;
      archives.discard(archive, session.seat.id);
      return send(response, NAMES_TAKEN_OUT);
    }
    if (!sessions.isLive(session.hash)) return send(response, SIGN_IN);
    response.setHeader('Content-Disposition', `attachment; filename="${found.name}"`);
    response.setHeader('Cache-Control', 'no-store');
    return response.type('application/zip').sendFile(found.file, { cacheControl: false, dotfiles: 'allow' });
  });
  return router;
}

const NAMES_TAKEN_OUT = refused(
  410,
  'changed-since',
  'Since this was written the chair took names out of what your seat sees. Ask for a new archive.',
);

const requestSchema: z.ZodType<ArchiveRequest> = z.strictObject({
  draft: z.string().refine(isId, 'not an id').transform(draftId).nullable(),
  lens: z.enum(LENSES).nullable(),
});

/** Through which a seat sees a draft; null where there is no such. In a turn of the event loop of its own, since a draft may have to be loaded. */
async function lensOn({ rooms }: HttpServices, seat: Seat, draft: DraftId): Promise<Lens | null> {
  await nextTurn();
  return durableRoom(rooms, draft)?.seen.viewer(seat).lens ?? null;
}

async function begin(services: HttpServices, seat: Seat, { draft, lens }: ArchiveRequest): Promise<Reply> {
  const { store, aside } = services;
  const drafts: ArchiveOrder['drafts'][number][] = [];
  const wanted = store.drafts.all().filter(({ id }) => draft === null || id === draft);
  for (const { id } of wanted) {
    const own = await lensOn(services, seat, id);
    if (own === null) return NOT_FOUND;
    drafts.push({ draft: id, lens: lens !== null && isAsStrict(lens, own) ? lens : own });
  }
  if (drafts.length === 0) return NOT_FOUND;
  const title = draft === null ? (store.process.name() ?? '') : (wanted[0]?.title ?? '');
  const info = aside.archives.begin(newArchiveId(), seat.id, { drafts, name: fileName(title, 'archive', { at: 'now' }, 'zip') });
  return info === null ? TOO_MANY : { status: 201, body: info };
}

const TOO_MANY = refused(503, 'not-open', 'Many archives are being written. Try again in a minute.');
