/** A row of items that stand at the same place in the old and in the new list, or a place where the two differ. */
export type Stretch =
  | { readonly type: 'kept'; readonly old: number; readonly now: number }
  | { readonly type: 'changed'; readonly old: number; readonly oldEnd: number; readonly now: number; readonly nowEnd: number };

/**
 * What became of a list: pairs of items of the same key in ascending order, and between them what went and what came. Of items that
 * share a key, each is a pair of its own. Items equal at both ends are passed over without a look at their keys; nothing is said of them.
 */
export function align<T>(old: readonly T[], now: readonly T[], keyOf: (item: T) => unknown): Stretch[] {
  let start = 0;
  while (start < old.length && start < now.length && old[start] === now[start]) start += 1;
  let oldEnd = old.length;
  let nowEnd = now.length;
  while (oldEnd > start && nowEnd > start && old[oldEnd - 1] === now[nowEnd - 1]) {
    oldEnd -= 1;
    nowEnd -= 1;
  }
  const places = new Map<unknown, number[]>();
  for (let index = start; index < oldEnd; index += 1) {
    const key = keyOf(old[index] as T);
    const known = places.get(key);
    if (known === undefined) places.set(key, [index]);
    else known.push(index);
  }
  const stretches: Stretch[] = [];
  let oldAt = start;
  let nowAt = start;
  const changed = (oldTo: number, nowTo: number): void => {
    if (oldAt < oldTo || nowAt < nowTo) stretches.push({ type: 'changed', old: oldAt, oldEnd: oldTo, now: nowAt, nowEnd: nowTo });
  };
  for (let index = start; index < nowEnd; index += 1) {
    const place = places.get(keyOf(now[index] as T))?.find((each) => each >= oldAt);
    if (place === undefined) continue;
    changed(place, index);
    stretches.push({ type: 'kept', old: place, now: index });
    oldAt = place + 1;
    nowAt = index + 1;
  }
  changed(oldEnd, nowEnd);
  return stretches;
}
