import * as Y from 'yjs';
import { addTo } from '../../shared/base/group-by.ts';
import { passagesOf, withoutIds, type CharacterIds, type Passage } from '../../shared/text/passages.ts';

type DeleteSet = Y.Transaction['deleteSet'];
type Decoded = ReturnType<typeof Y.decodeUpdate>;

/**
 * The words that an update took out of a text without its author having known of them: typed into a clause that the author of the update
 * removes, or brought by the update into a clause that had been removed already (CRDT 2.2). An update names each character that its
 * author deleted; what went with its clause and is not named had not been seen. But one made by somebody who has heard of the removal
 * names all that went with it, too, and tells no more which of its own words its author had struck before: these are kept, struck ones
 * among them. So it is with an answer to what the server lacks, of a client that did not send the removal as it was made: what it names of others'
 * words it may have heard of after it removed their clause. Costs the deletions and the new words of the transaction.
 *
 * `isOwn`: whether a client id is of the seat that answers; null where the update is no answer.
 */
export function lostWords(
  transaction: Y.Transaction,
  update: Uint8Array,
  isOwn: ((client: number) => boolean) | null,
): Passage[] {
  const deleted = transaction.deleteSet.clients;
  if (deleted.size === 0) return [];
  const decoded = Y.decodeUpdate(update);
  const seen = isOwn === null ? decoded.ds.clients : new Map([...decoded.ds.clients].filter(([client]) => isOwn(client)));
  const unseen = withoutIds(deleted, seen);
  const late = tooLate(transaction, decoded);
  const lost = new Map([...unseen].map(([client, ranges]) => [client, [...ranges, ...(late.get(client) ?? [])]]));
  for (const [client, ranges] of late) if (!lost.has(client)) lost.set(client, [...ranges]);
  return lost.size === 0 ? [] : passagesOf(transaction.doc, lost);
}

/** The words that an update brings into a clause that was gone before, where it says that its author had heard of that. */
function tooLate({ doc, deleteSet }: Y.Transaction, { structs, ds }: Decoded): CharacterIds {
  const known = new Map<Y.XmlText, boolean>();
  const late = new Map<number, { clock: number; len: number }[]>();
  for (const struct of structs) {
    const { client, clock } = struct.id;
    if (!(struct instanceof Y.Item) || !(struct.content instanceof Y.ContentString)) continue;
    const text: unknown = clock < Y.getState(doc.store, client) ? Y.getItem(doc.store, struct.id).parent : null;
    if (!(text instanceof Y.XmlText)) continue;
    if (!known.has(text)) known.set(text, isHeardOf(text, deleteSet, ds));
    if (known.get(text) !== true) continue;
    addTo(late, client, { clock, len: struct.length });
  }
  return late;
}

/** Whether words stood in something that was deleted before this transaction, and that the update names as deleted. */
function isHeardOf(text: Y.XmlText, now: DeleteSet, named: DeleteSet): boolean {
  const holders = [text._item, text.parent instanceof Y.XmlElement ? text.parent._item : null];
  return holders.some((item) => item !== null && item.deleted && !Y.isDeleted(now, item.id) && Y.isDeleted(named, item.id));
}
