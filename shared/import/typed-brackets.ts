import type { ClauseId } from '../base/ids.ts';
import { plainText, type Clause } from '../text/clause.ts';

/** What is said of brackets that were typed. */
export const BRACKETS_TYPED =
  'Brackets that were typed are characters of the wording, and bracket nothing: what is to go in brackets is what you put in or strike.';

/** What a delegation began with, and what it made of that. */
export interface PreparedWording {
  readonly base: readonly Clause[];
  readonly edited: readonly Clause[];
}

/** How many signs of brackets the new wording has and the clauses as they stand do not; the mark of a footnote has none. */
export function typedBracketsIn({ base, edited }: PreparedWording): number {
  const before = new Map<ClauseId, Clause>(base.map((clause) => [clause.id, clause]));
  return edited.reduce((sum, clause) => sum + Math.max(0, signsIn(clause) - signsIn(before.get(clause.id))), 0);
}

function signsIn(clause: Clause | undefined): number {
  if (clause === undefined) return 0;
  const words = plainText(clause).replaceAll(/\[\^[^\s[\]^]{1,40}\]/g, '');
  return words.match(/[[\]]/g)?.length ?? 0;
}
