import type { ClauseId } from '../base/ids.ts';
import type { OutcomeOf } from '../proposals/standing.ts';
import { withoutSlots, type Clause } from '../text/clause.ts';
import { isHeading } from '../text/numbering.ts';
import { clauseIsOut, visibleRuns } from './drawing.ts';
import type { Point } from './points.ts';

/** A line of the outline. */
export interface OutlineItem {
  readonly clause: ClauseId;
  readonly title: string;
  /** From 0: title and part, article, heading. */
  readonly depth: number;
  /** Open points from this heading to the next one. */
  readonly open: number;
}

/** The headings that stand, in order, each with how many points are open below it. What comes before the first heading is not shown. */
export function outline(clauses: readonly Clause[], points: readonly Point[], outcomeOf: OutcomeOf): OutlineItem[] {
  const openIn = new Map<ClauseId, number>();
  for (const point of points) openIn.set(point.clause, (openIn.get(point.clause) ?? 0) + 1);
  const items: { clause: ClauseId; title: string; depth: number; open: number }[] = [];
  for (const clause of clauses) {
    if (isHeading(clause.kind) && clause.runs.length > 0 && !clauseIsOut(clause, outcomeOf)) {
      const title = withoutSlots(
        visibleRuns(clause, outcomeOf)
          .map((run) => run.text)
          .join(''),
      ).trim();
      items.push({ clause: clause.id, title, depth: DEPTH[clause.kind as keyof typeof DEPTH], open: 0 });
    }
    const last = items.at(-1);
    if (last !== undefined) last.open += openIn.get(clause.id) ?? 0;
  }
  return items;
}

const DEPTH = { title: 0, part: 0, article: 1, heading: 1 } as const;
