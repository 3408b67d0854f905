import type { ClauseId, ProposalId } from '../base/ids.ts';
import { joinRuns, sliceRuns, sortedIds, type Clause, type Run } from './clause.ts';

/** One change of a clause's characters; `at` counts UTF-16 units of the clause's text as it stands before any of the edits of its list. */
export type TextEdit =
  | { readonly type: 'insert'; readonly at: number; readonly run: Run }
  | {
      readonly type: 'mark';
      readonly at: number;
      readonly length: number;
      readonly role: 'insertion' | 'deletion';
      readonly proposal: ProposalId;
    };

/**
 * Changes of a draft as values: what the server, as the trusted peer, writes when a proposal is tabled. They only add: characters with
 * an insertion mark, or marks; but for numbers as issued, which are no words. Edits of one clause are in ascending order of `at`.
 */
export type TextChange =
  | { readonly type: 'edit'; readonly clause: ClauseId; readonly edits: readonly TextEdit[] }
  /** A new clause after another, or at the start where `after` is null. Several after the same one: the last given stands nearest to it. */
  | { readonly type: 'insert'; readonly after: ClauseId | null; readonly clause: Clause }
  /** Another number as issued. */
  | { readonly type: 'label'; readonly clause: ClauseId; readonly label: string };

/** The clauses after the changes: the same as `applyChanges` does to a document. Throws RangeError where a clause named is not there. */
export function changeText(clauses: readonly Clause[], changes: readonly TextChange[]): Clause[] {
  const places = clauses.map((clause): Place => ({ clause, next: null }));
  const byId = new Map(places.toReversed().map((place) => [place.clause.id, place]));
  for (const [index, place] of places.entries()) place.next = places[index + 1] ?? null;
  const start: { next: Place | null } = { next: places[0] ?? null };
  const placeOf = (id: ClauseId): Place => {
    const place = byId.get(id);
    if (place === undefined) throw new RangeError(`no clause ${id}`);
    return place;
  };
  for (const change of changes) {
    if (change.type === 'insert') {
      const before = change.after === null ? start : placeOf(change.after);
      before.next = { clause: change.clause, next: before.next };
      if (!byId.has(change.clause.id)) byId.set(change.clause.id, before.next);
      continue;
    }
    const place = placeOf(change.clause);
    const { clause } = place;
    place.clause =
      change.type === 'label'
        ? { ...clause, label: change.label }
        : { ...clause, runs: joinRuns(change.edits.toReversed().reduce(editRuns, clause.runs)) };
  }
  const changed: Clause[] = [];
  for (let place = start.next; place !== null; place = place.next) changed.push(place.clause);
  return changed;
}

/** A clause in a row that grows: thousands may come in at once. */
interface Place {
  clause: Clause;
  next: Place | null;
}

function editRuns(runs: readonly Run[], edit: TextEdit): Run[] {
  if (edit.type === 'insert') return [...sliceRuns(runs, 0, edit.at), edit.run, ...sliceRuns(runs, edit.at, Infinity)];
  const end = edit.at + edit.length;
  const role = edit.role === 'insertion' ? 'insertions' : 'deletions';
  return [
    ...sliceRuns(runs, 0, edit.at),
    ...sliceRuns(runs, edit.at, end).map((run) => ({ ...run, [role]: sortedIds([...run[role], edit.proposal]) })),
    ...sliceRuns(runs, end, Infinity),
  ];
}
