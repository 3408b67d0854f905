import { expect, test } from 'vitest';
import { whoCanLeave, whoCanWithdraw } from '../../client/points/withdrawing.ts';
import { participantId, proposalId, type ProposalId } from '../../shared/base/ids.ts';
import { clause } from '../projection/built.ts';
import { Negotiation, VERSION } from '../laws/negotiation.ts';

// The first of the proposals is Norway's, the second Kenya's, the third nobody's.
const [A, B, C] = ['q1', 'q2', 'q3'].map(proposalId) as [ProposalId, ProposalId, ProposalId];
const [NORWAY, KENYA, CHILE, AFRICA] = ['p-no', 'p-ke', 'p-cl', 'g-african'].map(participantId) as [never, never, never, never];

test('[J6] who can be noted as leaving, and as withdrawing, is whom the rules let do so: of one wording of several too', () => {
  const one = new Negotiation([clause('c0', 'It <q1 shall><q2 should><q3 may> meet.')]);
  const who = (id: ProposalId): unknown => {
    const proposal = one.state.proposals.get(id)!;
    return { leave: whoCanLeave(one.state, proposal), withdraw: whoCanWithdraw(one.state, proposal) };
  };
  expect([A, C].map(who)).toEqual([
    { leave: [], withdraw: [NORWAY] },
    { leave: [], withdraw: [] },
  ]);
  one.give({ type: 'sponsor', proposal: A, participant: CHILE });
  one.give({ type: 'attribute', proposal: B, proposer: KENYA, onBehalfOf: AFRICA });
  expect([A, B].map(who)).toEqual([
    { leave: [NORWAY, CHILE], withdraw: [] },
    { leave: [KENYA, AFRICA], withdraw: [KENYA, AFRICA] },
  ]);
  const seen = (proposal: ProposalId) => ({ proposal, version: VERSION });
  const wording = [{ clause: 'c0' as never, at: 0, text: 'will' }];
  expect(one.give({ type: 'merge', into: seen(A), merged: [seen(B)], wording })).toBeNull();
  const made = [...one.state.proposals.keys()].at(-1)!;
  expect(who(made)).toEqual({ leave: [], withdraw: [] });
  one.give({ type: 'sponsor', proposal: made, participant: participantId('p-br') });
  expect(who(made)).toEqual({ leave: ['p-br'], withdraw: [] });
});
