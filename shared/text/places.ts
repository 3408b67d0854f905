import { joinRuns, type Clause, type Run } from './clause.ts';

/** What stands between the words of one place and those of the next. */
const NEXT_PLACE: Run = { text: '\n', insertions: [], deletions: [] };

/** A clause that two drafters moved at once stands twice: its words are those of each place, in document order, a line each. Null for none. */
export function asOne(places: readonly Clause[]): Clause | null {
  const [first] = places;
  if (first === undefined || places.length === 1) return first ?? null;
  return { ...first, runs: joinRuns(places.flatMap(({ runs }, at) => (at === 0 ? runs : [NEXT_PLACE, ...runs]))) };
}
