import { inflateRawSync } from 'node:zlib';
import { ok, refuse, type Result } from '../../../../shared/base/result.ts';

/** A file in a zip, as the directory at its end tells of it; nothing of it is believed. */
export interface ZipEntry {
  readonly name: string;
  /** Bytes packed and unpacked, as told. */
  readonly packed: number;
  readonly size: number;
  readonly method: number;
  /** Where its own header begins. */
  readonly offset: number;
}

/** Why a zip is not read: it is none, or damaged; or it holds more than is taken. */
export type ZipFault = 'damaged' | 'too-much';

/** The directory of a zip of at most so many files; names are those of the directory alone. */
export function entriesOf(file: Uint8Array, most: number): Result<readonly ZipEntry[], ZipFault> {
  const view = viewOf(file);
  const end = endOf(view);
  if (end === null) return refuse('damaged');
  const count = view.getUint16(end + 10, true);
  if (count > most) return refuse('too-much');
  const entries: ZipEntry[] = [];
  let at = view.getUint32(end + 16, true);
  for (let index = 0; index < count; index += 1) {
    if (at + ENTRY_LENGTH > file.length || view.getUint32(at, true) !== ENTRY) return refuse('damaged');
    const nameLength = view.getUint16(at + 28, true);
    entries.push({
      name: new TextDecoder().decode(file.subarray(at + ENTRY_LENGTH, at + ENTRY_LENGTH + nameLength)),
      method: view.getUint16(at + 10, true),
      packed: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      offset: view.getUint32(at + 42, true),
    });
    at += ENTRY_LENGTH + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return isDisjoint(entries) ? ok(entries) : refuse('damaged');
}

/**
 * A file of a zip, unpacked: never more than `most` bytes of it, nor more than its directory tells, whatever is packed in it. Unpacking
 * stops with the first byte too many.
 */
export function unpacked(file: Uint8Array, entry: ZipEntry, most: number): Result<Uint8Array, ZipFault> {
  const { offset, packed, size, method } = entry;
  if (size > most) return refuse('too-much');
  const view = viewOf(file);
  if (offset + HEADER_LENGTH > file.length || view.getUint32(offset, true) !== HEADER) return refuse('damaged');
  const from = offset + HEADER_LENGTH + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
  if (from + packed > file.length) return refuse('damaged');
  const bytes = file.subarray(from, from + packed);
  if (method === STORED) return packed === size ? ok(bytes) : refuse('damaged');
  if (method !== DEFLATED) return refuse('damaged');
  try {
    const whole = inflateRawSync(bytes, { maxOutputLength: Math.max(size, 1) });
    return whole.length === size ? ok(whole) : refuse('damaged');
  } catch {
    return refuse('damaged');
  }
}

const HEADER = 0x04034b50;
const HEADER_LENGTH = 30;
const ENTRY = 0x02014b50;
const ENTRY_LENGTH = 46;
const END = 0x06054b50;
const END_LENGTH = 22;
const LONGEST_COMMENT = 0xffff;
const STORED = 0;
const DEFLATED = 8;

/** Where the end of the directory is told. What is too large for these numbers is far larger than any file that is taken. */
function endOf(view: DataView): number | null {
  const last = view.byteLength - END_LENGTH;
  for (let at = last; at >= 0 && at >= last - LONGEST_COMMENT; at -= 1) if (view.getUint32(at, true) === END) return at;
  return null;
}

/** Whether no two files share bytes: of one that does each byte could be unpacked as often as there are names. */
function isDisjoint(entries: readonly ZipEntry[]): boolean {
  const inOrder = entries.toSorted((a, b) => a.offset - b.offset);
  return inOrder.every(({ offset, packed, name }, index) => {
    const next = inOrder[index + 1];
    return next === undefined || offset + HEADER_LENGTH + new TextEncoder().encode(name).length + packed <= next.offset;
  });
}

function viewOf(file: Uint8Array): DataView {
  return new DataView(file.buffer, file.byteOffset, file.byteLength);
}
