import type { DraftId, SeatId } from '../../shared/base/ids.ts';
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

/** Whose each client id of a room is, for ever. */
export class Claims {
  private readonly owners: Map<number, SeatId | null>;

  constructor(claims: readonly Claim[]) {
    this.owners = new Map(claims.map(({ client, seat }) => [client, seat]));
  }

  /** The seat of a client id; null: the server's own or nobody's here; undefined: not claimed yet. */
  ownerOf(client: number): SeatId | null | undefined {
    return this.owners.get(client);
  }

  note({ client, seat }: Claim): void {
    this.owners.set(client, seat);
  }

  /** Claims those of these ids that are nobody's yet for a seat: the new claims; null, and no claim, where one is another's. */
  claim(seat: SeatId, clients: Iterable<number>): Claim[] | null {
    const wanted = [...clients];
    if (wanted.some((client) => this.owners.has(client) && this.owners.get(client) !== seat)) return null;
    const fresh = wanted.filter((client) => !this.owners.has(client)).map((client) => ({ client, seat }));
    for (const claim of fresh) this.note(claim);
    return fresh;
  }
}
