import { Router, type Request } from 'express';
import type { Seat } from '../../../shared/participants/participant.ts';
import { may } from '../../../shared/policy/policy.ts';
import { differencesOf } from '../../../shared/projection/difference.ts';
import { shownText } from '../../../shared/projection/shown-text.ts';
import type { ComparedSide, Comparison, TextInfo } from '../../../shared/protocol/api.ts';
import { parseMoment, type Moment } from '../../../shared/protocol/moment.ts';
import { textDigest } from '../../../shared/text/digest.ts';
import { issuedIn } from '../../drafts/moments.ts';
import { seenText, type Seen } from '../../drafts/seen-text.ts';
import type { TextAt } from '../../rooms/text-at.ts';
import type { TextRoom } from '../../rooms/text-room.ts';
import { durableRoom } from '../durable-room.ts';
import { momentOf, NO_SUCH_TEXT, textIn } from '../moment.ts';
import { done, NOT_ALLOWED, NOT_FOUND, refused, type Reply } from '../reply.ts';
import { seated, seatedAside, wholeReading, type HttpServices } from '../services.ts';

/** The texts of a draft at its moments, and what lies between two of them. */
export function textRoutes(services: HttpServices): Router {
  const router = Router();
  router.get(
    '/drafts/:draft/text',
    wholeReading(services),
    seated(services, (seat, request) => reading(services, seat, request, textInfo)),
  );
  router.get(
    '/drafts/:draft/compare',
    wholeReading(services),
    seatedAside(services, (seat, request) => comparing(services, seat, request)),
  );
  return router;
}

type Reading = (services: HttpServices, about: { readonly room: TextRoom; readonly seen: Seen }, request: Request) => Reply;

function reading(services: HttpServices, seat: Seat, request: Request, answer: Reading): Reply {
  if (!may(seat, 'read text') || !may(seat, 'read record')) return NOT_ALLOWED;
  const room = durableRoom(services.rooms, request.params['draft']);
  if (room === null) return NOT_FOUND;
  const viewer = room.seen.viewer(seat);
  return answer(services, { room, seen: (entries) => room.seen.through(entries, viewer) }, request);
}

function textInfo({ store }: HttpServices, { room, seen }: Parameters<Reading>[1], request: Request): Reply {
  const asked = momentOf(request);
  if ('reply' in asked) return asked.reply;
  const whole = textIn(store, room, asked.moment);
  if (whole === null) return NO_SUCH_TEXT;
  const text = seenText(whole, seen);
  const { revision, clauses } = text;
  const issued = issuedIn(store, room.id, room.state);
  const info: TextInfo = {
    draft: room.id,
    ...sideOf(text),
    symbol: issued.find(({ number }) => number === revision)?.symbol ?? null,
    digest: textDigest(clauses),
    clauses,
    ...(request.query['shown'] === '1' ? { shown: shownText(text) } : {}),
  };
  return done(info);
}

function comparing(services: HttpServices, seat: Seat, { params, query }: Request): Promise<Reply> {
  if (!may(seat, 'read text') || !may(seat, 'read record')) return Promise.resolve(NOT_ALLOWED);
  const moments = [query['from'], query['to']].map((word) => (typeof word === 'string' ? parseMoment(word) : null));
  const [from, to] = moments;
  if (from == null || to == null)
    return Promise.resolve(refused(400, 'malformed', 'A comparison is of two moments: now, revision-2, entry-40 and the like.'));
  return services.inTurn.takeAll(compared(services, seat, { draft: params['draft'], from, to }));
}

/** A comparison, step by step: to read a text, and to see it as this seat does, may each take a while. */
function* compared(
  services: HttpServices,
  seat: Seat,
  asked: { readonly draft: unknown; readonly from: Moment; readonly to: Moment },
): Generator<undefined, Reply> {
  const { store, rooms, registry } = services;
  const room = durableRoom(rooms, asked.draft);
  if (room === null) return NOT_FOUND;
  const viewer = room.seen.viewer(seat);
  const texts: TextAt[] = [];
  for (const moment of [asked.from, asked.to]) {
    // One that was loaded again since is another.
    if (durableRoom(rooms, asked.draft) !== room) return yield* compared(services, seat, asked);
    const text = textIn(store, room, moment);
    if (text === null) return NO_SUCH_TEXT;
    yield;
    texts.push(seenText(text, (entries) => room.seen.through(entries, viewer)));
    yield;
  }
  const [then, now] = texts as [TextAt, TextAt];
  const entries = then.entries.length > now.entries.length ? then.entries : now.entries;
  const clauses = differencesOf(then, now, { entries, registry });
  // What was read while more names were shown goes out to nobody once fewer are.
  const isSeenSo = durableRoom(rooms, asked.draft) === room && room.seen.viewer(seat).lens === viewer.lens;
  return isSeenSo
    ? done({ from: sideOf(then), to: sideOf(now), clauses } satisfies Comparison)
    : yield* compared(services, seat, asked);
}

function sideOf({ revision, state }: TextAt): ComparedSide {
  return { revision, entry: state.last };
}
