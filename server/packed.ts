import { constants, crc32, deflateRawSync } from 'node:zlib';

/** A part of an answer, as it is and compressed so that it stands behind any other: each is compressed once, for all answers that it is a part of. */
export interface Packed {
  readonly plain: Uint8Array;
  readonly compressed: Uint8Array;
}

export function packed(text: string): Packed {
  const plain = Buffer.from(text);
  return { plain, compressed: deflateRawSync(plain, { finishFlush: constants.Z_FULL_FLUSH }) };
}

/** Parts one behind the other as one gzip file (RFC 1952). */
export function zipped(parts: readonly Packed[]): Buffer {
  const end = Buffer.alloc(8);
  end.writeUInt32LE(parts.reduce((sum, { plain }) => crc32(plain, sum), 0));
  end.writeUInt32LE(parts.reduce((sum, { plain }) => sum + plain.length, 0) >>> 0, 4);
  return Buffer.concat([BEGINNING, ...parts.map(({ compressed }) => compressed), NOTHING_MORE, end]);
}

/** Compressed by deflate; neither time nor name. */
const BEGINNING = Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255);
const NOTHING_MORE = deflateRawSync('');
