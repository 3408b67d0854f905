import type { ClauseId, ParticipantId, ProposalId } from '../base/ids.ts';
import type { RecordEvent } from './event.ts';

/** What a change of the text that a decision brings with it looks like, for the record. */
export interface WrittenChange {
  readonly proposal: ProposalId;
  readonly proposer: ParticipantId;
  readonly clauses: readonly ClauseId[];
  readonly inserted: readonly string[];
  readonly deleted: readonly string[];
  readonly holdsNumber: boolean;
  /** The proposal whose words it changes. */
  readonly amends?: ProposalId | null;
  /** Those who table it together with the proposer. */
  readonly coProposers?: readonly ParticipantId[];
}

/** What the record says of words that come into the text by it. */
export function tabledEvent(
  change: WrittenChange,
  origin: 'tabled' | 'amendment',
  rationale: string,
  amends: ProposalId | null,
): Extract<RecordEvent, { type: 'ProposalTabled' }> {
  return { type: 'ProposalTabled', ...change, origin, rationale: rationale.trim(), amends };
}
