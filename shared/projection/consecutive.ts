import type { ClauseId } from '../base/ids.ts';
import { headNumber, HEAD_RANKS, type HeadWord, type LegibleClause } from '../text/addresses.ts';
import { depthOf, isHeading } from '../text/numbering.ts';
import {
  numberOrder,
  placeInSeries,
  sameNumberKey,
  signAt,
  styleOf,
  writtenNumber,
  type NumberStyle,
  type WrittenNumber,
} from '../text/number-style.ts';

/** Numbers that follow one another, as far as they were counted. */
interface Series {
  readonly style: NumberStyle;
  /** What stands before each sign: "PP", "3." */
  readonly before: string;
  /** Where the last number stood among all numbers of the style. */
  readonly was: number;
  /** The numbers met since it began, with and without bis. */
  readonly met: Set<string>;
  readonly count: number;
  /** Headings within which it is, that had come when it was last counted. */
  readonly headings: number;
}

/** The new number of each clause that has one: of a heading the bare sign, of a clause all of its label. `gone`: those that give theirs up. */
export function consecutiveNumbers(
  clauses: readonly LegibleClause[],
  gone: ReadonlyMap<ClauseId, unknown>,
): Map<ClauseId, string> {
  const next = new Map<ClauseId, string>();
  const heads = new Map<HeadWord, Series>();
  let depths: (Series | undefined)[] = [];
  /** "3." as it was, and as it is, for numbers such as 3.2. */
  const prefixes = new Map<string, string>();
  /** The headings met within which others can begin anew, by what they are called; a part or title without a number is called nothing. */
  const passed: (HeadWord | null)[] = [];
  let headings = 0;
  for (const clause of clauses) {
    const isCounted = !gone.has(clause.id);
    if (isHeading(clause.kind)) {
      const head = headNumber(clause.words);
      const written = head === null ? null : writtenNumber(head.number);
      if (head !== null && written !== null) {
        const outer = passed.filter((word) => isOutside(word, head.word)).length;
        const series = counted(heads.get(head.word), written, { headings: outer, isCounted });
        heads.set(head.word, series);
        const sign = signOf(series);
        if (isCounted) next.set(clause.id, sign);
        prefixes.set(`${written.core}.`, `${sign}.`);
        depths = depths.slice(0, 1);
      }
      if (head !== null || clause.kind === 'part' || clause.kind === 'title') passed.push(head?.word ?? null);
      headings += 1;
      continue;
    }
    const depth = depthOf(clause);
    const written = depth === null ? null : writtenNumber(clause.number);
    if (depth === null || written === null) continue;
    depths.length = Math.min(depths.length, depth + 1);
    const series = counted(depths[depth], written, { headings, isCounted });
    depths[depth] = series;
    const before = prefixes.get(written.before) ?? written.before;
    const sign = signOf(series);
    if (isCounted) next.set(clause.id, `${before}${sign}${written.after}`);
    prefixes.set(`${written.before}${written.core}.`, `${before}${sign}.`);
  }
  return next;
}

/** Whether headings called one thing stand outside of those called another, so that these may begin anew there. */
function isOutside(outer: HeadWord | null, inner: HeadWord): boolean {
  return outer === null || (outer !== inner && HEAD_RANKS[outer] <= HEAD_RANKS[inner]);
}

function signOf({ style, count }: Series): string {
  return signAt(style, Math.max(1, count));
}

/** A series with one number more. */
function counted(
  series: Series | undefined,
  written: WrittenNumber,
  { headings, isCounted }: { readonly headings: number; readonly isCounted: boolean },
): Series {
  const begins = series === undefined || beginsAnew(series, written, headings);
  const style = begins ? styleOf(written.core) : series.style;
  const order = numberOrder(written, style);
  const met = begins ? new Set<string>() : series.met;
  met.add(bareOf(written)).add(keyOf(written));
  return {
    style,
    before: written.before,
    was: order === 0 || (isAlternative(written) && !begins) ? (series?.was ?? 0) : order,
    met,
    count: (begins ? 0 : series.count) + (isCounted ? 1 : 0),
    headings,
  };
}

/**
 * Where the numbers as they are begin anew: at the first, where that comes again behind others, and behind a heading at any that comes again. What stands
 * out of its order, since it was moved or is the alternative of another, begins nothing.
 */
function beginsAnew(series: Series, written: WrittenNumber, headings: number): boolean {
  if (series.before !== written.before && /[\p{L}\d]/u.test(series.before + written.before)) return true;
  const order = numberOrder(written, series.style);
  if (order === 0 || order > series.was || isAlternative(written)) return false;
  const isFirst = placeInSeries(written.core, series.style) === 1;
  if (headings > series.headings) return isFirst || series.met.has(bareOf(written));
  return order < series.was && isFirst && series.met.has(keyOf(written));
}

function isAlternative({ tail }: WrittenNumber): boolean {
  return /alt/i.test(tail);
}

/** A number without bis. */
function bareOf({ core }: WrittenNumber): string {
  return `bare ${core.toLowerCase()}`;
}

function keyOf({ core, tail }: WrittenNumber): string {
  return sameNumberKey(`${core}${tail}`);
}
