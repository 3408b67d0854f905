import type { Request } from 'express';
import { isAsStrict, LENSES } from '../../shared/participants/lens.ts';
import type { Viewer } from '../../shared/record/masking.ts';
import { refused, type Reply } from './reply.ts';

/**
 * The lens that `?lens=` names, for what leaves the server as a document: the viewer's own where there is none, or a stricter one, through which
 * the viewer is not named either.
 */
export function lensOf(
  { query }: Pick<Request, 'query'>,
  viewer: Viewer,
): { readonly viewer: Viewer } | { readonly reply: Reply } {
  const { lens: word } = query;
  if (word === undefined) return { viewer };
  const lens = LENSES.find((one) => one === word);
  if (lens === undefined) return { reply: refused(400, 'malformed', `A lens is one of ${LENSES.join(', ')}.`) };
  return isAsStrict(lens, viewer.lens) ? { viewer: { lens, own: null } } : { reply: TOO_WIDE };
}

const TOO_WIDE = refused(
  403,
  'not-allowed',
  'Names of this draft are not shown to your seat. Ask for it as you see it, or through a stricter lens.',
);
