import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import type { Socket } from './connection.ts';
import type { MessageGroup } from './message-group.ts';

/**
 * A WebSocket as a connection needs it, without compression. A class, since each keystroke asks all of them: objects of a getter each
 * would have nothing in common for the engine.
 */
export class SeatedSocket implements Socket {
  private readonly ws: WebSocket;
  private readonly stream: Duplex;
  private readonly onClosing: (code: number) => void;

  /** `stream`: what the WebSocket writes to. `onClosing` is told before the server closes it. */
  constructor(ws: WebSocket, stream: Duplex, onClosing: (code: number) => void) {
    this.ws = ws;
    this.stream = stream;
    this.onClosing = onClosing;
  }

  /** Nothing is compressed, so that nothing waits but in the stream itself. */
  get bufferedAmount(): number {
    return this.stream.writableLength;
  }

  send(bytes: Uint8Array): void {
    this.ws.send(bytes);
  }

  /** In one piece. ws writes its own frames at once, since nothing is compressed: whole frames between them keep their order. */
  sendGroups(groups: readonly MessageGroup[]): void {
    const { ws, stream } = this;
    if (ws.readyState !== ws.OPEN) return;
    if (groups.length > 1) stream.cork();
    for (const { frames } of groups) stream.write(frames);
    if (groups.length > 1) stream.uncork();
  }

  close(code: number, reason: string): void {
    this.onClosing(code);
    this.ws.close(code, reason);
  }

  terminate(): void {
    this.ws.terminate();
  }
}
