import type * as Y from 'yjs';
import type { Seat } from '../../shared/participants/participant.ts';
import { SIGNED_OUT, type CLOSE } from '../../shared/protocol/close.ts';
import type { Connection } from './connection.ts';
import { stateVectorMessage } from './messages.ts';
import { groupsFor, toAll, type News } from './news.ts';
import { Outbox, type Told } from './outbox.ts';
import { Presence, type PresenceRules } from './presence.ts';
import { Round } from './round.ts';
import type { Written } from './written.ts';

/** RFC 6455: the server goes away; the client comes back. */
const GOING_AWAY = 1001;

/** Those who are connected to a room, and all that is said to them. Of what they write nothing is told before `tellWritten`. */
export class Audience {
  private readonly connections = new Set<Connection>();
  private readonly presence: Presence;
  private readonly outbox = new Outbox();
  private readonly round = new Round();

  constructor(rules: PresenceRules) {
    this.presence = new Presence(rules);
  }

  get isEmpty(): boolean {
    return this.connections.size === 0;
  }

  /** How many updates are to be told. */
  get untold(): number {
    return this.outbox.size;
  }

  /** Takes somebody in, who is told which updates the document has and who is there. */
  join(connection: Connection, doc: Y.Doc): void {
    this.connections.add(connection);
    connection.send(stateVectorMessage(doc));
    this.tellPresence(connection);
  }

  /** Somebody left, which the others are told. False where they had left already. */
  leave(connection: Connection): boolean {
    this.round.leave(connection);
    if (!this.connections.delete(connection)) return false;
    const message = this.presence.leave(connection);
    if (message !== null) this.tellAll(toAll(message));
    return true;
  }

  /** Takes in what somebody says of themselves, and tells it. */
  receivePresence(connection: Connection, bytes: Uint8Array): void {
    const news = this.presence.receive(connection, bytes);
    if (news === null) return;
    connection.send(news.echo);
    this.tellAll(news.others, connection);
  }

  /** Tells somebody who else is there. */
  tellPresence(to: Connection): void {
    const everybody = this.presence.everybody(to);
    if (everybody !== null) to.send(everybody);
  }

  /** Tells everybody anew who is there, since it may be said in another way from now on. */
  tellPresenceAnew(): void {
    for (const connection of this.connections) this.tellPresence(connection);
  }

  tellAll(news: News, except: Connection | null = null): void {
    const groupFor = groupsFor([], news);
    for (const connection of this.connections) {
      if (connection === except) continue;
      this.round.put(connection, groupFor(connection.seat));
    }
    this.round.go();
  }

  /** Tells some of those who are here. */
  tellSeats(isMeant: (seat: Seat) => boolean, message: Uint8Array): void {
    for (const connection of this.connections) if (isMeant(connection.seat)) connection.send(message);
  }

  /** Tells every connection that the server is there. */
  heartbeat(): void {
    for (const connection of this.connections) connection.heartbeat();
  }

  /** Puts by what was written, for everybody but who has it already. */
  put({ bytes, tidied }: Written, sender: Connection | null): void {
    this.outbox.put(bytes, tidied ? null : sender);
  }

  /** Puts by that a connection is to hear how much of its own is durable. */
  owe(connection: Connection): void {
    this.outbox.owe(connection);
  }

  /** Tells what was put by, once it is durable, and the news with it. Null where nobody had waited. */
  tellWritten(news: News | null): Told | null {
    return this.outbox.tell(this.connections, news, this.round);
  }

  /** Lets everybody go, or those of some seats. */
  close(why: keyof typeof CLOSE | 'stopping', reason: string, isMeant: (connection: Connection) => boolean = () => true): void {
    for (const connection of this.connections) {
      if (!isMeant(connection)) continue;
      if (why === 'stopping') connection.closeWith(GOING_AWAY, reason);
      else connection.close(why, reason);
    }
  }

  /** The sessions that wrote here since this was last asked. */
  takeActiveSessions(): string[] {
    return [...this.connections].filter((connection) => connection.takeActivity()).map((connection) => connection.session);
  }

  /** Ends the connections of some sessions. Each session is looked at once, however many connections it has. */
  closeSessions(isOver: (session: string) => boolean): void {
    const over = new Set([...new Set([...this.connections].map(({ session }) => session))].filter(isOver));
    this.close('signIn', SIGNED_OUT, ({ session }) => over.has(session));
  }
}
