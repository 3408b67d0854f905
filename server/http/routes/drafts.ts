import { Router, type Request, type RequestHandler } from 'express';
import { draftId, isId } from '../../../shared/base/ids.ts';
import type { Seat } from '../../../shared/participants/participant.ts';
import { may, type Action } from '../../../shared/policy/policy.ts';
import { EXPORT_FORMATS, type Done, type DraftInfo, type RecordSlice } from '../../../shared/protocol/api.ts';
import { commandSchema, importRequestSchema, prepareRequestSchema } from '../../../shared/protocol/parsing.ts';
import { actorOf } from '../../drafts/actor.ts';
import { exportFileName, exportText } from '../../drafts/exporting.ts';
import { importAkn, importDraft } from '../../drafts/importing.ts';
import { revisionsOf, textAt } from '../../drafts/moments.ts';
import { seenText } from '../../drafts/seen-text.ts';
import { isAkn } from '../../formats/akn/imported-akn.ts';
import type { TextRoom } from '../../rooms/text-room.ts';
import { SMALL_BODY, jsonBody, parseBody } from '../body.ts';
import { lensOf } from '../lens.ts';
import { momentOf, NO_SUCH_TEXT } from '../moment.ts';
import { preparationCards } from '../preparation-card.ts';
import { NOT_ALLOWED, NOT_FOUND, SIGN_IN, done, refused, refusedBecause, send, type Reply } from '../reply.ts';
import { seated, type HttpServices } from '../services.ts';
import { wholeFile } from '../whole-file.ts';
import { preparationInfo } from './preparations.ts';

/** Everything under `/api/drafts`. */
export function draftRoutes(services: HttpServices): Router {
  const router = Router();
  router.post(
    '/drafts',
    ...wholeFile(services, 'import draft'),
    seated(services, (seat, request) => importing(services, seat, request)),
  );
  router.get('/drafts/:draft', reading(services, 'read text', draftInfo));
  router.get('/drafts/:draft/record', reading(services, 'read record', recordSlice));
  router.get('/drafts/:draft/export', exporting(services));
  router.post(
    '/drafts/:draft/commands',
    jsonBody(SMALL_BODY),
    seated(services, (seat, request) => commanding(services, seat, request)),
  );
  router.post(
    '/drafts/:draft/preparations',
    jsonBody(SMALL_BODY),
    seated(services, (seat, request) => preparing(services, seat, request)),
  );
  return router;
}

type Reading = (services: HttpServices, room: TextRoom, seat: Seat, request: Request) => Reply;

function reading(services: HttpServices, action: Action, answer: Reading): RequestHandler {
  return seated(services, (seat, request) => {
    if (!may(seat, action)) return NOT_ALLOWED;
    const room = roomOf(services, request);
    return room === null ? NOT_FOUND : answer(services, room, seat, request);
  });
}

function roomOf({ rooms }: HttpServices, request: Request): TextRoom | null {
  const id = request.params['draft'];
  const room = typeof id === 'string' && isId(id) ? rooms.text(draftId(id)) : null;
  // What is read is what is durable.
  return room?.commit() === true ? room : null;
}

function draftInfo({ store, rooms }: HttpServices, room: TextRoom, seat: Seat): Reply {
  const entries = room.seen.entries(room.seen.viewer(seat));
  const info: DraftInfo = {
    id: room.id,
    revision: room.revision,
    revisions: revisionsOf(entries),
    clientId: rooms.allocateClientId(room, seat),
    entries,
    preparations: preparationCards(store, seat).filter((card) => card.draft === room.id),
  };
  return done(info);
}

function recordSlice(_services: HttpServices, room: TextRoom, seat: Seat, request: Request): Reply {
  const after = Number(request.query['after'] ?? 0);
  if (!Number.isSafeInteger(after) || after < 0)
    return refused(400, 'malformed', 'The number of an entry is a whole number from 0.');
  const slice: RecordSlice = { entries: room.seen.entries(room.seen.viewer(seat), after) };
  return done(slice);
}

function exporting(services: HttpServices): RequestHandler {
  return (request, response) => {
    const session = services.sessions.of(request);
    if (session === null) return send(response, SIGN_IN);
    if (!may(session.seat, 'export')) return send(response, NOT_ALLOWED);
    const format = EXPORT_FORMATS.find((one) => one === request.query['format']);
    if (format === undefined)
      return send(response, refused(400, 'malformed', `A draft is exported as ${EXPORT_FORMATS.join(', ')}.`));
    const asked = momentOf(request);
    if ('reply' in asked) return send(response, asked.reply);
    const room = roomOf(services, request);
    if (room === null) return send(response, NOT_FOUND);
    const lens = lensOf(request, room.seen.viewer(session.seat));
    if ('reply' in lens) return send(response, lens.reply);
    const whole = textAt(services.store, room.id, asked.moment);
    if (whole === null) return send(response, NO_SUCH_TEXT);
    const text = seenText(whole, (entries) => room.seen.through(entries, lens.viewer));
    response.setHeader('Content-Type', 'text/plain; charset=utf-8');
    response.setHeader('Cache-Control', 'no-store');
    response.setHeader('Content-Disposition', `attachment; filename="${exportFileName(format, text.state, asked.moment)}"`);
    return void response.send(
      exportText(format, {
        ...text,
        registry: services.registry,
        tags: request.query['tags'] === '1',
        part: { of: wordOf(request, 'of'), article: wordOf(request, 'article') },
      }),
    );
  };
}

/** A word of the query; null where it is not there. */
function wordOf({ query }: Request, name: string): string | null {
  const word = query[name];
  return typeof word === 'string' ? word : null;
}

function importing(services: HttpServices, seat: Seat, request: Request): Reply {
  if (!may(seat, 'import draft')) return NOT_ALLOWED;
  const body = parseBody(importRequestSchema, request.body);
  if ('reply' in body) return body.reply;
  if (!isAkn(body.value.fileName)) return { status: 201, body: importDraft(services, actorOf(seat), body.value) };
  const imported = importAkn(services, actorOf(seat), body.value);
  return imported.ok ? { status: 201, body: imported.value } : refused(400, 'malformed', imported.refusal);
}

function commanding(services: HttpServices, seat: Seat, request: Request): Reply {
  const body = parseBody(commandSchema, request.body);
  if ('reply' in body) return body.reply;
  const room = roomOf(services, request);
  const result = room === null ? null : services.rooms.command(room.id, seat, body.value);
  if (result === null) return NOT_FOUND;
  if (!result.ok) return refusedBecause(result.refusal.refusal, result.refusal.clashes);
  const answer: Done = { entries: result.value.map((entry) => entry.number) };
  return done(answer);
}

function preparing(services: HttpServices, seat: Seat, request: Request): Reply {
  if (!may(seat, 'prepare proposal')) return NOT_ALLOWED;
  const body = parseBody(prepareRequestSchema, request.body);
  if ('reply' in body) return body.reply;
  const room = roomOf(services, request);
  const result = room === null ? null : services.rooms.prepare(room.id, seat, body.value);
  if (result === null) return NOT_FOUND;
  return result.ok ? { status: 201, body: preparationInfo(services, seat, result.value) } : refusedBecause(result.refusal);
}
