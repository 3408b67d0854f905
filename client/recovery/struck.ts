import * as Y from 'yjs';
import type { ClauseId } from '../../shared/base/ids.ts';
import { withoutSlots } from '../../shared/text/clause.ts';
import { charactersOf, clauseIdOf, withoutIds, wordsAmong, type CharacterIds, type Passage } from '../../shared/text/passages.ts';

/** Words that stood side by side and were struck. */
export interface StruckWords {
  readonly words: string;
  /** Null where the clause cannot be known any more. */
  readonly clause: ClauseId | null;
}

interface Struck extends StruckWords {
  /** Whether their clause went with them. */
  readonly isGone: boolean;
}

/**
 * Of passages that updates brought, those that one update moved with the clause that it begins or ends, as who parts, joins or moves clauses does: they stand where
 * they stood, if that update is not taken.
 */
export function movedAmong(doc: Y.Doc, updates: readonly Uint8Array[], passages: readonly Passage[]): ReadonlySet<Passage> {
  const moved = new Set<Passage>();
  const brought = updates.map(charactersOf);
  for (const update of updates) {
    const struck = struckBy(doc, [update], brought);
    const own = struck.length === 0 ? [] : passages.filter((passage) => isIn(charactersOf(update), passage));
    for (const passage of own) {
      const hasBegun = isBegunBy(doc, update, passage);
      if (struck.some(({ words, isGone }) => words === passage.words && (isGone || hasBegun))) moved.add(passage);
    }
  }
  return moved;
}

/** The words that updates struck, did not bring, and have not moved. `earlier`: updates that were not taken either, and brought nothing that could be struck. */
export function wordsStruck(
  doc: Y.Doc,
  updates: readonly Uint8Array[],
  { moved, earlier }: { readonly moved: ReadonlySet<Passage>; readonly earlier: readonly Uint8Array[] },
): StruckWords[] {
  const left = struckBy(doc, updates, [...earlier, ...updates].map(charactersOf)).filter(
    ({ words }) => ![...moved].some((passage) => passage.words === words),
  );
  return left.map(({ words, clause }) => ({ words, clause }));
}

/** What updates struck of words that are not among those that were brought. */
function struckBy(doc: Y.Doc, updates: readonly Uint8Array[], brought: readonly CharacterIds[]): Struck[] {
  const words = new Map<Y.Item, string>();
  // Together: letters that were struck one by one, from behind, read as the word that they were.
  const all = Y.mergeDeleteSets(updates.map((update) => Y.decodeUpdate(update).ds));
  const ids = brought.reduce(withoutIds, all.clients);
  for (const item of wordsAmong(doc, ids)) if (item.deleted) words.set(item, partOf(item, ids));
  const texts = new Set([...words.keys()].flatMap(({ parent }) => (parent instanceof Y.XmlText ? [parent] : [])));
  return [...texts].flatMap((text) => struckIn(text, words));
}

/** The characters of an item that are among others: what was written and struck in succession is one item, whoever has heard of how much of it. */
function partOf({ id: { client, clock }, content }: Y.Item, ids: CharacterIds): string {
  if (!(content instanceof Y.ContentString)) return '';
  const all: CharacterIds = new Map([[client, [{ clock, len: content.str.length }]]]);
  const parts = withoutIds(all, withoutIds(all, ids)).get(client) ?? [];
  return parts.map((part) => content.str.slice(part.clock - clock, part.clock - clock + part.len)).join('');
}

function struckIn(text: Y.XmlText, struck: ReadonlyMap<Y.Item, string>): Struck[] {
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
    if (item.deleted) words += withoutSlots(struck.get(item) ?? '');
    else end();
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
