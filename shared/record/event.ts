import type { Json } from '../base/canonical.ts';
import type { ClauseId, ParticipantId, ProposalId, SeatId } from '../base/ids.ts';
import type { InheritedProposal } from '../proposals/inherited.ts';
import type { DropBasis, EntryNumber, ProposalOrigin, ServerOrigin } from '../proposals/proposal.ts';
import type { Stance } from '../proposals/position.ts';
import type { Role } from '../participants/participant.ts';
import type { TextForm } from '../text/form.ts';
import type { ClauseEvent } from './clause-events.ts';
import type { LadderEvent } from './ladder.ts';
import type { LengthLimitEvent } from './length-limit.ts';
import type { LensEvent } from './lens.ts';
import type { InstrumentEvent } from './instruments.ts';
import type { LiftingEvent } from './lifting.ts';
import type { MandateEvent } from './mandates.ts';
import type { MeetingEvent } from './meetings.ts';
import type { NumberingEvent } from './numbering.ts';
import type { ContestEvent } from './contests.ts';
import type { OptionsEvent } from './options.ts';
import type { SettingAsideEvent } from './setting-aside.ts';
import type { SilenceEvent } from './silence.ts';
import type { SponsorshipEvent } from './sponsorship.ts';
import type { StreamliningEvent } from './streamlining.ts';
import type { VoteEvent } from './vote.ts';
import type { WithdrawalEvent } from './withdrawal.ts';

/** What happened, in the past tense. Events never move a character; the text never holds a name, a status or a decision. */
export type RecordEvent =
  | ClauseEvent
  | MandateEvent
  | MeetingEvent
  | NumberingEvent
  | SettingAsideEvent
  | SponsorshipEvent
  | WithdrawalEvent
  | StreamliningEvent
  | ContestEvent
  | OptionsEvent
  | LiftingEvent
  | LadderEvent
  | LengthLimitEvent
  | LensEvent
  | SilenceEvent
  | VoteEvent
  | InstrumentEvent
  | {
      readonly type: 'DraftImported';
      readonly title: string;
      readonly form: TextForm;
      /** File name and SHA-256 of the imported source. */
      readonly source: { readonly name: string; readonly sha256: string };
      readonly clauses: number;
      readonly inherited: readonly InheritedProposal[];
    }
  | {
      readonly type: 'ProposalTabled';
      readonly proposal: ProposalId;
      readonly origin: Exclude<ProposalOrigin, 'inherited' | ServerOrigin>;
      readonly proposer: ParticipantId | null;
      readonly rationale: string;
      readonly clauses: readonly ClauseId[];
      /** The words it brings in and the words it takes out, piece by piece, as they stood when it was tabled. */
      readonly inserted: readonly string[];
      readonly deleted: readonly string[];
      readonly holdsNumber: boolean;
      readonly amends: ProposalId | null;
      /** Those who tabled it together with the proposer, in the order in which they joined. */
      readonly coProposers?: readonly ParticipantId[];
      /** The group for which it was tabled. */
      readonly onBehalfOf?: ParticipantId;
      /** For the chair's text: what it draws on. */
      readonly drawsOn?: readonly ProposalId[];
      /** The withdrawn proposal that it takes up. */
      readonly reintroduces?: ProposalId;
    }
  | {
      readonly type: 'ProposalAttributed';
      readonly proposal: ProposalId;
      readonly proposer: ParticipantId | null;
      readonly onBehalfOf: ParticipantId | null;
    }
  /** `stance` null: the participant took its position back. */
  | {
      readonly type: 'PositionTaken';
      readonly proposal: ProposalId;
      readonly participant: ParticipantId;
      readonly onBehalfOf: ParticipantId | null;
      readonly stance: Stance | null;
      /** For `prefer-another`: which. */
      readonly preferred?: ProposalId;
    }
  /** `ground`: the chair's, where one was given. `despite`: why, though it waited for something undecided. */
  | {
      readonly type: 'ProposalAccepted';
      readonly proposal: ProposalId;
      readonly version: string;
      readonly ground?: string;
      readonly despite?: string;
    }
  | {
      readonly type: 'ProposalAcceptedAsAmended';
      readonly proposal: ProposalId;
      readonly version: string;
      readonly amendment: ProposalId;
      readonly ground?: string;
      readonly despite?: string;
    }
  | {
      readonly type: 'ProposalDropped';
      readonly proposal: ProposalId;
      readonly version: string;
      readonly ground: string;
      /** A ground that has a name. */
      readonly basis?: DropBasis;
    }
  /** Its rival `by` was accepted in entry `because`. `ground`: the chair's, where one was given. */
  | {
      readonly type: 'ProposalFell';
      readonly proposal: ProposalId;
      readonly because: EntryNumber;
      readonly by: ProposalId;
      readonly ground?: string;
    }
  /** `revived`: rivals that had fallen because of what is now reopened, and an amendment with which it was accepted. */
  | {
      readonly type: 'ProposalReopened';
      readonly proposal: ProposalId;
      readonly reason: string;
      readonly revived: readonly ProposalId[];
    }
  /** The last character of a proposal left the text, by a drafter's edit. */
  | { readonly type: 'TextVanished'; readonly proposal: ProposalId }
  /** A vanished proposal has characters in the text again. */
  | { readonly type: 'TextReturned'; readonly proposal: ProposalId }
  | ({ readonly type: 'RevisionIssued' } & IssuedText & {
        /** Number of the revision that was frozen; work goes on in the next one. */
        readonly revision: number;
        /** Under which the frozen text was issued, as people cite it. */
        readonly symbol: string;
        /** The revision whose text the next one begins with, where that is not the one frozen here. */
        readonly restores: number | null;
      });

