import { ok, refuse, type Result } from '../base/result.ts';
import { bridge, type BridgeInput } from '../proposals/bridge.ts';
import { planLifting } from '../proposals/lifting.ts';
import { planOptions, type OptionsPlan } from '../proposals/options.ts';
import type { OptionsCommand } from '../record/options.ts';
import { proposedAlike } from '../proposals/alike.ts';
import { amendedBy } from '../proposals/nesting.ts';
import { clashReadings } from '../projection/clash-readings.ts';
import { standingClauses } from '../projection/drawing.ts';
import { factsOf } from '../projection/points.ts';
import { amend } from '../proposals/amend.ts';
import { reintroduce } from '../proposals/reintroduce.ts';
import { reintroductionFault } from '../record/reintroduction.ts';
import type { PlannedRenumbering } from '../projection/renumbering.ts';
import { nextRevision, type NextRevision, type TextWithRecord } from '../projection/revision.ts';
import type { Clash } from '../proposals/placing.ts';
import { redraft, type Redraft } from '../proposals/redraft.ts';
import type { ClauseId, ParticipantId, ProposalId } from '../base/ids.ts';
import type { Command, Refusal } from '../record/command.ts';
import type { WrittenChange } from '../record/written-change.ts';
import { optionsOfChoice, type PlannedLifting } from '../record/lifting.ts';
import { isNumberingCommand } from '../record/numbering.ts';
import { outcomesOf, type RecordState } from '../record/state.ts';
import { proposalsIn, type Clause } from '../text/clause.ts';
import { changeText, type TextChange } from '../text/change.ts';
import { planNumbers } from './number-plan.ts';
import { partsTables } from './parted-tables.ts';

/** Why a command was refused; `clashes` only where a prepared change does not fit the text any more. */
export interface CommandRefusal {
  readonly refusal: Refusal;
  readonly clashes?: readonly Clash[];
}

/** The change of the text that a command brings with it. */
export interface ChangePlan {
  readonly changes: readonly TextChange[];
  readonly tabling?: WrittenChange;
  readonly amendment?: WrittenChange;
  /** The one wording of what is merged, or the chair's text. */
  readonly written?: WrittenChange;
  /** The options of a choice, or why they cannot come into the text. */
  readonly options?: Result<OptionsPlan, string>;
  /** The labels that go with a lifting. */
  readonly lifting?: PlannedLifting;
  /** The revision that a command begins. */
  readonly next?: NextRevision;
  /** What renumbering does. */
  readonly renumbering?: PlannedRenumbering;
  /** Why the wording could not be used; to be said only where nothing else stands against the command. */
  readonly unusable?: Refusal;
}

/** What planning looks at. */
export interface PlanSources {
  readonly state: RecordState;
  readonly proposer: ParticipantId;
  /** For `table`: those who prepared it, in the order in which they joined. */
  readonly sponsors?: readonly ParticipantId[];
  /** The text as it stands now. */
  clauses(): readonly Clause[];
  /** What was prepared, for `table`. */
  readonly prepared: { readonly base: readonly Clause[]; readonly edited: readonly Clause[] } | null;
  /** The text of an issued revision, with the record just before its issue; null where there is no such. */
  issued(revision: number): TextWithRecord | null;
  /** Ids that nobody has had. */
  readonly newIds: { clause(): ClauseId; proposal(): ProposalId };
}

const NO_CHANGE: ChangePlan = { changes: [] };

/**
 * Works out the change of the text that belongs to a command: none for most. Writes nothing. Two people who move one clause at once leave
 * it twice: what names a clause is planned on the first, which is also where it is written, and what would change both alike is refused.
 */
