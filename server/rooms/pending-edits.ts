import type { ClauseId } from '../../shared/base/ids.ts';
import type { PendingEdit } from '../store/store.ts';

/** An edit in the making, and when its drafter last touched the clause, in milliseconds since 1970. */
export interface OngoingEdit extends PendingEdit {
  readonly touchedAt: number;
}

/** The edits of clauses that have not become `ClauseEdited` yet: at most one a clause, whose drafter is the last who touched it. */
export class PendingEdits {
  private readonly byClause = new Map<ClauseId, OngoingEdit>();

  constructor(stored: readonly PendingEdit[]) {
    for (const edit of stored) this.byClause.set(edit.clause, { ...edit, touchedAt: 0 });
  }

  of(clause: ClauseId): OngoingEdit | null {
    return this.byClause.get(clause) ?? null;
  }

  all(): OngoingEdit[] {
    return [...this.byClause.values()];
  }

  /** Those that nobody has touched since a moment. */
  quietSince(moment: number): OngoingEdit[] {
    return this.all().filter((edit) => edit.touchedAt <= moment);
  }

  /** When the longest untouched was last touched, or null where there is none. */
  oldestTouch(): number | null {
    return this.byClause.size === 0 ? null : Math.min(...this.all().map((edit) => edit.touchedAt));
  }

  put(edit: OngoingEdit): void {
    this.byClause.set(edit.clause, edit);
  }

  remove(clause: ClauseId): void {
    this.byClause.delete(clause);
  }
}
