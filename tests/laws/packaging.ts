import fc from 'fast-check';
import { clauseId, type ClauseId } from '../../shared/base/ids.ts';
import { clauseVersion } from '../../shared/proposals/clause-version.ts';
import type { OutcomeOf } from '../../shared/proposals/standing.ts';
import type { Command } from '../../shared/record/command.ts';
import { USUAL_LADDER } from '../../shared/record/ladder.ts';
import type { PackagedClause } from '../../shared/record/packages.ts';
import { outcomesOf, type RecordState } from '../../shared/record/state.ts';
import { supposedTogether, type JointClause, type JointDecision } from '../../shared/record/together.ts';
import { clause } from '../projection/built.ts';
import { as, how, negotiated, type Chaired } from './chaired.ts';
import { clauses, proposals } from './generated.ts';
import { VERSION, type Negotiation } from './negotiation.ts';

/** Besides clauses in which anything may be open, one without a bracket, and one with a single bracket. */
export const texts = clauses.map((list) => [
  ...list,
  clause('k0', 'Entries are kept.', { label: '8.' }),
  clause('k1', 'It <q2 always> meets.', { label: '9.' }),
]);

const clauseOf = fc.constantFrom('c0', 'c1', 'k0', 'k0', 'k1').map(clauseId);
const rungOf = fc.constantFrom(...USUAL_LADDER.map(({ id }) => id));
export const packaged: fc.Arbitrary<PackagedClause[]> = fc.uniqueArray(fc.record({ clause: clauseOf, rung: rungOf }), {
  selector: (one) => one.clause,
  minLength: 1,
  maxLength: 3,
});

/** The outcomes that decisions would bring. */
function thenOf(state: RecordState, decisions: readonly JointDecision[]): OutcomeOf {
  const [supposed, now] = [supposedTogether(state, decisions), outcomesOf(state)];
  return (id) => supposed.get(id) ?? now(id);
}

export function versionIn(negotiation: Negotiation, id: ClauseId, outcomeOf: OutcomeOf): string {
  const found = negotiation.clauses.find((one) => one.id === id);
  return (found === undefined ? null : clauseVersion(found, outcomeOf)) ?? VERSION;
}

/** A decision on all of a package: its proposals as said, each of its clauses agreed as it would then read, where it is agreed. */
export function decided(
  negotiation: Negotiation,
  entry: number,
  ways: readonly JointDecision['how'][],
  agrees: readonly boolean[] = [true],
): Command {
  const { state } = negotiation;
  const one = state.instruments.packages.get(entry);
  const decisions = (one?.proposals ?? []).map((proposal, index) => as(proposal, ways[index % ways.length] ?? 'drop'));
  const then = thenOf(state, decisions);
  const joint = (one?.clauses ?? []).map(({ clause: id }, index): JointClause => ({
    clause: id,
    version: versionIn(negotiation, id, then),
    how: (agrees[index % agrees.length] ?? true) ? 'agree' : 'leave',
  }));
  return { type: 'decide-together', package: entry, decisions, clauses: joint, ground: 'no agreement' };
}

const nth = (state: RecordState, n: number): number => {
  const all = [...state.instruments.packages.keys()];
  return all[n % Math.max(1, all.length)] ?? 99;
};

type Step = (negotiation: Negotiation) => Command;

/** What a chair does with clauses and packages, on whatever there is by then. */
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ ids: fc.subarray([...proposals], { maxLength: 3 }), list: packaged }).map(({ ids, list }): Step => () => ({
    type: 'tie-package',
    name: `${ids.join()} ${list.map((one) => one.clause).join()}`,
    proposals: ids,
    clauses: list,
    reason: '',
  })),
  fc.tuple(fc.nat(5), packaged).map(([n, list]): Step => ({ state }) => ({
    type: 'pack-clauses',
    package: nth(state, n),
    clauses: list,
    reason: 'it belongs there',
  })),
  fc.tuple(fc.nat(5), clauseOf).map(([n, id]): Step => ({ state }) => ({
    type: 'unpack-clause',
    package: nth(state, n),
    clause: id,
    reason: 'it does not',
  })),
  fc.tuple(clauseOf, rungOf).map(([id, rung]): Step => (one) => ({
    type: 'agree',
    rung,
    clauses: [{ clause: id, version: versionIn(one, id, outcomesOf(one.state)) }],
  })),
  clauseOf.map((id): Step => () => ({ type: 'reopen-clauses', clauses: [id], reason: 'new facts' })),
  fc.tuple(fc.nat(5), fc.array(how, { minLength: 1, maxLength: 3 }), fc.array(fc.boolean(), { minLength: 1, maxLength: 2 })).map(
    ([n, ways, agrees]): Step =>
      (one) =>
        decided(one, nth(one.state, n), ways as JointDecision['how'][], agrees),
  ),
  fc.nat(5).map((n): Step => ({ state }) => ({
    type: 'reopen-together',
    together: [...state.instruments.togethers.keys()][n % Math.max(1, state.instruments.togethers.size)] ?? 99,
    reason: 'new facts',
  })),
);

/** Acts of every kind, with those on clauses in packages among them. */
export function course(text: Parameters<typeof negotiated>[0], list: readonly Chaired[], steps: readonly Step[]): Negotiation {
  const negotiation = negotiated(text, list.slice(0, list.length >> 1));
  for (const one of steps.slice(0, steps.length >> 1)) negotiation.give(one(negotiation));
  for (const one of list.slice(list.length >> 1)) negotiation.give(one(negotiation.state));
  for (const one of steps.slice(steps.length >> 1)) negotiation.give(one(negotiation));
  return negotiation;
}

export const steps = fc.array(step, { minLength: 6, maxLength: 24 });
