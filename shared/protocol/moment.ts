/** A text at one moment: as it is, as a revision was issued, or as of an entry of the record. */
export type Moment =
  | { readonly at: 'now' }
  | { readonly at: 'revision'; readonly revision: number }
  | { readonly at: 'entry'; readonly entry: number };

/** Reads `now`, `revision-2` or `entry-40`; null where it is none of them. */
export function parseMoment(word: string): Moment | null {
  if (word === 'now') return { at: 'now' };
  const [, what, digits] = /^(revision|entry)-([1-9]\d{0,8})$/.exec(word) ?? [];
  const number = Number(digits);
  if (what === 'revision') return { at: 'revision', revision: number };
  return what === 'entry' ? { at: 'entry', entry: number } : null;
}

/** A moment as it is written in an address. */
export function momentWord(moment: Moment): string {
  switch (moment.at) {
    case 'now':
      return 'now';
    case 'revision':
      return `revision-${moment.revision}`;
    case 'entry':
      return `entry-${moment.entry}`;
  }
}
