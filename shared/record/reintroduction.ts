import type { ParticipantId, ProposalId } from '../base/ids.ts';
import { ok, refuse } from '../base/result.ts';
import type { Proposal } from '../proposals/proposal.ts';
import type { ClauseSources } from './agreeing.ts';
import { clauseNames } from './clause-names.ts';
import type { Refusal } from './command.ts';
import type { DecisionContext } from './decide.ts';
import { agreedFault } from './ladder.ts';
import { unknownParticipant, unknownProposal, type Decision } from './open-proposal.ts';
import type { RecordState } from './state.ts';

/**
 * Somebody takes up in its own name what another withdrew (General Assembly, rule 80: "a motion thus withdrawn may be reintroduced by any
 * representative"). The words are brought in anew; what was withdrawn stays so, and in the name of whoever withdrew it.
 */
export interface ReintroductionCommand {
  readonly type: 'reintroduce';
  readonly proposal: ProposalId;
  readonly participant: ParticipantId;
  readonly rationale: string;
}

export function decideReintroduction(
  state: RecordState,
  command: ReintroductionCommand,
  context: Pick<DecisionContext, 'kindOf' | 'written'>,
  sources: ClauseSources,
): Decision {
  const { participant } = command;
  const kind = context.kindOf(participant);
  if (kind === null) return unknownParticipant();
  if (kind === 'secretariat' || kind === 'observer')
    return refuse({
      code: 'not-allowed',
      reason: 'What was withdrawn is reintroduced by a delegation, a group or the chair. Name which of them does.',
    });
  const fault = reintroductionFault(state, command.proposal);
  if (fault !== null) return refuse(fault);
  const { written } = context;
  if (written === undefined)
    return refuse({ code: 'nothing-to-table', reason: 'None of its words stand in the text any more. They can be tabled anew.' });
  const agreed = agreedFault(state.ladder, written.clauses, clauseNames(sources));
  if (agreed !== null) return refuse(agreed);
  const { amends = null } = written;
  return ok([
    {
      type: 'ProposalTabled',
      ...written,
      proposer: participant,
      origin: 'tabled',
      rationale: command.rationale.trim(),
      amends,
      reintroduces: command.proposal,
    },
  ]);
}

/** Why a proposal cannot be reintroduced by anybody; null where it can, as far as the record goes. */
export function reintroductionFault(state: RecordState, id: ProposalId): Refusal | null {
  const proposal = state.proposals.get(id);
  if (proposal === undefined) {
    const unknown = unknownProposal();
    return unknown.ok ? null : unknown.refusal;
  }
  const { status } = proposal;
  if (status.state === 'open') return { code: 'not-closed', reason: 'The proposal is open. Its sponsors can be joined.' };
  if (status.state !== 'withdrawn')
    return {
      code: 'not-allowed',
      reason: `It was not withdrawn but decided (record ${status.entry}), and only the chair reopens what was decided.`,
    };
  const later = standingFor(state, id);
  if (later !== undefined)
    return {
      code: 'nothing-changes',
      reason:
        later.status.state === 'open'
          ? `It was reintroduced already (record ${later.entry}). The sponsors of that can be joined.`
          : `It was reintroduced (record ${later.entry}), and that was decided since. Only the chair reopens it.`,
    };
  return state.leftBehind.has(id)
    ? {
        code: 'no-text',
        reason:
          'Words of the proposal were left behind when a revision was issued. Table them anew, or restore a revision that has them.',
      }
    : null;
}

/** The proposal by which another was reintroduced, unless that was withdrawn in its turn. */
function standingFor({ proposals }: RecordState, id: ProposalId): Proposal | undefined {
  return reintroductionsOf(proposals, id).find(({ status }) => status.state !== 'withdrawn');
}

/** The proposals by which another was reintroduced, in the order in which they came. */
export function reintroductionsOf(proposals: RecordState['proposals'], id: ProposalId): Proposal[] {
  return [...proposals.values()].filter(({ reintroduces }) => reintroduces === id);
}
