import * as Y from 'yjs';
import type { SeatId } from '../../shared/base/ids.ts';
import type { Seat } from '../../shared/participants/participant.ts';
import { mayPrepareWith } from '../../shared/policy/policy.ts';
import type { RecoveryReason } from '../../shared/protocol/recovery.ts';
import { encodeDrafting } from '../../shared/protocol/frame.ts';
import { edited, type Drafting } from '../../shared/record/drafting.ts';
import type { Clause } from '../../shared/text/clause.ts';
import type { Passage } from '../../shared/text/passages.ts';
import { readText } from '../../shared/text/reading.ts';
import { isoTime, type Clock } from '../clock.ts';
import { LIMITS, type Limits } from '../limits.ts';
import type { Claim, PreparationUpdate, Store, StoredPreparation } from '../store/store.ts';
import type { Connection } from './connection.ts';
import { KeptWords } from './kept-words.ts';
import { differenceMessage } from './messages.ts';
import { toAll, type News } from './news.ts';
import { applyLogged, replayDoc } from './replaying.ts';
import { Room, type RoomEvents } from './room.ts';
import type { Written } from './written.ts';

/** What a room of preparation works with. */
export interface PreparationServices {
  readonly store: Store;
  readonly clock: Clock;
  readonly limits?: Pick<Limits, 'preparationBytes'>;
}

/** The private room in which the seats of its sponsors prepare a proposal. It has a log, and no record. */
export class PreparationRoom extends Room {
  private stored: StoredPreparation;
  private readonly services: PreparationServices;
  private count: number;
  private bytes: number;
  private updates: PreparationUpdate[] = [];
  private newClaims: Claim[] = [];
  private readonly keptWords = new KeptWords();
  private isUncleared = false;
  /** The document without the words that were struck: who joins hears none of what stood before it came. */
  private readonly standing = new Y.Doc({ gc: true });

  constructor(preparation: StoredPreparation, services: PreparationServices, events: RoomEvents) {
    const updates = services.store.preparations.updates(preparation.id);
    super(replayDoc(updates.map((update) => update.bytes)), services.store.drafts.claims(preparation.id), events);
    applyLogged(this.standing, Y.encodeStateAsUpdate(this.doc));
    this.stored = preparation;
    this.services = services;
    this.count = updates.length;
    this.bytes = updates.reduce((sum, update) => sum + update.bytes.length, 0);
  }

  get preparation(): StoredPreparation {
    return this.stored;
  }

  /** Writes down who prepares it, tells them, and lets those go who no longer do. What was written before counts. */
  setDrafting({ sponsors, invited, ready, rationale }: Drafting): void {
    const drafting = { sponsors, invited, ready, rationale };
    this.services.store.preparations.keepDrafting(this.stored.id, drafting);
    this.stored = { ...this.stored, ...drafting };
    this.audience.close('unknown', 'no such room', ({ seat }) => !this.mayWrite(seat));
    this.audience.tellAll(toAll(encodeDrafting(drafting)));
  }

  override join(connection: Connection): void {
    super.join(connection);
    connection.send(encodeDrafting(this.stored));
  }

  /** The clauses as they have been edited so far. */
  clauses(): Clause[] {
    return readText(this.doc);
  }

  protected override mayWrite(seat: Seat): boolean {
    return mayPrepareWith(seat, this.stored.sponsors);
  }

  protected override hasRoomFor(bytes: number): boolean {
    return this.bytes + bytes <= (this.services.limits ?? LIMITS).preparationBytes;
  }

  protected override absorb(seat: Seat, written: Written): void {
    this.count += 1;
    this.bytes += written.bytes.length;
    this.unclear();
    this.updates.push({ number: this.count, seat: seat.id, at: isoTime(this.services.clock.now()), bytes: written.bytes });
  }

  protected override write(...work: Parameters<Room['write']>): Written | null {
    const written = super.write(...work);
    if (written !== null) applyLogged(this.standing, written.bytes);
    return written;
  }

  protected override textFor(stateVector: Uint8Array): Uint8Array | null {
    return differenceMessage(this.standing, stateVector);
  }

  /** What has changed is cleared by nobody yet; that goes into the same transaction, and is told with the change. */
  private unclear(): void {
    const next = edited(this.stored);
    if (next === this.stored) return;
    this.stored = { ...this.stored, ready: next.ready };
    this.isUncleared = true;
  }

  protected override absorbClaim(claim: Claim): void {
    this.newClaims.push(claim);
  }

  protected override absorbLost(seat: SeatId, lost: Passage, why: RecoveryReason): void {
    const { id, draft } = this.stored;
    this.keptWords.add(seat, lost, { why, draft, room: id, at: isoTime(this.services.clock.now()) });
  }

  /** Who prepares together knows each other. */
  protected override seesName(): boolean {
    return true;
  }

  protected override nameless(): never {
    throw new Error('who prepares together knows each other');
  }

  protected override persist(): News | null {
    if (this.updates.length > 0 || this.newClaims.length > 0) {
      const { store } = this.services;
      store.transaction(() => {
        store.preparations.append(this.stored.id, this.updates, this.newClaims);
        this.keptWords.store(store.recoveries);
        if (this.isUncleared) store.preparations.keepDrafting(this.stored.id, this.stored);
      });
      this.keptWords.stored();
      this.updates = [];
      this.newClaims = [];
    }
    const told = this.isUncleared ? toAll(encodeDrafting(this.stored)) : null;
    this.isUncleared = false;
    return told;
  }
}
