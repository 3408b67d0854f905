import type { ProposalId } from '../base/ids.ts';
import { ok, refuse } from '../base/result.ts';
import type { ClauseRange, WrittenOption } from '../proposals/options.ts';
import type { EntryNumber, Proposal } from '../proposals/proposal.ts';
import type { OptionRung } from '../text/option-label.ts';
import { evolveContests, ruledRelation } from './contests.ts';
import type { RecordEvent } from './event.ts';
import type { Decision } from './open-proposal.ts';
import type { RecordState } from './state.ts';

/** Proposals are the options of one choice, of which one can stand. */
export interface OptionsEvent {
  readonly type: 'OptionsSet';
  readonly rung: OptionRung;
  readonly options: readonly { readonly proposal: ProposalId; readonly label: string; readonly noText: boolean }[];
  readonly reason: string;
}

/** Ranges of clauses are options of one choice; with `noText`, that nothing stands there is one more. */
export interface OptionsCommand {
  readonly type: 'set-options';
  readonly rung: OptionRung;
  readonly options: readonly ClauseRange[];
  readonly noText: boolean;
  readonly reason: string;
}

/** `written`: how they come into the text, or why they cannot. */
export function decideOptions(
  { reason }: OptionsCommand,
  {
    written,
    rung,
    fault,
  }: { readonly written: readonly WrittenOption[]; readonly rung: OptionRung; readonly fault: string | null },
): Decision {
  if (fault !== null) return refuse({ code: 'malformed', reason: fault });
  const tabled = written
    .filter(({ isNew }) => isNew)
    .map(({ proposal, clauses }): RecordEvent => ({
      type: 'ProposalTabled',
      proposal,
      origin: 'option',
      proposer: null,
      rationale: '',
      clauses,
      inserted: [],
      deleted: [],
      holdsNumber: true,
      amends: null,
    }));
  const options = written.map(({ proposal, label, isNoText }) => ({ proposal, label, noText: isNoText }));
  return ok([...tabled, { type: 'OptionsSet', rung, options, reason: reason.trim() }]);
}

export function evolveOptions(state: RecordState, { options, rung }: OptionsEvent, entry: EntryNumber): RecordState {
  const proposals = new Map(state.proposals);
  for (const { proposal: id, label, noText } of options) {
    const proposal = proposals.get(id);
    if (proposal !== undefined) proposals.set(id, { ...proposal, option: { choice: entry, rung, label, noText } });
  }
  const ids = options.map(({ proposal }) => proposal);
  const rulings = evolveContests(state.rulings, { type: 'ContestRelated', proposals: ids, relation: 'exclusive' });
  return { ...state, proposals, rulings };
}

/** The other options of a choice that are open and cannot stand beside this one, unless the chair has said that they can. */
export function otherOptions(state: RecordState, proposal: Proposal): ProposalId[] {
  const { option } = proposal;
  if (option === undefined) return [];
  return [...state.proposals.values()]
    .filter((other) => other.id !== proposal.id && other.option?.choice === option.choice && other.status.state === 'open')
    .map(({ id }) => id)
    .filter((id) => ruledRelation(state.rulings, [proposal.id, id]) === 'exclusive');
}
