import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';

/** Where a socket leads. */
export interface Address {
  readonly port: number;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** What a socket tells its owner. The bytes of a message are only good until the call returns. */
export interface Listener {
  onMessage(bytes: Buffer, socket: RawSocket): void;
  /** It was closed from the other side: the code of the close frame, or 1006 for none. */
  onClose(code: number): void;
}

const OPCODE = { continuation: 0, text: 1, binary: 2, close: 8, ping: 9, pong: 10 } as const;
const CHUNK = 256 * 1024;
const MOST_HEADERS = 16 * 1024;
const ABNORMAL = 1006;
const OPENING_MS = 30_000;

/** Every socket reads into the same memory: Node calls back before it reads anew. */
const shared = Buffer.allocUnsafe(CHUNK);

/**
 * A WebSocket client of few instructions, so that two hundred of them in one process cost less than the server that is measured: no
 * streams, no copies where a frame arrives whole, no extensions.
 */
export class RawSocket {
  private readonly socket: Socket;
  private readonly listener: Listener;
  private pending: Buffer = Buffer.alloc(0);
  /** A frame longer than a chunk, and how much of it is there. */
  private long: { readonly opcode: number; readonly body: Buffer; filled: number } | null = null;
  private opened: { resolve(): void; reject(error: Error): void } | null = null;
  private isOver = false;

  private constructor(address: Address, listener: Listener, opened: { resolve(): void; reject(error: Error): void }) {
    this.listener = listener;
    this.opened = opened;
    this.socket = connect({
      host: '127.0.0.1',
      port: address.port,
      noDelay: true,
      onread: {
        buffer: shared,
        callback: (length, chunk) => {
          this.take(Buffer.from(chunk.buffer, chunk.byteOffset, length));
          return true;
        },
      },
    });
    this.socket.on('connect', () => this.socket.write(upgradeRequest(address)));
    this.socket.on('error', () => this.over(ABNORMAL));
    this.socket.on('close', () => this.over(ABNORMAL));
  }

  /** Resolves once the server has switched to WebSocket. Rejects where it refuses, or says nothing for 30 seconds. */
  static open(address: Address, listener: Listener): Promise<RawSocket> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        reject(new Error(`no WebSocket at ${address.path} within ${OPENING_MS} ms`));
        socket.destroy();
      }, OPENING_MS);
      const done = (work: () => void): void => {
        clearTimeout(timer);
        work();
      };
      const socket = new RawSocket(address, listener, {
        resolve: () => done(() => resolve(socket)),
        reject: (error) => done(() => reject(error)),
      });
    });
  }

  /** Sends one binary message. */
  send(bytes: Uint8Array): void {
    if (!this.isOver) this.socket.write(maskedFrame(OPCODE.binary, bytes));
  }

  /** Leaves without a word to the listener. */
  destroy(): void {
    this.isOver = true;
    this.opened = null;
    this.socket.destroy();
  }

  private take(chunk: Buffer): void {
    if (this.isOver) return;
    if (this.opened !== null) return this.takeHeaders(chunk);
    let rest = chunk;
    if (this.long !== null) {
      const taken = rest.copy(this.long.body, this.long.filled);
      this.long.filled += taken;
      if (this.long.filled < this.long.body.length) return;
      const { opcode, body } = this.long;
      this.long = null;
      rest = rest.subarray(taken);
      this.dispatch(opcode, body);
    }
    this.takeFrames(this.pending.length === 0 ? rest : Buffer.concat([this.pending, rest]));
  }

  private takeFrames(data: Buffer): void {
    let at = 0;
    while (data.length - at >= 2 && !this.isOver) {
      const short = (data[at + 1] ?? 0) & 127;
      const header = short < 126 ? 2 : short === 126 ? 4 : 10;
      if (data.length - at < header) break;
      const length = short < 126 ? short : short === 126 ? data.readUInt16BE(at + 2) : Number(data.readBigUInt64BE(at + 2));
      const opcode = (data[at] ?? 0) & 15;
      const start = at + header;
      if (data.length - start < length) {
        if (length > CHUNK / 2) {
          const body = Buffer.allocUnsafe(length);
          this.long = { opcode, body, filled: data.copy(body, 0, start) };
          at = data.length;
        }
        break;
      }
      at = start + length;
      this.dispatch(opcode, data.subarray(start, at));
    }
    // What is kept must not lie in the shared memory.
    this.pending = at === data.length ? EMPTY : Buffer.from(data.subarray(at));
  }

  private dispatch(opcode: number, body: Buffer): void {
    if (opcode === OPCODE.binary) this.listener.onMessage(body, this);
    else if (opcode === OPCODE.ping) this.socket.write(maskedFrame(OPCODE.pong, body));
    else if (opcode === OPCODE.close) this.over(body.length >= 2 ? body.readUInt16BE(0) : ABNORMAL);
  }

  private takeHeaders(chunk: Buffer): void {
    const data = Buffer.concat([this.pending, chunk]);
    const end = data.indexOf('\r\n\r\n');
    if (end < 0 && data.length < MOST_HEADERS) {
      this.pending = data;
      return;
    }
    const status = data.toString('latin1', 0, data.indexOf('\r\n'));
    if (end < 0 || !status.includes(' 101 ')) return this.over(ABNORMAL, `the server answered “${status}”`);
    this.opened?.resolve();
    this.opened = null;
    this.pending = EMPTY;
    this.takeFrames(data.subarray(end + 4));
  }

  private over(code: number, reason = 'the connection ended before it was a WebSocket'): void {
    if (this.isOver) return;
    this.isOver = true;
    this.socket.destroy();
    if (this.opened === null) return this.listener.onClose(code);
    this.opened.reject(new Error(reason));
    this.opened = null;
  }
}

const EMPTY = Buffer.alloc(0);

function upgradeRequest({ path, port, headers }: Address): string {
  const lines = [
    `GET ${path} HTTP/1.1`,
    `Host: 127.0.0.1:${port}`,
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
  ];
  return `${lines.join('\r\n')}\r\n\r\n`;
}

/** What a client sends is masked (RFC 6455, 5.3). */
function maskedFrame(opcode: number, body: Uint8Array): Buffer {
  const header = body.length < 126 ? 2 : body.length < 65_536 ? 4 : 10;
  const frame = Buffer.allocUnsafe(header + 4 + body.length);
  frame[0] = 0x80 | opcode;
  if (header === 2) frame[1] = 0x80 | body.length;
  else if (header === 4) {
    frame[1] = 0x80 | 126;
    frame.writeUInt16BE(body.length, 2);
  } else {
    frame[1] = 0x80 | 127;
    frame.writeBigUInt64BE(BigInt(body.length), 2);
  }
  const mask = randomBytes(4);
  mask.copy(frame, header);
  for (const [index, byte] of body.entries()) frame[header + 4 + index] = byte ^ (mask[index & 3] ?? 0);
  return frame;
}
