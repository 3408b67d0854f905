import * as Y from 'yjs';
import { keyOf, storedItem, type ItemPlaces } from './item-places.ts';

/** What an update says of clauses. `deleted`: what it deletes, in order, each once. */
interface Naming {
  readonly news: readonly Y.Item[];
  readonly places: ItemPlaces;
  readonly deleted: Y.Transaction['deleteSet'];
}

/** One value that the id of a clause is given. Those that were set one after the other stand in one item. */
interface Value {
  readonly item: Y.Item;
  readonly clock: number;
}

/**
 * Why a clause would be left without id, or null where each that stands keeps or gets one. An id may be replaced: the binding writes
 * another clause into an element that it finds in its way. Of several values the one counts that Yjs puts last, be it deleted.
 */
export function whyNameless(doc: Y.Doc, { news, places, deleted }: Naming): string | null {
  const given = new Map<string, Y.Item[]>();
  const standing = new Map<string, Y.Item | null>();
  const stands = (element: Y.Item): void => {
    if (!element.deleted && !Y.isDeleted(deleted, element.id)) standing.set(keyOf(element.id), idOf(element));
  };
  for (const item of news) {
    const place = places.of(item);
    if (place === 'text' && !(item.content instanceof Y.ContentDeleted)) stands(item);
    if (place !== 'attribute id') continue;
    // Yjs sets each value behind the one before, and before none.
    if (item.rightOrigin !== null) return 'a clause has an id that comes before another';
    const holder = places.holderOf(item) ?? '';
    const values = given.get(holder);
    if (values === undefined) given.set(holder, [item]);
    else values.push(item);
    const element = places.storedHolderOf(item);
    if (element !== null) stands(element);
  }
  for (const [client, ranges] of deleted.clients) for (const range of ranges) namelessIn(doc, client, range).forEach(stands);
  for (const [holder, stored] of standing) {
    const last = lastValue(doc, stored, given.get(holder) ?? []);
    if (last === null || last.item.deleted || last.item.content instanceof Y.ContentDeleted) return 'a clause has no id';
    if (Y.isDeleted(deleted, Y.createID(last.item.id.client, last.clock))) return 'a clause has no id';
  }
  return null;
}

/**
 * The value that Yjs puts last: behind one and the same comes last the one of the highest client id, and of one client the first that it
 * made; and so on behind that. `stored`: the one that is last so far.
 */
function lastValue(doc: Y.Doc, stored: Y.Item | null, given: readonly Y.Item[]): Value | null {
  const behind = new Map<string, Value[]>();
  const put = (item: Y.Item, end: number): void => {
    for (let { clock } = item.id; clock <= end; clock += 1) {
      const before = clock === item.id.clock ? item.origin : Y.createID(item.id.client, clock - 1);
      const key = before === null ? FIRST : keyOf(before);
      behind.set(key, [...(behind.get(key) ?? []), { item, clock }]);
    }
  };
  for (const item of given) put(item, item.lastId.clock);
  for (let at = stored, end = stored?.lastId.clock ?? 0; at !== null;) {
    put(at, end);
    end = at.origin?.clock ?? 0;
    at = at.origin === null ? null : storedItem(doc, at.origin);
  }
  let last: Value | null = null;
  for (let values = behind.get(FIRST); values !== undefined;) {
    last = values.reduce((one, other) => (comesLater(other, one) ? other : one));
    values = behind.get(keyOf({ client: last.item.id.client, clock: last.clock }));
  }
  return last;
}

const FIRST = '';

function comesLater(one: Value, other: Value): boolean {
  const by = one.item.id.client - other.item.id.client;
  return by > 0 || (by === 0 && one.clock < other.clock);
}

function idOf({ content }: Y.Item): Y.Item | null {
  return content instanceof Y.ContentType && content.type instanceof Y.XmlElement ? (content.type._map.get('id') ?? null) : null;
}

/** The elements that lose an id they have by a deletion of this range. */
function namelessIn(doc: Y.Doc, client: number, { clock, len }: { readonly clock: number; readonly len: number }): Y.Item[] {
  const structs = doc.store.clients.get(client) ?? [];
  const elements: Y.Item[] = [];
  if (clock >= Y.getState(doc.store, client)) return elements;
  for (let at = Y.findIndexSS(structs, clock); at < structs.length; at += 1) {
    const struct = structs[at];
    if (struct === undefined || struct.id.clock >= clock + len) break;
    if (struct.deleted || !(struct instanceof Y.Item) || struct.parentSub !== 'id') continue;
    const element: unknown = struct.parent;
    if (element instanceof Y.XmlElement && element._item !== null) elements.push(element._item);
  }
  return elements;
}
