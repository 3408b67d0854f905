import type { ClauseId } from '../base/ids.ts';
import { clauseIsOut, standing, type OutcomeOf } from '../proposals/standing.ts';
import { HEAD_RANKS, headNumber } from '../text/addresses.ts';
import { plainText, type Clause } from '../text/clause.ts';
import { sameNumberKey, writtenNumber } from '../text/number-style.ts';
import { depthOf, isHeading, numberClauses } from '../text/numbering.ts';
import type { NumberingState } from './numbering.ts';

/** What is known of numbers that are kept. */
type Kept = Pick<NumberingState, 'kept' | 'renumbered'>;

/** Whether a clause is gone: all its words are out, or an issued revision kept its number alone. */
export function isGone(clause: Clause, { kept }: Pick<Kept, 'kept'>, outcomeOf: OutcomeOf): boolean {
  return clause.runs.length === 0 ? kept.has(clause.id) : clauseIsOut(clause, outcomeOf);
}

/**
 * The clauses that are gone and keep their number, each with it, in order: each numbered clause that is out, but for what stands under one (its own
 * says it), and where another clause goes on under the number, as the rivals of one paragraph do. None once the text has been renumbered.
 */
export function goneClauses(clauses: readonly Clause[], numbering: Kept, outcomeOf: OutcomeOf): ReadonlyMap<ClauseId, string> {
  if (numbering.renumbered !== null) return new Map();
  const standingNumbers = new Map<string, Set<string>>();
  const candidates: { readonly clause: ClauseId; readonly number: string; readonly series: string }[] = [];
  /** Depth of the outermost clause that is gone, within which all that is gone is told by it. */
  let under: number | null = null;
  let head = '';
  let outer: { readonly rank: number; readonly called: string }[] = [];
  let parents: { readonly depth: number; readonly id: ClauseId }[] = [];
  for (const clause of clauses) {
    // A heading is the outermost.
    const depth = isHeading(clause.kind) ? -1 : depthOf(clause);
    if (under !== null && depth !== null && depth <= under) under = null;
    if (depth !== null) parents = parents.filter((one) => one.depth < depth);
    let number = clause.label;
    let series = `${head} ${parents.at(-1)?.id ?? ''}`;
    if (depth === -1) {
      // A heading is of those that it stands within, and they are known by their numbers: what goes on under one goes on in the place of its rivals.
      number = headingNumber(clause, outcomeOf);
      const word = headNumber(number)?.word;
      const rank = word === undefined ? -1 : HEAD_RANKS[word];
      if (word !== undefined) outer = outer.filter((one) => one.rank < rank);
      else if (clause.kind === 'title' || clause.kind === 'part') outer = [];
      series = `within ${outer.map(({ called }) => called).join(' ')}`;
      if (number !== '') outer = [...outer, { rank, called: sameNumberKey(number) }];
      head = clause.id;
    }
    if (depth !== null) parents = [...parents, { depth, id: clause.id }];
    if (!isGone(clause, numbering, outcomeOf)) {
      if (number !== '') standingNumbers.set(series, (standingNumbers.get(series) ?? new Set()).add(sameNumberKey(number)));
      continue;
    }
    if (depth === null || number === '' || under !== null) continue;
    if (depth !== -1 && writtenNumber(number) === null) continue;
    candidates.push({ clause: clause.id, number, series });
    under = depth;
  }
  return new Map(
    candidates
      .filter(({ number, series }) => standingNumbers.get(series)?.has(sameNumberKey(number)) !== true)
      .map(({ clause, number }) => [clause, number]),
  );
}

/** The number of each clause as it is shown: those that are gone and keep theirs count with the others. */
export function shownNumbers(
  clauses: readonly Clause[],
  numbering: Kept,
  outcomeOf: OutcomeOf,
  gone = goneClauses(clauses, numbering, outcomeOf),
): Map<ClauseId, string> {
  const numbers = numberClauses(clauses.filter((clause) => gone.has(clause.id) || !isGone(clause, numbering, outcomeOf)));
  for (const [clause, number] of gone) numbers.set(clause, number);
  return numbers;
}

/** A heading's number stands in its words; where only the number was kept, in its label. */
function headingNumber(clause: Clause, outcomeOf: OutcomeOf): string {
  if (clause.runs.length === 0) return clause.label;
  const isOut = clauseIsOut(clause, outcomeOf);
  const words = plainText({ runs: clause.runs.filter((run) => isOut || standing(run, outcomeOf) !== 'out') });
  return words.slice(0, headNumber(words)?.to ?? 0).trim();
}
