import { standing, type OutcomeOf } from '../proposals/standing.ts';
import type { LegibleClause } from '../text/addresses.ts';
import { SLOT, type Clause } from '../text/clause.ts';

/** A clause as it is read, with where each character that is seen stands in it. */
export interface SeenClause extends LegibleClause {
  /** For each character of `words` its offset among all characters of the clause, in UTF-16 units. */
  readonly offsets: readonly number[];
}

/** What is seen of a clause: what is out, and empty places, left out. */
export function seenClause(clause: Clause, number: string, outcomeOf: OutcomeOf): SeenClause {
  const offsets: number[] = [];
  let words = '';
  let at = 0;
  for (const run of clause.runs) {
    if (standing(run, outcomeOf) !== 'out') {
      for (let index = 0; index < run.text.length; index += 1) {
        if (run.text[index] === SLOT) continue;
        words += run.text[index];
        offsets.push(at + index);
      }
    }
    at += run.text.length;
  }
  return { id: clause.id, kind: clause.kind, level: clause.level, number, words, offsets };
}
