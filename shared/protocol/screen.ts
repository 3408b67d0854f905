import { clauseId, isId, proposalId, type ClauseId, type ProposalId } from '../base/ids.ts';

/** Decisions that a sentence can be shown of before they are taken. */
const INTENTS = ['accept', 'drop'] as const;

/** Where whoever leads the projection screen is: the field `screen` of their presence. Screens follow the highest `turn`, the last to take the lead. */
export interface ScreenPlace {
  readonly turn: number;
  readonly clause: ClauseId | null;
  readonly proposal: ProposalId | null;
  /** The decision that lies open on the proposal. */
  readonly intent: (typeof INTENTS)[number] | null;
}

/** A place as somebody's presence holds it; null where there is none that can be read. */
export function readScreenPlace(value: unknown): ScreenPlace | null {
  if (typeof value !== 'object' || value === null || !('turn' in value)) return null;
  const { turn } = value;
  if (typeof turn !== 'number' || !Number.isSafeInteger(turn) || turn < 1) return null;
  const clause = 'clause' in value && isIdString(value.clause) ? clauseId(value.clause) : null;
  const proposal = 'proposal' in value && isIdString(value.proposal) ? proposalId(value.proposal) : null;
  const intent = 'intent' in value ? (INTENTS.find((one) => one === value.intent) ?? null) : null;
  return { turn, clause, proposal, intent };
}

function isIdString(value: unknown): value is string {
  return typeof value === 'string' && isId(value);
}
