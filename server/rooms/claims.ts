import type { DraftId } from '../../shared/base/ids.ts';
import type { Claim, Store } from '../store/store.ts';

/**
 * Whose each client id is in the document of a draft's revision. Those of other revisions are nobody's there, so that a document of an
 * earlier one that comes back is not taken in.
 */
export function claimsOn(store: Store, id: DraftId, revision: number): Claim[] {
  const own = store.drafts.claims(id, revision);
  const clients = new Set(own.map(({ client }) => client));
  const others = store.drafts.claims(id).filter(({ client }) => !clients.has(client));
  return [...own, ...others.map(({ client }) => ({ client, seat: null }))];
}
