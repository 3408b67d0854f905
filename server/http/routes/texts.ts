import { Router, type Request } from 'express';
import type { DraftId } from '../../../shared/base/ids.ts';
import type { Seat } from '../../../shared/participants/participant.ts';
import { may } from '../../../shared/policy/policy.ts';
import { differencesOf } from '../../../shared/projection/difference.ts';
import { shownText } from '../../../shared/projection/shown-text.ts';
import type { ComparedSide, Comparison, TextInfo } from '../../../shared/protocol/api.ts';
import { parseMoment } from '../../../shared/protocol/moment.ts';
import { textDigest } from '../../../shared/text/digest.ts';
import { revisionsOf, textAt } from '../../drafts/moments.ts';
import { seenText, type Seen } from '../../drafts/seen-text.ts';
import type { TextAt } from '../../rooms/text-at.ts';
import { durableRoom } from '../durable-room.ts';
import { momentOf, NO_SUCH_TEXT } from '../moment.ts';
import { done, NOT_ALLOWED, NOT_FOUND, refused, type Reply } from '../reply.ts';
import { seated, wholeReading, type HttpServices } from '../services.ts';

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
    seated(services, (seat, request) => reading(services, seat, request, comparison)),
  );
  return router;
}

type Reading = (services: HttpServices, about: { readonly draft: DraftId; readonly seen: Seen }, request: Request) => Reply;

function reading(services: HttpServices, seat: Seat, request: Request, answer: Reading): Reply {
  if (!may(seat, 'read text') || !may(seat, 'read record')) return NOT_ALLOWED;
  const room = durableRoom(services.rooms, request.params['draft']);
  if (room === null) return NOT_FOUND;
  const viewer = room.seen.viewer(seat);
  return answer(services, { draft: room.id, seen: (entries) => room.seen.through(entries, viewer) }, request);
}

function textInfo({ store }: HttpServices, { draft, seen }: Parameters<Reading>[1], request: Request): Reply {
  const asked = momentOf(request);
  if ('reply' in asked) return asked.reply;
  const whole = textAt(store, draft, asked.moment);
  if (whole === null) return NO_SUCH_TEXT;
  const text = seenText(whole, seen);
  const { revision, clauses } = text;
  const issued = revisionsOf(store.drafts.entries(draft, 0));
  const info: TextInfo = {
    draft,
    ...sideOf(text),
    symbol: issued.find(({ number }) => number === revision)?.symbol ?? null,
    digest: textDigest(clauses),
    clauses,
    ...(request.query['shown'] === '1' ? { shown: shownText(text) } : {}),
  };
  return done(info);
}

function comparison({ store, registry }: HttpServices, { draft, seen }: Parameters<Reading>[1], { query }: Request): Reply {
  const moments = [query['from'], query['to']].map((word) => (typeof word === 'string' ? parseMoment(word) : null));
  const [from, to] = moments;
  if (from == null || to == null)
    return refused(400, 'malformed', 'A comparison is of two moments: now, revision-2, entry-40 and the like.');
  const [before, after] = [textAt(store, draft, from), textAt(store, draft, to)];
  if (before === null || after === null) return NO_SUCH_TEXT;
  const [then, now] = [seenText(before, seen), seenText(after, seen)];
  const entries = then.entries.length > now.entries.length ? then.entries : now.entries;
  const body: Comparison = { from: sideOf(then), to: sideOf(now), clauses: differencesOf(then, now, { entries, registry }) };
  return done(body);
}

function sideOf({ revision, state }: TextAt): ComparedSide {
  return { revision, entry: state.last };
}
