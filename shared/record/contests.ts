import type { ProposalId } from '../base/ids.ts';
import { ok, refuse } from '../base/result.ts';
import { isServersOwn, registerNumber, type Proposal } from '../proposals/proposal.ts';
import type { Refusal } from './command.ts';
import { unknownProposal, type Decision } from './open-proposal.ts';
import type { RecordState } from './state.ts';

/** How alternatives stand to each other: one of them can stand, each by itself, or all together. */
export const RELATIONS = ['exclusive', 'independent', 'cumulative'] as const;
export type ContestRelation = (typeof RELATIONS)[number];

/** The chair said how alternatives stand to each other; null: as their brackets stand, after all. */
export interface ContestEvent {
  readonly type: 'ContestRelated';
  readonly proposals: readonly ProposalId[];
  readonly relation: ContestRelation | null;
}

export interface ContestCommand {
  readonly type: 'relate';
  readonly proposals: readonly ProposalId[];
  readonly relation: ContestRelation | null;
}

/** What the chair said, the latest last. It holds for these proposals, also for those of them that are left when others are decided. */
export type Rulings = readonly { readonly proposals: ReadonlySet<ProposalId>; readonly relation: ContestRelation | null }[];

export const NO_RULINGS: Rulings = [];

/** What the chair said of these alternatives; null: nothing, or that they are as their brackets stand. */
export function ruledRelation(rulings: Rulings, proposals: readonly ProposalId[]): ContestRelation | null {
  return rulings.findLast((ruling) => proposals.every((id) => ruling.proposals.has(id)))?.relation ?? null;
}

/** Whether one of two can stand: as the chair said, or as options of one choice of which the chair says nothing else. */
export function excludesEachOther(rulings: Rulings, one: Proposal, other: Proposal): boolean {
  const ruled = ruledRelation(rulings, [one.id, other.id]);
  return ruled === 'exclusive' || (ruled === null && one.option !== undefined && one.option.choice === other.option?.choice);
}

export function decideContest(state: RecordState, { proposals, relation }: ContestCommand): Decision {
  const named = [...new Set(proposals)].toSorted();
  if (named.length < 2)
    return refuse({ code: 'malformed', reason: 'Alternatives are two at least: one proposal stands to nothing.' });
  for (const id of named) {
    const proposal = state.proposals.get(id);
    if (proposal === undefined || isServersOwn(proposal)) return unknownProposal();
    // Of one that was accepted it can be said afterwards that another may stand beside it.
    if (proposal.status.state !== 'open' && proposal.status.state !== 'accepted')
      return refuse({ code: 'not-open', reason: 'One of the alternatives is no longer open.' });
  }
  if (!named.some((id) => state.proposals.get(id)?.status.state === 'open'))
    return refuse({ code: 'not-open', reason: 'None of the alternatives is open any more.' });
  if (ruledRelation(state.rulings, named) === relation)
    return refuse({
      code: 'nothing-changes',
      reason: relation === null ? 'Nothing else was said of these alternatives.' : 'That was said of these alternatives already.',
    });
  return ok([{ type: 'ContestRelated', proposals: named, relation }]);
}

/** With which others a proposal stands in brackets of which one can stand, by the brackets alone. */
export type AdjoiningOf = (proposal: ProposalId) => readonly ProposalId[];

/**
 * Why a proposal is not accepted beside another that was, where one of the two can stand: as the chair said, or by the brackets in which both
 * stood; null where it can be.
 */
export function exclusiveFault(state: RecordState, proposal: Proposal, adjoiningOf: AdjoiningOf = () => []): Refusal | null {
  // The options of one choice are ruled on together when they are set.
  const partners = new Set(state.rulings.flatMap((ruling) => (ruling.proposals.has(proposal.id) ? [...ruling.proposals] : [])));
  partners.delete(proposal.id);
  for (const id of partners) {
    const other = state.proposals.get(id);
    if (other?.status.state !== 'accepted' || !excludesEachOther(state.rulings, proposal, other)) continue;
    const { entry } = other.status;
    return {
      code: 'clash',
      reason:
        other.option === undefined
          ? `No. ${registerNumber(other)} of the register was accepted (record ${entry}), and one of the two can stand, as the chair said. Reopen that first.`
          : `${other.option.label} of the same choice was chosen (record ${entry}), and one of them can stand. Reopen that first.`,
    };
  }
  for (const id of adjoiningOf(proposal.id)) {
    const other = state.proposals.get(id);
    if (other?.status.state !== 'accepted') continue;
    return {
      code: 'clash',
      reason: `No. ${registerNumber(other)} of the register was accepted (record ${other.status.entry}), and by the brackets in which both stood one of the two can stand. Reopen that first, or say that both can.`,
    };
  }
  return null;
}

export function evolveContests(rulings: Rulings, { proposals, relation }: ContestEvent): Rulings {
  return [...rulings, { proposals: new Set(proposals), relation }];
}
