/** Messages that became durable together and go out together. */
export class MessageGroup {
  readonly messages: readonly Uint8Array[];
  private framed: Buffer | null = null;

  constructor(messages: readonly Uint8Array[]) {
    this.messages = messages;
  }

  get isEmpty(): boolean {
    return this.messages.length === 0;
  }

  /** Bytes of all of them, as WebSocket frames. */
  get size(): number {
    return this.frames.length;
  }

  /**
   * The messages as the frames of a server (RFC 6455, section 5.2: final, binary, not masked), encoded once for however many
   * sockets, so that each of these costs one write and not one for each message.
   */
  get frames(): Buffer {
    this.framed ??= Buffer.concat(this.messages.flatMap((message) => [headerOf(message.length), message]));
    return this.framed;
  }
}

const FINAL_BINARY = 0x82;
const SHORTEST_16 = 126;
const SHORTEST_64 = 0x1_00_00;

function headerOf(length: number): Buffer {
  if (length < SHORTEST_16) return Buffer.from([FINAL_BINARY, length]);
  if (length < SHORTEST_64) {
    const header = Buffer.from([FINAL_BINARY, SHORTEST_16, 0, 0]);
    header.writeUInt16BE(length, 2);
    return header;
  }
  const header = Buffer.alloc(10);
  header.writeUInt8(FINAL_BINARY, 0);
  header.writeUInt8(SHORTEST_16 + 1, 1);
  header.writeBigUInt64BE(BigInt(length), 2);
  return header;
}
