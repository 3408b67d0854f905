import type { ProposalId } from '../base/ids.ts';
import { ok } from '../base/result.ts';
import { standing, type OutcomeOf } from '../proposals/standing.ts';
import type { Clause } from '../text/clause.ts';
import { inapplicable, inapplicableWords } from './applicability.ts';
import { excludesEachOther } from './contests.ts';
import type { Refusal } from './command.ts';
import type { DecisionContext } from './decide.ts';
import { whileSeen } from './open-proposal.ts';
import { packageFault } from './packages.ts';
import { pendingFault } from './pending.ts';
import { outcomesOf, type RecordState } from './state.ts';
import { openDrawnOn, supposedTogether, type JointDecision, type TogetherCommand } from './together.ts';

export type DecideCommand = Extract<TogetherCommand, { type: 'decide-together' }>;

export type NamedFault = NonNullable<Refusal['each']>[number];

/** Decisions as they would stand together. */
export interface Joint {
  readonly state: RecordState;
  readonly command: DecideCommand;
  readonly clauses: readonly Clause[];
  readonly outcomeOf: OutcomeOf;
  /** Proposals that bring words in. */
  readonly bringing: ReadonlySet<ProposalId>;
}

export function jointly(state: RecordState, command: DecideCommand, context: DecisionContext): Joint {
  const clauses = context.clauses?.() ?? [];
  const supposed = supposedTogether(state, command.decisions);
  const present = outcomesOf(state);
  const bringing = new Set(clauses.flatMap(({ runs }) => runs.flatMap(({ insertions }) => insertions)));
  return { state, command, clauses, outcomeOf: (id) => supposed.get(id) ?? present(id), bringing };
}

/** What it would still wait for. */
export function waiting(one: JointDecision, { state, clauses, outcomeOf }: Joint): Refusal | null {
  return accepts(one) ? pendingFault({ on: 'proposal', proposal: one.proposal }, { state, clauses }, outcomeOf) : null;
}

/** What speaks against each decision, all of them taken together. */
export function faultsOf(joint: Joint, context: DecisionContext): NamedFault[] {
  const { state, command } = joint;
  const despite = (command.despite ?? '').trim() !== '';
  return command.decisions.flatMap((one) => {
    const seen = whileSeen(state, one, context, () => ok([]));
    if (!seen.ok) return [{ proposal: one.proposal, reason: seen.refusal.reason }];
    const rivals = accepts(one) ? goingWith(one, joint) : [];
    const fault =
      (one.how === 'park' ? null : packageFault(state.instruments.packages, [one.proposal], rivals, command.package)) ??
      (despite ? null : waiting(one, joint)) ??
      (accepts(one) ? (clash(one, joint) ?? beside(one, joint, context) ?? overtaken(one, joint)) : null);
    return fault === null ? [] : [{ proposal: one.proposal, reason: fault.reason }];
  });
}

/** Of two that stand in brackets of which one can stand, not both are accepted in one act. */
function beside(
  { proposal }: JointDecision,
  { state, command }: Joint,
  { adjoiningOf = () => [] }: DecisionContext,
): Refusal | null {
  // What the chair's text draws on is replaced by it, which is said elsewhere.
  const isReplaced = (id: ProposalId): boolean =>
    openDrawnOn(state, id).includes(proposal) || openDrawnOn(state, proposal).includes(id);
  const others = new Set(adjoiningOf(proposal).filter((id) => !isReplaced(id)));
  return command.decisions.some((one) => accepts(one) && others.has(one.proposal))
    ? clashing('By their brackets, of it and another that would be accepted with it one can stand, unless you say that both can.')
    : null;
}

/** What is in a package is not accepted where, with all the rest of it, it can no longer apply. */
function overtaken({ proposal }: JointDecision, { state, command, clauses }: Joint): Refusal | null {
  if (command.package === null) return null;
  const others = supposedTogether(
    state,
    command.decisions.filter((one) => one.proposal !== proposal),
  );
  const why = inapplicable(clauses, state, others).get(proposal);
  return why === undefined
    ? null
    : clashing(`It can no longer apply: ${inapplicableWords(why, state)}. Drop it with the package, or take it out.`);
}

/** Rivals that would fall, and what the chair's text draws on: those that are no decisions of their own here. */
function goingWith(one: JointDecision, { state, command }: Joint): ProposalId[] {
  const named = new Set(command.decisions.map(({ proposal }) => proposal));
  return [...(one.falls ?? []), ...openDrawnOn(state, one.proposal)].filter((id) => !named.has(id));
}

/** Of those accepted together none puts the other's words out, or other words for the same; and no two of which one can stand. */
function clash({ proposal }: JointDecision, { state, command, clauses, outcomeOf, bringing }: Joint): Refusal | null {
  const others = new Set(command.decisions.filter(accepts).map((one) => one.proposal));
  others.delete(proposal);
  const own = state.proposals.get(proposal);
  for (const id of others) {
    const other = state.proposals.get(id);
    if (own !== undefined && other !== undefined && excludesEachOther(state.rulings, own, other))
      return clashing('Of it and another that would be accepted with it, one can stand, as the chair said.');
  }
  let [some, left] = [false, false];
  for (const { runs } of clauses) {
    for (const run of runs) {
      if (run.insertions.includes(proposal)) {
        some = true;
        left ||= standing(run, outcomeOf) !== 'out';
      }
      if (!bringing.has(proposal) || !run.deletions.includes(proposal)) continue;
      if (run.deletions.some((id) => others.has(id) && bringing.has(id)))
        return clashing('Another that would be accepted with it puts other words for the same.');
    }
  }
  return some && !left ? clashing('Its words would be out of the text by what is decided with it.') : null;
}

function clashing(reason: string): Refusal {
  return { code: 'clash', reason };
}

/** Whether a decision is an acceptance. */
export function accepts({ how }: JointDecision): boolean {
  return how === 'accept';
}
