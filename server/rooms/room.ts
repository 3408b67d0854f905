import type * as Y from 'yjs';
import type { SeatId } from '../../shared/base/ids.ts';
import type { Seat } from '../../shared/participants/participant.ts';
import type { CLOSE } from '../../shared/protocol/close.ts';
import { encodeVerdict, type Comparison } from '../../shared/protocol/comparison.ts';
import { encodeRecovered } from '../../shared/protocol/frame.ts';
import type { Passage } from '../../shared/text/passages.ts';
import { LARGEST_MESSAGE } from '../limits.ts';
import type { Claim } from '../store/store.ts';
import type { Connection } from './connection.ts';
import { Claims } from './claims.ts';
import { Comparing } from './comparing.ts';
import { WAITS, judgeUpdate } from './gate.ts';
import { lostWords } from './lost-words.ts';
import { MessageGroup } from './message-group.ts';
import { differenceMessage, readMessage, stateVectorMessage, type ClientMessage } from './messages.ts';
import type { Origin } from './origin.ts';
import { Outbox, type Told } from './outbox.ts';
import { Presence } from './presence.ts';
import { applyWhole } from './replaying.ts';
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
export abstract class Room {
  protected readonly doc: Y.Doc;
  protected readonly connections = new Set<Connection>();
  private readonly claims: Claims;
  private readonly presence: Presence;
  private readonly events: RoomEvents;
  private readonly outbox = new Outbox();
  private readonly comparing: Comparing;
  /** The whole document, encoded. */
  protected readonly whole: WholeText;
  /** Seats for which lost words were kept since the last commit. */
  private readonly bereft = new Set<SeatId>();
  private scheduled = false;
  private gone = false;

  constructor(doc: Y.Doc, claims: readonly Claim[], events: RoomEvents) {
    this.doc = doc;
    this.claims = new Claims(claims);
    this.events = events;
    this.comparing = new Comparing(doc);
    this.whole = new WholeText(doc);
    this.presence = new Presence(
      (seat) => this.mayWrite(seat),
      (client) => this.claims.ownerOf(client),
    );
    const own = claims.find((claim) => claim.seat === null);
    if (own !== undefined) doc.clientID = own.client;
  }

  /** Whether a seat may change the document. */
  protected abstract mayWrite(seat: Seat): boolean;
  /** How a write of a seat that may not is refused. */
  protected refusesWrite(_seat: Seat): 'forbidden' | 'frozen' {
    return 'forbidden';
  }
  /** Notes an update that was applied to the document: what follows from it goes into the same transaction. */
  protected abstract absorb(seat: Seat, written: Written): void;
  /** Notes that a client id belongs to a seat from now on. */
  protected abstract absorbClaim(claim: Claim): void;
  /** Notes words that a seat had written and that went unseen with their clause: they are kept in the same transaction. */
  protected abstract absorbLost(seat: SeatId, lost: Passage): void;
  /** Writes what was noted in one transaction, and gives what everybody is told of it besides the updates. */
  protected abstract persist(): readonly Uint8Array[];

  get isGone(): boolean {
    return this.gone;
  }

  get isEmpty(): boolean {
    return this.connections.size === 0;
  }

  join(connection: Connection): void {
    if (!this.commit()) return connection.close('failed', 'The draft is being loaded again.');
    this.connections.add(connection);
    connection.send(stateVectorMessage(this.doc));
    const everybody = this.presence.everybody();
    if (everybody !== null) connection.send(everybody);
  }

  leave(connection: Connection): void {
    if (!this.connections.delete(connection) || this.gone) return;
    const message = this.presence.leave(connection);
    if (message !== null) this.tellAll(message, null);
    if (this.connections.size === 0) this.events.onEmpty();
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
    switch (message?.type) {
      case undefined:
        return connection.close('malformed', 'no message of this protocol');
      case 'wants-text':
        return this.sendText(connection, message.stateVector);
      case 'update':
        return this.takeUpdate(connection, message);
      case 'compare':
        return this.compare(connection, message.asked);
      case 'presence': {
        const news = this.presence.receive(connection, message.bytes);
        if (news === null) return undefined;
        connection.send(news.echo);
        return this.tellAll(news.others, connection);
      }
      case 'wants-presence': {
        const everybody = this.presence.everybody();
        return everybody === null ? undefined : connection.send(everybody);
      }
    }
  }

  /** Tells every connection that the server is there. */
  heartbeat(): void {
    for (const connection of this.connections) connection.heartbeat();
  }

