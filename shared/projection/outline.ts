import type { ClauseId } from '../base/ids.ts';
import { clauseIsOut, type OutcomeOf } from '../proposals/standing.ts';
import { withoutSlots, type Clause } from '../text/clause.ts';
import { isHeading } from '../text/numbering.ts';
import { visibleRuns } from './drawing.ts';
import type { Rung } from '../record/ladder.ts';
import type { Point } from './points.ts';
import type { ClauseStatus } from './status.ts';

/** A line of the outline. */
export interface OutlineItem {
  readonly clause: ClauseId;
  readonly title: string;
  /** From 0: title and part, article, heading. */
  readonly depth: number;
  /** Open points from this heading to the next one. */
  readonly open: number;
  /** Clauses from this heading to the next one that stand and have words, this one with them, and how many of them stand on which rung, the lowest first. */
  readonly clauses: number;
  readonly rungs: readonly RungCount[];
}

/** How many clauses stand on a rung of the status ladder. */
interface RungCount {
  readonly rung: Rung;
  readonly count: number;
}

/** The headings that stand, in order, each with how many points are open below it. What comes before the first heading is not shown. */
export function outline(
  clauses: readonly Clause[],
  points: readonly Point[],
  outcomeOf: OutcomeOf,
  statusOf: ReadonlyMap<ClauseId, ClauseStatus> = new Map(),
): OutlineItem[] {
  const openIn = new Map<ClauseId, number>();
  for (const point of points) openIn.set(point.clause, (openIn.get(point.clause) ?? 0) + 1);
  const items: { clause: ClauseId; title: string; depth: number; open: number; clauses: number; on: ClauseStatus[] }[] = [];
  for (const clause of clauses) {
    if (isHeading(clause.kind) && clause.runs.length > 0 && !clauseIsOut(clause, outcomeOf)) {
      const title = withoutSlots(
        visibleRuns(clause, outcomeOf)
          .map((run) => run.text)
          .join(''),
      ).trim();
      items.push({ clause: clause.id, title, depth: DEPTH[clause.kind as keyof typeof DEPTH], open: 0, clauses: 0, on: [] });
    }
    const last = items.at(-1);
    if (last === undefined) continue;
    last.open += openIn.get(clause.id) ?? 0;
    openIn.delete(clause.id);
    const status = statusOf.get(clause.id);
    if (status !== undefined) last.on.push(status);
    if (clause.runs.length > 0 && !clauseIsOut(clause, outcomeOf)) last.clauses += 1;
  }
  return items.map(({ on, ...item }) => ({ ...item, rungs: countedByRung(on) }));
}

function countedByRung(on: readonly ClauseStatus[]): RungCount[] {
  const counts = new Map<string, RungCount & { readonly place: number }>();
  for (const { rung, place } of on) counts.set(rung.id, { rung, place, count: (counts.get(rung.id)?.count ?? 0) + 1 });
  return [...counts.values()].toSorted((a, b) => a.place - b.place).map(({ rung, count }) => ({ rung, count }));
}

const DEPTH = { title: 0, part: 0, article: 1, heading: 1 } as const;
