import type { ClauseId } from '../../shared/base/ids.ts';
import type { Clause } from '../../shared/text/clause.ts';

/** Clauses that a person has picked out: from the one they began with to the one they are at. */
export interface Selection {
  readonly anchor: ClauseId;
  readonly focus: ClauseId;
  /** Whether they mean to do something with them; merely going from clause to clause selects nothing. */
  readonly acting: boolean;
}

/** Whether a place lies in a range. */
export function isSelected(range: { readonly from: number; readonly to: number }, place: number): boolean {
  return place >= range.from && place <= range.to;
}

/** The selection after a step up or down; `extend` keeps the other end. */
export function stepped(
  selection: Selection | null,
  clauses: readonly Clause[],
  step: 1 | -1,
  extend: boolean,
): Selection | null {
  const at = selection === null ? -1 : clauses.findIndex((clause) => clause.id === selection.focus);
  const next = clauses[Math.max(0, Math.min(clauses.length - 1, at === -1 ? 0 : at + step))];
  if (next === undefined) return selection;
  return { anchor: extend && selection !== null ? selection.anchor : next.id, focus: next.id, acting: true };
}

/** The selected clauses in document order. */
export function selectedClauses(selection: Selection | null, clauses: readonly Clause[]): Clause[] {
  if (selection === null) return [];
  const anchor = clauses.findIndex((clause) => clause.id === selection.anchor);
  const focus = clauses.findIndex((clause) => clause.id === selection.focus);
  return anchor === -1 || focus === -1 ? [] : clauses.slice(Math.min(anchor, focus), Math.max(anchor, focus) + 1);
}
