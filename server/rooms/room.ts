import type * as Y from 'yjs';
import type { SeatId } from '../../shared/base/ids.ts';
import type { Seat } from '../../shared/participants/participant.ts';
import type { CLOSE } from '../../shared/protocol/close.ts';
import { encodeVerdict, type Comparison } from '../../shared/protocol/comparison.ts';
import { encodeRecovered } from '../../shared/protocol/frame.ts';
import { LARGEST_MESSAGE } from '../limits.ts';
import type { Claim } from '../store/store.ts';
import type { Connection } from './connection.ts';
import { Claims } from './claims.ts';
import { Comparing } from './comparing.ts';
import { Intake } from './intake.ts';
import { MessageGroup } from './message-group.ts';
import { differenceMessage, readMessage, stateVectorMessage } from './messages.ts';
import { Outbox, type Told } from './outbox.ts';
import { toAll, type News } from './news.ts';
import { Round } from './round.ts';
import { Presence, type PresenceRules } from './presence.ts';
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
  protected readonly connections = new Set<Connection>();
  private readonly presence: Presence;
  private readonly events: RoomEvents;
  private readonly outbox = new Outbox();
  private readonly round = new Round();
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
    this.comparing = new Comparing(doc);
    this.whole = new WholeText(doc);
    this.presence = new Presence({
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

  get isEmpty(): boolean {
    return this.connections.size === 0;
  }

  join(connection: Connection): void {
    if (!this.commit()) return connection.close('failed', 'The draft is being loaded again.');
    this.connections.add(connection);
    connection.send(stateVectorMessage(this.doc));
    this.tellPresence(connection);
  }

  /** Tells everybody anew who is there, since it may be said in another way from now on. */
  protected tellPresenceAnew(): void {
    for (const connection of this.connections) this.tellPresence(connection);
  }

  private tellPresence(connection: Connection): void {
    const everybody = this.presence.everybody(connection);
    if (everybody !== null) connection.send(everybody);
  }

  leave(connection: Connection): void {
    this.round.leave(connection);
    if (!this.connections.delete(connection) || this.gone) return;
    const message = this.presence.leave(connection);
    if (message !== null) this.tellAll(toAll(message), null);
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
      case 'presence': {
        const news = this.presence.receive(connection, message.bytes);
        if (news === null) return undefined;
        connection.send(news.echo);
        return this.tellAll(news.others, connection);
      }
      case 'wants-presence':
        return this.tellPresence(connection);
    }
  }

  /** Tells every connection that the server is there. */
  heartbeat(): void {
    for (const connection of this.connections) connection.heartbeat();
  }

  /** Commits what is queued, then tells. False where that failed: the room is gone. */
  commit(): boolean {
    if (this.gone) return false;
    this.linger(null);
    try {
      this.takeArrived();
      if (this.isGone) return false;
      const news = this.persist();
      this.isCrowded = this.outbox.size >= CROWD;
      const told = this.outbox.tell(this.connections, news, this.round);
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

  protected override write(work: () => void, onTransaction?: (transaction: Y.Transaction) => void): Written | null {
    const written = writtenBy(this.doc, work, onTransaction);
    if (written === null) return null;
    this.comparing.changed();
    this.whole.wrote(written.bytes);
    return written;
  }

  protected override queue(written: Written, sender: Connection | null): void {
    this.outbox.put(written.bytes, written.tidied ? null : sender);
  }

  protected override owe(connection: Connection): void {
    this.outbox.owe(connection);
  }

  /** Drops the room: nothing that is not in the log has been said to anyone. */
  protected override fail(error: unknown): void {
    if (this.gone) return;
    this.end();
    for (const connection of this.connections) connection.close('failed', 'loading again');
    this.events.onGone(error);
  }

  private end(): void {
    this.gone = true;
    this.linger(null);
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

  /** Tells some of those who are here. */
  tellSeats(isMeant: (seat: Seat) => boolean, message: Uint8Array): void {
    for (const connection of this.connections) if (isMeant(connection.seat)) connection.send(message);
  }

  private tellBereft(): void {
    if (this.bereft.size === 0) return;
    this.tellSeats((seat) => this.bereft.has(seat.id), encodeRecovered());
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

  protected tellAll(news: News, except: Connection | null): void {
    const groups = new Map<Uint8Array, MessageGroup>();
    for (const connection of this.connections) {
      if (connection === except) continue;
      const message = news.messageFor(connection.seat);
      let group = groups.get(message);
      if (group === undefined) groups.set(message, (group = new MessageGroup([message])));
      connection.queue(group);
      this.round.add(connection);
    }
    this.round.go();
  }
}

/** So many updates in one turn are a crowd: the next group is gathered for so many milliseconds. */
const CROWD = 8;
const GATHERING = 4;

/** RFC 6455: the server goes away; the client comes back. */
const GOING_AWAY = 1001;
