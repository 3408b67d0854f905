import * as Y from 'yjs';
import { TEXT_ROOT } from '../../shared/text/reading.ts';

/** Where an item stands: among the clauses, in a clause, as a clause's attribute, in a clause's words; or nowhere that we know. */
export type Place = 'text' | 'clause' | 'words' | 'nowhere' | `attribute ${string}`;

/** Finds where items of an update will stand, without applying it. */
export class ItemPlaces {
  private readonly doc: Y.Doc;
  private readonly news = new Map<number, Y.Item[]>();
  private readonly found = new Map<Y.Item, Place>();
  private readonly holders = new Map<Y.Item, string | null>();

  constructor(doc: Y.Doc, news: readonly Y.Item[]) {
    this.doc = doc;
    for (const item of news) {
      const items = this.news.get(item.id.client);
      if (items === undefined) this.news.set(item.id.client, [item]);
      else items.push(item);
    }
  }

  /** An item that names no parent stands where its neighbour stands; rows of such items are walked without recursion, and in no circle. */
  of(item: Y.Item): Place {
    const row = new Set<Y.Item>();
    let place: Place | null = null;
    for (let at = item; place === null;) {
      place = row.has(at) ? 'nowhere' : (this.found.get(at) ?? this.byParent(at));
      if (place !== null) break;
      row.add(at);
      const beside = at.origin ?? at.rightOrigin;
      const neighbour = beside === null ? null : this.newItem(beside);
      if (neighbour !== null) at = neighbour;
      else place = beside === null ? 'nowhere' : this.ofStored(beside);
    }
    for (const one of row) this.found.set(one, place);
    return place;
  }

  /** In what an item stands, the text itself or something in it: by client and clock. Null where it is nothing known. Rows are walked as for a place, each once. */
  holderOf(item: Y.Item): string | null {
    const row: Y.Item[] = [];
    let holder = this.holders.get(item);
    for (let at = item; holder === undefined;) {
      row.push(at);
      const parent: unknown = at.parent;
      const beside = at.origin ?? at.rightOrigin;
      const neighbour = beside === null ? null : this.newItem(beside);
      if (parent instanceof Y.ID) holder = keyOf(parent);
      else if (typeof parent === 'string') holder = parent;
      else if (neighbour === null) holder = beside === null ? null : this.holderOfStored(beside);
      else {
        at = neighbour;
        holder = this.holders.get(at);
      }
    }
    for (const one of row) this.holders.set(one, holder);
    return holder;
  }

  private holderOfStored(id: Y.ID): string | null {
    const type = typeOf(storedItem(this.doc, id)?.parent);
    if (type === null) return null;
    return type._item === null ? TEXT_ROOT : keyOf(type._item.id);
  }

  /** The item in which a new one stands, where that is there already. */
  storedHolderOf(item: Y.Item): Y.Item | null {
    const [client, clock] = (this.holderOf(item) ?? '').split(':').map(Number);
    return client === undefined || clock === undefined ? null : storedItem(this.doc, Y.createID(client, clock));
  }

  /** Whether a character is one of the new. */
  isNew(id: Y.ID): boolean {
    return this.newItem(id) !== null;
  }

  /** Whether two characters stand side by side in one of the new items. */
  areBeside(left: Y.ID | null, right: Y.ID | null): boolean {
    if (left === null || right === null || left.client !== right.client || left.clock + 1 !== right.clock) return false;
    const item = this.newItem(left);
    return item !== null && item === this.newItem(right);
  }

  /** How many of the items that are there already stand between the two neighbours that a new one names; no more than `most` are counted. */
  between({ origin, rightOrigin, parent, parentSub }: Y.Item, most: number): number {
    const left = origin === null ? null : storedItem(this.doc, origin);
    const right = rightOrigin === null ? null : storedItem(this.doc, rightOrigin);
    if (origin !== null && (left === null || left === right)) return 0;
    const type = typeOf(left?.parent ?? right?.parent) ?? this.storedType(parent);
    let count = 0;
    // Of an attribute the last value is known, of all else the first item.
    const sub = left?.parentSub ?? right?.parentSub ?? parentSub;
    if (left === null && sub !== null) {
      for (let at = type?._map.get(sub) ?? null; at !== null && count <= most; at = at.left) count += 1;
      return count;
    }
    for (
      let at = left === null ? (type?._start ?? null) : left.right;
      at !== null && at !== right && count <= most;
      at = at.right
    )
      count += 1;
    return count;
  }

  /** The words in which a new item stands, where they are there already. */
  wordsOf(item: Y.Item): Y.XmlText | null {
    const content = this.storedHolderOf(item)?.content;
    return content instanceof Y.ContentType && content.type instanceof Y.XmlText ? content.type : null;
  }

  private storedType(parent: unknown): Y.AbstractType<unknown> | null {
    if (typeof parent === 'string') return typeOf(this.doc.share.get(parent));
    const item = parent instanceof Y.ID ? storedItem(this.doc, parent) : null;
    return item?.content instanceof Y.ContentType ? typeOf(item.content.type) : null;
  }

  private byParent(item: Y.Item): Place | null {
    const parent: unknown = item.parent;
    if (parent === null) return null;
    if (typeof parent === 'string') return parent === TEXT_ROOT && item.parentSub === null ? 'text' : 'nowhere';
    if (!(parent instanceof Y.ID)) return 'nowhere';
    const holder = this.newItem(parent) ?? storedItem(this.doc, parent);
    return holder === null
      ? 'nowhere'
      : placeIn(holder.content instanceof Y.ContentType ? holder.content.type : null, item.parentSub);
  }

  private ofStored(id: Y.ID): Place {
    const item = storedItem(this.doc, id);
    if (item === null) return 'nowhere';
    const parent: unknown = item.parent;
    if (parent === this.doc.share.get(TEXT_ROOT)) return item.parentSub === null ? 'text' : 'nowhere';
    return placeIn(parent, item.parentSub);
  }

  private newItem(id: Y.ID): Y.Item | null {
    const items = this.news.get(id.client) ?? [];
    let low = 0;
    let high = items.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const item = items[middle];
      if (item === undefined) return null;
      if (id.clock < item.id.clock) high = middle - 1;
      else if (id.clock >= item.id.clock + item.length) low = middle + 1;
      else return item;
    }
    return null;
  }
}

function placeIn(type: unknown, parentSub: string | null): Place {
  if (type instanceof Y.XmlText) return parentSub === null ? 'words' : 'nowhere';
  if (type instanceof Y.XmlElement) return parentSub === null ? 'clause' : `attribute ${parentSub}`;
  return 'nowhere';
}

/** The item in which a character is that is there already. */
export function storedItem(doc: Y.Doc, id: Y.ID): Y.Item | null {
  if (id.clock >= Y.getState(doc.store, id.client)) return null;
  const struct = Y.getItem(doc.store, id);
  return struct instanceof Y.Item ? struct : null;
}

function typeOf(value: unknown): Y.AbstractType<unknown> | null {
  return value instanceof Y.AbstractType ? (value as Y.AbstractType<unknown>) : null;
}

/** A character's id as the key of a map. */
export function keyOf(id: Pick<Y.ID, 'client' | 'clock'>): string {
  return `${id.client}:${id.clock}`;
}
