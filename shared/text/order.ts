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
