import type { Seat } from '../../shared/participants/participant.ts';
import { CLOSE } from '../../shared/protocol/close.ts';
import { encodeAck } from '../../shared/protocol/frame.ts';
import { MOST_UNREAD } from '../limits.ts';
import { MessageGroup } from './message-group.ts';

/** What a connection needs of a WebSocket. */
export interface Socket {
  readonly bufferedAmount: number;
  send(bytes: Uint8Array): void;
  /** Sends messages that go to many as one write; where there is none, they are sent one by one. */
  sendGroups?(groups: readonly MessageGroup[]): void;
  close(code: number, reason: string): void;
  terminate(): void;
}

/** How long a client that does not read has to hear why it is let go, in milliseconds. */
const SLOW_GOODBYE = 5_000;

/** RFC 6455 gives a reason 123 bytes; ours are ASCII. */
const LONGEST_REASON = 120;

/** One socket in one room, and the seat that sits at it. */
export class Connection {
  readonly seat: Seat;
  /** Hash of the session's token: the connection ends with the session. */
  readonly session: string;
  /** The one awareness id of this connection; null until it has named it. */
  awarenessClient: number | null = null;
  /** The one client id that it brought and nobody had had; null until it has. */
  takenClient: number | null = null;
  /** How many of its updates were taken in; they are durable once the room has committed. */
  received = 0;
  private readonly socket: Socket;
  private hasAnswered = false;
  /** Updates that came before the answer to what the server lacks, the first of which presumes that answer: none counts before it. */
  private overtaking = 0;
  private acknowledged = 0;
  private active = 0;
  /** What it may leave unread beyond the limit: the whole text that it asked for. */
  private extra = 0;
  private open = true;
  /** What everybody hears and this one has still to be sent, in order. */
  private queued: readonly MessageGroup[] = [];

  constructor(seat: Seat, session: string, socket: Socket) {
    this.seat = seat;
    this.session = session;
    this.socket = socket;
  }

  get isOpen(): boolean {
    return this.open;
  }

  /** Sends a message to this one, behind what is queued. */
  send(bytes: Uint8Array): void {
    this.flush();
    if (this.keepsUp()) this.socket.send(bytes);
  }

  /** Sends a text, or what it lacks of one: however large, it is no sign of a reader that does not read. */
  sendText(bytes: Uint8Array): void {
    this.flush();
    if (!this.keepsUp()) return;
    this.extra = Math.max(this.extra, bytes.length);
    this.socket.send(bytes);
  }

  /**
   * Puts what became durable together behind what is queued: sent with the next `flush`, or before whatever is sent to this one alone.
   * Whether something is queued where nothing was.
   */
  queue(group: MessageGroup): boolean {
    if (!this.open || group.isEmpty) return false;
    const isFirst = this.queued.length === 0;
    this.queued = isFirst ? group.alone : [...this.queued, group];
    return isFirst;
  }

  /** Sends what is queued, as one write where the socket can. */
  flush(): void {
    if (this.queued.length === 0) return;
    const groups = this.queued;
    this.queued = [];
    if (!this.keepsUp()) return;
    if (this.socket.sendGroups !== undefined) this.socket.sendGroups(groups);
    else for (const { messages } of groups) for (const message of messages) this.socket.send(message);
  }

  /** Whether an update may presume what is still on its way: before the answer to what the server lacks. */
  get mayOvertake(): boolean {
    return !this.hasAnswered;
  }

  /** Notes an update that presumes an answer that has not come. The answer will hold it: it was made before that was. */
  overtake(): void {
    this.overtaking += 1;
  }

  /** Counts an update that was taken in; with the answer count those that overtook it. */
  receive(answers: boolean, counts: boolean): void {
    if (answers) {
      this.hasAnswered = true;
      this.received += this.overtaking;
      this.overtaking = 0;
    }
    if (!counts) return;
    if (this.overtaking > 0) this.overtaking += 1;
    else this.received += 1;
  }

  /** Whether it has written since this was last asked. */
  takeActivity(): boolean {
    const isActive = this.active !== this.received;
    this.active = this.received;
    return isActive;
  }

  /** Tells the client that its first `received` updates are durable, where it does not know. */
  acknowledge(): void {
    if (this.acknowledged === this.received) return;
    this.acknowledged = this.received;
    this.queue(new MessageGroup([encodeAck(this.acknowledged)]));
    this.flush();
  }

  /** A message at least every 20 seconds, since y-websocket counts messages and not pings. */
  heartbeat(): void {
    this.send(encodeAck(this.acknowledged));
  }

  close(why: keyof typeof CLOSE, reason: string): void {
    this.closeWith(CLOSE[why], reason);
  }

  /** As `close`, with a code of the protocol itself, such as 1001 for a server that stops. */
  closeWith(code: number, reason: string): void {
    if (!this.open) return;
    this.flush();
    // A reader that is too slow for what was queued is closed by now.
    if (!this.isOpen) return;
    this.open = false;
    this.socket.close(code, reason.slice(0, LONGEST_REASON));
  }

  /** False where it is closed, and where it has left too much unread: then it is let go rather than kept for without bound. */
  private keepsUp(): boolean {
    if (!this.open) return false;
    const { bufferedAmount } = this.socket;
    this.extra = Math.min(this.extra, bufferedAmount);
    if (bufferedAmount <= MOST_UNREAD + this.extra) return true;
    this.close('slow', 'not reading');
    setTimeout(() => this.socket.terminate(), SLOW_GOODBYE).unref();
    return false;
  }
}