/** What issuing a revision froze, and what of it does not go on into the next one. */
export interface IssuedText {
  /** How many clauses stood in the frozen text. */
  readonly clauses: number;
  /** `textDigest` of the frozen text, out-text included. */
  readonly digest: string;
  /**
   * Closed proposals of which words were left behind, with their words as they last stood: they are not reopened while the text goes on
   * without those. Where an earlier revision is restored, every one that the restored text lacks.
   */
  readonly leftBehind: readonly { readonly proposal: ProposalId; readonly words: string }[];
  /** Proposals whose last character was left behind, and those that came back with a restored text. */
  readonly vanished: readonly ProposalId[];
  readonly returned: readonly ProposalId[];
  /** Agreed clauses that have other words, or brackets, in the restored text: they are open again. Absent where there are none. */
  readonly unsettled?: readonly ClauseId[];
  /** Agreed clauses that stay so, in which the restored text has words of other closed proposals: by whose reopening they would be opened. */
  readonly resettled?: readonly { readonly clause: ClauseId; readonly settles: readonly ProposalId[] }[];
  /** Whether a restored text reads otherwise than the one frozen here. Absent where it does not. */
  readonly readsOtherwise?: true;
  /** Clauses that go on as their number alone, since all their words were out. Absent where there are none. */
  readonly tombstones?: readonly ClauseId[];
  /** Clauses that go on without spaces and commas that missing words left behind in them, which were not read. Absent where there are none. */
  readonly mended?: readonly ClauseId[];
}

/** Who did it: the person at the keyboard, for which participant, in which role. Kept apart in every act. */
export interface Actor {
  readonly seat: SeatId;
  readonly user: string;
  readonly participant: ParticipantId;
  /** `server`: nobody did it; it came about by itself, at a deadline. */
  readonly role: Role | 'server';
}

/**
 * The text that an entry speaks of: the revision, the last update before the entry, and that update's hash, so that the record anchors the
 * text. Updates are numbered and chained from one revision to the next without a break.
 */
export interface TextHead {
  readonly revision: number;
  readonly number: number;
  readonly hash: string;
}

/** What an entry says, before it is chained. */
export interface EntryBody {
  readonly number: EntryNumber;
  /** ISO 8601 in UTC, milliseconds. */
  readonly at: string;
  readonly actor: Actor;
  readonly onBehalfOf: ParticipantId | null;
  /** The entry of the mandate under which its seat spoke for that group; absent where it spoke for none. */
  readonly mandate?: EntryNumber;
  readonly meeting: string | null;
  /** 32 hexadecimal digits, random: identities enter the hash as commitments salted with it (`sealBody`). */
  readonly salt: string;
  readonly text: TextHead;
  readonly event: RecordEvent;
}

/** One entry of the record: each hashes the one before. */
export interface Entry extends EntryBody {
  readonly previousHash: string;
  readonly hash: string;
  /**
   * Where the entry is shown without names, with stand-ins for them and without its salt: the commitments to the names that stood there, in
   * order, so that it verifies all the same.
   */
  readonly commitments?: readonly string[];
}

/** An entry as a copy without names holds it: identities are commitments. It verifies like the entry itself. */
export interface SealedEntry {
  readonly number: EntryNumber;
  readonly sealed: Json;
  readonly previousHash: string;
  readonly hash: string;
}
