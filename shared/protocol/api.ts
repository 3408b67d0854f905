import type { ClauseId, DraftId, ParticipantId, PreparationId, SeatId } from '../base/ids.ts';
import type { BroughtFindings } from '../import/brought-findings.ts';
import type { FileQuestions } from '../import/file-questions.ts';
import type { FileChoices } from '../import/file-text.ts';
import type { Imported } from '../import/imported.ts';
import type { Lens } from '../participants/lens.ts';
import type { Participant, Seat } from '../participants/participant.ts';
import type { ComparedText } from '../projection/comparison.ts';
import type { Difference } from '../projection/difference.ts';
import type { Entry } from '../record/event.ts';
import type { Refusal } from '../record/command.ts';
import type { MandateAct } from '../record/mandates.ts';
import type { Drafting } from '../record/drafting.ts';
import type { Clash } from '../proposals/placing.ts';
import type { Clause } from '../text/clause.ts';

/** GET /api/session, and the answer to POST /api/session {token}, which consumes an invitation. 401 without a session. */
export interface SessionInfo {
  readonly seat: Seat;
  readonly process: { readonly name: string };
  readonly participants: readonly Participant[];
}

/** GET /api/seats, for the secretariat; PUT /api/seats/:seat/mandates with a MandatesRequest says for which groups one may speak. */
export interface SeatList {
  readonly seats: readonly Seat[];
  /** Every mandate that was ever given, in that order; `taken` null: it is in force. */
  readonly mandates: readonly {
    readonly seat: SeatId;
    readonly group: ParticipantId;
    readonly given: MandateAct;
    readonly taken: MandateAct | null;
  }[];
}

export interface MandatesRequest {
  readonly groups: readonly ParticipantId[];
}

/** Answer to DELETE /api/session/others: how many other sessions of the seat were ended. */
export interface EndedSessions {
  readonly ended: number;
}

/** GET /api/desk */
export interface Desk {
  readonly drafts: readonly DraftCard[];
  readonly preparations: readonly PreparationCard[];
}

export interface DraftCard {
  readonly id: DraftId;
  readonly title: string;
  readonly clauses: number;
  /** Those that have words in the text: its open brackets. */
  readonly openProposals: number;
  readonly lastEntry: number;
  /** The last entry that the seat that asks has seen; 0 for none. */
  readonly seen: number;
  /** ISO 8601 in UTC. */
  readonly changedAt: string;
}

export interface PreparationCard {
  readonly id: PreparationId;
  readonly draft: DraftId;
  readonly draftTitle: string;
  /** Numbers or first words of the clauses concerned. */
  readonly about: string;
  readonly startedBy: string;
  readonly startedAt: string;
  /** Who prepares it, in the order in which they joined. */
  readonly sponsors: readonly ParticipantId[];
  /** Whether this delegation is invited to it, and has not joined: then it cannot be entered yet. */
  readonly isInvitation: boolean;
}

/** A revision that was issued and frozen. */
export interface RevisionInfo {
  readonly number: number;
  readonly symbol: string;
  /** ISO 8601 in UTC. */
  readonly issuedAt: string;
  /** The entry of the record that issued it. */
  readonly entry: number;
}

/** GET /api/drafts/:draft. The text itself comes over the socket `/sync/text/:draft/:revision`. */
export interface DraftInfo {
  readonly id: DraftId;
  /** The revision that is being worked on, to which the client id belongs. */
  readonly revision: number;
  /** Those issued, in order. */
  readonly revisions: readonly RevisionInfo[];
  /** Id for this connection's Y.Doc, never given to anyone else. */
  readonly clientId: number;
  readonly entries: readonly Entry[];
  readonly preparations: readonly PreparationCard[];
}

/** GET /api/drafts/:draft/record?after=n */
export interface RecordSlice {
  readonly entries: readonly Entry[];
}

/** GET /api/drafts/:draft/look, and the answer to POST of the same: the last entry of the record that the seat that asks has seen; 0 for none. */
export interface Look {
  readonly seen: number;
}

/**
 * GET /api/drafts/:draft/text, with `?revision=n` as that revision was issued, with `?entry=n` as of that entry of the record. With
 * `&shown=1` also as a reader saw it then.
 */
export interface TextInfo {
  readonly draft: DraftId;
  readonly revision: number;
  /** Number of the last entry that the text's record holds. */
  readonly entry: number;
  /** Under which its revision was issued; null while it is worked on. */
  readonly symbol: string | null;
  readonly digest: string;
  readonly clauses: readonly Clause[];
  readonly shown?: readonly ComparedText[];
}

