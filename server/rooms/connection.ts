import type { Seat } from '../../shared/participants/participant.ts';
import { CLOSE } from '../../shared/protocol/close.ts';
import { encodeAck } from '../../shared/protocol/frame.ts';

/** What a connection needs of a WebSocket. */
export interface Socket {
  readonly bufferedAmount: number;
  send(bytes: Uint8Array): void;
  close(code: number, reason: string): void;
  terminate(): void;
}

/** A client that takes in less than this many bytes behind is let go; it comes back and gets the difference. */
const MOST_BUFFERED = 64 * 1024 * 1024;

/** RFC 6455 gives a reason 123 bytes; ours are ASCII. */
const LONGEST_REASON = 120;

/** One socket in one room, and the seat that sits at it. */
export class Connection {
  readonly seat: Seat;
  /** Hash of the session's token: the connection ends with the session. */
  readonly session: string;
  /** The one awareness id of this connection; null until it has named it. */
  awarenessClient: number | null = null;
  /** How many of its updates were taken in; they are durable once the room has committed. */
  received = 0;
  private readonly socket: Socket;
  private acknowledged = 0;
  private open = true;

  constructor(seat: Seat, session: string, socket: Socket) {
    this.seat = seat;
    this.session = session;
    this.socket = socket;
  }

  get isOpen(): boolean {
    return this.open;
  }

  send(bytes: Uint8Array): void {
    if (!this.open) return;
    if (this.socket.bufferedAmount > MOST_BUFFERED) {
      this.open = false;
      this.socket.terminate();
      return;
    }
    this.socket.send(bytes);
  }

  /** Tells the client that its first `received` updates are durable, where it does not know. */
  acknowledge(): void {
    if (this.acknowledged === this.received) return;
    this.acknowledged = this.received;
    this.send(encodeAck(this.acknowledged));
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
    this.open = false;
    this.socket.close(code, reason.slice(0, LONGEST_REASON));
  }
}
