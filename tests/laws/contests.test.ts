import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ProposalId } from '../../shared/base/ids.ts';
import { drawText } from '../../shared/projection/drawing.ts';
import { factsOf, openPoints } from '../../shared/projection/points.ts';
import { NO_RULINGS, RELATIONS, ruledRelation } from '../../shared/record/contests.ts';
import type { RecordState } from '../../shared/record/state.ts';
import type { Clause } from '../../shared/text/clause.ts';
import { clauses, proposals } from './generated.ts';
import { acts, live, Negotiation, VERSION } from './negotiation.ts';

const ruling = fc.record({
  type: fc.constant('relate' as const),
  proposals: fc.uniqueArray(fc.constantFrom(...proposals), { minLength: 3, maxLength: 6 }),
  relation: fc.constantFrom(...RELATIONS, null),
});

/** Texts in which some proposals lie within others, whole, over several clauses: each that is nested carries what is round it too. */
const nested: fc.Arbitrary<Clause[]> = fc
  .tuple(clauses, fc.array(fc.nat(5), { minLength: 6, maxLength: 6 }))
  .map(([list, around]) =>
    list.map((clause) => ({
      ...clause,
      runs: clause.runs.map((run) => ({
        ...run,
        insertions: [...new Set(run.insertions.flatMap((id) => enclosing(id, around)))].toSorted(),
      })),
    })),
  );

/** A proposal with those round it, the innermost first: each lies within one of a lower number, or within none. */
function enclosing(id: ProposalId, around: readonly number[]): ProposalId[] {
  const at = proposals.indexOf(id);
  const outer = (around[at] ?? 0) % Math.max(1, at);
  return at === 0 || around[at] === 5 ? [id] : [id, ...enclosing(proposals[outer] ?? id, around)];
}

function ruled(text: readonly Clause[], list: Parameters<Negotiation['give']>[0][]): Negotiation {
  const one = new Negotiation(text);
  for (const command of list) one.give(command);
  return one;
}

/** The points of a text as sets, each with how its alternatives stand. */
function partition(text: readonly Clause[], state: RecordState): string[] {
  return openPoints(text, state)
    .map((point) => `${point.relation}: ${point.proposals.toSorted().join(' ')}`)
    .toSorted();
}

describe('contests', () => {
  it('[D5] are the same whatever the order in which proposals came, in nests, and with what the chair said of them', () => {
    let relations = new Set<string>();
    fc.assert(
      fc.property(
        nested,
        acts,
        fc.array(ruling, { maxLength: 4 }),
        fc.array(fc.nat(), { minLength: 40, maxLength: 40 }),
        (text, list, rulings, order) => {
          const one = ruled(text, list);
          // What is no longer open is nobody's alternative.
          for (const each of rulings)
            one.give({ ...each, proposals: each.proposals.filter((id) => one.state.proposals.get(id)?.status.state === 'open') });
          const { clauses: now, state } = one;
          const points = partition(now, state);
          const shuffled = new Map(
            [...state.proposals]
              .map(([id, each], index) => [id, { ...each, order: order[index] ?? index }] as const)
              .toSorted(([, a], [, b]) => a.order - b.order),
          );
          expect(partition(now, { ...state, proposals: shuffled })).toEqual(points);
          relations = relations.union(new Set(points.map((point) => point.split(':')[0] ?? '')));
        },
      ),
      { numRuns: 300 },
    );
    expect([...relations].toSorted()).toEqual(['cumulative', 'exclusive', 'independent', 'single']);
  });

  it('[D5] what the chair said counts whatever the order of naming, for all of them and any that are left, and the last word holds', () => {
    fc.assert(
      fc.property(clauses, acts, fc.array(ruling, { minLength: 1, maxLength: 5 }), fc.nat(), (text, list, rulings, pick) => {
        const one = ruled(text, list);
        const given = rulings
          .map((each) => ({
            ...each,
            proposals: each.proposals.filter((id) => one.state.proposals.get(id)?.status.state === 'open'),
          }))
          .filter((each) => one.give({ ...each, proposals: each.proposals.toReversed() }) === null);
        const bare = openPoints(one.clauses, { ...one.state, rulings: NO_RULINGS });
        const unruled = new Map(bare.map((point) => [point.id, point.relation]));
        for (const point of openPoints(one.clauses, one.state)) {
          if (point.proposals.length < 2) continue;
          const said = given.findLast((each) => point.proposals.every((id) => each.proposals.includes(id)))?.relation ?? null;
          expect(point.relation).toBe(said ?? unruled.get(point.id));
        }
        const last = given.at(-1);
        if (last === undefined) return;
        const left = last.proposals.filter((_, index) => index !== pick % (last.proposals.length + 1));
        for (const ids of [last.proposals, last.proposals.toReversed(), left])
          expect(ruledRelation(one.state.rulings, ids)).toBe(last.relation);
      }),
    );
  });
});

describe('nests', () => {
  it('[R3] accept or drop within a nest, then reopen: each word, bracket and point is as it was, whatever was decided round it (invariant 7)', () => {
    let decided = 0;
    fc.assert(
      fc.property(
        nested,
        acts,
        fc.constantFrom(...proposals),
        fc.boolean(),
        fc.subarray([...proposals]),
        (text, list, proposal, accepts, falls) => {
          const one = ruled(text, list);
          const shown = (): unknown => [drawText(one.clauses, factsOf(one.state)), openPoints(one.clauses, one.state)];
          const [before, state] = [shown(), live(one.state)];
          const seen = { proposal, version: VERSION };
          const refusal = one.give(
            accepts ? { type: 'accept', ...seen, falls } : { type: 'drop', ...seen, ground: 'no agreement' },
          );
          if (refusal !== null) return;
          decided += 1;
          expect(one.give({ type: 'reopen', proposal, reason: 'new facts' })).toBeNull();
          expect(shown()).toEqual(before);
          expect(live(one.state)).toEqual(state);
        },
      ),
      { numRuns: 200 },
    );
    expect(decided).toBeGreaterThan(20);
  });
});
