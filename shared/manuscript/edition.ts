import type { Manuscript } from './manuscript.ts';

/** Which state of which draft a paper shows, in a line. */
export function editionWords({ edition: { draft, revision, entry, hash } }: Pick<Manuscript, 'edition'>): string {
  return `Draft ${draft}, revision ${revision}, record entry ${entry}${hash === '' ? '' : ` (${hash.slice(0, SHORT_HASH)})`}`;
}

const SHORT_HASH = 12;
