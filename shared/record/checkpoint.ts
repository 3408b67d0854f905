import { canonical, type Json } from '../base/canonical.ts';
import { sha256 } from '../base/sha256.ts';
import type { DraftId } from '../base/ids.ts';
import type { Participant } from '../participants/participant.ts';

/** How far a draft had come: where its two chains ended, and what its text was. */
export interface DraftHead {
  readonly draft: DraftId;
  /** The revision that was being worked on. */
  readonly revision: number;
  /** Number of the last entry, and its hash; 0 and `GENESIS` where there was none. */
  readonly entries: number;
  readonly entryHash: string;
  /** Number of the last update, and its hash. */
  readonly updates: number;
  readonly updateHash: string;
  /** `textDigest` of the revision's clauses after that update. */
  readonly textDigest: string;
}

/** What a server states of all its drafts at one moment. */
export interface CheckpointStatement {
  readonly version: 1;
  /** Name of the process. */
  readonly process: string;
  /** `participantsDigest` of who takes part: the record names them by id alone, and this says who the ids are. */
  readonly participants: string;
  /** ISO 8601 in UTC, milliseconds. */
  readonly at: string;
  readonly drafts: readonly DraftHead[];
  /** The Ed25519 key with which it is signed: 32 bytes in base64url. */
  readonly publicKey: string;
}

/**
 * A signed statement. Kept elsewhere, it shows later whether a store still holds what it held: also where somebody who held the store
 * wrote both chains anew, so that they verify by themselves.
 */
export interface Checkpoint extends CheckpointStatement {
  /** Ed25519 (RFC 8032) over the UTF-8 of `signedText`, in base64url. */
  readonly signature: string;
}

/** The text that is signed: what it is, in which version, and its canonical form. */
export function signedText(statement: CheckpointStatement): string {
  const { version, process, participants, at, drafts, publicKey } = statement;
  const whole = { version, process, participants, at, drafts: drafts as unknown as Json, publicKey };
  return `travaux checkpoint\n${canonical(whole)}`;
}

/** The SHA-256 in hex of the canonical form of all participants, in their order. */
export function participantsDigest(participants: readonly Participant[]): string {
  return sha256(canonical(participants as unknown as Json));
}
