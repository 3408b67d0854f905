import type { DraftId } from '../../shared/base/ids.ts';
import type { Seat } from '../../shared/participants/participant.ts';
import { may } from '../../shared/policy/policy.ts';
import type { Store } from '../store/store.ts';
import { loadText } from './loading.ts';
import type { PresentUser } from './presence.ts';
import { Room, type RoomEvents } from './room.ts';
import type { SeenRecord } from './seen-record.ts';

/** The room of a revision that was issued: it may be read for ever, and is never written. */
export class FrozenRoom extends Room {
  private readonly seen: () => SeenRecord;

  /** `seen`: the draft's record as each sees it, since its lens holds for old revisions too. */
  constructor(
    id: DraftId,
    revision: number,
    { store, seen }: { readonly store: Store; readonly seen: () => SeenRecord },
    events: RoomEvents,
  ) {
    super(loadText(store, id, { revision }).doc, store.drafts.claims(id, revision), events);
    this.seen = seen;
  }

  protected override mayWrite(): boolean {
    return false;
  }

  /** Who might have written while it was live is told why they no longer may, so that their words are carried over. */
  protected override refusesWrite(seat: Seat): 'forbidden' | 'frozen' {
    return may(seat, 'write text') ? 'frozen' : 'forbidden';
  }

  protected override absorb(): void {
    throw new Error('a frozen revision takes nothing');
  }

  protected override absorbClaim(): void {
    throw new Error('a frozen revision takes nothing');
  }

  protected override absorbLost(): void {
    throw new Error('a frozen revision takes nothing');
  }

  protected override persist(): null {
    return null;
  }

  protected override seesName(to: Seat, of: Seat): boolean {
    return this.seen().seesName(to, of);
  }

  protected override nameless(of: Seat, client: number): PresentUser {
    return this.seen().nameless(of, client);
  }
}
