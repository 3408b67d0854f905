import type { BracketPair } from './matcher.ts';

/**
 * So many marks in all can one text carry: every run names each bracket that it lies in, so deep nesting of many runs is
 * quadratic.
 */
const MOST_MARKS = 1_000_000;
/** Characters that can end a run where no bracket does: line ends, emphasis, ends of links. */
const BREAKS = new Set(['\n', '*', ']']);

/**
 * Greatest depth of nesting that this text can be stored with. Real drafts, whose depth is ten and hardly ever thirty
 * (CONVENTIONS 5), are far below it, and so is a hundred thousand brackets round one word; it stops texts made to exhaust memory.
 */
export function deepestFor(text: string, pairs: readonly BracketPair[]): number {
  const runs = runsAtDepth(text, pairs);
  let marks = 0;
  let deeper = runs.reduce((sum, count) => sum + (count ?? 0), 0);
  for (let depth = 1; depth < runs.length; depth += 1) {
    // One level more adds a mark to every run that lies at this depth or deeper.
    deeper -= runs[depth - 1] ?? 0;
    marks += deeper;
    if (marks > MOST_MARKS) return Math.max(1, depth - 1);
  }
  return Number.POSITIVE_INFINITY;
}

/** How many runs there are at each depth, at most. */
function runsAtDepth(text: string, pairs: readonly BracketPair[]): number[] {
  const opens = new Set(pairs.map((pair) => pair.open));
  const edges = pairs.flatMap((pair) => [pair.open, pair.close]).toSorted((a, b) => a - b);
  const runs: number[] = [];
  let depth = 0;
  for (const [index, at] of edges.entries()) {
    depth += opens.has(at) ? 1 : -1;
    const next = edges[index + 1] ?? text.length;
    const isEmpty = next === at + 1;
    // Without a character between them, two edges make a run only where the first opens and the second closes: a slot.
    if (isEmpty && !(opens.has(at) && !opens.has(next))) continue;
    let count = 1;
    for (let between = at + 1; between < next; between += 1) if (BREAKS.has(text.charAt(between))) count += 1;
    runs[depth] = (runs[depth] ?? 0) + count;
  }
  return Array.from(runs, (count) => count ?? 0);
}
