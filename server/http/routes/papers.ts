import { Router, type Request } from 'express';
import * as z from 'zod';
import { draftId, isId } from '../../../shared/base/ids.ts';
import { DISTRIBUTIONS, FILE_FORMATS, LANGUAGES, whyNoPaper, type FileFormat } from '../../../shared/manuscript/file-format.ts';
import { PAPERS } from '../../../shared/manuscript/manuscript.ts';
import { may } from '../../../shared/policy/policy.ts';
import { textAt } from '../../drafts/moments.ts';
import { seenText } from '../../drafts/seen-text.ts';
import { paperFileName, paperOrder, USUAL_PAPER, type PaperRequest } from '../../drafts/papers.ts';
import { lensOf } from '../lens.ts';
import { momentOf, NO_SUCH_TEXT } from '../moment.ts';
import { NOT_ALLOWED, NOT_FOUND, refused, send, SIGN_IN } from '../reply.ts';
import { noteSeat } from '../request-log.ts';
import type { HttpServices } from '../services.ts';

/** `/api/drafts/:draft/papers/:paper?format=`: a paper of a draft at a moment, as a file. */
export function paperRoutes(services: HttpServices): Router {
  const { store, rooms, sessions, registry, files } = services;
  const router = Router();
  router.get('/drafts/:draft/papers/:paper', async (request, response) => {
    const session = sessions.of(request);
    if (session === null) return send(response, SIGN_IN);
    noteSeat(response, session.seat);
    if (!may(session.seat, 'export')) return send(response, NOT_ALLOWED);
    const asked = paperAsked(request);
    if (asked === null) return send(response, NO_SUCH_PAPER);
    const fault = whyNoPaper(asked.paper, asked.format);
    if (fault !== null) return send(response, refused(400, 'malformed', fault));
    const moment = momentOf(request);
    if ('reply' in moment) return send(response, moment.reply);
    const { draft } = request.params;
    // What is printed is what is durable.
    const room = isId(draft) ? rooms.text(draftId(draft)) : null;
    if (room?.commit() !== true) return send(response, NOT_FOUND);
    const lens = lensOf(request, room.seen.viewer(session.seat));
    if ('reply' in lens) return send(response, lens.reply);
    const found = textAt(store, room.id, moment.moment);
    if (found === null) return send(response, NO_SUCH_TEXT);
    const text = seenText(found, (entries) => room.seen.through(entries, lens.viewer));
    const file = await files.write(paperOrder(asked, { store, registry, draft: room.id, text }));
    response.setHeader('Content-Type', CONTENT_TYPE[asked.format]);
    response.setHeader('Cache-Control', 'no-store');
    response.setHeader('Content-Disposition', `attachment; filename="${paperFileName(asked, text, moment.moment)}"`);
    return void response.send(Buffer.from(file));
  });
  return router;
}

const CONTENT_TYPE: Readonly<Record<FileFormat, string>> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  html: 'text/html; charset=utf-8',
  md: 'text/markdown; charset=utf-8',
  pdf: 'application/pdf',
  akn: 'application/akn+xml; charset=utf-8',
};

const NO_SUCH_PAPER = refused(
  400,
  'malformed',
  `A paper is ${PAPERS.join(', ')}, as ${FILE_FORMATS.join(', ')}; its symbol is up to 80 printable characters.`,
);

const askedSchema = z.object({
  paper: z.enum(PAPERS),
  format: z.enum(FILE_FORMATS),
  symbol: z
    .string()
    .regex(/^[\p{L}\p{M}\p{N}\p{P}\p{S} ]{1,80}$/u)
    .nullable()
    .default(null),
  distribution: z.enum(DISTRIBUTIONS).default(USUAL_PAPER.distribution),
  language: z.enum(LANGUAGES).default(USUAL_PAPER.language),
  tags: z
    .literal('1')
    .optional()
    .transform((tags) => tags === '1'),
});

function paperAsked({ params, query }: Request): PaperRequest | null {
  const parsed = askedSchema.safeParse({
    ...query,
    symbol: query['symbol'] === '' ? undefined : query['symbol'],
    paper: params['paper'],
  });
  return parsed.success ? parsed.data : null;
}
