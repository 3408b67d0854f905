import type * as Y from 'yjs';
import type { SeatId } from '../../shared/base/ids.ts';
import type { Seat } from '../../shared/participants/participant.ts';
import { encodeVerdict, type Comparison } from '../../shared/protocol/comparison.ts';
import { encodeRecovered } from '../../shared/protocol/frame.ts';
import { LARGEST_MESSAGE } from '../limits.ts';
import type { Claim } from '../store/store.ts';
import { Audience } from './audience.ts';
import type { Connection } from './connection.ts';
import { Claims } from './claims.ts';
import { Comparing } from './comparing.ts';
import { Intake } from './intake.ts';
import { differenceMessage, readMessage } from './messages.ts';
import type { Told } from './outbox.ts';
import type { News } from './news.ts';
import type { PresenceRules } from './presence.ts';
import { WholeText, isOfNothing } from './whole-text.ts';
import { writtenBy, type Written } from './written.ts';

/** What a room tells of itself. */
export interface RoomEvents {
  /** The room in memory is of no use any more: load it again. `error` null: it was closed in good order. */
  onGone(error: unknown): void;
  /** The last connection has left. */
  onEmpty(): void;
  /** A group of updates became durable and was told. */
  onTold(told: Told): void;
}

/**
 * A document in memory with those who are connected to it. What arrives is judged, applied and queued; at the end of the turn of the
 * event loop everything queued is committed as one transaction; only then is anything said to anyone (DESIGN section 6). Where anything
 * fails after the document was touched, the room is dropped and its clients come back to one loaded from the log.
 */
export abstract class Room extends Intake {
  /** Those who are connected to it. */
  readonly audience: Audience;
  private readonly events: RoomEvents;
  private readonly comparing: Comparing;
  /** The whole document, encoded. */
  protected readonly whole: WholeText;
  private scheduled = false;
  /** Whether the last group held more updates than people write in a moment. */
  private isCrowded = false;
  private lingering: NodeJS.Timeout | null = null;
  private gone = false;

  constructor(doc: Y.Doc, claims: readonly Claim[], events: RoomEvents) {
    super(doc, new Claims(claims));
    this.events = events;
    this.comparing = new Comparing(doc, (work) => this.inAnotherTurn(work));
    this.whole = new WholeText(doc);
    this.audience = new Audience({
      showsCaret: (seat) => this.mayWrite(seat),
      ownerOf: (client) => this.claims.ownerOf(client),
      seesName: (to, of) => this.seesName(to, of),
      nameless: (of, client) => this.nameless(of, client),
    });
    const own = claims.find((claim) => claim.seat === null);
    if (own !== undefined) doc.clientID = own.client;
  }

  /** Writes what was noted in one transaction, and gives what everybody is told of it besides the updates. */
  protected abstract persist(): News | null;

  /** Whether somebody here may be told who sits at a seat, and what they are told who may not: of a draft, its lens says. */
  protected abstract seesName(to: Seat, of: Seat): boolean;
  protected abstract nameless(...of: Parameters<PresenceRules['nameless']>): ReturnType<PresenceRules['nameless']>;

  override get isGone(): boolean {
    return this.gone;
  }

  join(connection: Connection): void {
    if (!this.commit()) return connection.close('failed', 'The draft is being loaded again.');
    this.audience.join(connection, this.doc);
  }

  leave(connection: Connection): void {
    if (this.gone || !this.audience.leave(connection)) return;
    if (this.audience.isEmpty) this.events.onEmpty();
  }

  /** Takes in a message of a connection of this room. */
  receive(connection: Connection, bytes: Uint8Array): void {
    if (this.gone || !connection.isOpen) return;
    if (bytes.length > LARGEST_MESSAGE) return connection.close('tooLarge', 'too large a message');
    try {
      this.take(connection, bytes);
    } catch (error) {
      this.fail(error);
    }
  }

  private take(connection: Connection, bytes: Uint8Array): void {
    const message = readMessage(bytes);
    if (message?.type !== 'update') this.takeArrived();
    switch (message?.type) {
      case undefined:
        return connection.close('malformed', 'no message of this protocol');
      case 'wants-text':
        return this.sendText(connection, message.stateVector);
      case 'update':
        this.arrive({ connection, ...message });
        return this.schedule();
      case 'compare':
        return this.compare(connection, message.asked);
      case 'presence':
        return this.audience.receivePresence(connection, message.bytes);
      case 'wants-presence':
        return this.audience.tellPresence(connection);
    }
  }

