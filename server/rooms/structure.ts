import * as Y from 'yjs';
import { isId } from '../../shared/base/ids.ts';
import { asCellPlace } from '../../shared/text/cell.ts';
import { DEEPEST_LEVEL, LONGEST_LABEL } from '../../shared/text/clause.ts';
import { isUnreadable } from '../../shared/text/clause-words.ts';
import { isLinkAddress } from '../../shared/text/link.ts';
import { markKey, markedProposal } from '../../shared/text/marks.ts';
import { CLAUSE_NODE, isKind } from '../../shared/text/reading.ts';
import type { ItemPlaces, Place } from './item-places.ts';

/**
 * Why new items have no place in a text, or null where each has one: a flat list of `clause` nodes with the four attributes and the place in a table,
 * in them text nodes, in these words and the five marks. What is unknown is refused, so that no client is made to delete it (CRDT 2.1).
 */
export function whyUnfit(news: readonly Y.Item[], places: ItemPlaces): string | null {
  const settings = new Map<string, number>();
  let again = 0;
  for (const item of news) {
    const place = places.of(item);
    const unfit = whyMisplaced(place, item.content);
    if (unfit !== null) return unfit;
    if (!place.startsWith('attribute')) continue;
    const key = `${places.holderOf(item) ?? ''} ${place}`;
    const before = settings.get(key) ?? 0;
    settings.set(key, before + item.length);
    again += before * item.length + (item.length * (item.length - 1)) / 2;
    if (again > MOST_AGAIN) return 'an attribute of a clause is set too often at once';
  }
  return null;
}

/**
 * Yjs keeps each value that an attribute had, and puts those that were set one after the other into a new list for each: setting one n times
 * in one update takes room for n²/2 values. Nobody comes back with one that was set a thousand times.
 */
const MOST_AGAIN = 1_000_000;

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
  if (content instanceof Y.ContentString) return isUnreadable(content.str) ? 'the words hold a control character' : null;
  if (!(content instanceof Y.ContentFormat)) return 'the words hold something other than words';
  const { key, value }: { key: string; value: unknown } = content;
  if (value === null) return null;
  const members = typeof value === 'object' && !Array.isArray(value) ? Object.keys(value).length : -1;
  if (key === 'bold' || key === 'italic') return members === 0 ? null : 'a mark holds what is not its own';
  if (key === 'link') return members === 1 && isLink(value) ? null : 'a link leads nowhere';
  const mark = markedProposal(key, value);
  if (mark === null || members !== 1) return 'the words carry an unknown mark';
  // Under another key the binding would not find it again.
  return markKey(mark.role, mark.proposal) === key ? null : 'a mark stands under a key that is not its own';
}

function isLink(value: unknown): boolean {
  return (
    typeof value === 'object' && value !== null && 'href' in value && typeof value.href === 'string' && isLinkAddress(value.href)
  );
}

function whyNoAttribute(name: string, content: Y.Item['content']): string | null {
  if (!(content instanceof Y.ContentAny)) return 'an attribute of a clause is no value';
  // Yjs keeps values that were set one after the other in one item; each must be one that the attribute may have.
  return content.arr.map((value: unknown) => whyNoValue(name, value)).find((why) => why !== null) ?? null;
}

function whyNoValue(name: string, value: unknown): string | null {
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
      return typeof value === 'string' && value.length <= LONGEST_LABEL && !isUnreadable(value)
        ? null
        : 'a clause has no proper label';
    case 'cell':
      return asCellPlace(value) === null ? 'a clause has no proper place in a table' : null;
    default:
      return 'a clause has an unknown attribute';
  }
}
