import type { ClauseId, DraftId } from '../base/ids.ts';

/**
 * Why words of a person stand in no text. `refused`: the server did not take them; `frozen`: they came too late for a revision; `removed`:
 * their paragraph was removed before it was known that they were in it; `decided`: what they were typed in had been decided by then, and they went out
 * with it; `bracketed`: they are not that person's, who put a bracket round them, and had been removed or moved by then; `differs`: the text here was found to be another than the server's.
 */
export type RecoveryReason = 'refused' | 'frozen' | 'removed' | 'decided' | 'bracketed' | 'differs';

/** Words that are kept for their author, with the place they belong to. GET /api/recoveries gives one's own; DELETE /api/recoveries/:id discards one. */
export interface Recovery {
  readonly id: string;
  readonly why: RecoveryReason;
  readonly draft: DraftId;
  /** The draft itself, or a preparation for it. */
  readonly room: string;
  readonly words: string;
  readonly clause: ClauseId | null;
  /** The nearest clause before it that stood at that time. */
  readonly beside: ClauseId | null;
  readonly before: string;
  readonly after: string;
  /** ISO 8601 in UTC. */
  readonly at: string;
}

/** GET /api/recoveries */
export interface Recoveries {
  readonly recoveries: readonly Recovery[];
}
