import type { ClauseId } from '../base/ids.ts';
import type { LegibleClause } from '../text/addresses.ts';

/** A paragraph to be found among the clauses of a draft. */
export interface Sought {
  readonly clause: ClauseId | null;
  readonly number: string;
  readonly words: string;
}

/**
 * Which clause each paragraph is: by its id, else by number and words. No clause is found twice; what is found by its words keeps the order of the
 * draft, also round what was found by its id. Null for a paragraph that is none of them.
 */
export function matchClauses(sought: readonly Sought[], clauses: readonly LegibleClause[]): (ClauseId | null)[] {
  const places = new Map(clauses.map((clause, index) => [clause.id, index]));
  const found: (number | null)[] = sought.map(() => null);
  const taken = new Set<number>();
  const take = (at: number, place: number): void => {
    found[at] = place;
    taken.add(place);
  };
  for (const [at, { clause }] of sought.entries()) {
    const place = clause === null ? undefined : places.get(clause);
    if (place !== undefined && !taken.has(place)) take(at, place);
  }
  // What was found by its id holds the order for the rest, where it is in order itself.
  const open = (at: number): boolean =>
    found[at] === null && sought[at]?.clause === null && keyOf(sought[at]?.words ?? '') !== '';
  const anchored = ascending(sought.flatMap((_, at) => (found[at] == null ? [] : [{ at, place: found[at] }])));
  for (const gap of gapsOf(anchored, sought.length, clauses.length)) {
    const paragraphs = range(gap.at, gap.toAt).filter(open);
    const free = range(gap.place, gap.toPlace).filter((place) => !taken.has(place));
    if (paragraphs.length === 0 || free.length === 0) continue;
    // Words that stand once in each first: they divide the rest.
    const same = ascending(sameWords(paragraphs, free, { sought, clauses }));
    for (const { at, place } of same) take(at, place);
    for (const within of gapsOf(same, sought.length, clauses.length)) {
      const rest = paragraphs.filter((at) => at >= within.at && at < within.toAt && found[at] === null);
      const others = free.filter((place) => place >= within.place && place < within.toPlace && !taken.has(place));
      for (const { at, place } of alike(rest, others, { sought, clauses })) take(at, place);
    }
  }
  return found.map((place) => (place === null ? null : (clauses[place]?.id ?? null)));
}

interface Pair {
  readonly at: number;
  readonly place: number;
}

interface Both {
  readonly sought: readonly Sought[];
  readonly clauses: readonly LegibleClause[];
}

/** What lies between pairs that are in order: paragraphs from `at`, clauses from `place`, up to what is not in it. */
function gapsOf(
  pairs: readonly Pair[],
  paragraphs: number,
  clauses: number,
): (Pair & { readonly toAt: number; readonly toPlace: number })[] {
  const ends = [...pairs, { at: paragraphs, place: clauses }];
  return ends.map(({ at, place }, index) => {
    const before = ends[index - 1] ?? { at: -1, place: -1 };
    return { at: before.at + 1, place: before.place + 1, toAt: at, toPlace: place };
  });
}

/** The longest row of pairs whose places ascend as their paragraphs do. */
function ascending(pairs: readonly Pair[]): Pair[] {
  const ends: number[] = [];
  const previous: (number | null)[] = [];
  for (const [index, { place }] of pairs.entries()) {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if ((pairs[ends[middle] ?? 0]?.place ?? 0) < place) low = middle + 1;
      else high = middle;
    }
    previous.push(low === 0 ? null : (ends[low - 1] ?? null));
    ends[low] = index;
  }
  const row: Pair[] = [];
  for (let index = ends.at(-1) ?? null; index !== null; index = previous[index] ?? null) {
    const pair = pairs[index];
    if (pair !== undefined) row.unshift(pair);
  }
  return row;
}

