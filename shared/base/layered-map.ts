/** A map of no more entries is copied as fast as it is layered. */
const SMALL = 64;

/**
 * A map with an entry set, in the order that a Map would have; the one before stays as it was. Costs no more than about the square root of its size,
 * so that a record of thousands of entries about thousands of things is folded one by one.
 */
export function withEntry<Key, Value>(map: ReadonlyMap<Key, Value>, key: Key, value: Value): ReadonlyMap<Key, Value> {
  if (map.size <= SMALL) return new Map(map).set(key, value);
  const layered = map instanceof LayeredMap ? (map as LayeredMap<Key, Value>) : new LayeredMap(map, new Map(), map.size);
  return layered.with(key, value);
}

/** What was set lately lies above a map that those before and after have in common. */
class LayeredMap<Key, Value> implements ReadonlyMap<Key, Value> {
  readonly size: number;
  readonly #below: ReadonlyMap<Key, Value>;
  readonly #above: ReadonlyMap<Key, Value>;

  constructor(below: ReadonlyMap<Key, Value>, above: ReadonlyMap<Key, Value>, size: number) {
    this.#below = below;
    this.#above = above;
    this.size = size;
  }

  with(key: Key, value: Value): ReadonlyMap<Key, Value> {
    const above = new Map(this.#above).set(key, value);
    if (above.size ** 2 <= this.#below.size) return new LayeredMap(this.#below, above, this.size + (this.has(key) ? 0 : 1));
    const whole = new Map(this.#below);
    for (const [each, its] of above) whole.set(each, its);
    return whole;
  }

  get(key: Key): Value | undefined {
    return (this.#above.has(key) ? this.#above : this.#below).get(key);
  }

  has(key: Key): boolean {
    return this.#above.has(key) || this.#below.has(key);
  }

  *keys(): Generator<Key, undefined> {
    yield* this.#below.keys();
    for (const key of this.#above.keys()) if (!this.#below.has(key)) yield key;
    return undefined;
  }

  *values(): Generator<Value, undefined> {
    for (const [, value] of this) yield value;
    return undefined;
  }

  *entries(): Generator<[Key, Value], undefined> {
    for (const key of this.keys()) yield [key, this.get(key) as Value];
    return undefined;
  }

  [Symbol.iterator](): Generator<[Key, Value], undefined> {
    return this.entries();
  }

  forEach(tell: (value: Value, key: Key, map: ReadonlyMap<Key, Value>) => void): void {
    for (const [key, value] of this) tell(value, key, this);
  }
}
