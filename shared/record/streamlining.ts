import type { ParticipantId, ProposalId } from '../base/ids.ts';
import { ok, refuse } from '../base/result.ts';
import type { EntryNumber, Proposal, ProposalStatus } from '../proposals/proposal.ts';
import type { AmendedPiece, Refusal } from './command.ts';
import type { DecisionContext } from './decide.ts';
import type { WrittenChange } from './written-change.ts';
import type { RecordEvent } from './event.ts';
import { givenGround, whileSeen, type Decision } from './open-proposal.ts';
import { goesAlong } from './applicability.ts';
import type { RecordState } from './state.ts';

/** Several proposals become one, or are replaced by the chair's own text. */
export type StreamliningEvent =
  /** It goes on in another, with whoever brought it and the positions taken on it. */
  | {
      readonly type: 'ProposalMerged';
      readonly proposal: ProposalId;
      readonly version: string;
      readonly into: ProposalId;
      readonly ground?: string;
    }
  /** The chair's text `by`, which draws on it, was accepted in entry `because`. */
  | {
      readonly type: 'ProposalReplaced';
      readonly proposal: ProposalId;
      readonly by: ProposalId;
      readonly because: EntryNumber;
      readonly ground?: string;
    };

/** A proposal in the version that the chair saw. */
export interface SeenProposal {
  readonly proposal: ProposalId;
  readonly version: string;
}

export type StreamliningCommand =
  /**
   * Merges near-identical proposals into one of them; or, where `wording` has another text for pieces of that one, all of them and that
   * one into a new wording.
   */
  | {
      readonly type: 'merge';
      readonly into: SeenProposal;
      readonly merged: readonly SeenProposal[];
      readonly wording: readonly AmendedPiece[];
      readonly ground?: string | undefined;
    }
  /** The chair's text for a place: worded after `proposal`, as an alternative beside it, drawing on it and others. */
  | {
      readonly type: 'bridge';
      readonly proposal: ProposalId;
      readonly version: string;
      readonly drawsOn: readonly ProposalId[];
      readonly wording: readonly AmendedPiece[];
      readonly rationale: string;
    };

export function decideStreamlining(state: RecordState, command: StreamliningCommand, context: DecisionContext): Decision {
  return command.type === 'merge' ? merge(state, command, context) : bridge(state, command, context);
}

const AN_OPTION: Refusal = {
  code: 'not-allowed',
  reason: 'An option is chosen or dropped. What is to be merged or bridged is worded within it, as a proposal.',
};

function merge(state: RecordState, command: Extract<StreamliningCommand, { type: 'merge' }>, context: DecisionContext): Decision {
  const { into, merged } = command;
  if (merged.length === 0) return refuse({ code: 'malformed', reason: 'Say which proposals become one.' });
  const ids = [into, ...merged].map(({ proposal }) => proposal);
  if (new Set(ids).size < ids.length)
    return refuse({ code: 'malformed', reason: 'A proposal is named twice; it is merged once.' });
  return allSeen(state, [into, ...merged], context, (proposals) => {
    const texts = proposals.some(({ origin }) => origin === 'bridging');
    if (texts) return refuse({ code: 'not-allowed', reason: 'The chair’s text is accepted or dropped, not merged with others.' });
    if (proposals.some(({ option }) => option !== undefined)) return refuse(AN_OPTION);
    const { written } = context;
    if (written === undefined) {
      const gone = merged.map(({ proposal }) => proposal);
      return goesAlong(context.clauses?.() ?? [], state, { proposal: into.proposal, gone })
        ? refuse(GOES_ALONG)
        : ok(merged.map((one) => mergedEvent(one, into.proposal, command.ground)));
    }
    return ok([
      newProposal({ ...written, proposer: null }, 'merger', '', []),
      ...[into, ...merged].map((one) => mergedEvent(one, written.proposal, command.ground)),
    ]);
  });
}

const GOES_ALONG: Refusal = {
  code: 'clash',
  reason:
    'Its words stand within those of another that would be merged into it, and would go with it. Merge them the other way round, or into a new wording.',
};

function mergedEvent({ proposal, version }: SeenProposal, into: ProposalId, ground: string | undefined): RecordEvent {
  return { type: 'ProposalMerged', proposal, version, into, ...givenGround(ground) };
}

function allSeen(
  state: RecordState,
  seen: readonly SeenProposal[],
  context: DecisionContext,
  then: (proposals: readonly Proposal[]) => Decision,
): Decision {
  const proposals: Proposal[] = [];
  for (const one of seen) {
    const decision = whileSeen(state, one, context, (proposal) => {
      proposals.push(proposal);
      return ok([]);
    });
    if (!decision.ok) return decision;
  }
  return then(proposals);
}

function bridge(
  state: RecordState,
  command: Extract<StreamliningCommand, { type: 'bridge' }>,
  context: DecisionContext,
): Decision {
  return whileSeen(state, command, context, (model) => {
    if (model.option !== undefined) return refuse(AN_OPTION);
    const drawsOn = [...new Set([model.id, ...command.drawsOn])];
    if (drawsOn.some((id) => state.proposals.get(id)?.status.state !== 'open'))
      return refuse({ code: 'not-open', reason: 'One of the proposals that the text draws on is no longer open.' });
    if (drawsOn.some((id) => state.proposals.get(id)?.option !== undefined)) return refuse(AN_OPTION);
    const { written } = context;
    if (written === undefined)
      return refuse({
        code: 'nothing-to-table',
        reason: 'The text reads as the proposal does. Accept that, or merge the others into it.',
      });
    return ok([newProposal(written, 'bridging', command.rationale, drawsOn)]);
  });
}

function newProposal(
  change: Omit<WrittenChange, 'proposer'> & { readonly proposer: ParticipantId | null },
  origin: 'bridging' | 'merger',
  rationale: string,
  drawsOn: readonly ProposalId[],
): RecordEvent {
  return { type: 'ProposalTabled', ...change, origin, rationale: rationale.trim(), amends: null, drawsOn };
}

/** The replacement of what an accepted text of the chair draws on; `because` is its acceptance. */
export function replacements(
  state: RecordState,
  accepted: Proposal,
  { because, ...ground }: { readonly because: EntryNumber; readonly ground?: string },
): Extract<StreamliningEvent, { type: 'ProposalReplaced' }>[] {
  return accepted.drawsOn
    .filter((id) => state.proposals.get(id)?.status.state === 'open')
    .map((id) => ({ type: 'ProposalReplaced', proposal: id, by: accepted.id, because, ...ground }));
}

export function evolveStreamlining(event: StreamliningEvent, entry: EntryNumber): ProposalStatus {
  return event.type === 'ProposalMerged'
    ? { state: 'merged', entry, into: event.into }
    : { state: 'replaced', entry, by: event.by, because: event.because, ground: event.ground ?? '' };
}
