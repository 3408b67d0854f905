import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { MESSAGE } from './frame.ts';

/**
 * A client's question whether it has the text that the server has, and the answer. `moved`: the one knows of writing that the other does not
 * know of yet, and the question says nothing. Deletions do not show in a state vector: what differs may still be on its way, so a client
 * that hears `differs` looks once more at its own text, which then holds all that the server had when it answered.
 */
export interface Comparison {
  /** Yjs state vector of the text. */
  readonly stateVector: Uint8Array;
  /** `textDigest` of the text. */
  readonly digest: string;
}

const VERDICTS = ['same', 'differs', 'moved'] as const;

/** What the server found, with its own digest where it worked it out. */
export interface Verdict {
  readonly verdict: (typeof VERDICTS)[number];
  readonly digest: string;
}

/** Message 102. */
export function encodeComparison({ stateVector, digest }: Comparison): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, MESSAGE.compare);
  encoding.writeVarUint8Array(encoder, stateVector);
  encoding.writeVarString(encoder, digest);
  return encoding.toUint8Array(encoder);
}

/** What message 102 says; the decoder stands behind the message type. Throws where it is cut short. */
export function readComparison(decoder: decoding.Decoder): Comparison {
  return { stateVector: decoding.readVarUint8Array(decoder), digest: decoding.readVarString(decoder) };
}

/** Message 103. */
export function encodeVerdict({ verdict, digest }: Verdict): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, MESSAGE.verdict);
  encoding.writeVarUint(encoder, VERDICTS.indexOf(verdict));
  encoding.writeVarString(encoder, digest);
  return encoding.toUint8Array(encoder);
}

/** What message 103 says; the decoder stands behind the message type. */
export function readVerdict(decoder: decoding.Decoder): Verdict {
  return { verdict: VERDICTS[decoding.readVarUint(decoder)] ?? 'moved', digest: decoding.readVarString(decoder) };
}
