import type { ClauseId, ParticipantId, ProposalId } from '../base/ids.ts';
import { unreachable } from '../base/assert.ts';
import type { Outcome } from './standing.ts';
import type { Stance } from './position.ts';

/** Number of an entry in a draft's record, from 1. */
export type EntryNumber = number;

/**
 * How a proposal came to be: `inherited` with an imported text, bracketed `floor`-side by a drafter while a delegate spoke, `tabled`
 * by a delegation from its private room, or written as an `amendment` with which the chair accepted another.
 */
export type ProposalOrigin = 'inherited' | 'floor' | 'tabled' | 'amendment';

/** Where a proposal is in its life. Each state names the entry that put it there. *Withdrawn* is only ever its proposer's act. */
export type ProposalStatus =
  | { readonly state: 'open' }
  | { readonly state: 'accepted'; readonly entry: EntryNumber; readonly amendment: ProposalId | null }
  | { readonly state: 'dropped'; readonly entry: EntryNumber; readonly ground: string }
  | { readonly state: 'withdrawn'; readonly entry: EntryNumber }
  /** Went because another was accepted: `because` is that acceptance. */
  | { readonly state: 'fell'; readonly entry: EntryNumber; readonly because: EntryNumber };

/** A position that somebody took, and in whose name. */
export interface Position {
  readonly stance: Stance;
  readonly onBehalfOf: ParticipantId | null;
}

/** A requested change with an id: text to insert, text to delete, or both. */
export interface Proposal {
  readonly id: ProposalId;
  readonly origin: ProposalOrigin;
  /** Who proposed it; null where that was not recorded. */
  readonly proposer: ParticipantId | null;
  readonly onBehalfOf: ParticipantId | null;
  readonly coProposers: readonly ParticipantId[];
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
      return 'refused';
    default:
      return unreachable(status);
  }
}
