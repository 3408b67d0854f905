import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import type { Drafting } from '../record/drafting.ts';
import type { Entry } from '../record/event.ts';

/**
 * Message types on the socket. 0, 1 and 3 are y-websocket's own (sync, awareness, query of awareness); from 100 on they are ours.
 * A bare y-websocket client may pass ours over, and never needs to send 102.
 */
export const MESSAGE = {
  sync: 0,
  awareness: 1,
  queryAwareness: 3,
  /** Server to client: how many of this connection's updates (sync step 2 with content, and update) are durable, as a varUint. */
  ack: 100,
  /** Server to client: entries of the record as they are written, as JSON in a varString. */
  entries: 101,
  /**
   * Client to server: is this the text that you have? State vector (varUint8Array) and `textDigest` (varString). See `comparison.ts`.
   */
  compare: 102,
  /** Server to client, the answer to 102: 0 same, 1 differs, 2 moved on (varUint), and the server's digest (varString), empty for 2. */
  verdict: 103,
  /** Server to client, without content: words of this seat were put into its tray of recoveries; GET /api/recoveries has them. */
  recovered: 104,
  /** Server to client, in a preparation: who prepares it, who is invited, who clears it as it stands, as JSON in a varString. */
  drafting: 105,
  /** Server to client, without content: which preparations of this draft this seat's delegation has or is invited to is no longer what it was; GET /api/desk has them. */
  preparations: 106,
} as const;

/** Who prepares a proposal together, as it goes out to those who do. */
export function encodeDrafting(drafting: Drafting): Uint8Array {
  const { sponsors, invited, ready, rationale } = drafting;
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, MESSAGE.drafting);
  encoding.writeVarString(encoder, JSON.stringify({ sponsors, invited, ready, rationale }));
  return encoding.toUint8Array(encoder);
}

/** What such a message says; the decoder stands behind the message type. The server is trusted: it wrote it. */
export function readDrafting(decoder: decoding.Decoder): Drafting {
  return JSON.parse(decoding.readVarString(decoder)) as Drafting;
}

/** Tells a seat to look into its tray. */
export function encodeRecovered(): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, MESSAGE.recovered);
  return encoding.toUint8Array(encoder);
}

/** Tells a seat to ask anew what its delegation prepares. */
export function encodePreparations(): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, MESSAGE.preparations);
  return encoding.toUint8Array(encoder);
}

/** The acknowledgement of the first `count` updates of a connection. */
export function encodeAck(count: number): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, MESSAGE.ack);
  encoding.writeVarUint(encoder, count);
  return encoding.toUint8Array(encoder);
}

/** Entries as they go out to everyone who reads the draft. */
export function encodeEntries(entries: readonly Entry[]): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, MESSAGE.entries);
  encoding.writeVarString(encoder, JSON.stringify(entries));
  return encoding.toUint8Array(encoder);
}

/** The count of an acknowledgement; the decoder stands behind the message type. */
export function readAck(decoder: decoding.Decoder): number {
  return decoding.readVarUint(decoder);
}

/** The entries of a message; the decoder stands behind the message type. The server is trusted: it wrote them. */
export function readEntries(decoder: decoding.Decoder): readonly Entry[] {
  return JSON.parse(decoding.readVarString(decoder)) as readonly Entry[];
}
