import { withoutSlots, type Clause } from '../text/clause.ts';
import { numberClauses } from '../text/numbering.ts';
import type { ComparedText } from './comparison.ts';
import { drawText } from './drawing.ts';
import { factsOf } from './points.ts';
import type { TextWithRecord } from './revision.ts';

/** A text as a reader sees it: each clause that stands, with its number and its words, open proposals in bare brackets. */
export function shownText({ clauses, state }: TextWithRecord): ComparedText[] {
  const drawn = drawText(clauses, factsOf(state));
  const numbers = numberClauses(drawn.map(({ clause }) => clause));
  return drawn.map(({ clause, parts }) => ({
    id: clause.id,
    number: numbers.get(clause.id) ?? '',
    words: parts
      .map((part) => {
        if (part.type === 'open') return '[';
        if (part.type === 'close') return ']';
        return part.type === 'words' ? withoutSlots(part.run.text) : '';
      })
      .join(''),
  }));
}

/** Clauses by id; of two with one id the first. */
export function clausesById(clauses: readonly Clause[]): Map<Clause['id'], Clause> {
  return new Map(clauses.toReversed().map((clause) => [clause.id, clause]));
}
