/** The longest row of members whose order is the same in both (longest increasing subsequence): what is not in it has moved. */
export function stillInPlace<T>(then: readonly T[], now: readonly T[]): ReadonlySet<T> {
  const place = new Map(then.map((id, index) => [id, index]));
  const tails: Link<T>[] = [];
  for (const id of now) {
    const at = place.get(id) ?? -1;
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((tails[middle]?.at ?? 0) < at) low = middle + 1;
      else high = middle;
    }
    tails[low] = { at, id, previous: tails[low - 1] ?? null };
  }
  const kept = new Set<T>();
  for (let link: Link<T> | null = tails.at(-1) ?? null; link !== null; link = link.previous) kept.add(link.id);
  return kept;
}

interface Link<T> {
  readonly at: number;
  readonly id: T;
  readonly previous: Link<T> | null;
}

/**
 * Those that stand elsewhere among the others than before, of members that both rows have once each. `touched`: those that may have moved; the
 * others stand to each other as they did, so that it is never they who are said to have moved.
 */
export function movedAmong<T>(then: readonly T[], now: readonly T[], touched: ReadonlySet<T>): ReadonlySet<T> {
  const [before, after] = [gapsOf(then, touched), gapsOf(now, touched)];
  const moved = new Set<T>();
  for (const [gap, members] of after) {
    const here = new Set(members);
    const were = new Set((before.get(gap) ?? []).filter((one) => here.has(one)));
    const still = stillInPlace(
      [...were],
      members.filter((one) => were.has(one)),
    );
    for (const one of members) if (!still.has(one)) moved.add(one);
  }
  return moved;
}

/** A member of a row, and a name for that place of it: of one that stands there twice each has a name of its own. */
interface Placed<T> {
  readonly one: T;
  readonly name: string;
}

/** Each member of a row with a name for its place; the first place of a member is named as it is. */
function placed<T extends string>(row: readonly T[]): Placed<T>[] {
  const passed = new Map<T, number>();
  return row.map((one) => {
    const nth = (passed.get(one) ?? 0) + 1;
    passed.set(one, nth);
    return { one, name: nth === 1 ? one : `${one}\n${nth}` };
  });
}

/** Members of both rows that have more places in one than in the other. */
function otherwiseOften<T extends string>(then: readonly Placed<T>[], now: readonly Placed<T>[]): Set<T> {
  const [stood, stand] = [then, now].map((row) => new Set(row.map(({ name }) => name)));
  const differ = (row: readonly Placed<T>[], other: ReadonlySet<string> | undefined): T[] =>
    row.flatMap(({ one, name }) => (other?.has(one) === true && !other.has(name) ? [one] : []));
  return new Set([...differ(then, stand), ...differ(now, stood)]);
}

/**
 * Members of both rows that stand elsewhere among the others than before, or have more places or fewer: in a row one may stand twice. `touched`: those
 * that may have moved; where the others, too, stand otherwise to each other, it is all that have any on its other side. Nobody is held against those
 * in `except`, and they are none of them.
 */
export function movedSince<T extends string>(
  then: readonly T[],
  now: readonly T[],
  { touched, except }: { readonly touched: ReadonlySet<T>; readonly except: ReadonlySet<T> },
): ReadonlySet<T> {
  const ends = commonEnds(then, now);
  const [before, after] = [then, now].map((row) =>
    placed(row.slice(ends.first, row.length - ends.last).filter((one) => !except.has(one))),
  ) as [Placed<T>[], Placed<T>[]];
  const others = otherwiseOften(before, after);
  const stand = new Set(after.map(({ name }) => name));
  const stood = new Set(before.map(({ name }) => name));
  const [were, are] = [before, after].map((row) =>
    row.filter(({ one, name }) => !others.has(one) && stood.has(name) && stand.has(name)),
  ) as [Placed<T>[], Placed<T>[]];
  const untouched = (row: readonly Placed<T>[]): string[] => row.flatMap(({ one, name }) => (touched.has(one) ? [] : [name]));
  const stay = untouched(are);
  const names = (row: readonly Placed<T>[]): string[] => row.map(({ name }) => name);
  const moved = untouched(were).every((name, at) => name === stay[at])
    ? movedAmong(names(were), names(are), new Set(are.flatMap(({ one, name }) => (touched.has(one) ? [name] : []))))
    : beyondAny(names(were), names(are));
  return new Set([...are.flatMap(({ one, name }) => (moved.has(name) ? [one] : [])), ...others]);
}

/** How many at the beginning and at the end of two rows are the same, so that only what is between is looked at; none where any stands twice. */
function commonEnds<T>(then: readonly T[], now: readonly T[]): { readonly first: number; readonly last: number } {
  if ([then, now].some((row) => new Set(row).size < row.length)) return { first: 0, last: 0 };
  const most = Math.min(then.length, now.length);
  let [first, last] = [0, 0];
  while (first < most && then[first] === now[first]) first += 1;
  while (last < most - first && then.at(-1 - last) === now.at(-1 - last)) last += 1;
  return { first, last };
}

/** Members of two rows of the same that have any other on its other side. */
function beyondAny(then: readonly string[], now: readonly string[]): ReadonlySet<string> {
  const at = new Map(now.map((name, index) => [name, index]));
  const row = then.map((name) => ({ name, index: at.get(name) ?? 0 }));
  const moved = new Set<string>();
  let furthest = -1;
  for (const { name, index } of row) {
    if (index < furthest) moved.add(name);
    furthest = Math.max(furthest, index);
  }
  let nearest = Infinity;
  for (const { name, index } of row.toReversed()) {
    if (index > nearest) moved.add(name);
    nearest = Math.min(nearest, index);
  }
  return moved;
}

/** The touched by how many untouched stand before them, in order. */
function gapsOf<T>(row: readonly T[], touched: ReadonlySet<T>): Map<number, T[]> {
  const gaps = new Map<number, T[]>();
  let passed = 0;
  for (const one of row) {
    if (!touched.has(one)) passed += 1;
    else if (gaps.has(passed)) gaps.get(passed)?.push(one);
    else gaps.set(passed, [one]);
  }
  return gaps;
}
