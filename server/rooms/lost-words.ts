import * as Y from 'yjs';
import { passagesOf, withoutIds, type Passage } from '../../shared/text/passages.ts';

/**
 * The words that an update took out of a text without its author having known of them: typed into a clause that the author of the update
 * removes, or brought by the update into a clause that had been removed already (CRDT 2.2). An update names each character that its
 * author deleted; what went with its clause and is not named had not been seen. Costs the deletions of the transaction.
 */
export function lostWords(transaction: Y.Transaction, update: Uint8Array): Passage[] {
  const deleted = transaction.deleteSet.clients;
  if (deleted.size === 0) return [];
  const unseen = withoutIds(deleted, Y.decodeUpdate(update).ds.clients);
  return unseen.size === 0 ? [] : passagesOf(transaction.doc, unseen);
}
