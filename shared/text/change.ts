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
  const changed = [...clauses];
  for (const change of changes) {
    if (change.type === 'insert') {
      changed.splice(change.after === null ? 0 : indexOf(changed, change.after) + 1, 0, change.clause);
      continue;
    }
    const index = indexOf(changed, change.clause);
    const clause = changed[index];
    if (clause !== undefined && change.type === 'label') changed[index] = { ...clause, label: change.label };
    else if (clause !== undefined && change.type === 'edit')
      changed[index] = { ...clause, runs: joinRuns(change.edits.toReversed().reduce(editRuns, clause.runs)) };
  }
  return changed;
}

function indexOf(clauses: readonly Clause[], id: ClauseId): number {
  const index = clauses.findIndex((clause) => clause.id === id);
  if (index === -1) throw new RangeError(`no clause ${id}`);
  return index;
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
