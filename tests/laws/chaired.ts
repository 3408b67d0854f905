import fc from 'fast-check';

import { type ClauseId, type ProposalId, proposalId } from '../../shared/base/ids.ts';
import type { Command } from '../../shared/record/command.ts';
import { matterKey, type Matter } from '../../shared/record/matter.ts';
import { type RecordState } from '../../shared/record/state.ts';
import { type JointDecision } from '../../shared/record/together.ts';
import { type Clause } from '../../shared/text/clause.ts';
import { clause } from '../projection/built.ts';
import { proposals } from './generated.ts';
import { acts, Negotiation, VERSION } from './negotiation.ts';

/** An act on what the record holds by then. */
export type Chaired = (state: RecordState) => Command;

export const some = fc.shuffledSubarray([...proposals], { minLength: 1, maxLength: 4 });

export const one = fc.constantFrom(...proposals);

export const how = fc.constantFrom('accept', 'accept', 'drop');

const packages = (state: RecordState): readonly number[] => [...state.instruments.packages.keys()];

const nth = (list: readonly number[], n: number): number => list[n % Math.max(1, list.length)] ?? 99;

export const matter: fc.Arbitrary<Matter> = fc.oneof(
  one.map((proposal) => ({ on: 'proposal' as const, proposal })),
  fc.constantFrom('c0', 'c1', 'c2').map((id) => ({ on: 'clause' as const, clause: id as ClauseId })),
);

export const pending: fc.Arbitrary<Chaired> = fc
  .record({ matter, awaits: matter })
  .map((both) => () => ({ type: 'make-pending' as const, ...both, reason: 'as it says there' }));

export const decisions = (ids: readonly ProposalId[], ways: readonly JointDecision['how'][]): JointDecision[] =>
  ids.map((proposal, index) => ({ proposal, version: VERSION, how: ways[index % ways.length] ?? 'drop' }));

export const wholePackage = (state: RecordState, entry: number, ways: readonly JointDecision['how'][]): Command => ({
  type: 'decide-together',
  package: entry,
  decisions: decisions(state.instruments.packages.get(entry)?.proposals ?? [], ways),
  ground: 'no agreement',
  despite: 'time is short',
});

const instrument: fc.Arbitrary<Chaired> = fc.oneof(
  some.map((ids) => () => ({ type: 'tie-package' as const, name: `Package of ${ids.join()}`, proposals: ids, reason: '' })),
  fc.tuple(one, fc.nat(5), fc.boolean()).map(([proposal, n, adds]) => (state: RecordState) => ({
    ...(adds ? { type: 'extend-package' as const, proposals: [proposal] } : { type: 'reduce-package' as const, proposal }),
    package: nth(packages(state), n),
    reason: 'as was asked',
  })),
  fc
    .nat(5)
    .map((n) => (state: RecordState) => ({ type: 'dissolve-package' as const, package: nth(packages(state), n), reason: 'no' })),
  pending,
  fc.tuple(fc.nat(5), fc.array(how, { minLength: 1, maxLength: 3 })).map(
    ([n, ways]) =>
      (state: RecordState) =>
        wholePackage(state, nth(packages(state), n), ways as JointDecision['how'][]),
  ),
  fc
    .tuple(some, fc.array(fc.constantFrom('accept', 'drop', 'park'), { minLength: 1, maxLength: 3 }))
    .map(([ids, ways]) => () => ({
      type: 'decide-together' as const,
      package: null,
      decisions: decisions(ids, ways as JointDecision['how'][]),
      ground: 'no agreement',
      parking: { owner: 'Ms Adeyemi', returns: '2026-07-10', reason: '' },
    })),
  fc.nat(5).map((n) => (state: RecordState) => ({
    type: 'reopen-together' as const,
    together: nth([...state.instruments.togethers.keys()], n),
    reason: 'new facts',
  })),
  fc
    .uniqueArray(matter, { selector: matterKey, maxLength: 4 })
    .map((matters) => () => ({ type: 'set-running-order' as const, matters })),
  matter.map((taken) => () => ({ type: 'take-matter' as const, matter: taken })),
);

/** Acts of every kind, with those of the chair's instruments among them. */
export const chaired: fc.Arbitrary<Chaired[]> = fc
  .tuple(acts, fc.array(instrument, { maxLength: 20 }), fc.array(fc.nat(60), { minLength: 20, maxLength: 20 }))
  .map(([list, more, at]) =>
    more.reduce<Chaired[]>(
      (all, act, index) => all.toSpliced((at[index] ?? 0) % (all.length + 1), 0, act),
      list.map((command) => () => command),
    ),
  );

export function negotiated(text: readonly Clause[], list: readonly Chaired[]): Negotiation {
  const negotiation = new Negotiation(text);
  for (const act of list) negotiation.give(act(negotiation.state));
  return negotiation;
}

/** All that the record holds, apart from how far it has come. */
export function held(state: RecordState): RecordState {
  return { ...state, last: 0, changedAt: 0 };
}

export const A = proposalId('q1');

export const B = proposalId('q2');

export const C = proposalId('q3');

export const TEXT = [
  clause('c0', 'Each Party <q1 shall><q2 should> report<q3 , as appropriate,>.', { label: '1.' }),
  clause('c1', 'It <-q4 always> <q5 may>meet.', { label: '2.' }),
];

export const tie = (...ids: ProposalId[]): Command => ({ type: 'tie-package', name: 'Finance', proposals: ids, reason: '' });

export const accept = (proposal: ProposalId): Command => ({ type: 'accept', proposal, version: VERSION, falls: [] });

export const together = (entry: number | null, list: JointDecision[]): Command => ({
  type: 'decide-together',
  package: entry,
  decisions: list,
  ground: 'no agreement',
});

export const as = (proposal: ProposalId, way: JointDecision['how']): JointDecision => ({ proposal, version: VERSION, how: way });
