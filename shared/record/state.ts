import type { ParticipantId, ProposalId } from '../base/ids.ts';
import { outcomeOf, type Proposal } from '../proposals/proposal.ts';
import type { OutcomeOf } from '../proposals/standing.ts';
import type { TextForm } from '../text/form.ts';

/** What the record says, folded: the live state of a draft's proposals. */
export interface RecordState {
  readonly title: string;
  readonly form: TextForm;
  /** In order of tabling. */
  readonly proposals: ReadonlyMap<ProposalId, Proposal>;
  /** Number of the last entry folded in; 0 for none. */
  readonly last: number;
  /** The revision that is being worked on, from 1: the text as imported. */
  readonly revision: number;
  /** The revisions that were issued and frozen, in order. */
  readonly issued: readonly IssuedRevision[];
  /** Closed proposals that lack words in the present text, since those were left behind, with the words. */
  readonly leftBehind: ReadonlyMap<ProposalId, string>;
}

/** A revision as it was issued, with the entry that did. */
export interface IssuedRevision {
  readonly revision: number;
  readonly symbol: string;
  readonly entry: number;
}

/** The state before the first entry. */
export const EMPTY_STATE: RecordState = {
  title: '',
  form: 'plain',
  proposals: new Map(),
  last: 0,
  revision: 1,
  issued: [],
  leftBehind: new Map(),
};

/** The record's word on each proposal; one that it does not know yet is open. */
export function outcomesOf(state: RecordState): OutcomeOf {
  return (id) => {
    const proposal = state.proposals.get(id);
    return proposal === undefined ? 'open' : outcomeOf(proposal.status);
  };
}

/** What deciding needs to know of the text, since the record holds no words. */
export interface TextFacts {
  /** Version of a proposal's words as they stand now (`proposalVersion`). */
  versionOf(proposal: ProposalId): string;
  /** Whether any character carries the proposal's id. */
  hasText(proposal: ProposalId): boolean;
}

/** Whether a participant is among those who brought a proposal. */
export function isProposer(proposal: Proposal, participant: ParticipantId): boolean {
  return proposal.proposer === participant || proposal.coProposers.includes(participant);
}

/** Open proposals, in order of tabling. */
export function openProposals(state: RecordState): Proposal[] {
  return [...state.proposals.values()].filter((proposal) => proposal.status.state === 'open');
}
