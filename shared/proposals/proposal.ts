import type { ClauseId, ParticipantId, ProposalId } from '../base/ids.ts';
import { unreachable } from '../base/assert.ts';
import type { OptionRung } from '../text/option-label.ts';
import type { Outcome } from './standing.ts';
import type { Stance } from './position.ts';
import type { Whereabouts } from './whereabouts.ts';

/** Number of an entry in a draft's record, from 1. */
export type EntryNumber = number;

/**
 * How a proposal came to be: `inherited` with an imported text, bracketed `floor`-side by a drafter while a delegate spoke, `tabled`
 * by a delegation from its private room, written as an `amendment` with which the chair accepted another, as the chair's own text for
 * a place (`bridging`), as the one wording in which several were merged (`merger`), or to put clauses that stand in brackets as an `option`;
 * or it is the server's (`ServerOrigin`).
 */
export type ProposalOrigin = 'inherited' | 'floor' | 'tabled' | 'amendment' | 'bridging' | 'merger' | 'option' | ServerOrigin;

/**
 * What goes or comes with an act of the record, and is in the text like a proposal that nobody brought: the numbers that a `renumbering` wrote into
 * headings and references, the labels of options that went with their `lifting`.
 */
export type ServerOrigin = 'renumbering' | 'lifting';

/** Where a proposal is in its life. Each state names the entry that put it there. *Withdrawn* is only ever its proposer's act. */
export type ProposalStatus =
  | { readonly state: 'open' }
  | { readonly state: 'accepted'; readonly entry: EntryNumber; readonly amendment: ProposalId | null }
  /** `basis`: dropped since it had no support, which is a ground of its own kind; else on the ground as worded. */
  | { readonly state: 'dropped'; readonly entry: EntryNumber; readonly ground: string; readonly basis: DropBasis | null }
  | { readonly state: 'withdrawn'; readonly entry: EntryNumber }
  /** Went because another, `by`, was accepted: `because` is that acceptance. */
  | {
      readonly state: 'fell';
      readonly entry: EntryNumber;
      readonly because: EntryNumber;
      readonly by: ProposalId;
      readonly ground: string;
    }
  /** Became one with another, where whoever brought it and their positions are shown. */
  | { readonly state: 'merged'; readonly entry: EntryNumber; readonly into: ProposalId }
  /** Went into the chair's text `by`, which was accepted in entry `because`. */
  | {
      readonly state: 'replaced';
      readonly entry: EntryNumber;
      readonly by: ProposalId;
      readonly because: EntryNumber;
      readonly ground: string;
    };

/** A ground of a drop that has a name. */
export const DROP_BASES = ['no-support'] as const;
export type DropBasis = (typeof DROP_BASES)[number];

/** A position that somebody took, and in whose name. */
export interface Position {
  readonly stance: Stance;
  readonly onBehalfOf: ParticipantId | null;
  /** Who spoke for the group, where it is a group's; else absent. */
  readonly speaker?: ParticipantId;
  /** For `prefer-another`: which. */
  readonly preferred?: ProposalId;
}

/** What a proposal is among the options of a choice. */
export interface OptionOf {
  readonly choice: EntryNumber;
  readonly rung: OptionRung;
  readonly label: string;
  /** Whether it is that nothing stands there. */
  readonly noText: boolean;
}

/** A requested change with an id: text to insert, text to delete, or both. */
export interface Proposal {
  readonly id: ProposalId;
  readonly origin: ProposalOrigin;
  /** Who proposed it; null where that was not recorded. */
  readonly proposer: ParticipantId | null;
  readonly onBehalfOf: ParticipantId | null;
  readonly coProposers: readonly ParticipantId[];
  /** Those of the co-proposers who joined by an act of their own. */
  readonly joined: readonly ParticipantId[];
  readonly rationale: string;
  /** The clauses it concerned when it was tabled. */
  readonly clauses: readonly ClauseId[];
  /** Entry that brought it into the record. */
  readonly entry: EntryNumber;
  /** Place in the order of tabling: of two brackets round the same words the earlier is the outer. */
  readonly order: number;
  readonly holdsNumber: boolean;
  /** The attribution as an imported text wrote it; null from the first change of proposer or positions on. */
  readonly written: { readonly prefix: string; readonly suffix: string } | null;
  readonly positions: ReadonlyMap<ParticipantId, Position>;
  readonly status: ProposalStatus;
  /** Whether its last character has left the text. */
  readonly vanished: boolean;
  /** The proposal that this one amends. */
  readonly amends: ProposalId | null;
  /** For the chair's text: the proposals whose thought it takes up. They are replaced when it is accepted. */
  readonly drawsOn: readonly ProposalId[];
  /** The withdrawn proposal that it takes up; absent: none. */
  readonly reintroduces?: ProposalId;
  /** Where it is an option of a choice: of which, the entry that set it; absent: it is none. */
  readonly option?: OptionOf;
  /** Where it was an option and the chair lifted that: the entry that did, the words with which the labels went, and what it was. */
  readonly lifted?: { readonly entry: EntryNumber; readonly proposal: ProposalId | null; readonly option: OptionOf };
  /** Where it is while it is not before the meeting; null: it is. */
  readonly whereabouts: Whereabouts | null;
}

/** What a status means for the text. */
export function outcomeOf(status: ProposalStatus): Outcome {
  switch (status.state) {
    case 'open':
      return 'open';
    case 'accepted':
      return 'accepted';
    case 'dropped':
    case 'withdrawn':
    case 'fell':
    case 'merged':
    case 'replaced':
      return 'refused';
    default:
      return unreachable(status);
  }
}

/** Whether it is no proposal of anybody's, and so in no register, in no point and decided by nobody. */
export function isServersOwn({ origin }: Pick<Proposal, 'origin'>): boolean {
  return origin === 'renumbering' || origin === 'lifting';
}

/** Whether a proposal is a bracket that is still to be decided on: open, with words in the text. */
export function isOpenBracket({ status, vanished }: Pick<Proposal, 'status' | 'vanished'>): boolean {
  return status.state === 'open' && !vanished;
}

/** Under which number it stands in the register. */
export function registerNumber(proposal: Pick<Proposal, 'order'> | undefined): number {
  return (proposal?.order ?? 0) + 1;
}
