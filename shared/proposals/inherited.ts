import type { ClauseId, ParticipantId, ProposalId } from '../base/ids.ts';
import type { Stance } from './position.ts';

/** A position that an imported text records in writing: `G77 delete` is G77 opposing. */
export interface WrittenPosition {
  readonly participant: ParticipantId;
  readonly onBehalfOf: ParticipantId | null;
  readonly stance: Stance;
}

/** Who stands behind a bracket by what is written in it. */
export interface WrittenAttribution {
  /** Who proposed it, where the text says so and every actor resolves; else not recorded. */
  readonly proposer: ParticipantId | null;
  readonly onBehalfOf: ParticipantId | null;
  readonly coProposers: readonly ParticipantId[];
  readonly positions: readonly WrittenPosition[];
  /**
   * The attribution exactly as written, which is not part of the words: `prefix` stood after the opening bracket
   * (`US propose: `), `suffix` before the closing one (` - US; G77 delete`). Both empty where there is none.
   */
  readonly prefix: string;
  readonly suffix: string;
}

/**
 * A bracket that came with an imported text. Its characters carry an `insertion` mark with this id.
 * The place in the list is the order of opening, so an outer bracket comes before the inner ones that it holds.
 */
export interface InheritedProposal extends WrittenAttribution {
  readonly id: ProposalId;
  /** The clause in which it opens. */
  readonly clause: ClauseId;
  /** True where the bracket opens before the clause's number: the existence of the clause is disputed, not its wording. */
  readonly holdsNumber: boolean;
  /** Why, where the file says so beside its words. */
  readonly rationale?: string;
}
