import { depthsOf, type BracketPair } from './matcher.ts';

/** So many marks in all can one text carry: every run names each bracket that it lies in, so deep nesting of many runs is quadratic. */
const MOST_MARKS = 4_000_000;

/**
 * Greatest depth of nesting that this text can be stored with. Real drafts, whose depth is ten and hardly ever thirty (CONVENTIONS 5),
 * are far below it, and so is a hundred thousand brackets round one word; it stops texts made to exhaust memory.
 */
export function deepestFor(pairs: readonly BracketPair[]): number {
  // Each bracket begins at most one run at its opening and one at its closing.
  const atDepth: number[] = [];
  for (const [index, depth] of depthsOf(pairs).entries()) {
    const pair = pairs[index];
    const next = pairs[index + 1];
    const holdsOnlyNext = pair !== undefined && next !== undefined && next.open === pair.open + 1 && next.close === pair.close - 1;
    atDepth[depth] = (atDepth[depth] ?? 0) + (holdsOnlyNext ? 0 : 2);
  }
  let marks = 0;
  let deeper = atDepth.reduce((sum, count) => sum + (count ?? 0), 0);
  for (let depth = 1; depth < atDepth.length; depth += 1) {
    // One level more adds a mark to every run that lies at this depth or deeper.
    marks += deeper;
    if (marks > MOST_MARKS) return Math.max(1, depth - 1);
    deeper -= atDepth[depth] ?? 0;
  }
  return Number.POSITIVE_INFINITY;
}
