import type { ClauseId, DraftId, ParticipantId, PreparationId, SeatId } from '../../shared/base/ids.ts';
import type { Participant, Seat } from '../../shared/participants/participant.ts';
import type { Drafting } from '../../shared/record/drafting.ts';
import type { Place } from '../../shared/record/clause-events.ts';
import type { Entry } from '../../shared/record/event.ts';
import type { MandateAct } from '../../shared/record/mandates.ts';
import type { Recovery } from '../../shared/protocol/recovery.ts';
import type { Clause } from '../../shared/text/clause.ts';
import type { Loss } from './place.ts';

/**
 * What a server keeps. All calls are synchronous; what they wrote is durable when the outermost `transaction` returns.
 * Moments are ISO 8601 in UTC. Failures of the disk throw: the caller drops what it held in memory and loads again. `StoreLost` is thrown
 * where the store is no longer at its place: then nothing is kept any more.
 */
export interface Store {
  readonly process: ProcessStore;
  readonly access: AccessStore;
  readonly drafts: DraftStore;
  readonly preparations: PreparationStore;
  readonly recoveries: RecoveryStore;
  readonly looks: LookStore;
  /** Runs `work` whole or not at all; within another transaction it is part of that one. */
  transaction<T>(work: () => T): T;
  /** Writes and flushes a little, to see whether that can be done. Throws where it cannot. */
  probe(): void;
  /** What became of the store's files while they were open; null: they are where the next start will look for them. */
  loss(): Loss | null;
  /** What is wrong with the pages of the store, in SQLite's words; null: nothing. Costs the whole store. */
  damage(): string | null;
  /** A table with a row that names one of another table which is not there; null for none. Costs the whole store. */
  danglingTable(): string | null;
  /** Copies the whole store, as it stands at the end, into a new file, while others go on writing. Rejects where that fails. */
  copyTo(file: string): Promise<void>;
  close(): void;
}

/** The process: its name, who takes part, and the seats. */
export interface ProcessStore {
  /** Null before `create`. */
  name(): string | null;
  /** `founded`: who gave the seats their first mandates, and when. */
  create(name: string, participants: readonly Participant[], seats: readonly Seat[], founded: MandateAct): void;
  /** The public key that signs checkpoints of it; null: none has yet. */
  signedBy(): string | null;
  setSignedBy(publicKey: string): void;
  /** In the order in which they were given. */
  participants(): Participant[];
  seats(): Seat[];
  seat(id: SeatId): Seat | null;
  /** The groups for which a seat may speak from now on, by whose act; what it has already stays as it was given. */
  giveMandates(id: SeatId, groups: readonly ParticipantId[], act: MandateAct): void;
  /** Every mandate that was ever given, in that order. */
  mandates(): StoredMandate[];
}

/** A mandate to speak for a group; `taken` null: it is in force. */
export interface StoredMandate {
  readonly seat: SeatId;
  readonly group: ParticipantId;
  readonly given: MandateAct;
  readonly taken: MandateAct | null;
}

/** What became of a token that somebody brought. */
export type Consumed =
  | { readonly outcome: 'accepted'; readonly seat: SeatId }
  | { readonly outcome: 'used' | 'revoked' | 'unknown' };

/** A session as stored. `seenAt` is when its idle time began. */
interface StoredSession {
  readonly seat: SeatId;
  readonly seenAt: string;
  readonly expiresAt: string;
}

/** Invitations and sessions. Of each secret only the SHA-256 is known. */
export interface AccessStore {
  invite(tokenHash: string, seat: SeatId, at: string): void;
  revokeUnusedInvitations(at: string): void;
  /** Accepts an invitation once. */
  consumeInvitation(tokenHash: string, at: string): Consumed;
  openSession(tokenHash: string, session: StoredSession): void;
  /** Null where there is none or it was revoked; expiry is for the caller to judge. */
  session(tokenHash: string): StoredSession | null;
  touchSession(tokenHash: string, at: string): void;
  revokeSession(tokenHash: string, at: string): void;
  /** Revokes the sessions of a seat but the one named (null: all of them), and says how many. */
  revokeSessionsOf(seat: SeatId, but: string | null, at: string): number;
  /** Revokes the invitations of a seat that nobody used, and says how many. */
  revokeInvitationsOf(seat: SeatId, at: string): number;
  /** Revokes every session and every unused invitation: for a store that was put back from a backup. */
  revokeEverything(at: string): void;
  /** How many sessions of a seat were not revoked and live on after this moment, and when the latest was used. */
  sessionsOf(seat: SeatId, after: string): { readonly open: number; readonly seenAt: string | null };
}

/** A draft as the desk shows it. `updates` and `entries` count what its two chains hold. */
export interface StoredDraft {
  readonly id: DraftId;
  readonly title: string;
  readonly changedAt: string;
  readonly clauses: number;
  readonly openProposals: number;
  readonly updates: number;
  readonly entries: number;
  /** The revision that is being worked on; every earlier one is frozen. */
  readonly revision: number;
  /** When something next comes about in it by itself, ISO 8601: the nearest deadline of a silence; null for none. */
  readonly dueAt: string | null;
  /** Number of the update of the latest snapshot; 0 for none. */
  readonly snapshot: number;
}

