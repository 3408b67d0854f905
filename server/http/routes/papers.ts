import { Router, type Request } from 'express';
import * as z from 'zod';
import { DISTRIBUTIONS, FILE_FORMATS, LANGUAGES, whyNoPaper, type FileFormat } from '../../../shared/manuscript/file-format.ts';
import { ok, refuse, type Result } from '../../../shared/base/result.ts';
import { PAPERS } from '../../../shared/manuscript/manuscript.ts';
import { isAsStrict } from '../../../shared/participants/lens.ts';
import type { Seat } from '../../../shared/participants/participant.ts';
import { may } from '../../../shared/policy/policy.ts';
import { USUAL_PAPER, type PaperRequest } from '../../drafts/papers.ts';
import { fetchText } from '../../drafts/stored-text.ts';
import type { PaperOrder } from '../../formats/file-writer.ts';
import { durableRoom } from '../durable-room.ts';
import { lensOf } from '../lens.ts';
import { momentOf, NO_SUCH_TEXT } from '../moment.ts';
import { NOT_ALLOWED, NOT_FOUND, refused, refusedWork, type Reply } from '../reply.ts';
import { seatedAside, wholeDocument, type HttpServices, type Waiting } from '../services.ts';

/** `/api/drafts/:draft/papers/:paper?format=`: a paper of a draft at a moment, as a file; on its way its steps, where they are asked for. */
export function paperRoutes(services: HttpServices): Router {
  const router = Router();
  router.get(
    '/drafts/:draft/papers/:paper',
    wholeDocument(services),
    seatedAside(services, (seat, request, waiting) => paper(services, seat, request, waiting)),
  );
  return router;
}

async function paper(services: HttpServices, seat: Seat, request: Request, { gone, tell }: Waiting): Promise<Reply> {
  if (!may(seat, 'export')) return NOT_ALLOWED;
  const asked = paperAsked(request);
  if (asked === null) return NO_SUCH_PAPER;
  const fault = whyNoPaper(asked.paper, asked.format);
  if (fault !== null) return refused(400, 'malformed', fault);
  const made = await services.aside.files.write(seat.id, () => orderOf(services, { seat, request, asked }), { gone, tell });
  if (!made.ok) return 'status' in made.refusal ? made.refusal : refusedWork(made.refusal);
  const { name, bytes, lens } = made.value;
  // What was read while more names were shown goes out to nobody once fewer are.
  const room = durableRoom(services.rooms, request.params['draft']);
  if (room === null || !isAsStrict(lens, room.seen.viewer(seat).lens)) return NAMES_TAKEN_OUT;
  return { status: 200, document: { type: CONTENT_TYPE[asked.format], name, content: bytes } };
}

/** What is to be written, as the draft stands and as the seat may see it when it is written. */
async function orderOf(
  { store, rooms, registry, inTurn }: HttpServices,
  { seat, request, asked }: { readonly seat: Seat; readonly request: Request; readonly asked: PaperRequest },
): Promise<Result<PaperOrder, Reply>> {
  const moment = momentOf(request);
  if ('reply' in moment) return refuse(moment.reply);
  const room = durableRoom(rooms, request.params['draft']);
  if (room === null) return refuse(NOT_FOUND);
  const lens = lensOf(request, room.seen.viewer(seat));
  if ('reply' in lens) return refuse(lens.reply);
  const text = await inTurn.takeAll(fetchText(store, room.id, moment.moment));
  if (text === null) return refuse(NO_SUCH_TEXT);
  return ok({
    request: asked,
    draft: room.id,
    moment: moment.moment,
    text,
    viewer: lens.viewer,
    organisation: store.process.name() ?? '',
    participants: registry.all,
  });
}

const NAMES_TAKEN_OUT = refused(
  409,
  'changed-since',
  'While this was written the chair took names out of what your seat sees. Ask for it again.',
);

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