export function planChange(command: Command, sources: PlanSources): Result<ChangePlan, CommandRefusal> {
  if (command.type === 'issue-revision') return ok({ changes: [], next: nextRevision(present(sources), null) });
  if (command.type === 'restore-revision') {
    const restored = sources.issued(command.revision);
    return ok(restored === null ? NO_CHANGE : { changes: [], next: nextRevision(present(sources), restored) });
  }
  const outcomeOf = outcomesOf(sources.state);
  const proposal = sources.newIds.proposal();
  if (command.type === 'table' && sources.prepared !== null) {
    const { prepared } = sources;
    if (byPlace(prepared.edited).later.length > 0) return refuse({ refusal: TWICE_PREPARED });
    const reads = clashReadings(prepared.base, sources.state);
    const current = byPlace(sources.clauses()).first;
    const redrafted = redraft({ ...prepared, current, outcomeOf, proposal, reads });
    if (!redrafted.ok) return refuse({ refusal: CLASH, clashes: redrafted.refusal });
    const tabled = withOwnIds(redrafted.value, sources.newIds);
    const { changes } = tabled;
    const alike = changes.length > 0 ? [] : proposedAlike({ ...prepared, current, outcomeOf });
    if (alike.length > 0) return ok({ changes: [], unusable: proposedAlready(alike, sources.state) });
    const changed = changeText(current, changes);
    if (partsTables(standingClauses(current, outcomeOf), standingClauses(changed, outcomeOf)))
      return refuse({ refusal: PARTS_TABLE });
    const amends = amendedBy(changed, proposal, factsOf(sources.state));
    const [proposer = sources.proposer, ...coProposers] = sources.sponsors ?? [];
    const together = coProposers.length === 0 ? {} : { coProposers };
    return ok(planOf(tabled, (tabling) => ({ tabling: { ...tabling, ...together, amends } }), { proposal, proposer }));
  }
  if (command.type === 'accept-as-amended' && sources.state.proposals.has(command.proposal)) {
    const { first, later } = byPlace(sources.clauses());
    if (proposalsIn(later).has(command.proposal)) return ok({ changes: [], unusable: TWICE_IN_TEXT });
    const amended = amend({
      clauses: first,
      proposal: command.proposal,
      amendment: proposal,
      wording: command.wording,
      outcomeOf,
    });
    if (!amended.ok) return ok({ changes: [], unusable: { code: 'malformed', reason: amended.refusal } });
    return ok(planOf(amended.value, (amendment) => ({ amendment }), { proposal, proposer: sources.proposer }));
  }
  if (command.type === 'reintroduce') return planReintroduction(command.proposal, proposal, sources);
  if (command.type === 'set-options') return ok(planChoice(command, sources));
  if (command.type === 'lift-options') {
    const options = new Map(optionsOfChoice(sources.state, command.choice).map(({ id, option }) => [id, option]));
    const labels = planLifting(byPlace(sources.clauses()).first, options, proposal);
    return ok({ changes: labels.changes, lifting: { proposal, labels } });
  }
  if (isNumberingCommand(command)) {
    const { first, later } = byPlace(sources.clauses());
    return planNumbers(command, { state: sources.state, clauses: first, isTwice: later.length > 0, proposal });
  }
  const model = modelOf(command);
  // What is no longer open is refused when it is decided.
  if (model !== null && sources.state.proposals.get(model.proposal)?.status.state === 'open') {
    const { first, later } = byPlace(sources.clauses());
    if (proposalsIn(later).has(model.proposal)) return refuse({ refusal: TWICE_IN_TEXT });
    const { wording, insteadOf } = model;
    const bridged = bridge({ clauses: first, model: model.proposal, insteadOf, proposal, wording, outcomeOf });
    if (!bridged.ok) return refuse({ refusal: { code: 'changed-since', reason: bridged.refusal } });
    return ok(planOf(bridged.value, (written) => ({ written }), { proposal, proposer: sources.proposer }));
  }
  return ok(NO_CHANGE);
}

/** With new clauses under ids that nobody has had: under that of one that is gone it would be told as that one, with what was done about it. */
function withOwnIds(redrafted: Redraft, newIds: PlanSources['newIds']): Redraft {
  const ids = new Map(
    redrafted.changes.flatMap((change) => (change.type === 'insert' ? [[change.clause.id, newIds.clause()]] : [])),
  );
  const idOf = (id: ClauseId): ClauseId => ids.get(id) ?? id;
  return {
    ...redrafted,
    clauses: redrafted.clauses.map(idOf),
    changes: redrafted.changes.map((change) =>
      change.type === 'insert'
        ? {
            ...change,
            after: change.after === null ? null : idOf(change.after),
            clause: { ...change.clause, id: idOf(change.clause.id) },
          }
        : change,
    ),
  };
}

