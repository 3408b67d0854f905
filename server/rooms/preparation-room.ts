import type { SeatId } from '../../shared/base/ids.ts';
import type { Seat } from '../../shared/participants/participant.ts';
import { mayPrepareWith } from '../../shared/policy/policy.ts';
import type { Clause } from '../../shared/text/clause.ts';
import type { Passage } from '../../shared/text/passages.ts';
import { readText } from '../../shared/text/reading.ts';
import { isoTime, type Clock } from '../clock.ts';
import type { Claim, PreparationUpdate, Store, StoredPreparation } from '../store/store.ts';
import { KeptWords } from './kept-words.ts';
import { replayDoc } from './replaying.ts';
import { Room, type RoomEvents } from './room.ts';
import type { Written } from './written.ts';

/** What a room of preparation works with. */
export interface PreparationServices {
  readonly store: Store;
  readonly clock: Clock;
}

/** The private room in which the seats of its sponsors prepare a proposal. It has a log, and no record. */
export class PreparationRoom extends Room {
  readonly preparation: StoredPreparation;
  private readonly services: PreparationServices;
  private count: number;
  private updates: PreparationUpdate[] = [];
  private newClaims: Claim[] = [];
  private readonly keptWords = new KeptWords();

  constructor(preparation: StoredPreparation, services: PreparationServices, events: RoomEvents) {
    const updates = services.store.preparations.updates(preparation.id);
    super(replayDoc(updates.map((update) => update.bytes)), services.store.drafts.claims(preparation.id), events);
    this.preparation = preparation;
    this.services = services;
    this.count = updates.length;
  }

  /** The clauses as they have been edited so far. */
  clauses(): Clause[] {
    return readText(this.doc);
  }

  protected override mayWrite(seat: Seat): boolean {
    return mayPrepareWith(seat, this.preparation.sponsors);
  }

  protected override absorb(seat: Seat, written: Written): void {
    this.count += 1;
    this.updates.push({ number: this.count, seat: seat.id, at: isoTime(this.services.clock.now()), bytes: written.bytes });
  }

  protected override absorbClaim(claim: Claim): void {
    this.newClaims.push(claim);
  }

  protected override absorbLost(seat: SeatId, lost: Passage): void {
    const { id, draft } = this.preparation;
    this.keptWords.add(seat, lost, { draft, room: id, at: isoTime(this.services.clock.now()) });
  }

  protected override persist(): readonly Uint8Array[] {
    if (this.updates.length > 0 || this.newClaims.length > 0) {
      const { store } = this.services;
      store.transaction(() => {
        store.preparations.append(this.preparation.id, this.updates, this.newClaims);
        this.keptWords.store(store.recoveries);
      });
      this.keptWords.stored();
      this.updates = [];
      this.newClaims = [];
    }
    return [];
  }
}
