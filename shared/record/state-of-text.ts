import type { Entry } from './event.ts';
import { evolve, replay } from './evolve.ts';
import { EMPTY_STATE, type RecordState } from './state.ts';

/**
 * The state by which a text is read that stands at the last of these entries, in the document of `revision`. A text that was issued is read
 * as it was issued: what its issue makes of the record for the text that comes next, such as which clauses of one that is gone back to are
 * agreed no longer, is not said of the one that it froze.
 */
export function stateOfText(entries: readonly Entry[], revision: number): RecordState {
  const issue = entries.at(-1);
  if (issue === undefined) return EMPTY_STATE;
  const before = replay(entries.slice(0, -1));
  const { last, issued, ...after } = evolve(before, issue);
  return after.revision === revision ? { ...after, last, issued } : { ...before, last, issued };
}
