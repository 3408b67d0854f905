import type { DraftId } from '../../shared/base/ids.ts';
import type { Seat } from '../../shared/participants/participant.ts';
import { may } from '../../shared/policy/policy.ts';
import type { Store } from '../store/store.ts';
import { loadText } from './loading.ts';
import { Room, type RoomEvents } from './room.ts';

/** The room of a revision that was issued: it may be read for ever, and is never written. */
export class FrozenRoom extends Room {
  constructor(id: DraftId, revision: number, store: Store, events: RoomEvents) {
    super(loadText(store, id, { revision }).doc, store.drafts.claims(id, revision), events);
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

  protected override persist(): readonly Uint8Array[] {
    return [];
  }
}