function sameWords(paragraphs: readonly number[], free: readonly number[], { sought, clauses }: Both): Pair[] {
  const once = (list: readonly number[], wordsOf: (index: number) => string): Map<string, number> => {
    const seen = new Map<string, number | null>();
    for (const index of list) {
      const key = keyOf(wordsOf(index));
      seen.set(key, seen.has(key) ? null : index);
    }
    return new Map([...seen].flatMap(([key, index]) => (index === null || key === '' ? [] : [[key, index] as const])));
  };
  const byWords = once(free, (place) => clauses[place]?.words ?? '');
  return [...once(paragraphs, (at) => sought[at]?.words ?? '')].flatMap(([key, at]) => {
    const place = byWords.get(key);
    return place === undefined ? [] : [{ at, place }];
  });
}

/** Comparisons that one gap is worth: beyond it only words that are the same are found. */
const MOST_COMPARED = 1_000_000;
/** From here on words are the same clause's, and where the numbers say so too. */
const ALIKE = 0.5;
const ALIKE_WITH_NUMBER = 0.3;

/** The pairs, in order, that are alike the most, taken together. */
function alike(paragraphs: readonly number[], free: readonly number[], { sought, clauses }: Both): Pair[] {
  const [rows, columns] = [paragraphs.length, free.length];
  if (rows * columns > MOST_COMPARED || rows === 0 || columns === 0) return [];
  const bags = free.map((place) => bagOf(clauses[place]?.words ?? ''));
  const best: number[][] = Array.from({ length: rows + 1 }, () => Array.from({ length: columns + 1 }, () => 0));
  const scores = paragraphs.map((at) => {
    const bag = bagOf(sought[at]?.words ?? '');
    return free.map((place, column) =>
      scoreOf(bag, bags[column] ?? NO_BAG, sameNumber(sought[at]?.number, clauses[place]?.number)),
    );
  });
  const bestAt = (row: number, column: number): number => best[row]?.[column] ?? 0;
  for (let row = rows - 1; row >= 0; row -= 1) {
    for (let column = columns - 1; column >= 0; column -= 1) {
      const score = scores[row]?.[column] ?? 0;
      const paired = score > 0 ? score + bestAt(row + 1, column + 1) : 0;
      const line = best[row];
      if (line !== undefined) line[column] = Math.max(paired, bestAt(row + 1, column), bestAt(row, column + 1));
    }
  }
  const pairs: Pair[] = [];
  for (let row = 0, column = 0; row < rows && column < columns;) {
    const score = scores[row]?.[column] ?? 0;
    if (score > 0 && bestAt(row, column) === score + bestAt(row + 1, column + 1)) {
      pairs.push({ at: paragraphs[row] ?? 0, place: free[column] ?? 0 });
      row += 1;
      column += 1;
    } else if (bestAt(row, column) === bestAt(row + 1, column)) row += 1;
    else column += 1;
  }
  return pairs;
}

interface Bag {
  readonly words: ReadonlyMap<string, number>;
  readonly size: number;
}

const NO_BAG: Bag = { words: new Map(), size: 0 };

function bagOf(words: string): Bag {
  const counts = new Map<string, number>();
  const list = keyOf(words).split(' ').filter(Boolean);
  for (const word of list) counts.set(word, (counts.get(word) ?? 0) + 1);
  return { words: counts, size: list.length };
}

/** How much two wordings share, from 0 to 1 (Dice), a little more where their numbers are the same; 0 for too little. */
function scoreOf(a: Bag, b: Bag, isNumbered: boolean): number {
  if (a.size === 0 || b.size === 0) return 0;
  let shared = 0;
  for (const [word, count] of a.words) shared += Math.min(count, b.words.get(word) ?? 0);
  const likeness = (2 * shared) / (a.size + b.size);
  if (likeness < (isNumbered ? ALIKE_WITH_NUMBER : ALIKE)) return 0;
  return likeness + (isNumbered ? NUMBER_COUNTS : 0);
}

const NUMBER_COUNTS = 0.1;

/** Letters and figures alone: how words are set off from each other says nothing of which clause they are. */
function keyOf(words: string): string {
  return (words.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join(' ');
}

function sameNumber(a = '', b = ''): boolean {
  return keyOf(a) !== '' && keyOf(a) === keyOf(b);
}

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index);
}
