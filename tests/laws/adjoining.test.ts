import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { proposalId } from '../../shared/base/ids.ts';
import { adjoining } from '../../shared/projection/adjoining.ts';
import { openPoints } from '../../shared/projection/points.ts';
import { RELATIONS, ruledRelation } from '../../shared/record/contests.ts';
import { clause } from '../projection/built.ts';
import { accept, as, A, B, C, together } from './chaired.ts';
import { clauses, proposals } from './generated.ts';
import { acts, Negotiation, VERSION, openVote } from './negotiation.ts';

const TEXT = [clause('c0', 'Each Party <q1 shall><q2 should> report<q3 , as appropriate,> yearly.', { label: '1.' })];

/** Besides clauses in which anything stands beside anything, one with three alternatives. */
const texts = clauses.map((list) => [...list, clause('k0', 'Each Party <q1 shall><q2 should><q3 may> report.', { label: '9.' })]);

const ruling = fc.record({
  type: fc.constant('relate' as const),
  proposals: fc.uniqueArray(fc.constantFrom(...proposals), { minLength: 2, maxLength: 3 }),
  relation: fc.constantFrom(...RELATIONS, null),
});

describe('alternatives whose brackets adjoin', () => {
  it('[D5] a second is accepted nowhere by the brackets in which both stood, unless the chair said how they stand', () => {
    let [refused, allowed] = [0, 0];
    fc.assert(
      fc.property(texts, fc.array(fc.oneof(acts, fc.array(ruling, { maxLength: 2 })), { maxLength: 4 }), (text, lists) => {
        const one = new Negotiation(text);
        for (const command of lists.flat()) {
          if (command.type !== 'accept') {
            one.give(command);
            continue;
          }
          const { state } = one;
          const id = command.proposal;
          const beside = adjoining(one.clauses, state, id).filter(
            (other) => state.proposals.get(other)?.status.state === 'accepted',
          );
          const refusal = one.give(command);
          if (beside.length > 0) refused += 1;
          if (beside.length > 0 && state.proposals.get(id)?.status.state === 'open') expect(refusal).not.toBeNull();
          if (refusal === null) allowed += 1;
        }
        // Of those that are open it is what the points say.
        for (const { proposals: together, relation } of openPoints(one.clauses, one.state)) {
          for (const id of together) {
            const open = adjoining(one.clauses, one.state, id).filter((other) => together.includes(other));
            const bringing = together.filter((other) =>
              one.clauses.some(({ runs }) => runs.some((run) => run.insertions.includes(other))),
            );
            const areAlternatives = bringing.length === 2 && ruledRelation(one.state.rulings, together) === null;
            if (relation === 'exclusive' && together.length === 2)
              expect(open).toEqual(areAlternatives ? together.filter((other) => other !== id) : []);
          }
        }
      }),
      { numRuns: 200, examples: [[[clause('c0', 'Each Party <q1 shall><q2 should> report.')], [[accept(A), accept(B)]]]] },
    );
    expect(refused).toBeGreaterThan(0);
    expect(allowed).toBeGreaterThan(10);
  });

  it('[D5] words that one wants out and words that another wants in their place are no alternatives', () => {
    const one = new Negotiation([clause('c0', 'Each Party <-q1 shall><q2 should><-q3  always> report.', { label: '1.' })]);
    for (const id of [A, B, C]) expect(one.give(accept(id))).toBeNull();
  });

  it('[D5] the refusal says which was accepted; the chair may say afterwards too that both can stand', () => {
    const one = new Negotiation(TEXT);
    expect(one.give(accept(A))).toBeNull();
    expect(one.give(accept(B))).toEqual({
      code: 'clash',
      reason:
        'No. 1 of the register was accepted (record 2), and by the brackets in which both stood one of the two can stand. Reopen that first, or say that both can.',
    });
    // Nor is it put to a vote that could have no result.
    const vote = openVote(B);
    expect(one.give(vote)?.code).toBe('clash');
    // What stands apart is not concerned.
    expect(one.give(accept(C))).toBeNull();
    expect(one.give({ type: 'relate', proposals: [A, B], relation: 'cumulative' })).toBeNull();
    expect(one.give(accept(B))).toBeNull();
    expect(one.give({ type: 'relate', proposals: [A, B], relation: 'exclusive' })?.code).toBe('not-open');
  });

  it('[D5] [G6] not both in one act either, nor in a package', () => {
    const one = new Negotiation(TEXT);
    const both = together(null, [as(A, 'accept'), as(B, 'accept')]);
    expect(one.give(both)?.each).toHaveLength(2);
    expect(one.give(together(null, [as(A, 'accept'), as(B, 'drop'), as(C, 'accept')]))).toBeNull();
    expect(one.give({ type: 'reopen-together', together: 2, reason: 'new facts' })).toBeNull();
    expect(one.give({ type: 'relate', proposals: [A, B], relation: 'independent' })).toBeNull();
    expect(one.give(both)).toBeNull();
  });

  it('[D5] what was tabled after an acceptance changes the text with it, and is no alternative to it', () => {
    const later = proposalId('q9');
    const one = new Negotiation(TEXT);
    expect(one.give(accept(A))).toBeNull();
    expect(one.give({ type: 'drop', proposal: B, version: VERSION, ground: 'no agreement' })).toBeNull();
    one.clauses = [clause('c0', 'Each Party <q1 shall><q9 always><q2 should> report.', { label: '1.' })];
    one.table(later);
    expect(adjoining(one.clauses, one.state, later)).toEqual([]);
    expect(one.give(accept(later))).toBeNull();
  });
});
