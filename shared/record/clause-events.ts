import type { ClauseId } from '../base/ids.ts';
import { shortened } from '../base/shortened.ts';
import { plainText, type Clause } from '../text/clause.ts';
import { recastOf, type Recast } from '../text/setting.ts';

/** What a drafter did to a clause, as the record tells it; coalesced per drafter and clause. */
export type ClauseEvent =
  /** Its words were changed. `before` null: the clause is new; `after` null: it went. */
  | { readonly type: 'ClauseEdited'; readonly clause: ClauseId; readonly before: string | null; readonly after: string | null }
  /** It was set otherwise: its kind, depth, number as issued, place in a table, or how its words look. */
  | ({ readonly type: 'ClauseRecast'; readonly clause: ClauseId } & Recast)
  /** It stands elsewhere among the others; `words`: those with which it begins, its number before them. */
  | ({ readonly type: 'ClauseMoved'; readonly clause: ClauseId; readonly words: string } & Move);

/**
 * What a clause stands behind, and how that began; `behind` null: nothing, it is the first. `nth`: behind which place of that one, from 1, where
 * it stands in several; absent where it stands once.
 */
export interface Place {
  readonly behind: ClauseId | null;
  readonly words: string;
  readonly nth?: number;
}

/**
 * Where a clause stood, and where it stands: in more than one place where two drafters moved it at once; behind the same one where that was moved
 * along.
 */
export interface Move {
  readonly from: readonly Place[];
  readonly to: readonly Place[];
}

/**
 * What the record tells of a clause that became another by a drafter's hand, words first. Null: it is not there. `move`: where it was moved from, and
 * stands; null where it was not, or stands to all others as it did.
 */
export function clauseEvents(
  clause: ClauseId,
  before: Clause | null,
  after: Clause | null,
  move: Move | null = null,
): ClauseEvent[] {
  const [were, are] = [wordsOf(before), wordsOf(after)];
  const recast = before === null || after === null ? null : recastOf(before, after);
  return [
    ...(were === are ? [] : [{ type: 'ClauseEdited', clause, before: were, after: are } as const]),
    ...(recast === null ? [] : [{ type: 'ClauseRecast', clause, ...recast } as const]),
    ...(before === null || after === null || move === null
      ? []
      : [{ type: 'ClauseMoved', clause, words: openingWords(after), ...move } as const]),
  ];
}

const LONGEST_OPENING = 80;

/** How a clause begins, its number as issued before its words. */
export function openingWords(clause: Clause): string {
  // Of one that stands twice, as it begins in its first place.
  const [line = ''] = plainText(clause).split('\n');
  return shortened(`${clause.label} ${line}`.replaceAll(/\s+/g, ' ').trim(), LONGEST_OPENING);
}

function wordsOf(clause: Clause | null): string | null {
  return clause === null ? null : plainText(clause);
}
