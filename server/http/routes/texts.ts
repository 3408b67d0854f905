import { Router, type Request } from 'express';
import { ok, refuse } from '../../../shared/base/result.ts';
import type { Seat } from '../../../shared/participants/participant.ts';
import { may } from '../../../shared/policy/policy.ts';
import { parseMoment } from '../../../shared/protocol/moment.ts';
import { issuedIn } from '../../drafts/moments.ts';
import { makeOfText } from '../made-of-text.ts';
import { momentOf } from '../moment.ts';
import { NOT_ALLOWED, refused, type Reply } from '../reply.ts';
import { seatedAside, wholeReading, type HttpServices, type Waiting } from '../services.ts';

/** The texts of a draft at its moments, and what lies between two of them. */
export function textRoutes(services: HttpServices): Router {
  const router = Router();
  router.get(
    '/drafts/:draft/text',
    wholeReading(services),
    seatedAside(services, (seat, request, waiting) => reading(services, seat, request, waiting)),
  );
  router.get(
    '/drafts/:draft/compare',
    wholeReading(services),
    seatedAside(services, (seat, request, waiting) => comparing(services, seat, request, waiting)),
  );
  return router;
}

async function reading(services: HttpServices, seat: Seat, request: Request, { gone }: Waiting): Promise<Reply> {
  if (!may(seat, 'read text') || !may(seat, 'read record')) return NOT_ALLOWED;
  const made = await makeOfText(services, seat, {
    draft: request.params['draft'],
    gone,
    asked: ({ id, state }, viewer) => {
      const moment = momentOf(request);
      if ('reply' in moment) return refuse(moment.reply);
      const issued = issuedIn(services.store, id, state);
      const wanted = { is: 'text', draft: id, issued, shown: request.query['shown'] === '1' } as const;
      return ok({ wanted, moments: [moment.moment], viewer });
    },
  });
  return made.ok ? { status: 200, json: made.value.bytes } : made.refusal;
}

async function comparing(services: HttpServices, seat: Seat, { params, query }: Request, { gone }: Waiting): Promise<Reply> {
  if (!may(seat, 'read text') || !may(seat, 'read record')) return NOT_ALLOWED;
  const [from, to] = [query['from'], query['to']].map((word) => (typeof word === 'string' ? parseMoment(word) : null));
  if (from == null || to == null)
    return refused(400, 'malformed', 'A comparison is of two moments: now, revision-2, entry-40 and the like.');
  const made = await makeOfText(services, seat, {
    draft: params['draft'],
    gone,
    asked: (_room, viewer) => ok({ wanted: { is: 'comparison' }, moments: [from, to], viewer }),
  });
  return made.ok ? { status: 200, json: made.value.bytes } : made.refusal;
}
