import type { ClauseId, ProposalId } from '../base/ids.ts';
import { ok, refuse } from '../base/result.ts';
import type { LiftedLabels } from '../proposals/lifting.ts';
import type { EntryNumber, OptionOf, Proposal } from '../proposals/proposal.ts';
import type { Clause } from '../text/clause.ts';
import type { Refusal } from './command.ts';
import type { Decision } from './open-proposal.ts';
import type { RecordState } from './state.ts';

/** The options of a choice are plain alternatives again, or options once more. */
export type LiftingEvent =
  | {
      readonly type: 'OptionsLifted';
      /** The entry that set them. */
      readonly choice: EntryNumber;
      /** The words that their labels go with; null: none stood there. */
      readonly proposal: ProposalId | null;
      readonly clauses: readonly ClauseId[];
      readonly deleted: readonly string[];
      readonly options: readonly { readonly proposal: ProposalId; readonly label: string; readonly noText: boolean }[];
      readonly reason: string;
    }
  | {
      readonly type: 'LiftingUndone';
      /** The entry that lifted them. */
      readonly lifting: EntryNumber;
      readonly proposal: ProposalId | null;
      readonly options: readonly ProposalId[];
      readonly reason: string;
    };

export type LiftingCommand =
  | { readonly type: 'lift-options'; readonly choice: EntryNumber; readonly reason: string }
  | { readonly type: 'undo-lifting'; readonly lifting: EntryNumber; readonly reason: string };

/** The labels of a choice that is to be lifted, under the id with which they go. */
export interface PlannedLifting {
  readonly proposal: ProposalId;
  readonly labels: LiftedLabels;
}

/** The options of a choice as they stand, in order of tabling. */
export function optionsOfChoice(state: RecordState, choice: EntryNumber): (Proposal & { readonly option: OptionOf })[] {
  return [...state.proposals.values()].flatMap((one) => (one.option?.choice === choice ? [{ ...one, option: one.option }] : []));
}

/** What was lifted by an entry and is not options again, in order of tabling. */
export function liftedBy(state: RecordState, lifting: EntryNumber): Proposal[] {
  return [...state.proposals.values()].filter(({ lifted }) => lifted?.entry === lifting);
}

/** The choices that stand, and those that were lifted, each by the entry that did so. */
export function choicesOf(state: RecordState): {
  readonly standing: readonly EntryNumber[];
  readonly lifted: readonly EntryNumber[];
} {
  const all = [...state.proposals.values()];
  return {
    standing: [...new Set(all.flatMap(({ option }) => option?.choice ?? []))],
    lifted: [...new Set(all.flatMap(({ lifted }) => lifted?.entry ?? []))],
  };
}

export function decideLifting(
  state: RecordState,
  command: LiftingCommand,
  { planned, clauses }: { readonly planned: PlannedLifting | undefined; readonly clauses: () => readonly Clause[] },
): Decision {
  const reason = command.reason.trim();
  if (command.type === 'undo-lifting') {
    const options = liftedBy(state, command.lifting);
    const fault =
      options.length === 0
        ? NOT_LIFTED
        : (chosenFault(options) ?? againFault(state, options) ?? rungFault(state, options, clauses()));
    if (fault !== null) return refuse(fault);
    const proposal = options[0]?.lifted?.proposal ?? null;
    return ok([{ type: 'LiftingUndone', lifting: command.lifting, proposal, options: options.map(({ id }) => id), reason }]);
  }
  const options = optionsOfChoice(state, command.choice);
  const fault = options.length === 0 ? NO_CHOICE : chosenFault(options);
  if (fault !== null) return refuse(fault);
  if (planned === undefined) throw new Error('missing: the labels of what is lifted');
  const { labels, proposal } = planned;
  return ok([
    {
      type: 'OptionsLifted',
      choice: command.choice,
      proposal: labels.changes.length === 0 ? null : proposal,
      clauses: labels.clauses,
      deleted: labels.deleted,
      options: options.map(({ id, option: { label, noText } }) => ({ proposal: id, label, noText })),
      reason,
    },
  ]);
}

const NO_CHOICE: Refusal = { code: 'not-open', reason: 'There is no such choice, or its options were lifted already.' };
const NOT_LIFTED: Refusal = { code: 'not-open', reason: 'These options were not lifted, or are options again.' };

function chosenFault(options: readonly Proposal[]): Refusal | null {
  return options.some(({ status }) => status.state === 'accepted')
    ? { code: 'not-open', reason: 'One of them has been chosen. Reopen that decision first.' }
    : null;
}

function againFault(state: RecordState, options: readonly Proposal[]): Refusal | null {
  if (options.some(({ option }) => option !== undefined))
    return { code: 'not-allowed', reason: 'One of them has become an option of another choice since.' };
  const words = options[0]?.lifted?.proposal ?? null;
  return words !== null && state.leftBehind.has(words)
    ? { code: 'no-text', reason: 'Their labels were left behind when a revision was issued. Set the options anew.' }
    : null;
}

/** Options that were set since stand within those that were lifted, or round them, on a rung that does not go with theirs. */
function rungFault(state: RecordState, options: readonly Proposal[], clauses: readonly Clause[]): Refusal | null {
  const again = new Map(options.map(({ id, lifted }) => [id, lifted?.option.rung ?? 0]));
  const runs = clauses.flatMap((clause) => clause.runs);
  const extent = (id: ProposalId): number =>
    runs.reduce((sum, run) => (run.insertions.includes(id) ? sum + run.text.length : sum), 0);
  const since = new Map<ProposalId, number>();
  for (const { id, option, status } of state.proposals.values())
    if (option !== undefined && status.state === 'open') since.set(id, option.rung);
  for (const { insertions } of runs)
    for (const one of insertions)
      for (const other of insertions) {
        const [rung, others] = [again.get(one), since.get(other)];
        if (rung === undefined || others === undefined) continue;
        if (extent(one) >= extent(other) ? rung >= others : others >= rung) return OTHER_RUNG;
      }
  return null;
}

const OTHER_RUNG: Refusal = {
  code: 'not-allowed',
  reason:
    'Options that were set since stand within these, or round them, on a rung that does not go with theirs. Lift those first.',
};

/** What becomes of the options themselves; of the words with which their labels go see `evolve`. */
export function evolveLifting(
  proposals: ReadonlyMap<ProposalId, Proposal>,
  event: LiftingEvent,
  entry: EntryNumber,
): Map<ProposalId, Proposal> {
  const after = new Map(proposals);
  if (event.type === 'OptionsLifted') {
    for (const { proposal: id } of event.options) {
      const { option, ...plain } = proposals.get(id) ?? {};
      if (option !== undefined) after.set(id, { ...(plain as Proposal), lifted: { entry, proposal: event.proposal, option } });
    }
    return after;
  }
  for (const id of event.options) {
    const { lifted, ...plain } = proposals.get(id) ?? {};
    if (lifted !== undefined) after.set(id, { ...(plain as Proposal), option: lifted.option });
  }
  return after;
}
