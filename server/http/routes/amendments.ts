import { Router } from 'express';
import { draftId, isId } from '../../../shared/base/ids.ts';
import { must } from '../../../shared/base/assert.ts';
import { may } from '../../../shared/policy/policy.ts';
import type { BroughtReport } from '../../../shared/protocol/api.ts';
import { bringingRequestSchema } from '../../../shared/protocol/parsing.ts';
import { bringWord } from '../../drafts/bringing.ts';
import { parseBody } from '../body.ts';
import { NOT_ALLOWED, NOT_FOUND, refused, refusedBecause, send, SIGN_IN } from '../reply.ts';
import { noteSeat } from '../request-log.ts';
import type { HttpServices } from '../services.ts';
import { wholeFile } from '../whole-file.ts';

/** POST `/api/drafts/:draft/amendments`: a delegation brings amendments home from a Word file, to its own seats alone. Without choices it is only looked at. */
export function amendmentRoutes(services: HttpServices): Router {
  const { rooms, store, registry } = services;
  const router = Router();
  router.post('/drafts/:draft/amendments', ...wholeFile(services, 'prepare proposal'), async (request, response) => {
    const session = services.sessions.of(request);
    if (session === null) return send(response, SIGN_IN);
    const { seat } = session;
    noteSeat(response, seat);
    if (!may(seat, 'prepare proposal')) return send(response, NOT_ALLOWED);
    const body = parseBody(bringingRequestSchema, request.body);
    if ('reply' in body) return send(response, body.reply);
    const { draft: id } = request.params;
    if (typeof id !== 'string' || !isId(id) || rooms.text(draftId(id)) === null) return send(response, NOT_FOUND);
    const draft = draftId(id);
    const textNow = () => {
      const room = must(rooms.text(draft), 'the draft that amendments are brought to');
      room.commit();
      return { clauses: room.clauses(), state: room.state };
    };
    const { file, choices } = body.value;
    const found = await bringWord(
      { store, registry, textNow },
      { file: Buffer.from(file, 'base64'), draft, participant: seat.participant, choices: choices ?? null },
    );
    if (!found.ok) return send(response, refused(422, 'malformed', found.refusal));
    const { questions, choices: chosen, brought } = found.value;
    const report: BroughtReport = {
      questions,
      choices: chosen,
      findings: brought.findings,
      rationale: brought.rationale,
      preparation: null,
    };
    if (choices === undefined || brought.base.length === 0) return send(response, { status: 200, body: report });
    const begun = rooms.bring(draft, seat, brought);
    if (!begun.ok) return send(response, refusedBecause(begun.refusal));
    send(response, { status: 201, body: { ...report, preparation: begun.value.id } });
  });
  return router;
}
