import { Router, type Request, type RequestHandler } from 'express';
import { ok, refuse, type Result } from '../../../shared/base/result.ts';
import { isAsStrict } from '../../../shared/participants/lens.ts';
import type { Seat } from '../../../shared/participants/participant.ts';
import { may, type Action } from '../../../shared/policy/policy.ts';
import { EXPORT_FORMATS, type Done, type DraftInfo } from '../../../shared/protocol/api.ts';
import { commandSchema, prepareRequestSchema } from '../../../shared/protocol/parsing.ts';
import { issuedIn } from '../../drafts/moments.ts';
import type { Viewer } from '../../../shared/record/masking.ts';
import type { Packed } from '../../packed.ts';
import type { TextRoom } from '../../rooms/text-room.ts';
import { durableRoom } from '../durable-room.ts';
import { SMALL_BODY, jsonBody, parseBody } from '../body.ts';
import { lensOf } from '../lens.ts';
import { makeOfText, type AskedOfText } from '../made-of-text.ts';
import { momentOf } from '../moment.ts';
import { preparationCards } from '../preparation-card.ts';
import { NOT_ALLOWED, NOT_FOUND, TOO_FAST, done, doneWith, refused, refusedBecause, type Reply } from '../reply.ts';
import { seated, seatedAside, wholeDocument, wholeReading, type HttpServices, type Waiting } from '../services.ts';
import { preparationInfo } from './preparations.ts';

/** Everything under `/api/drafts`. */
export function draftRoutes(services: HttpServices): Router {
  const router = Router();
  router.get(
    '/drafts/:draft',
    wholeDocument(services),
    readingRecord(services, 'read text', { after: () => 0, answer: draftInfo }),
  );
  router.get(
    '/drafts/:draft/record',
    readingRecord(services, 'read record', { after: lastKnown, answer: (_services, _room, _seat, entries) => doneWith(entries) }),
  );
  router.get(
    '/drafts/:draft/export',
    wholeReading(services),
    seatedAside(services, (seat, request, waiting) => exporting(services, seat, request, waiting)),
  );
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

/** An answer with the entries after a number, of which there may be many: a part in each turn, and the answer with the last. */
function readingRecord(
  services: HttpServices,
  action: Action,
  { after, answer }: { readonly after: (...asked: Parameters<Reading>) => number | Reply; readonly answer: AnswerWithRecord },
): RequestHandler {
  return seatedAside(services, async (seat, request) => {
    if (!may(seat, action)) return NOT_ALLOWED;
    for (;;) {
      const room = roomOf(services, request);
      if (room === null) return NOT_FOUND;
      const first = after(services, room, seat, request);
      if (typeof first !== 'number') return first;
      const entries = await services.inTurn.takeAll(room.seen.sent(seat, first));
      // One that was loaded again meanwhile knows better whose names are shown.
      if (roomOf(services, request) === room) return answer(services, room, seat, entries);
    }
  });
}

type AnswerWithRecord = (services: HttpServices, room: TextRoom, seat: Seat, entries: readonly Packed[]) => Reply;

function roomOf({ rooms }: HttpServices, request: Request): TextRoom | null {
  return durableRoom(rooms, request.params['draft']);
}

function draftInfo({ store, rooms }: HttpServices, room: TextRoom, seat: Seat, entries: readonly Packed[]): Reply {
  const info: Omit<DraftInfo, 'entries'> = {
    id: room.id,
    revision: room.revision,
    revisions: issuedIn(store, room.id, room.state),
    clientId: rooms.allocateClientId(room, seat),
    preparations: preparationCards(store, seat).filter((card) => card.draft === room.id),
  };
  return doneWith(entries, info);
}

function lastKnown({ rates }: HttpServices, room: TextRoom, seat: Seat, request: Request): number | Reply {
  const after = Number(request.query['after'] ?? 0);
  if (!Number.isSafeInteger(after) || after < 0)
    return refused(400, 'malformed', 'The number of an entry is a whole number from 0.');
  // What is new since one last asked is little; all of it is not.
  if (room.state.last - after > MOST_NEWS && !rates.admits('documents', seat.id)) return TOO_FAST;
  return after;
}

async function exporting(services: HttpServices, seat: Seat, request: Request, { gone }: Waiting): Promise<Reply> {
  if (!may(seat, 'export')) return NOT_ALLOWED;
  const made = await makeOfText(services, seat, {
    draft: request.params['draft'],
    gone,
    asked: (_room, own) => exportAsked(request, own),
  });
  if (!made.ok) return made.refusal;
  const { fileName, bytes } = made.value;
  return { status: 200, document: { type: 'text/plain; charset=utf-8', name: fileName ?? '', content: bytes } };
}

function exportAsked(request: Request, own: Viewer): Result<AskedOfText, Reply> {
  const format = EXPORT_FORMATS.find((one) => one === request.query['format']);
  if (format === undefined) return refuse(refused(400, 'malformed', `A draft is exported as ${EXPORT_FORMATS.join(', ')}.`));
  const asked = momentOf(request);
  if ('reply' in asked) return refuse(asked.reply);
  const lens = lensOf(request, own);
  if ('reply' in lens) return refuse(lens.reply);
  const part = { of: wordOf(request, 'of'), article: wordOf(request, 'article') };
  const wanted = { is: 'export', format, moment: asked.moment, tags: request.query['tags'] === '1', part } as const;
  return ok({ wanted, moments: [asked.moment], viewer: lens.viewer });
}

/** A word of the query; null where it is not there. */
function wordOf({ query }: Request, name: string): string | null {
  const word = query[name];
  return typeof word === 'string' ? word : null;
}

function commanding(services: HttpServices, seat: Seat, request: Request): Reply {
  const body = parseBody(commandSchema, request.body);
  if ('reply' in body) return body.reply;
  if (body.value.type === 'table' && !services.rates.admits('tablings', seat.participant)) return TOO_MANY_TABLED;
  const room = roomOf(services, request);
  if (room === null) return NOT_FOUND;
  const { lens } = room.state;
  const result = services.rooms.command(room.id, seat, body.value);
  if (result === null) return NOT_FOUND;
  if (!result.ok) return refusedBecause(result.refusal.refusal, result.refusal.clashes);
  if (!isAsStrict(lens, room.state.lens)) services.answers.hideNames(room.id);
  const answer: Done = { entries: result.value.map((entry) => entry.number) };
  return done(answer);
}

/** So many entries are no whole record. */
const MOST_NEWS = 500;

const TOO_MANY_TABLED = refused(
  429,
  'closed',
  'Your delegation has tabled as much in these minutes as the room can follow. Wait a little, then table this.',
);

function preparing(services: HttpServices, seat: Seat, request: Request): Reply {
  if (!may(seat, 'prepare proposal')) return NOT_ALLOWED;
  const body = parseBody(prepareRequestSchema, request.body);
  if ('reply' in body) return body.reply;
  const room = roomOf(services, request);
  const result = room === null ? null : services.rooms.prepare(room.id, seat, body.value);
  if (result === null) return NOT_FOUND;
  return result.ok ? { status: 201, body: preparationInfo(services, seat, result.value) } : refusedBecause(result.refusal);
}
