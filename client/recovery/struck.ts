import * as Y from 'yjs';
import type { ClauseId } from '../../shared/base/ids.ts';
import { withoutSlots } from '../../shared/text/clause.ts';
import { charactersOf, clauseIdOf, withoutIds, wordsAmong, type CharacterIds, type Passage } from '../../shared/text/passages.ts';

/** Words that stood side by side and were struck. */
interface Struck {
  readonly words: string;
  /** Null where the clause cannot be known any more. */
  readonly clause: ClauseId | null;
  /** Whether their clause went with them. */
  readonly isGone: boolean;
}

/**
 * Of passages that updates brought, those that one update moved with the clause that it begins or ends, as who parts, joins or moves clauses does: they stand where
 * they stood, if that update is not taken.
 */
export function movedAmong(doc: Y.Doc, updates: readonly Uint8Array[], passages: readonly Passage[]): ReadonlySet<Passage> {
  const moved = new Set<Passage>();
  for (const update of updates) {
    const struck = struckBy(doc, [update]);
    const own = struck.length === 0 ? [] : passages.filter((passage) => isIn(charactersOf(update), passage));
    for (const passage of own) {
      const hasBegun = isBegunBy(doc, update, passage);
      if (struck.some(({ words, isGone }) => words === passage.words && (isGone || hasBegun))) moved.add(passage);
    }
  }
  return moved;
}

/** The clauses in which updates struck words that they did not bring, and have not moved. */
export function clausesStruckIn(doc: Y.Doc, updates: readonly Uint8Array[], moved: ReadonlySet<Passage>): (ClauseId | null)[] {
  const left = struckBy(doc, updates).filter(({ words }) => ![...moved].some((passage) => passage.words === words));
  return left.map(({ clause }) => clause);
}

/** What updates struck of words that others had brought. */
function struckBy(doc: Y.Doc, updates: readonly Uint8Array[]): Struck[] {
  const own = updates.map(charactersOf);
  const ids = updates.map((update) => own.reduce(withoutIds, Y.decodeUpdate(update).ds.clients));
  const items = new Set(ids.flatMap((one: CharacterIds) => [...wordsAmong(doc, one)]).filter(({ deleted }) => deleted));
  const texts = new Set([...items].flatMap(({ parent }) => (parent instanceof Y.XmlText ? [parent] : [])));
  return [...texts].flatMap((text) => struckIn(text, items));
}

function struckIn(text: Y.XmlText, items: ReadonlySet<Y.Item>): Struck[] {
  const element = text.parent instanceof Y.XmlElement ? text.parent : null;
  const about = { clause: element === null ? null : clauseIdOf(element), isGone: element?._item?.deleted === true };
  const all: Struck[] = [];
  let words = '';
  const end = (): void => {
    if (words !== '') all.push({ ...about, words });
    words = '';
  };
  for (let item = text._start; item !== null; item = item.right) {
    if (!(item.content instanceof Y.ContentString)) continue;
    if (items.has(item)) words += withoutSlots(item.content.str);
    else if (!item.deleted) end();
  }
  end();
  return all;
}

function isIn(ids: CharacterIds, { client, from }: Passage): boolean {
  return (ids.get(client) ?? []).some(({ clock, len }) => clock <= from && from < clock + len);
}

/** Whether an update made the clause in which a passage stands. */
function isBegunBy(doc: Y.Doc, update: Uint8Array, { client, from }: Passage): boolean {
  if (from >= Y.getState(doc.store, client)) return false;
  const { parent } = Y.getItem(doc.store, Y.createID(client, from));
  const element = parent instanceof Y.XmlText && parent.parent instanceof Y.XmlElement ? parent.parent._item : null;
  return element !== null && Y.decodeUpdate(update).structs.some(({ id }) => Y.compareIDs(id, element.id));
}