  /** Commits what is queued, then tells. False where that failed: the room is gone. */
  commit(): boolean {
    if (this.gone) return false;
    this.linger(null);
    try {
      this.takeArrived();
      if (this.isGone) return false;
      const news = this.persist();
      this.isCrowded = this.audience.untold >= CROWD;
      const told = this.audience.tellWritten(news);
      if (told !== null) this.events.onTold(told);
      this.tellBereft();
      return true;
    } catch (error) {
      this.fail(error);
      return false;
    }
  }

  /** The room is gone: nothing that was to come later is to come. */
  protected ended(): void {}

  /** Ends the room in good order: everything queued is committed, and everyone is told why. */
  close(why: Parameters<Audience['close']>[0], reason: string): void {
    if (!this.commit()) return;
    this.end();
    this.audience.close(why, reason);
    this.events.onGone(null);
  }

  protected override write(work: () => void, onTransaction?: (transaction: Y.Transaction) => void): Written | null {
    const written = writtenBy(this.doc, work, onTransaction);
    if (written === null) return null;
    this.comparing.changed();
    this.whole.wrote(written.bytes);
    return written;
  }

  protected override queue(written: Written, sender: Connection | null): void {
    this.audience.put(written, sender);
  }

  protected override owe(connection: Connection): void {
    this.audience.owe(connection);
  }

  /** Drops the room: nothing that is not in the log has been said to anyone. */
  protected override fail(error: unknown): void {
    if (this.gone) return;
    this.end();
    this.audience.close('failed', 'loading again');
    this.events.onGone(error);
  }

  private end(): void {
    this.gone = true;
    this.linger(null);
    this.ended();
  }

  private sendText(connection: Connection, stateVector: Uint8Array): void {
    if (!this.commit()) return;
    const message = this.textFor(stateVector);
    if (message === null) connection.close('malformed', 'no state vector');
    else connection.sendText(message);
  }

  /** What somebody with this state vector lacks of the text; null where it is no state vector. */
  protected textFor(stateVector: Uint8Array): Uint8Array | null {
    return isOfNothing(stateVector) ? this.whole.message() : differenceMessage(this.doc, stateVector);
  }

  private tellBereft(): void {
    if (this.bereft.size === 0) return;
    this.audience.tellSeats((seat) => this.bereft.has(seat.id), encodeRecovered());
    this.bereft.clear();
  }

  /** Everything committed has gone out before the answer, so that who gets it has the text that it is about. */
  private compare(connection: Connection, asked: Comparison): void {
    if (!this.commit()) return;
    this.comparing.judge(asked, (verdict) => {
      if (verdict === null) this.compare(connection, asked);
      else connection.send(encodeVerdict(verdict));
    });
  }

  /** Does something in another turn of the event loop, where the room is there by then. */
  private inAnotherTurn(work: () => void): void {
    setImmediate(() => {
      if (this.gone) return;
      try {
        work();
      } catch (error) {
        this.fail(error);
      }
    });
  }

  /** Notes a claim that the store holds already, of an id that was given out ahead of its first use. */
  noteClaim(client: number, seat: SeatId): void {
    this.claims.note({ client, seat });
  }

  isClaimed(client: number): boolean {
    return this.claims.ownerOf(client) !== undefined;
  }

  /** What comes in one turn of the event loop is one group. Where much comes, larger groups cost less: one disk, one write a socket. */
  private schedule(): void {
    if (this.scheduled) return;
    this.scheduled = true;
    const commit = (): void => {
      this.scheduled = false;
      this.commit();
    };
    if (this.isCrowded) setTimeout(commit, GATHERING);
    else setImmediate(commit);
  }

  /** Commits what is queued within so many milliseconds: with whatever comes before, or by itself. */
  protected commitWithin(ms: number): void {
    if (ms === 0) this.commit();
    else if (this.lingering === null) this.linger(setTimeout(() => this.commit(), ms));
  }

  private linger(timer: NodeJS.Timeout | null): void {
    if (this.lingering !== null) clearTimeout(this.lingering);
    this.lingering = timer;
  }
}

/** So many updates in one turn are a crowd: the next group is gathered for so many milliseconds. */
const CROWD = 8;
const GATHERING = 4;
