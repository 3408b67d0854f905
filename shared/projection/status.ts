import { clauseIsOut } from '../proposals/standing.ts';
import type { ClauseId } from '../base/ids.ts';
import { agreementOn } from '../record/agreeing.ts';
import { rungOf, type Agreement, type Rung } from '../record/ladder.ts';
import { outcomesOf, type RecordState } from '../record/state.ts';
import type { Clause } from '../text/clause.ts';
import { isHeading } from '../text/numbering.ts';

/** How far a clause is agreed. */
export interface ClauseStatus {
  readonly rung: Rung;
  /** Its place on the ladder, from 0 for the lowest. */
  readonly place: number;
  /** The entry that brought it there. */
  readonly entry: number;
  /** The names of all the rungs on which its words were agreed, in order. */
  readonly steps: readonly string[];
}

/**
 * The status of a clause as it stands: null where it is open, which a clause without brackets is too, until it is agreed (CONVENTIONS 1.2).
 * A function of text and record: it is gone with the first word that changes, before the record tells of the edit.
 */
export function statusOf(clause: Clause, state: RecordState): ClauseStatus | null {
  const agreement = state.ladder.agreed.size === 0 ? null : agreementOn(clause, state.ladder, outcomesOf(state));
  const { rungs } = state.ladder;
  const before = agreement === null ? undefined : known.get(agreement);
  if (before?.rungs === rungs) return before.status;
  const rung = agreement === null ? null : rungOf(agreement, rungs);
  if (agreement === null || rung === null) return null;
  const status: ClauseStatus = {
    rung,
    place: rungs.indexOf(rung),
    entry: agreement.steps.at(-1)?.entry ?? 0,
    steps: agreement.steps.map((step) => rungs.find(({ id }) => id === step.rung)?.name ?? step.rung),
  };
  known.set(agreement, { rungs, status });
  return status;
}

/** The same status is the same object, so that what shows it is not drawn anew. */
const known = new WeakMap<Agreement, { readonly rungs: readonly Rung[]; readonly status: ClauseStatus }>();

/** The status of every clause that has one. A clause that stands twice has none: its words are those of both places. */
export function statuses(clauses: readonly Clause[], state: RecordState): Map<ClauseId, ClauseStatus> {
  const found = new Map<ClauseId, ClauseStatus>();
  if (state.ladder.agreed.size === 0) return found;
  const seen = new Set<ClauseId>();
  for (const clause of clauses) {
    const status = seen.has(clause.id) ? null : statusOf(clause, state);
    seen.add(clause.id);
    if (status === null) found.delete(clause.id);
    else found.set(clause.id, status);
  }
  return found;
}

/** What stands in brackets behind a clause in an export with tags; empty where it is open. */
export function statusTag(clause: Clause, state: RecordState): string {
  const status = statusOf(clause, state);
  return status === null ? '' : `[${status.rung.tag}]`;
}

/** The clauses from a heading to the next one, the heading with them, that stand in the text and have words; round any clause of them. */
export function articleRound(clauses: readonly Clause[], clause: ClauseId, state: RecordState): Clause[] {
  const outcomeOf = outcomesOf(state);
  const standing = clauses.filter((one) => one.runs.length > 0 && !clauseIsOut(one, outcomeOf));
  const at = standing.findIndex(({ id }) => id === clause);
  if (at === -1) return [];
  const from = Math.max(
    0,
    standing.findLastIndex((one, index) => index <= at && isHeading(one.kind)),
  );
  const next = standing.findIndex((one, index) => index > at && isHeading(one.kind));
  return standing.slice(from, next === -1 ? standing.length : next);
}
