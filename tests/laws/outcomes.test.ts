import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { proposalId, type ProposalId } from '../../shared/base/ids.ts';
import { inapplicable } from '../../shared/record/applicability.ts';
import { openPoints } from '../../shared/projection/points.ts';
import { register } from '../../shared/projection/register.ts';
import type { Command } from '../../shared/record/command.ts';
import { replay } from '../../shared/record/evolve.ts';
import { outcomesOf } from '../../shared/record/state.ts';
import { proposalsIn, type Clause } from '../../shared/text/clause.ts';
import { REGISTRY } from '../projection/built.ts';
import { clauses, proposals } from './generated.ts';
import { acts, live, Negotiation, VERSION } from './negotiation.ts';
import { characters, visible } from './characters.ts';

function negotiated(text: readonly Clause[], list: readonly Command[]): Negotiation {
  const one = new Negotiation(text);
  for (const command of list) one.give(command);
  return one;
}

const proposal = fc.constantFrom(...proposals);

describe('outcomes of proposals', () => {
  it('[D1] refer, park or reserve, then call back, gives back exactly the state before (invariant 7), and moves no word', () => {
    fc.assert(
      fc.property(clauses, acts, proposal, fc.constantFrom('refer', 'park', 'reserve'), (text, list, id, how) => {
        const one = negotiated(text, list);
        one.give({ type: 'call-back', proposal: id, note: '' });
        const [before, words] = [live(one.state), one.clauses];
        const points = openPoints(one.clauses, one.state);
        const command: Command =
          how === 'refer'
            ? { type: 'refer', proposal: id, body: 'Drafting Committee', note: 'for wording' }
            : how === 'park'
              ? { type: 'park', proposal: id, owner: 'Ms Adeyemi', returns: '2026-07-10', reason: '' }
              : { type: 'reserve', proposal: id, participant: 'p-no' as never, reason: '' };
        if (one.give(command) !== null) return;
        expect(live(one.state)).not.toEqual(before);
        expect(openPoints(one.clauses, one.state)).toEqual(points);
        expect(one.give({ type: 'call-back', proposal: id, note: '' })).toBeNull();
        expect(live(one.state)).toEqual(before);
        expect(one.clauses).toBe(words);
      }),
    );
  });

  it('[D1] a proposal that was decided where it was parked is parked again when it is reopened', () => {
    const one = negotiated(TWO, [{ type: 'park', proposal: A, owner: 'Ms Adeyemi', returns: '2026-07-10', reason: '' }]);
    const before = live(one.state);
    expect(one.give({ type: 'drop', proposal: A, version: VERSION, ground: 'no agreement', basis: 'no-support' })).toBeNull();
    expect(one.state.proposals.get(A)?.status).toMatchObject({ state: 'dropped', basis: 'no-support' });
    expect(one.give({ type: 'reopen', proposal: A, reason: 'new facts' })).toBeNull();
    expect(live(one.state)).toEqual(before);
  });

  it('[D2] merge, then reopen each of those merged in any order, gives back exactly the state before (invariant 7)', () => {
    fc.assert(
      fc.property(
        clauses,
        acts,
        fc.shuffledSubarray([...proposals], { minLength: 2 }),
        fc.boolean(),
        (text, list, ids, again) => {
          const one = negotiated(text, list);
          const before = live(one.state);
          const [into, ...merged] = ids.map((id) => ({ proposal: id, version: VERSION }));
          if (one.give({ type: 'merge', into: into!, merged, wording: [] }) !== null) return;
          const order = again ? merged : merged.toReversed();
          for (const { proposal: id } of order)
            expect(one.give({ type: 'reopen', proposal: id, reason: 'new facts' })).toBeNull();
          expect(live(one.state)).toEqual(before);
        },
      ),
    );
  });

  it('[D2] merged into a new wording and reopened, all are as before, and the wording stands beside them', () => {
    fc.assert(
      fc.property(clauses, acts, fc.shuffledSubarray([...proposals], { minLength: 2, maxLength: 3 }), (text, list, ids) => {
        const one = negotiated(text, list);
        const [before, was] = [live(one.state) as unknown[], outcomesOf(one.state)];
        const words = visible(one.clauses, was);
        const [into, ...merged] = ids.map((id) => ({ proposal: id, version: VERSION }));
        const wording = [{ clause: 'c0' as never, at: 0, text: 'might ' }];
        const known = one.state.proposals.size;
        if (one.give({ type: 'merge', into: into!, merged, wording }) !== null || one.state.proposals.size === known) return;
        for (const id of ids) expect(one.give({ type: 'reopen', proposal: id, reason: 'new facts' })).toBeNull();
        expect((live(one.state) as unknown[]).slice(0, -1)).toEqual(before);
        const made = [...one.state.proposals.keys()].at(-1)!;
        expect(visible(one.clauses, (id) => (id === made ? 'refused' : was(id)))).toBe(words);
      }),
    );
  });

  it('[D3] accepting the chair’s text replaces what it draws on, and reopening gives all back', () => {
    const one = new Negotiation(TWO);
    const wording = [{ clause: 'c0' as never, at: 0, text: 'may' }];
    expect(one.give({ type: 'bridge', proposal: A, version: VERSION, drawsOn: [B], wording, rationale: '' })).toBeNull();
    const made = [...one.state.proposals.keys()].at(-1)!;
    expect(one.state.proposals.get(made)).toMatchObject({ origin: 'bridging', proposer: 'p-chair', drawsOn: [A, B] });
    expect(openPoints(one.clauses, one.state)).toMatchObject([{ proposals: [A, made, B], relation: 'exclusive' }]);
    const before = live(one.state);
    expect(one.give({ type: 'accept', proposal: made, version: VERSION, falls: [A] })).toBeNull();
    expect(one.entries.slice(-3).map(({ event }) => event.type)).toEqual([
      'ProposalAccepted',
      'ProposalReplaced',
      'ProposalReplaced',
    ]);
    expect(visible(one.clauses, outcomesOf(one.state))).toBe('Each Party may report.');
    expect(one.give({ type: 'reopen', proposal: made, reason: 'new facts' })).toBeNull();
    expect(live(one.state)).toEqual(before);
  });

  it('[D3] the chair’s text moves no word that stood: refused, the text is what it was', () => {
    fc.assert(
      fc.property(clauses, acts, proposal, fc.subarray([...proposals]), (text, list, id, drawsOn) => {
        const one = negotiated(text, list);
        const was = outcomesOf(one.state);
        const words = visible(one.clauses, was);
        const wording = [{ clause: 'c0' as never, at: 0, text: 'might ' }];
        if (one.give({ type: 'bridge', proposal: id, version: VERSION, drawsOn, wording, rationale: '' }) !== null) return;
        const made = [...one.state.proposals.keys()].at(-1)!;
        expect(visible(one.clauses, (other) => (other === made ? 'refused' : was(other)))).toBe(words);
        const before = live(one.state);
        expect(one.give({ type: 'accept', proposal: made, version: VERSION, falls: [...drawsOn] })).toBeNull();
        for (const replaced of [id, ...drawsOn]) expect(one.state.proposals.get(replaced)?.status.state).toBe('replaced');
        expect(one.give({ type: 'reopen', proposal: made, reason: 'new facts' })).toBeNull();
        expect(live(one.state)).toEqual(before);
      }),
    );
  });

  it('[D4] the register has every proposal exactly once, and the record, replayed, gives it again (invariant 1)', () => {
    fc.assert(
      fc.property(clauses, acts, (text, list) => {
        const one = negotiated(text, list);
        const sources = { clauses: one.clauses, state: one.state, entries: one.entries, registry: REGISTRY };
        const rows = register(sources);
        expect(rows.map((row) => row.proposal).toSorted()).toEqual([...one.state.proposals.keys()].toSorted());
        expect(new Set(proposalsIn(one.clauses)).difference(new Set(rows.map((row) => row.proposal))).size).toBe(0);
        for (const row of rows) {
          expect(row.closed).toBe(one.state.proposals.get(row.proposal)?.status.state !== 'open');
          const reopened = one.entries.some(
            ({ event }) =>
              event.type === 'ProposalReopened' && (event.proposal === row.proposal || event.revived.includes(row.proposal)),
          );
          expect(row.act === null).toBe(!row.closed && !reopened && one.state.proposals.get(row.proposal)?.whereabouts === null);
        }
        expect(register({ ...sources, state: replay(one.entries) })).toEqual(rows);
      }),
    );
  });
});