/** One side of a comparison. */
export interface ComparedSide {
  readonly revision: number;
  readonly entry: number;
}

/** GET /api/drafts/:draft/compare?from=&to=, each a moment (`now`, `revision-2`, `entry-40`). */
export interface Comparison {
  readonly from: ComparedSide;
  readonly to: ComparedSide;
  readonly clauses: readonly Difference[];
}

/** POST /api/drafts/:draft/commands with a Command; 200 with this, or 4xx with a Refused. */
export interface Done {
  readonly entries: readonly number[];
}

/** Body of every refusal. `clashes` only where a proposal could not be put into a text that had moved. */
export interface Refused {
  readonly refusal: Refusal;
  readonly clashes?: readonly Clash[];
}

/** POST /api/drafts with this: imports a text as a new draft. Answer: ImportReport. */
export interface ImportRequest {
  readonly fileName: string;
  readonly source: string;
  readonly title?: string | undefined;
}

/** POST /api/drafts/word with this: imports a Word file (.docx) as a new draft. Answer: ImportReport. */
export interface WordImportRequest {
  readonly fileName: string;
  /** Its bytes, in base64. */
  readonly file: string;
  readonly title?: string | undefined;
}

/** POST /api/archives with this begins an archive; `draft` null: of all. `lens`: stricter than the seat's own; null: that. Answer: ArchiveInfo. */
export interface ArchiveRequest {
  readonly draft: DraftId | null;
  readonly lens: Lens | null;
}

/** GET /api/archives/:archive. Once it is ready, `/file` gives it; DELETE ends it, also while it is being written. */
export interface ArchiveInfo {
  readonly id: string;
  /** `waiting`: for others that are being made. */
  readonly state: 'waiting' | 'writing' | 'ready' | 'failed';
  /** Documents written, of how many; 0 of 0 before it is known. */
  readonly done: number;
  readonly total: number;
  /** Why it failed. */
  readonly why: string | null;
}

/** POST /api/drafts/:draft/amendments with this: a Word file comes home as the amendments of the delegation that asks. Answer: BroughtReport. */
export interface BringingRequest {
  /** Its bytes, in base64. */
  readonly file: string;
  /** Whose changes count, and what marks mean. Without them the file is looked at, and nothing is made of it. */
  readonly choices?: FileChoices | undefined;
}

/** What was found in a file of amendments. */
export interface BroughtReport {
  readonly questions: FileQuestions;
  /** What was chosen, or is taken for the answer until somebody says. */
  readonly choices: FileChoices;
  readonly findings: BroughtFindings;
  readonly rationale: string;
  /** The preparation that was made of it; null where none was asked for, or there is nothing to prepare. */
  readonly preparation: PreparationId | null;
}

/** What an import did, also printed by `travaux import --json`. */
export interface ImportReport extends Pick<Imported, 'maxDepth' | 'unclosed' | 'stray' | 'ordinary' | 'flagged' | 'besides'> {
  readonly draft: DraftId;
  readonly title: string;
  readonly clauses: number;
  readonly brackets: number;
}

/** POST /api/drafts/:draft/preparations with this opens a private room; answer: PreparationInfo. */
export interface PrepareRequest {
  /** Clauses to work on, in document order; at least one. */
  readonly clauses: readonly ClauseId[];
  /** Whether the intent is a new clause after the last of them rather than a change of them. */
  readonly insertAfter: boolean;
}

/**
 * GET /api/preparations/:preparation. The room is `/sync/preparation/:preparation`; DELETE discards it. POST to its `/acts` with a
 * DraftingAct, by those who prepare it and those who are invited: 204, or a Refused.
 */
export interface PreparationInfo {
  readonly id: PreparationId;
  readonly draft: DraftId;
  readonly clientId: number;
  /** Who prepares it and who clears it; later changes come over the socket (105). */
  readonly drafting: Drafting;
  /** The clauses as they stood when the preparation began, what is out left out. */
  readonly base: readonly Clause[];
  readonly insertAfter: boolean;
}

/** Formats of GET /api/drafts/:draft/export?format= and of `travaux export`. */
export const EXPORT_FORMATS = [
  'bracketed',
  'clean',
  'record',
  'register',
  'register-csv',
  'matrix',
  'matrix-csv',
  'burn-down-csv',
  'concordance',
  'concordance-csv',
  'references-csv',
  'placeholders-csv',
] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];
