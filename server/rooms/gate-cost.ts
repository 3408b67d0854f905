import * as Y from 'yjs';
import { keyOf, type ItemPlaces } from './item-places.ts';

/** How many items Yjs may look at for one update: some tenths of a second. For days of honest work it looks at some thousand. */
const MOST_LOOKED_AT = 1_000_000;

/** How many marks there may be in clauses that an update marks, counted piece by piece: as many as import writes into a whole text. */
const MOST_MARKS = 1_000_000;

/** Why new items, each of which has its place, would take too long to take in or to read; null where they would not. */
export function whyCostly(news: readonly Y.Item[], places: ItemPlaces): string | null {
  if (isSlow(news, places)) return 'the update names neighbours that are far apart';
  return isOvermarked(news, places) ? 'the words would carry too many marks' : null;
}

/**
 * Yjs finds the place of an item by looking at what stands between the two neighbours that it names. To its author these stood side by side,
 * so that honestly there is no more than others wrote there meanwhile; an update that is made for it names others for each item.
 */
function isSlow(news: readonly Y.Item[], places: ItemPlaces): boolean {
  const rows = news.map((item) => `${places.holderOf(item) ?? ''} ${places.of(item)}`);
  const sizes = new Map<string, number>();
  for (const row of rows) sizes.set(row, (sizes.get(row) ?? 0) + 1);
  /** What its author had right behind each character, as the update goes on. */
  const behind = new Map<string, string>();
  let looked = 0;
  for (const [at, item] of news.entries()) {
    const { id, origin, rightOrigin, length } = item;
    const row = rows[at] ?? '';
    const left = origin === null ? `before ${row}` : keyOf(origin);
    const right = rightOrigin === null ? '' : keyOf(rightOrigin);
    const stood = behind.get(left);
    const isBeside = stood === undefined ? places.areBeside(origin, rightOrigin) : stood === right;
    if (!isBeside) {
      const isNew = stood !== undefined || (origin !== null && places.isNew(origin));
      looked += (isNew ? (sizes.get(row) ?? 0) : 0) + places.between(item, MOST_LOOKED_AT - looked);
      if (looked > MOST_LOOKED_AT) return true;
    }
    behind.set(left, keyOf(id));
    behind.set(keyOf({ client: id.client, clock: id.clock + length - 1 }), right);
  }
  return false;
}

/** Each piece of words names all marks that it carries: as many pieces as marks, one within the other, would be the square of them. */
function isOvermarked(news: readonly Y.Item[], places: ItemPlaces): boolean {
  const marked = new Map<string, { readonly words: Y.XmlText | null; readonly marks: Set<string>; items: number }>();
  for (const item of news) {
    if (!(item.content instanceof Y.ContentFormat) || item.content.value === null) continue;
    const holder = places.holderOf(item) ?? '';
    const known = marked.get(holder) ?? { words: places.wordsOf(item), marks: new Set(), items: 0 };
    marked.set(holder, known);
    known.marks.add(item.content.key);
  }
  if (marked.size === 0) return false;
  for (const item of news) {
    const known = marked.get(places.holderOf(item) ?? '');
    if (known !== undefined) known.items += 1;
  }
  let total = 0;
  for (const { words, marks, items } of marked.values()) {
    const stored = marksIn(words);
    // Each item parts a piece at the most, and each mark may come to lie over all of them.
    total += stored.total + marks.size * stored.pieces + 2 * items * (stored.deepest + marks.size);
  }
  return total > MOST_MARKS;
}

/** How many pieces words are in, how many marks these carry together, and how many one of them does. */
function marksIn(words: Y.XmlText | null): { readonly pieces: number; readonly total: number; readonly deepest: number } {
  const open = new Set<string>();
  let [pieces, total, deepest] = [0, 0, 0];
  for (let item = words?._start ?? null; item !== null; item = item.right) {
    if (item.deleted) continue;
    if (item.content instanceof Y.ContentFormat) {
      if (item.content.value === null) open.delete(item.content.key);
      else open.add(item.content.key);
    } else {
      pieces += 1;
      total += open.size;
      deepest = Math.max(deepest, open.size);
    }
  }
  return { pieces, total, deepest };
}