function proposedAlready(alike: readonly ProposalId[], { proposals }: RecordState): Refusal {
  const entries = alike.flatMap((id) => proposals.get(id)?.entry ?? []);
  return {
    code: 'nothing-to-table',
    reason: `Just this has been proposed already (record ${entries.join(', ')}). Its sponsors can be joined, and this preparation discarded.`,
  };
}

/** What cannot be reintroduced is refused when it is decided. */
function planReintroduction(
  withdrawn: ProposalId,
  proposal: ProposalId,
  { state, proposer, ...sources }: PlanSources,
): Result<ChangePlan, CommandRefusal> {
  if (reintroductionFault(state, withdrawn) !== null) return ok(NO_CHANGE);
  const { first, later } = byPlace(sources.clauses());
  if (proposalsIn(later).has(withdrawn)) return refuse({ refusal: TWICE_IN_TEXT });
  const holdsNumber = state.proposals.get(withdrawn)?.holdsNumber ?? false;
  const brought = reintroduce({ clauses: first, withdrawn, proposal, holdsNumber, outcomeOf: outcomesOf(state) });
  if (!brought.ok) return ok({ changes: [], unusable: { code: 'clash', reason: brought.refusal } });
  const amends = amendedBy(changeText(first, brought.value.changes), proposal, factsOf(state));
  return ok(planOf(brought.value, (written) => ({ written: { ...written, amends } }), { proposal, proposer }));
}

function planChoice(command: OptionsCommand, { state, newIds, ...sources }: PlanSources): ChangePlan {
  const options = planOptions({
    ...command,
    clauses: byPlace(sources.clauses()).first,
    outcomeOf: outcomesOf(state),
    rungOf: (id) => state.proposals.get(id)?.option?.rung ?? null,
    isInherited: (id) => state.proposals.get(id)?.origin === 'inherited',
    newClause: () => newIds.clause(),
    newProposal: () => newIds.proposal(),
  });
  return { changes: options.ok ? options.value.changes : [], options };
}

/** For a command that brings a text of its own for the place of others: after which it is worded, and instead of which it stands. */
function modelOf(command: Command): (Pick<BridgeInput, 'wording' | 'insteadOf'> & { readonly proposal: ProposalId }) | null {
  if (command.type === 'bridge') {
    const { proposal, wording, drawsOn } = command;
    return { proposal, wording, insteadOf: new Set([proposal, ...drawsOn]) };
  }
  if (command.type !== 'merge' || command.wording.length === 0) return null;
  const { proposal } = command.into;
  return { proposal, wording: command.wording, insteadOf: new Set([proposal, ...command.merged.map((one) => one.proposal)]) };
}

function present(sources: PlanSources): TextWithRecord {
  return { clauses: sources.clauses(), state: sources.state };
}

/** The clauses as each stands first, and those that stand once more. */
function byPlace(clauses: readonly Clause[]): { readonly first: readonly Clause[]; readonly later: readonly Clause[] } {
  const seen = new Set<string>();
  const first: Clause[] = [];
  const later: Clause[] = [];
  for (const clause of clauses) {
    (seen.has(clause.id) ? later : first).push(clause);
    seen.add(clause.id);
  }
  return { first, later };
}

const TWICE_PREPARED: Refusal = {
  code: 'clash',
  reason: 'A paragraph stands twice in your preparation, since two of you moved it at once. Remove one of the two, then table.',
};

const PARTS_TABLE: Refusal = {
  code: 'clash',
  reason:
    'What you add would part a table of the text, or change what a row of it is. Put it before or behind that table, or in a row or column of its own.',
};

const TWICE_IN_TEXT: Refusal = {
  code: 'clash',
  reason:
    'A paragraph with words of this proposal stands twice in the text, since two drafters moved it at once. Once one of the two is removed, it can be amended.',
};

const CLASH: Refusal = {
  code: 'clash',
  reason: 'The text has moved where this proposal changes it. Nothing of your preparation is lost.',
};

function planOf(
  redrafted: Redraft,
  as: (change: WrittenChange) => Pick<ChangePlan, 'tabling' | 'amendment' | 'written'>,
  whose: { readonly proposal: ProposalId; readonly proposer: ParticipantId },
): ChangePlan {
  const { changes, clauses, inserted, deleted, holdsNumber } = redrafted;
  return changes.length === 0 ? NO_CHANGE : { changes, ...as({ ...whose, clauses, inserted, deleted, holdsNumber }) };
}