  /** Commits what is queued, then tells. False where that failed: the room is gone. */
  commit(): boolean {
    if (this.gone) return false;
    try {
      const told = this.outbox.tell(this.connections, this.persist());
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
  close(why: keyof typeof CLOSE | 'stopping', reason: string): void {
    if (!this.commit()) return;
    this.end();
    for (const connection of this.connections) {
      if (why === 'stopping') connection.closeWith(GOING_AWAY, reason);
      else connection.close(why, reason);
    }
    this.events.onGone(null);
  }

  /** Ends the connections of a session. */
  closeSession(session: string): void {
    for (const connection of this.connections) if (connection.session === session) connection.close('signIn', 'signed out');
  }

  /** The sessions that wrote here since this was last asked. */
  takeActiveSessions(): string[] {
    return [...this.connections].filter((connection) => connection.takeActivity()).map((connection) => connection.session);
  }

  /** The connections' sessions, for checking them anew. */
  sessions(): Set<string> {
    return new Set([...this.connections].map((connection) => connection.session));
  }

  /** Gives what the transactions of `work` did, or null where they did nothing. Throws what they throw: then call `fail`. */
  protected write(work: () => void, onTransaction?: (transaction: Y.Transaction) => void): Written | null {
    const written = writtenBy(this.doc, work, onTransaction);
    if (written === null) return null;
    this.comparing.changed();
    this.whole.wrote(written.bytes);
    return written;
  }

  /** Queues an update for everybody else; it goes out once it is durable. */
  protected queue(written: Written, sender: Connection | null): void {
    this.outbox.put(written.bytes, written.tidied ? null : sender);
  }

  /** Drops the room: nothing that is not in the log has been said to anyone. */
  protected fail(error: unknown): void {
    if (this.gone) return;
    this.end();
    for (const connection of this.connections) connection.close('failed', 'loading again');
    this.events.onGone(error);
  }

  private end(): void {
    this.gone = true;
    this.ended();
  }

  private sendText(connection: Connection, stateVector: Uint8Array): void {
    if (!this.commit()) return;
    try {
      connection.sendText(isOfNothing(stateVector) ? this.whole.message() : differenceMessage(this.doc, stateVector));
    } catch {
      connection.close('malformed', 'no state vector');
    }
  }

  private takeUpdate(connection: Connection, { bytes, counts, answers }: Extract<ClientMessage, { type: 'update' }>): void {
    const judged = judgeUpdate(this.doc, bytes);
    if (!this.mayWrite(connection.seat)) {
      // Tidying by one who may only read is passed over: it changes no word, and the server has tidied for all. Of one who might have
      // written while it was live it is a change that came too late.
      const why = this.refusesWrite(connection.seat);
      const isPassedOver =
        judged.ok && (judged.value.effect === 'nothing' || (judged.value.effect === 'tidying' && why === 'forbidden'));
      if (!isPassedOver) return connection.close(why, 'read only');
    } else {
      if (!judged.ok && judged.refusal === WAITS && connection.mayOvertake && !answers) return connection.overtake();
      if (!judged.ok) return connection.close('malformed', judged.refusal);
      const claims = this.claims.claim(connection.seat.id, judged.value.clients);
      if (claims === null) return connection.close('foreignClient', "another seat's client id");
      for (const claim of claims) this.absorbClaim(claim);
      if (judged.value.effect !== 'nothing' && !this.applyFrom(connection, judged.value.bytes)) return;
    }
    connection.receive(answers, counts);
    this.outbox.owe(connection);
    this.schedule();
  }

  private applyFrom(connection: Connection, bytes: Uint8Array): boolean {
    try {
      const origin: Origin = { by: 'seat', seat: connection.seat.id };
      const lost: Passage[] = [];
      const onTransaction = (transaction: Y.Transaction): void => {
        if (transaction.origin === origin) lost.push(...lostWords(transaction, bytes));
      };
      const written = this.write(() => applyWhole(this.doc, bytes, origin), onTransaction);
      if (written === null) return true;
      this.absorb(connection.seat, written);
      this.keepLost(lost);
      this.queue(written, connection);
      return true;
    } catch (error) {
      connection.close('malformed', 'the text cannot take this update');
      this.fail(error);
      return false;
    }
  }

  private keepLost(lost: readonly Passage[]): void {
    for (const passage of lost) {
      const seat = this.claims.ownerOf(passage.client) ?? null;
      if (seat === null) continue;
      this.absorbLost(seat, passage);
      this.bereft.add(seat);
    }
  }

  private tellBereft(): void {
    if (this.bereft.size === 0) return;
    const message = encodeRecovered();
    for (const connection of this.connections) if (this.bereft.has(connection.seat.id)) connection.send(message);
    this.bereft.clear();
  }

  /** Everything committed has gone out before the answer, so that who gets it has the text that it is about. */
  private compare(connection: Connection, asked: Comparison): void {
    if (this.commit()) connection.send(encodeVerdict(this.comparing.judge(asked)));
  }

  /** Notes a claim that the store holds already, of an id that was given out ahead of its first use. */
  noteClaim(client: number, seat: SeatId): void {
    this.claims.note({ client, seat });
  }

  isClaimed(client: number): boolean {
    return this.claims.ownerOf(client) !== undefined;
  }

  private schedule(): void {
    if (this.scheduled) return;
    this.scheduled = true;
    setImmediate(() => {
      this.scheduled = false;
      this.commit();
    });
  }

  protected tellAll(message: Uint8Array, except: Connection | null): void {
    const group = new MessageGroup([message]);
    for (const connection of this.connections) if (connection !== except) connection.sendGroup(group);
  }
}

/** RFC 6455: the server goes away; the client comes back. */
const GOING_AWAY = 1001;