describe('contests', () => {
  it('[D5] every open proposal with words is in one point, whatever the order in which they came', () => {
    fc.assert(
      fc.property(clauses, acts, fc.array(fc.nat(), { minLength: 30, maxLength: 30 }), (text, list, order) => {
        const one = negotiated(text, list);
        const points = openPoints(one.clauses, one.state);
        const open = [...one.state.proposals.values()].filter((each) => each.status.state === 'open').map((each) => each.id);
        const outcomeOf = outcomesOf(one.state);
        const seen = open.filter((id) => characters(one.clauses, outcomeOf).some((each) => each.in && each.ids.includes(id)));
        expect(points.flatMap((point) => point.proposals).toSorted()).toEqual(seen.toSorted());
        const shuffled = new Map(
          [...one.state.proposals].map(([id, each], index) => [id, { ...each, order: order[index] ?? index }] as const),
        );
        const partition = (state: typeof one.state): string[] =>
          openPoints(one.clauses, state)
            .map((point) => `${point.relation} ${point.proposals.toSorted().join(' ')}`)
            .toSorted();
        expect(partition({ ...one.state, proposals: shuffled })).toEqual(partition(one.state));
      }),
    );
  });

  it('[D5] the chair’s word on how alternatives stand goes before that of their brackets, also for those that are left', () => {
    const one = new Negotiation(TWO);
    const relation = (): string | undefined => openPoints(one.clauses, one.state)[0]?.relation;
    expect(relation()).toBe('exclusive');
    expect(one.give({ type: 'relate', proposals: [B, A], relation: 'cumulative' })).toBeNull();
    expect(relation()).toBe('cumulative');
    expect(one.give({ type: 'relate', proposals: [A, B], relation: 'cumulative' })).toMatchObject({ code: 'nothing-changes' });
    expect(one.give({ type: 'relate', proposals: [A, B], relation: null })).toBeNull();
    expect(relation()).toBe('exclusive');
    expect(one.give({ type: 'relate', proposals: [A, A], relation: 'independent' })).toMatchObject({ code: 'malformed' });
  });

  it('[D6] what can no longer apply is told with the reason, against every character looked at by itself', () => {
    fc.assert(
      fc.property(clauses, acts, (text, list) => {
        const one = negotiated(text, list);
        const before = JSON.stringify(one.clauses);
        const outcomeOf = outcomesOf(one.state);
        const all = characters(one.clauses, outcomeOf);
        const told = inapplicable(one.clauses, one.state);
        for (const { id, status, amends } of one.state.proposals.values()) {
          const own = all.filter((each) => each.ids.includes(id));
          const struck = own.filter((each) => each.deletions.includes(id));
          const brought = own.filter((each) => each.insertions.includes(id));
          const expected =
            status.state !== 'open'
              ? undefined
              : amends !== null && outcomeOf(amends) === 'refused'
                ? 'amended-gone'
                : own.length === 0
                  ? 'vanished'
                  : own.every((each) => !each.in)
                    ? 'words-out'
                    : brought.length > 0 && brought.every((each) => !each.in)
                      ? 'brought-out'
                      : struck.length > 0 &&
                          struck.length < own.length &&
                          struck.every((each) => !each.in) &&
                          own.some((each) => each.insertions.includes(id))
                        ? 'replaced-out'
                        : undefined;
          expect(told.get(id)?.why).toBe(expected);
        }
        expect(JSON.stringify(one.clauses)).toBe(before);
      }),
      { numRuns: 300 },
    );
  });
});

const A = proposalId('q1');
const B = proposalId('q2');
const run = (text: string, ...insertions: ProposalId[]): Clause['runs'][number] => ({ text, insertions, deletions: [] });
const TWO: readonly Clause[] = [
  {
    id: 'c0' as never,
    kind: 'paragraph',
    level: 0,
    label: '',
    runs: [run('Each Party '), run('shall', A), run('should', B), run(' report.')],
  },
];
