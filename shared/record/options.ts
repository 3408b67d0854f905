import type { ProposalId } from '../base/ids.ts';
import { ok, refuse, type Result } from '../base/result.ts';
import type { ClauseRange, OptionsPlan, WrittenOption } from '../proposals/options.ts';
import type { EntryNumber, Proposal } from '../proposals/proposal.ts';
import type { OptionRung } from '../text/option-label.ts';
import type { ClauseSources } from './agreeing.ts';
import { clauseNames } from './clause-names.ts';
import type { Refusal } from './command.ts';
import { evolveContests, excludesEachOther } from './contests.ts';
import type { RecordEvent } from './event.ts';
import { agreedFault } from './ladder.ts';
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

/** Why an option is not accepted as amended. */
export const CHOSEN_WHOLE: Refusal = {
  code: 'not-allowed',
  reason: 'An option is chosen as it stands. What is to read otherwise in it is proposed in it, and decided by itself.',
};

/** `options`: how they come into the text, or why they cannot. */
export function decideOptions(
  state: RecordState,
  { rung, reason }: OptionsCommand,
  { options, sources }: { readonly options: Result<OptionsPlan, string> | undefined; readonly sources: ClauseSources },
): Decision {
  if (options === undefined) throw new Error('missing: how the options come into the text');
  if (!options.ok) return refuse({ code: 'malformed', reason: options.refusal });
  const written = options.value.options;
  const clauses = written.flatMap((one) => one.clauses);
  const agreed = agreedFault(state.ladder, clauses, clauseNames(sources));
  if (agreed !== null) return refuse(agreed);
  return ok([
    ...written.filter(({ isNew }) => isNew).map(tabled),
    {
      type: 'OptionsSet',
      rung,
      options: written.map(({ proposal, label, isNoText }) => ({ proposal, label, noText: isNoText })),
      reason: reason.trim(),
    },
  ]);
}

function tabled({ proposal, clauses }: WrittenOption): RecordEvent {
  return {
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
  };
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
    .filter((other) => excludesEachOther(state.rulings, proposal, other))
    .map(({ id }) => id);
}
