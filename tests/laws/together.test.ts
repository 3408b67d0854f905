import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { prospect } from '../../shared/projection/prospect.ts';
import type { Command } from '../../shared/record/command.ts';
import { decide } from '../../shared/record/decide.ts';
import { replay } from '../../shared/record/evolve.ts';
import { supposedTogether, type JointDecision } from '../../shared/record/together.ts';
import { clause } from '../projection/built.ts';
import { clauses } from './generated.ts';
import { Negotiation, VERSION } from './negotiation.ts';
import { some, decisions, chaired, negotiated, held, A, B, C, TEXT, together, as } from './chaired.ts';

const FACTS = { versionOf: () => VERSION, hasText: () => true };

describe('acts on several', () => {
  it('[G6] reads as its preview read, and one reopening gives back exactly the state before (invariant 7)', () => {
    let done = 0;
    fc.assert(
      fc.property(
        clauses,
        chaired,
        some,
        fc.array(fc.constantFrom('accept', 'drop', 'park'), { minLength: 1, maxLength: 3 }),
        (text, list, ids, ways) => {
          const negotiation = negotiated(text, list);
          const { state } = negotiation;
          const wanted = decisions(ids, ways as JointDecision['how'][]);
          const preview = text.map(({ id }) => prospect(negotiation.clauses, state, id, supposedTogether(state, wanted)));
          const refusal = negotiation.give({
            ...together(null, wanted),
            parking: { owner: 'Ms Adeyemi', returns: '2026-07-10', reason: '' },
            despite: 'time is short',
          } as Command);
          if (refusal !== null) {
            expect(negotiation.state).toBe(state);
            return;
          }
          done += 1;
          expect(text.map(({ id }) => prospect(negotiation.clauses, negotiation.state, id, new Map()))).toEqual(preview);
          expect(replay(negotiation.entries)).toEqual(negotiation.state);
          expect(negotiation.give({ type: 'reopen-together', together: state.last + 1, reason: 'new facts' })).toBeNull();
          expect(held(negotiation.state)).toEqual(held(state));
        },
      ),
    );
    expect(done).toBeGreaterThan(10);
  });

  it('[G6] an act of which one part cannot be is refused whole, and each reason is told', () => {
    const negotiation = new Negotiation(TEXT);
    negotiation.give({ type: 'drop', proposal: B, version: VERSION, ground: 'no agreement' });
    const { state } = negotiation;
    const refusal = negotiation.give(
      together(null, [as(A, 'accept'), as(B, 'drop'), { ...as(C, 'drop'), version: 'f'.repeat(64) }]),
    );
    expect(refusal).toMatchObject({
      code: 'not-together',
      each: [
        { proposal: B, reason: 'The proposal is no longer open: it was dropped (record 2).' },
        { proposal: C, reason: expect.stringContaining('changed since you looked') },
      ],
    });
    expect(negotiation.state).toBe(state);
  });

  it('[G6] of those accepted together none takes the other’s words, and none of which the chair said that one can stand', () => {
    const replacing = [clause('c0', 'Each Party <-q1 <-q2 may>><q1 shall><q2 should> report. <q3 Twice. <-q4 a year>>')];
    const negotiation = new Negotiation(replacing);
    expect(negotiation.give(together(null, [as(A, 'accept'), as(B, 'accept')]))?.each).toHaveLength(2);
    expect(negotiation.give(together(null, [as(A, 'accept'), as(B, 'drop')]))).toBeNull();
    expect(negotiation.give({ type: 'reopen', proposal: A, reason: 'new facts' })).toBeNull();
    const exclusive = new Negotiation(TEXT);
    exclusive.give({ type: 'relate', proposals: [A, B], relation: 'exclusive' });
    expect(exclusive.give(together(null, [as(A, 'accept'), as(B, 'accept')]))?.each?.[0]?.reason).toContain('one can stand');
  });

  it('[G6] what could not be reopened is not said not to be decided', () => {
    const negotiation = new Negotiation(TEXT);
    negotiation.give(together(null, [as(A, 'accept'), as(C, 'drop')]));
    const { state } = negotiation;
    const lacking = { ...state, leftBehind: new Map([[C, 'as appropriate']]) };
    const decision = decide(
      lacking,
      { type: 'reopen-together', together: 2, reason: 'new facts' },
      { facts: FACTS, nextNumber: state.last + 1, kindOf: () => 'state' },
    );
    expect(decision.ok ? '' : decision.refusal.reason).toMatch(
      /^Nothing was reopened, since 1 of 2 cannot be\. Words of the proposal were left behind/,
    );
  });

  it('[G6] one of several is reopened by itself, and the act is taken back for the rest', () => {
    const negotiation = new Negotiation(TEXT);
    negotiation.give(together(null, [as(A, 'accept'), as(B, 'drop')]));
    expect(negotiation.give({ type: 'reopen', proposal: B, reason: 'new facts' })).toBeNull();
    expect(negotiation.give({ type: 'reopen-together', together: 2, reason: 'new facts' })).toBeNull();
    expect(negotiation.entries.at(-2)?.event).toMatchObject({ type: 'TogetherReopened', proposals: [A] });
    expect(negotiation.give({ type: 'reopen-together', together: 2, reason: 'new facts' })?.code).toBe('not-closed');
  });
});
