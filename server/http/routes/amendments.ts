import { Router, type Request } from 'express';
import { must } from '../../../shared/base/assert.ts';
import type { Seat } from '../../../shared/participants/participant.ts';
import { may } from '../../../shared/policy/policy.ts';
import type { BroughtReport } from '../../../shared/protocol/api.ts';
import { bringingRequestSchema } from '../../../shared/protocol/parsing.ts';
import { bringWord } from '../../drafts/bringing.ts';
import { parseBody } from '../body.ts';
import { durableRoom } from '../durable-room.ts';
import { NOT_ALLOWED, NOT_FOUND, refusedBecause, refusedWork, SIGN_IN, type Reply } from '../reply.ts';
import { seatedAside, type HttpServices, type Waiting } from '../services.ts';
import { wholeFile } from '../whole-file.ts';

/** POST `/api/drafts/:draft/amendments`: a delegation brings amendments home from a Word file, to its own seats alone. Without choices it is only looked at. */
export function amendmentRoutes(services: HttpServices): Router {
  const router = Router();
  router.post(
    '/drafts/:draft/amendments',
    ...wholeFile(services, 'prepare proposal'),
    seatedAside(services, (seat, request, waiting) => bringing(services, seat, request, waiting)),
  );
  return router;
}

async function bringing(services: HttpServices, seat: Seat, request: Request, { gone, isLive }: Waiting): Promise<Reply> {
  const { rooms, store, registry, aside } = services;
  if (!may(seat, 'prepare proposal')) return NOT_ALLOWED;
  const body = parseBody(bringingRequestSchema, request.body);
  if ('reply' in body) return body.reply;
  const { draft: id } = request.params;
  const draft = durableRoom(rooms, id)?.id;
  if (draft === undefined) return NOT_FOUND;
  const textNow = () => {
    const room = must(durableRoom(rooms, draft), 'the draft that amendments are brought to');
    return { clauses: room.clauses(), state: room.state };
  };
  const { file, choices } = body.value;
  const found = await bringWord(
    { reader: aside.reader, store, registry, textNow },
    {
      whose: seat.id,
      gone,
      file: Buffer.from(file, 'base64'),
      draft,
      participant: seat.participant,
      choices: choices ?? null,
    },
  );
  if (!found.ok) return refusedWork(found.refusal);
  const { questions, choices: chosen, brought } = found.value;
  const report: BroughtReport = {
    questions,
    choices: chosen,
    findings: brought.findings,
    rationale: brought.rationale,
    preparation: null,
  };
  if (choices === undefined || brought.base.length === 0) return { status: 200, body: report };
  // Reading takes a while, in which the seat may have been revoked.
  if (!isLive()) return SIGN_IN;
  const begun = rooms.bring(draft, seat, brought);
  if (!begun.ok) return refusedBecause(begun.refusal);
  return { status: 201, body: { ...report, preparation: begun.value.id } };
}
