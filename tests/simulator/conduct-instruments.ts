import type { ProposalId } from '../../shared/base/ids.ts';
import { clauseVersion, openIn } from '../../shared/proposals/clause-version.ts';
import type { OutcomeOf } from '../../shared/proposals/standing.ts';
import type { Command } from '../../shared/record/command.ts';
import type { PackagedClause } from '../../shared/record/packages.ts';
import { outcomesOf } from '../../shared/record/state.ts';
import { supposedTogether, type JointClause, type JointDecision } from '../../shared/record/together.ts';
import { any, looked, on, open, type Act, type Seen } from './seen.ts';

/** What a chair begins with packages, dependencies, several decisions at once, the running order and the lens. */
export const INSTRUMENTS: readonly Act[] = [
  (seen) => ({
    type: 'tie-package',
    name: `Package ${seen.random.below(40)}`,
    proposals: [any(seen), any(seen), any(seen)].filter((id) => id !== null),
    clauses: packed(seen),
    reason: '',
  }),
  (seen) => ({
    type: 'decide-together',
    package: null,
    decisions: [...new Set([any(seen), any(seen)])].flatMap((id) =>
      id === null ? [] : [{ ...looked(seen, id), how: seen.random.pick(['accept', 'drop', 'park'] as const) ?? 'drop' }],
    ),
    ground: 'no agreement',
    parking: { owner: 'Ms Adeyemi', returns: '2026-07-10', reason: '' },
  }),
  on((proposal, seen) => ({
    type: 'make-pending',
    matter: { on: 'proposal', proposal },
    awaits: { on: 'proposal', proposal: open(seen) ?? proposal },
    reason: 'the one hangs on the other',
  })),
  (seen) => ({
    type: 'set-running-order',
    matters: [...new Set([any(seen), any(seen)])].flatMap((proposal) =>
      proposal === null ? [] : [{ on: 'proposal', proposal }],
    ),
  }),
  ({ random }) => ({
    type: 'set-lens',
    lens: random.pick(['named', 'group', 'unnamed'] as const) ?? 'named',
    reason: 'so that all speak freely',
  }),
];

/** What a chair does next with those that are there. */
export const INSTRUMENTS_IN_HAND: readonly Act[] = [
  (seen) =>
    inPackage(seen, (one, proposal) => ({
      type: 'extend-package',
      package: one,
      proposals: [proposal],
      reason: 'it belongs there',
    })),
  (seen) => inPackage(seen, (one, proposal) => ({ type: 'reduce-package', package: one, proposal, reason: 'it does not' })),
  (seen) =>
    inPackage(seen, (one) => (seen.random.chance(0.3) ? { type: 'dissolve-package', package: one, reason: 'no deal' } : null)),
  (seen) =>
    inPackage(seen, (one) => ({
      type: 'decide-together',
      package: one,
      ...whole(
        seen,
        one,
        (seen.state.instruments.packages.get(one)?.proposals ?? []).map((id) => ({
          ...looked(seen, id),
          how: seen.random.chance(0.5) ? 'accept' : 'drop',
        })),
      ),
      ground: 'no agreement',
      ...(seen.random.chance(0.3) ? { despite: 'both sides agree' } : {}),
    })),
  ({ random, state }) => {
    const together = random.pick([...state.instruments.togethers.keys()]);
    return together === undefined ? null : { type: 'reopen-together', together, reason: 'new facts' };
  },
  ({ random, state }) => {
    const pending = random.pick([...state.instruments.pendings.keys()]);
    return pending === undefined ? null : { type: 'lift-pending', pending, reason: 'it hangs on it no more' };
  },
  ({ random, state }) =>
    state.instruments.order.matters.length === 0
      ? null
      : { type: 'take-matter', matter: random.pick(state.instruments.order.matters) ?? null },
];

/** A clause to be agreed with every other package, where one is there. Chosen by no chance, so that the course of other things stays what it was. */
function packed({ state, clauses }: Seen): PackagedClause[] {
  const clause = clauses[state.last % Math.max(1, clauses.length)];
  const [rung] = state.ladder.rungs;
  return clause === undefined || rung === undefined || state.last % 2 === 0 ? [] : [{ clause: clause.id, rung: rung.id }];
}

/** All of a package: its clauses as they would read, where nothing would be open in them. */
function whole(seen: Seen, one: number, decisions: readonly JointDecision[]) {
  const { state, clauses } = seen;
  const [supposed, present] = [supposedTogether(state, decisions), outcomesOf(state)];
  const joint = (state.instruments.packages.get(one)?.clauses ?? []).map(({ clause: id }): JointClause => {
    const clause = clauses.find((other) => other.id === id);
    const then: OutcomeOf = (proposal) => supposed.get(proposal) ?? present(proposal);
    const version = clause === undefined ? null : clauseVersion(clause, then);
    const agrees = clause !== undefined && version !== null && openIn(clause, then).size === 0;
    return { clause: id, version: version ?? '0'.repeat(64), how: agrees ? 'agree' : 'leave' };
  });
  return { decisions, clauses: joint };
}

function inPackage(seen: Seen, what: (one: number, proposal: ProposalId) => Command | null): Command | null {
  const one = seen.random.pick([...seen.state.instruments.packages.keys()]);
  const proposal = any(seen);
  return one === undefined || proposal === null ? null : what(one, proposal);
}
