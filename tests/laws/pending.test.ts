import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ClauseId, proposalId } from '../../shared/base/ids.ts';
import type { Command } from '../../shared/record/command.ts';
import { type Matter } from '../../shared/record/matter.ts';
import { awaitedState, pendingsOf } from '../../shared/record/pending.ts';

import { clauses } from './generated.ts';
import { Negotiation, VERSION } from './negotiation.ts';
import { pending, negotiated, A, B, TEXT, accept, together, as } from './chaired.ts';

describe('what waits', () => {
  it('[G4] is never locked: whatever waits for whatever, all can be accepted in some order, of alternatives one', () => {
    let waits = 0;
    fc.assert(
      fc.property(clauses, fc.array(pending, { maxLength: 10 }), (text, list) => {
        const negotiation = negotiated(text, list);
        waits += negotiation.state.instruments.pendings.size;
        let left = [...negotiation.state.proposals.keys()];
        for (let before = left.length + 1; left.length < before;) {
          before = left.length;
          left = left.filter((id) => {
            const refusal = negotiation.give(accept(id));
            return refusal?.code === 'clash'
              ? negotiation.give({ type: 'drop', proposal: id, version: VERSION, ground: '' }) !== null
              : refusal !== null;
          });
        }
        expect(left).toEqual([]);
      }),
    );
    expect(waits).toBeGreaterThan(50);
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
    expect(negotiation.give({ type: 'drop', proposal: A, version: VERSION, ground: '' })).toBeNull();
    expect(negotiation.give({ type: 'reopen', proposal: A, reason: '' })).toBeNull();
    expect(negotiation.give({ ...accept(A), despite: 'both agree' } as Command)).toBeNull();
    expect(negotiation.entries.at(-1)?.event).toMatchObject({ type: 'ProposalAccepted', despite: 'both agree' });
    expect(negotiation.give({ type: 'reopen', proposal: A, reason: '' })).toBeNull();
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
});
