import { describe, expect, it } from 'vitest';
import { participantId, proposalId } from '../../shared/base/ids.ts';
import type { Clause } from '../../shared/text/clause.ts';
import { Negotiation, VERSION } from './negotiation.ts';

const [A, B] = [proposalId('q1'), proposalId('q2')];
const [KENYA, BRAZIL] = ['p-ke', 'p-br'].map(participantId) as [never, never];
const TEXT: readonly Clause[] = [
  {
    id: 'c0' as never,
    kind: 'paragraph',
    level: 0,
    label: '',
    runs: [A, B].map((id) => ({ text: `${id} `, insertions: [id], deletions: [] })),
  },
];

describe('positions', () => {
  it('[J3] who prefers another names one that is open', () => {
    const one = new Negotiation(TEXT);
    const prefer = {
      type: 'take-position',
      proposal: A,
      participant: KENYA,
      onBehalfOf: null,
      stance: 'prefer-another',
    } as const;
    for (const wrong of [prefer, { ...prefer, preferred: A }, { ...prefer, stance: 'support', preferred: B } as const])
      expect(one.give(wrong)).toMatchObject({ code: 'malformed' });
    expect(one.give({ ...prefer, preferred: B })).toBeNull();
    expect(one.state.proposals.get(A)?.positions.get(KENYA)).toEqual({
      stance: 'prefer-another',
      onBehalfOf: null,
      preferred: B,
    });
    one.give({ type: 'drop', proposal: B, version: VERSION, ground: 'no agreement' });
    expect(one.give({ ...prefer, preferred: B })).toMatchObject({ code: 'not-open' });
  });

  it('[J3] what is said for a group is the group’s position, beside that of whoever speaks', () => {
    const one = new Negotiation(TEXT);
    const group = participantId('g-nam');
    const take = { type: 'take-position', proposal: A, participant: KENYA } as const;
    one.give({ ...take, onBehalfOf: null, stance: 'flexible' });
    one.give({ ...take, onBehalfOf: group, stance: 'support' });
    const positions = (): unknown =>
      [...one.state.proposals.get(A)!.positions].map(([id, { stance, speaker }]) => [id, stance, speaker]);
    expect(positions()).toEqual([
      [KENYA, 'flexible', undefined],
      [group, 'support', KENYA],
    ]);
    one.give({ ...take, onBehalfOf: group, stance: null });
    expect(positions()).toEqual([[KENYA, 'flexible', undefined]]);
    expect(one.give({ ...take, onBehalfOf: group, stance: null })).toMatchObject({ code: 'nothing-changes' });
    expect(one.give({ ...take, participant: BRAZIL, onBehalfOf: null, stance: null })).toMatchObject({ code: 'nothing-changes' });
  });
});
