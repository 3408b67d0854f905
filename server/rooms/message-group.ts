/** Messages that became durable together and go out together. */
export class MessageGroup {
  readonly messages: readonly Uint8Array[];
  /** A list of nothing but this, one for all for whom nothing else is queued. */
  readonly alone: readonly MessageGroup[] = [this];
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
    this.framed ??= framesOf(this.messages);
    return this.framed;
  }
}

function framesOf(messages: readonly Uint8Array[]): Buffer {
  const size = messages.reduce((sum, { length }) => sum + headerSize(length) + length, 0);
  const frames = Buffer.allocUnsafe(size);
  let at = 0;
  for (const message of messages) {
    at = writeHeader(frames, at, message.length);
    frames.set(message, at);
    at += message.length;
  }
  return frames;
}

const FINAL_BINARY = 0x82;
const SHORTEST_16 = 126;
const SHORTEST_64 = 0x1_00_00;

function headerSize(length: number): number {
  return length < SHORTEST_16 ? 2 : length < SHORTEST_64 ? 4 : 10;
}

/** Writes the header of a message of so many bytes, and gives the place behind it. */
function writeHeader(frames: Buffer, at: number, length: number): number {
  const size = headerSize(length);
  frames[at] = FINAL_BINARY;
  if (size === 2) frames[at + 1] = length;
  else if (size === 4) {
    frames[at + 1] = SHORTEST_16;
    frames.writeUInt16BE(length, at + 2);
  } else {
    frames[at + 1] = SHORTEST_16 + 1;
    frames.writeBigUInt64BE(BigInt(length), at + 2);
  }
  return at + size;
}