/** One update of a text in its log, from 1; numbers go on from one revision to the next. */
export interface StoredUpdate {
  readonly number: number;
  /** The revision to whose document it belongs. */
  readonly revision: number;
  /** Seat at whose act it was written. */
  readonly seat: string;
  /** 32 hexadecimal digits, random: the seat enters the hash with it. */
  readonly salt: string;
  readonly at: string;
  readonly bytes: Uint8Array;
  readonly previousHash: string;
  readonly hash: string;
}

/** The whole text of a revision after update `number`, for loading without the log. */
export interface StoredSnapshot {
  readonly number: number;
  readonly revision: number;
  readonly bytes: Uint8Array;
}

/** A piece of a snapshot, from place 0 on. The snapshot counts once its last piece is there. */
export interface SnapshotPiece extends StoredSnapshot {
  readonly place: number;
  readonly isLast: boolean;
}

/** Where a clause stood before it was moved. */
export interface Stood {
  /** Number of the update that moved it. */
  readonly until: number;
  readonly places: readonly Place[];
}

/** An edit of a clause that is not in the record yet. */
export interface PendingEdit {
  readonly clause: ClauseId;
  readonly seat: SeatId;
  /** The clause before the first edit; null: it was not there. */
  readonly before: Clause | null;
  /** Where it stood before it was moved, or went; absent: it has done neither. */
  readonly stood?: Stood;
  /** Number of the first update that is part of it. */
  readonly firstUpdate: number;
}

/** Whose a Yjs client id is, for ever. Seat null: the server's own. */
export interface Claim {
  readonly client: number;
  readonly seat: SeatId | null;
}

/** What one group commit adds to a draft. One that issues a revision brings the first update of the next one along. */
export interface DraftAppend {
  readonly updates: readonly StoredUpdate[];
  readonly entries: readonly Entry[];
  /** Each of a client id for the document of `draft.revision`. */
  readonly claims: readonly Claim[];
  readonly pendingOpened: readonly PendingEdit[];
  readonly pendingClosed: readonly ClauseId[];
  readonly snapshot: SnapshotPiece | null;
  readonly draft: Omit<StoredDraft, 'id' | 'snapshot'>;
}

/** An entry as it lies in the store, unparsed: what `travaux verify` looks at, and what is sent. */
export interface RawEntry {
  readonly number: number;
  readonly json: string;
  readonly hash: string;
}

export interface DraftStore {
  create(id: DraftId, at: string): void;
  /** In order of creation. */
  all(): StoredDraft[];
  find(id: DraftId): StoredDraft | null;
  append(id: DraftId, what: DraftAppend): void;
  /** After a number, in order; where one is named of one revision, and at most so many. */
  updates(id: DraftId, after: number, revision?: number, most?: number): StoredUpdate[];
  /** The first of a draft's updates that does not lie where its number belongs, or lies there as another draft's; null for none. */
  misplacedUpdate(id: DraftId): number | null;
  entries(id: DraftId, after: number): Entry[];
  /** After a number, in order, at most so many. */
  rawEntries(id: DraftId, after?: number, most?: number): RawEntry[];
  pendingEdits(id: DraftId): PendingEdit[];
  /** The latest of a revision that holds no update after number `upTo`. */
  latestSnapshot(id: DraftId, revision: number, upTo: number): StoredSnapshot | null;
  snapshots(id: DraftId): StoredSnapshot[];
  /** The client ids of a draft or a preparation; of one revision's document where one is named. */
  claims(room: DraftId | PreparationId, revision?: number): Claim[];
  /** Throws where the id is taken, be it in another revision. `revision`: 1 where none is named, as a preparation has no other. */
  claim(room: DraftId | PreparationId, claim: Claim, revision?: number): void;
}

/** A proposal being prepared. */
export interface StoredPreparation extends Drafting {
  readonly id: PreparationId;
  readonly draft: DraftId;
  readonly startedBy: SeatId;
  /** Whether the operator began it, for a delegation whose seat is named, which sent a file. */
  readonly byOperator: boolean;
  readonly startedAt: string;
  /** The clauses as they stood when it began. */
  readonly base: readonly Clause[];
  readonly insertAfter: boolean;
  readonly state: 'open' | 'tabled' | 'discarded';
}

/** One update of a preparation's text. */
export type PreparationUpdate = Pick<StoredUpdate, 'number' | 'seat' | 'at' | 'bytes'>;

export interface PreparationStore {
  create(preparation: StoredPreparation): void;
  find(id: PreparationId): StoredPreparation | null;
  /** Open ones, in order of beginning. */
  open(): StoredPreparation[];
  append(id: PreparationId, updates: readonly PreparationUpdate[], claims: readonly Claim[]): void;
  updates(id: PreparationId): PreparationUpdate[];
  /** Who prepares it from now on, and who of them clears it. */
  keepDrafting(id: PreparationId, drafting: Drafting): void;
  close(id: PreparationId, state: 'tabled' | 'discarded', at: string): void;
}

/** How far each seat has read the record of each draft. It is no part of the record. */
export interface LookStore {
  /** Number of the last entry that a seat has seen; 0 before it has seen any. */
  seen(seat: SeatId, draft: DraftId): number;
  /** A seat has seen the record up to an entry. Only ever goes forward. */
  see(seat: SeatId, draft: DraftId, entry: number): void;
}

/** Words kept for their authors. */
export interface RecoveryStore {
  /** Takes the place of one with the same id. */
  put(seat: SeatId, recovery: Recovery): void;
  /** Of one seat, the oldest first. */
  of(seat: SeatId): Recovery[];
  /** False where this seat has no such. */
  discard(seat: SeatId, id: string): boolean;
}
