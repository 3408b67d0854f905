import type { ClauseId } from '../base/ids.ts';
import { plainText, type Clause } from '../text/clause.ts';
import { recastOf, type Recast } from '../text/setting.ts';

/** What a drafter did to a clause, as the record tells it; coalesced per drafter and clause. */
export type ClauseEvent =
  /** Its words were changed. `before` null: the clause is new; `after` null: it went. */
  | { readonly type: 'ClauseEdited'; readonly clause: ClauseId; readonly before: string | null; readonly after: string | null }
  /** It was set otherwise: its kind, depth, number as issued, place in a table, or how its words look. */
  | ({ readonly type: 'ClauseRecast'; readonly clause: ClauseId } & Recast);

/** What the record tells of a clause that became another by a drafter's hand, words first. Null: it is not there. */
export function clauseEvents(clause: ClauseId, before: Clause | null, after: Clause | null): ClauseEvent[] {
  const [were, are] = [wordsOf(before), wordsOf(after)];
  const recast = before === null || after === null ? null : recastOf(before, after);
  return [
    ...(were === are ? [] : [{ type: 'ClauseEdited', clause, before: were, after: are } as const]),
    ...(recast === null ? [] : [{ type: 'ClauseRecast', clause, ...recast } as const]),
  ];
}

function wordsOf(clause: Clause | null): string | null {
  return clause === null ? null : plainText(clause);
}
