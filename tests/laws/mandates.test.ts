import { describe, expect, it } from 'vitest';
import { participantId, preparationId, proposalId, seatId } from '../../shared/base/ids.ts';
import { mandateFault } from '../../shared/participants/mandates.ts';
import type { Seat } from '../../shared/participants/participant.ts';
import { refusalOf } from '../../shared/policy/policy.ts';
import type { Command } from '../../shared/record/command.ts';
import { EMPTY_STATE } from '../../shared/record/state.ts';
import { REGISTRY } from '../projection/built.ts';

const KENYA = participantId('p-ke');
const AGN = participantId('g-african');
const NAM = participantId('g-nam');
const SEAT: Seat = { id: seatId('kenya'), name: 'W. Kamau', role: 'delegate', participant: KENYA, mandates: [AGN] };
const proposal = proposalId('q1');

/** What a delegation says for a group. */
const FOR: Readonly<Record<string, (group: typeof AGN) => Command>> = {
  'take-position': (onBehalfOf) => ({ type: 'take-position', proposal, participant: KENYA, onBehalfOf, stance: 'support' }),
  table: (onBehalfOf) => ({ type: 'table', preparation: preparationId('w-1'), rationale: '', onBehalfOf }),
  sponsor: (participant) => ({ type: 'sponsor', proposal, participant }),
  leave: (participant) => ({ type: 'leave', proposal, participant }),
  'break-silence': (participant) => ({ type: 'break-silence', silence: 2, clauses: null, participant, reason: 'no' }),
};

describe('speaking for a group', () => {
  it.each(Object.entries(FOR))('[U5] is a right of the seat: %s', (_, make) => {
    expect(refusalOf(SEAT, make(AGN), EMPTY_STATE)).toBeNull();
    expect(refusalOf(SEAT, make(NAM), EMPTY_STATE)?.code).toBe('not-allowed');
    const { mandates: _none, ...without } = SEAT;
    expect(refusalOf(without, make(AGN), EMPTY_STATE)?.code).toBe('not-allowed');
    expect(refusalOf({ ...SEAT, role: 'observer' }, make(AGN), EMPTY_STATE)?.code).toBe('not-allowed');
  });

  it('[U5] a group does not vote', () => {
    const vote = (participant: typeof AGN): Command => ({ type: 'cast-vote', vote: 2, participant, choice: 'for' });
    expect(refusalOf(SEAT, vote(AGN), EMPTY_STATE)?.code).toBe('not-allowed');
    expect(refusalOf(SEAT, vote(KENYA), EMPTY_STATE)).toBeNull();
  });

  it('[U5] is given to the seats of delegations, for groups', () => {
    expect(mandateFault(SEAT, [AGN, NAM], REGISTRY)).toBeNull();
    expect(mandateFault(SEAT, [], REGISTRY)).toBeNull();
    expect(mandateFault({ role: 'chair' }, [AGN], REGISTRY)).toContain('delegation');
    expect(mandateFault(SEAT, [participantId('p-no')], REGISTRY)).toContain('groups alone');
    expect(mandateFault(SEAT, [AGN, AGN], REGISTRY)).toContain('twice');
  });
});
