import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ClauseId, proposalId } from '../../shared/base/ids.ts';
import type { Command } from '../../shared/record/command.ts';
import { type Matter } from '../../shared/record/matter.ts';
import { awaitedState, pendingsOf } from '../../shared/record/pending.ts';

import { clauses } from './generated.ts';
import { Negotiation, VERSION } from './negotiation.ts';
import { pending, negotiated, one, A, B, C, TEXT, accept, together, as, type Chaired } from './chaired.ts';
import { clause } from '../projection/built.ts';

/** What waits for what, said before and after decisions that are taken back. */
const waitingAndDeciding: fc.Arbitrary<Chaired> = fc.oneof(
  { weight: 3, arbitrary: pending },
  {
    weight: 1,
    arbitrary: one.map((proposal) => () => ({ type: 'drop' as const, proposal, version: VERSION, ground: 'no agreement' })),
  },
  { weight: 1, arbitrary: one.map((proposal) => () => ({ type: 'reopen' as const, proposal, reason: 'new facts' })) },
);

describe('what waits', () => {
  it('[G4] is never locked: whatever waits for whatever, all can be accepted in some order, of alternatives one', () => {
    let waits = 0;
    fc.assert(
      fc.property(clauses, fc.array(waitingAndDeciding, { maxLength: 16 }), (text, list) => {
        const negotiation = negotiated(text, list);
        waits += negotiation.state.instruments.pendings.size;
        let left = [...negotiation.state.proposals.values()].flatMap(({ id, status }) => (status.state === 'open' ? id : []));
        for (let before = left.length + 1; left.length < before;) {
          before = left.length;
          left = left.filter((id) => {
            const refusal = negotiation.give(accept(id));
            return refusal?.code === 'clash'
              ? negotiation.give({ type: 'drop', proposal: id, version: VERSION, ground: 'no agreement' }) !== null
              : refusal !== null;
          });
        }
        expect(left).toEqual([]);
      }),
    );
    expect(waits).toBeGreaterThan(10);
  });

  it('[G4] is not accepted before, unless the chair says why; reopened, it waits again', () => {
    const negotiation = new Negotiation(TEXT);
    const first: Matter = { on: 'clause', clause: 'c1' as ClauseId };
    expect(
      negotiation.give({ type: 'make-pending', matter: { on: 'proposal', proposal: A }, awaits: first, reason: 'scope' }),
    ).toBeNull();
    expect(negotiation.give(accept(A))).toMatchObject({
      code: 'pending',
      reason: expect.stringContaining('waits for paragraph 2 (record 2: scope)'),
    });
    expect(negotiation.give({ type: 'drop', proposal: A, version: VERSION, ground: 'no agreement' })).toBeNull();
    expect(negotiation.give({ type: 'reopen', proposal: A, reason: 'new facts' })).toBeNull();
    expect(negotiation.give({ ...accept(A), despite: 'both agree' } as Command)).toBeNull();
    expect(negotiation.entries.at(-1)?.event).toMatchObject({ type: 'ProposalAccepted', despite: 'both agree' });
    expect(negotiation.give({ type: 'reopen', proposal: A, reason: 'new facts' })).toBeNull();
    expect(negotiation.give(accept(A))?.code).toBe('pending');
    expect(negotiation.give({ type: 'lift-pending', pending: 2, reason: 'settled elsewhere' })).toBeNull();
    expect(negotiation.give(accept(A))).toBeNull();
  });

  it('[G5] is free once what it waits for is decided, in whatever way, also in the same act, and everybody can tell how', () => {
    const negotiation = new Negotiation(TEXT);
    const awaits: Matter = { on: 'proposal', proposal: B };
    const matterA: Matter = { on: 'proposal', proposal: A };
    negotiation.give({
      type: 'make-pending',
      matter: { on: 'clause', clause: 'c0' as ClauseId },
      awaits: { on: 'proposal', proposal: proposalId('q4') },
      reason: 'scope',
    });
    expect(
      negotiation.give({ type: 'make-pending', matter: { on: 'proposal', proposal: proposalId('q4') }, awaits, reason: 'no' })
        ?.code,
    ).toBe('clash');
    expect(negotiation.give(accept(A))?.code).toBe('pending');
    const sources = (): Parameters<typeof pendingsOf>[1] => ({ state: negotiation.state, clauses: negotiation.clauses });
    expect(pendingsOf(matterA, sources()).map(({ awaits: other }) => awaitedState(other, sources()).state)).toEqual([
      'undecided',
    ]);
    expect(negotiation.give(together(null, [as(A, 'accept'), as(proposalId('q4'), 'drop')]))).toBeNull();
    expect(pendingsOf(matterA, sources()).map(({ awaits: other }) => awaitedState(other, sources()))).toEqual([
      { state: 'dropped', entry: 5 },
    ]);
  });

  it('[G4] the acceptance carries that reason where it waits, and says nothing of waiting where it does not, or where a vote carried', () => {
    const negotiation = new Negotiation(TEXT);
    expect(negotiation.give({ ...accept(A), despite: 'time is short' } as Command)).toBeNull();
    expect(negotiation.entries.at(-1)?.event).toEqual({ type: 'ProposalAccepted', proposal: A, version: VERSION });
    const question = { on: 'proposal', proposal: C } as const;
    const opening = { type: 'open-vote', question, version: VERSION, method: 'show-of-hands', majority: 'simple' } as const;
    expect(negotiation.give({ ...opening, members: null })).toBeNull();
    const vote = negotiation.state.last;
    const counts = { for: 9, against: 1, abstaining: 0, notParticipating: 0 };
    expect(negotiation.give({ type: 'count-votes', vote, counts })).toBeNull();
    expect(negotiation.give({ type: 'close-vote', vote, falls: [] })).toBeNull();
    const ground = `Carried by the vote opened in record ${vote}: 9–1–0.`;
    expect(negotiation.entries.at(-1)?.event).toEqual({ type: 'ProposalAccepted', proposal: C, version: VERSION, ground });
  });

  it('[G4] what comes round by what is reopened or tabled since holds nobody up', () => {
    const [D, E, F] = ['q4', 'q5', 'q6'].map(proposalId) as [typeof A, typeof A, typeof A];
    const second = { on: 'clause', clause: 'c1' as ClauseId } as const;
    const wait = (matter: Matter, awaits: Matter): Command => ({ type: 'make-pending', matter, awaits, reason: 'scope' });
    const reopened = new Negotiation(TEXT);
    expect(reopened.give(wait({ on: 'proposal', proposal: A }, { on: 'proposal', proposal: D }))).toBeNull();
    expect(reopened.give({ type: 'drop', proposal: D, version: VERSION, ground: 'no agreement' })).toBeNull();
    expect(reopened.give(wait(second, { on: 'proposal', proposal: A }))).toBeNull();
    expect(reopened.give({ type: 'reopen', proposal: D, reason: 'new facts' })).toBeNull();
    // The first waits for the fourth, which stands in a clause that waits for the first; the fifth stands there and waits for it alone.
    expect(reopened.give(accept(E))?.code).toBe('pending');
    for (const id of [D, A, E]) expect(reopened.give(accept(id))).toBeNull();
    const tabled = new Negotiation(TEXT);
    expect(tabled.give(wait(second, { on: 'clause', clause: 'c0' as ClauseId }))).toBeNull();
    tabled.clauses = [
      clause('c0', 'Each Party <q1 shall><q2 should> report<q3 , as appropriate,><q6  soon>.', { label: '1.' }),
      clause('c1', 'It <-q4 always> <q5 may>meet<q6  soon>.', { label: '2.' }),
    ];
    tabled.table(F);
    expect(tabled.give(accept(F))?.code).toBe('pending');
    for (const id of [A, B, C])
      expect(tabled.give({ type: 'drop', proposal: id, version: VERSION, ground: 'no agreement' })).toBeNull();
    expect(tabled.give(accept(F))).toBeNull();
  });
});
