import type { ClauseId, ParticipantId, PreparationId, ProposalId } from '../base/ids.ts';
import type { DropBasis } from '../proposals/proposal.ts';
import type { Stance } from '../proposals/position.ts';
import type { LadderCommand } from './ladder.ts';
import type { LengthLimitCommand } from './length-limit.ts';
import type { LensCommand } from './lens.ts';
import type { InstrumentCommand } from './instruments.ts';
import type { LiftingCommand } from './lifting.ts';
import type { MeetingCommand } from './meetings.ts';
import type { NumberingCommand } from './numbering.ts';
import type { ContestCommand } from './contests.ts';
import type { OptionsCommand } from './options.ts';
import type { SettingAsideCommand } from './setting-aside.ts';
import type { SilenceCommand } from './silence.ts';
import type { ReintroductionCommand } from './reintroduction.ts';
import type { SponsorshipCommand } from './sponsorship.ts';
import type { SeenProposal, StreamliningCommand } from './streamlining.ts';
import type { VoteCommand } from './vote.ts';
import type { WithdrawalCommand } from './withdrawal.ts';

/** An act somebody asks for. The server answers with the entries that it became, or with a refusal. */
export type Command =
  | MeetingCommand
  | NumberingCommand
  | SettingAsideCommand
  | SponsorshipCommand
  | WithdrawalCommand
  | ReintroductionCommand
  | StreamliningCommand
  | ContestCommand
  | OptionsCommand
  | LiftingCommand
  | LadderCommand
  | LengthLimitCommand
  | LensCommand
  | SilenceCommand
  | VoteCommand
  | InstrumentCommand
  /** Names the delegation for which a bracket was opened from the floor. Null: not recorded after all. */
  | {
      readonly type: 'attribute';
      readonly proposal: ProposalId;
      readonly proposer: ParticipantId | null;
      readonly onBehalfOf: ParticipantId | null;
    }
  | {
      readonly type: 'take-position';
      readonly proposal: ProposalId;
      readonly participant: ParticipantId;
      readonly onBehalfOf: ParticipantId | null;
      readonly stance: Stance | null;
      /** For `prefer-another`: which. */
      readonly preferred?: ProposalId | undefined;
    }
  /**
   * `falls`: the rivals that go with it, as the chair says; every other rival stays. `seen`: the versions of them on which that is said. `despite`: why it is accepted though it waits for
   * something undecided. `ground`: on what ground it is accepted, and goes what goes with it.
   */
  | {
      readonly type: 'accept';
      readonly proposal: ProposalId;
      readonly version: string;
      readonly falls: readonly ProposalId[];
      readonly seen?: readonly SeenProposal[] | undefined;
      readonly despite?: string | undefined;
      readonly ground?: string | undefined;
    }
  /** `wording`: how each piece of the proposal is to read, in document order (see `piecesOf`). */
  | {
      readonly type: 'accept-as-amended';
      readonly proposal: ProposalId;
      readonly version: string;
      readonly wording: readonly AmendedPiece[];
      readonly falls: readonly ProposalId[];
      readonly seen?: readonly SeenProposal[] | undefined;
      readonly despite?: string | undefined;
      readonly ground?: string | undefined;
    }
  | {
      readonly type: 'drop';
      readonly proposal: ProposalId;
      readonly version: string;
      readonly ground: string;
      readonly basis?: DropBasis | undefined;
    }
  | { readonly type: 'reopen'; readonly proposal: ProposalId; readonly reason: string }
  /** Puts a prepared proposal into the text. */
  | {
      readonly type: 'table';
      readonly preparation: PreparationId;
      readonly rationale: string;
      /** The group for which it is tabled, besides the delegations that prepared it. */
      readonly onBehalfOf?: ParticipantId | null | undefined;
    }
  /** Freezes the text under a symbol; work goes on in the next revision, without what is out. */
  | { readonly type: 'issue-revision'; readonly symbol: string }
  /** As `issue-revision`; but the next revision begins with the text of an earlier one. Decisions taken since stand. */
  | { readonly type: 'restore-revision'; readonly revision: number; readonly symbol: string };

/** A contiguous piece of a proposal's words in one clause, and how it is to read. */
export interface AmendedPiece {
  readonly clause: ClauseId;
  /** Offset of the piece in the clause, in UTF-16 units. */
  readonly at: number;
  readonly text: string;
}

/** Why an act was refused: a code for the program, a sentence for the person. */
export interface Refusal {
  readonly code:
    | 'not-allowed'
    | 'unknown-proposal'
    | 'not-open'
    | 'not-closed'
    | 'changed-since'
    | 'no-text'
    | 'not-a-rival'
    | 'unknown-participant'
    | 'clash'
    | 'nothing-to-table'
    | 'closed'
    | 'symbol-taken'
    | 'unknown-revision'
    | 'meeting-open'
    | 'no-meeting'
    | 'reading-begun'
    | 'brackets-open'
    | 'unknown-clause'
    | 'unknown-rung'
    | 'rung-in-use'
    | 'agreed'
    | 'not-agreed'
    | 'not-set-aside'
    | 'not-a-group'
    | 'sponsors-already'
    | 'not-a-sponsor'
    | 'last-sponsor'
    | 'other-sponsors'
    | 'nothing-changes'
    | 'not-ready'
    | 'unknown-package'
    | 'in-package'
    | 'pending'
    | 'not-together'
    | 'malformed';
  readonly reason: string;
  /** Of an act on several: what stands against which. */
  readonly each?: readonly ({ readonly reason: string } & (
    | { readonly proposal: ProposalId; readonly clause?: never }
    | { readonly clause: ClauseId; readonly proposal?: never }
  ))[];
}
