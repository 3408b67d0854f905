import * as Y from 'yjs';
import { isId } from '../../shared/base/ids.ts';
import { markedProposal } from '../../shared/text/marks.ts';
import { CLAUSE_NODE, TEXT_ROOT, isKind } from '../../shared/text/reading.ts';

/** Where an item stands: among the clauses, in a clause, as a clause's attribute, in a clause's words; or nowhere that we know. */
type Place = 'text' | 'clause' | 'words' | 'nowhere' | `attribute ${string}`;

const LONGEST_LABEL = 200;
const LONGEST_LINK = 4_000;
const DEEPEST_LEVEL = 50;

/**
 * Why new items have no place in a text, or null where each has one: a flat list of `clause` nodes with the four attributes,
 * in them text nodes, in these words and the five marks. What is unknown is refused, so that no client is made to delete it (CRDT 2.1).
 */
export function whyUnfit(doc: Y.Doc, news: readonly Y.Item[]): string | null {
  const places = new Places(doc, news);
  const named = new Set<string>();
  const clauses: Y.Item[] = [];
  for (const item of news) {
    const place = places.of(item);
    const unfit = whyMisplaced(place, item.content);
    if (unfit !== null) return unfit;
    if (place === 'text' && item.content instanceof Y.ContentType) clauses.push(item);
    if (place === 'attribute id' && item.parent instanceof Y.ID) named.add(keyOf(item.parent));
  }
  return clauses.every((item) => named.has(keyOf(item.id))) ? null : 'a clause has no id';
}

function whyMisplaced(place: Place, content: Y.Item['content']): string | null {
  if (place === 'nowhere') return 'the update writes outside the text';
  if (content instanceof Y.ContentDeleted) return null;
  if (place === 'text') return isClauseNode(content) ? null : 'a node of the text is no clause';
  if (place === 'clause')
    return content instanceof Y.ContentType && isTextNode(content.type) ? null : 'a clause holds something other than words';
  if (place === 'words') return whyNoWords(content);
  return whyNoAttribute(place.slice('attribute '.length), content);
}

function isClauseNode(content: Y.Item['content']): boolean {
  return content instanceof Y.ContentType && content.type instanceof Y.XmlElement && content.type.nodeName === CLAUSE_NODE;
}

function isTextNode(type: unknown): boolean {
  return type instanceof Y.XmlText;
}

function whyNoWords(content: Y.Item['content']): string | null {
  if (content instanceof Y.ContentString) return null;
  if (!(content instanceof Y.ContentFormat)) return 'the words hold something other than words';
  const { key, value }: { key: string; value: unknown } = content;
  if (value === null) return null;
  if (key === 'bold' || key === 'italic') return null;
  if (key === 'link') return isLink(value) ? null : 'a link leads nowhere';
  return markedProposal(key, value) === null ? 'the words carry an unknown mark' : null;
}

function isLink(value: unknown): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    'href' in value &&
    typeof value.href === 'string' &&
    value.href.length <= LONGEST_LINK
  );
}

function whyNoAttribute(name: string, content: Y.Item['content']): string | null {
  if (!(content instanceof Y.ContentAny) || content.arr.length !== 1) return 'an attribute of a clause is no value';
  const value: unknown = content.arr[0];
  switch (name) {
    case 'id':
      return typeof value === 'string' && isId(value) ? null : 'a clause has no proper id';
    case 'kind':
      return isKind(value) ? null : 'a clause has an unknown kind';
    case 'level':
      return Number.isInteger(value) && Number(value) >= 0 && Number(value) <= DEEPEST_LEVEL
        ? null
        : 'a clause has no proper level';
    case 'label':
      return typeof value === 'string' && value.length <= LONGEST_LABEL ? null : 'a clause has no proper label';
    default:
      return 'a clause has an unknown attribute';
  }
}

/** Finds where items of an update will stand, without applying it. */
class Places {
  private readonly doc: Y.Doc;
  private readonly news = new Map<number, Y.Item[]>();
  private readonly found = new Map<Y.Item, Place>();

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

function storedItem(doc: Y.Doc, id: Y.ID): Y.Item | null {
  if (id.clock >= Y.getState(doc.store, id.client)) return null;
  const struct = Y.getItem(doc.store, id);
  return struct instanceof Y.Item ? struct : null;
}

function keyOf(id: Y.ID): string {
  return `${id.client}:${id.clock}`;
}
