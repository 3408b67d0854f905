import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { MESSAGE } from './frame.ts';

/**
 * A client's question whether it has the text that the server has, and the answer. `moved`: the one has writing that the other has not. What is
 * on its way to a client comes before the answer; so a client that asked with everything confirmed, and heard of no change between question and
 * answer, knows after `moved` that something went astray. Deletions do not show in a state vector: on `differs` it compares once more.
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
