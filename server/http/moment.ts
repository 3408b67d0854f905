import type { Request } from 'express';
import { parseMoment, type Moment } from '../../shared/protocol/moment.ts';
import { refused, type Reply } from './reply.ts';

/** The moment that `?revision=n` or `?entry=n` names; the present where there is neither. */
export function momentOf({ query }: Pick<Request, 'query'>): { readonly moment: Moment } | { readonly reply: Reply } {
  const { revision, entry } = query;
  if (revision === undefined && entry === undefined) return { moment: { at: 'now' } };
  const [what, number] = revision === undefined ? ['entry', entry] : ['revision', revision];
  const isOne = typeof number === 'string' && (revision === undefined || entry === undefined);
  const moment = isOne ? parseMoment(`${what}-${number}`) : null;
  return moment === null ? { reply: NO_MOMENT } : { moment };
}

const NO_MOMENT = refused(400, 'malformed', 'A text is asked for by the number of a revision or of an entry, from 1.');
/** The draft is there, but not at such a moment. */
export const NO_SUCH_TEXT = refused(404, 'unknown-revision', 'The draft has no such revision, or its record no such entry.');
