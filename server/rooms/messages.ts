import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { readComparison, type Comparison } from '../../shared/protocol/comparison.ts';
import { MESSAGE } from '../../shared/protocol/frame.ts';

const STEP_1 = 0;
const STEP_2 = 1;
const UPDATE = 2;
/** Length of an update that holds neither structs nor deletions. */
const EMPTY_UPDATE = 2;

/** What a client says. `counts`: whether an acknowledgement counts the update; all do but those that hold neither structs nor deletions.
 * `answers`: whether it is the answer to what the server lacks. */
export type ClientMessage =
  | { readonly type: 'wants-text'; readonly stateVector: Uint8Array }
  | { readonly type: 'update'; readonly bytes: Uint8Array; readonly counts: boolean; readonly answers: boolean }
  | { readonly type: 'presence'; readonly bytes: Uint8Array }
  | { readonly type: 'wants-presence' }
  | { readonly type: 'compare'; readonly asked: Comparison };

/** Reads a message, or null where it is none of this protocol. */
export function readMessage(bytes: Uint8Array): ClientMessage | null {
  try {
    const decoder = decoding.createDecoder(bytes);
    const type = decoding.readVarUint(decoder);
    if (type === MESSAGE.sync) return readSync(decoder);
    if (type === MESSAGE.awareness) return { type: 'presence', bytes: decoding.readVarUint8Array(decoder) };
    if (type === MESSAGE.compare) return { type: 'compare', asked: readComparison(decoder) };
    return type === MESSAGE.queryAwareness ? { type: 'wants-presence' } : null;
  } catch {
    return null;
  }
}

/** Whether a message asks for what cannot be answered without going through the text, or all who are there. */
export function isQuestion(bytes: Uint8Array): boolean {
  try {
    const decoder = decoding.createDecoder(bytes);
    const type = decoding.readVarUint(decoder);
    if (type === MESSAGE.sync) return decoding.readVarUint(decoder) === STEP_1;
    return type === MESSAGE.compare || type === MESSAGE.queryAwareness;
  } catch {
    return false;
  }
}

function readSync(decoder: decoding.Decoder): ClientMessage | null {
  const step = decoding.readVarUint(decoder);
  const bytes = decoding.readVarUint8Array(decoder);
  if (step === STEP_1) return { type: 'wants-text', stateVector: bytes };
  return step === STEP_2 || step === UPDATE
    ? { type: 'update', bytes, counts: bytes.length > EMPTY_UPDATE, answers: step === STEP_2 }
    : null;
}

/** Sync step 1: which updates the server has. */
export function stateVectorMessage(doc: Y.Doc): Uint8Array {
  return syncMessage(STEP_1, Y.encodeStateVector(doc));
}

/**
 * So many client ids may be in somebody's text that are not in ours, as where the server was put back to an earlier text: to go through those
 * that nobody ever had takes time, in which everybody waits.
 */
const MOST_UNKNOWN = 10_000;

/** Sync step 2: what somebody with this state vector lacks; null where it is malformed, or names more client ids than a text has. */
export function differenceMessage(doc: Y.Doc, stateVector: Uint8Array): Uint8Array | null {
  try {
    const named = decoding.readVarUint(decoding.createDecoder(stateVector));
    if (named > doc.store.clients.size + MOST_UNKNOWN) return null;
    return textMessage([Y.encodeStateAsUpdate(doc, stateVector)]);
  } catch {
    return null;
  }
}

/** Sync step 2: an update, in rows one behind the other, that answers what was asked for. */
export function textMessage(rows: readonly Uint8Array[]): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, MESSAGE.sync);
  encoding.writeVarUint(encoder, STEP_2);
  encoding.writeVarUint(
    encoder,
    rows.reduce((sum, { length }) => sum + length, 0),
  );
  return Buffer.concat([encoding.toUint8Array(encoder), ...rows]);
}

/** An update as it goes out. */
export function updateMessage(bytes: Uint8Array): Uint8Array {
  return syncMessage(UPDATE, bytes);
}

function syncMessage(step: number, bytes: Uint8Array): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, MESSAGE.sync);
  encoding.writeVarUint(encoder, step);
  encoding.writeVarUint8Array(encoder, bytes);
  return encoding.toUint8Array(encoder);
}
