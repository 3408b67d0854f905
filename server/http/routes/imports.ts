import { Router } from 'express';
import type { Seat } from '../../../shared/participants/participant.ts';
import { may } from '../../../shared/policy/policy.ts';
import { importRequestSchema, wordImportRequestSchema } from '../../../shared/protocol/parsing.ts';
import { actorOf } from '../../drafts/actor.ts';
import { keepDraft } from '../../drafts/importing.ts';
import type { DraftFile } from '../../formats/draft-file.ts';
import { parseBody } from '../body.ts';
import { NOT_ALLOWED, SIGN_IN, refused, refusedWork, type Reply } from '../reply.ts';
import { seatedAside, type HttpServices, type Waiting } from '../services.ts';
import { wholeFile } from '../whole-file.ts';

/** POST `/api/drafts` makes a draft of a text or of Akoma Ntoso, POST `/api/drafts/word` of a Word file. */
export function importRoutes(services: HttpServices): Router {
  const router = Router();
  router.post(
    '/drafts',
    ...wholeFile(services, 'import draft'),
    seatedAside(services, async (seat, request, waiting) => {
      const body = parseBody(importRequestSchema, request.body);
      return 'reply' in body ? body.reply : importing(services, seat, body.value, waiting);
    }),
  );
  router.post(
    '/drafts/word',
    ...wholeFile(services, 'import draft'),
    seatedAside(services, async (seat, request, waiting) => {
      const body = parseBody(wordImportRequestSchema, request.body);
      if ('reply' in body) return body.reply;
      const { fileName, file, title } = body.value;
      return importing(services, seat, { fileName, title, source: Buffer.from(file, 'base64') }, waiting);
    }),
  );
  return router;
}

async function importing(services: HttpServices, seat: Seat, file: DraftFile, { gone, isLive }: Waiting): Promise<Reply> {
  const { store, aside, registry, limits } = services;
  if (!may(seat, 'import draft')) return NOT_ALLOWED;
  if (store.drafts.all().length >= limits.drafts) return TOO_MANY_DRAFTS;
  const read = await aside.reader.readDraft(seat.id, { ask: 'draft', file, participants: registry.all }, gone);
  if (!read.ok) return refusedWork(read.refusal);
  return isLive() ? { status: 201, body: keepDraft(services, actorOf(seat), read.value) } : SIGN_IN;
}

const TOO_MANY_DRAFTS = refused(403, 'not-allowed', 'The process has as many drafts as one server keeps.');
