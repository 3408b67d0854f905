import { describe, expect, it } from 'vitest';
import { participantId, proposalId, type ProposalId } from '../../shared/base/ids.ts';
import { ownSponsors, withMerged } from '../../shared/proposals/merged.ts';
import { outcomesOf } from '../../shared/record/state.ts';
import type { Refusal } from '../../shared/record/command.ts';
import { clause } from '../projection/built.ts';
import { visible } from './characters.ts';
import { Negotiation, VERSION } from './negotiation.ts';

// The first of the proposals is Norway's, the second Kenya's.
const [A, B] = [proposalId('q1'), proposalId('q2')];
const [NORWAY, BRAZIL, CHILE] = ['p-no', 'p-br', 'p-cl'].map(participantId) as [never, never, never];
const seen = (proposal: ProposalId) => ({ proposal, version: VERSION });

function merge(one: Negotiation, into: ProposalId, merged: ProposalId, text?: string): Refusal | null {
  const wording = text === undefined ? [] : [{ clause: 'c0' as never, at: 0, text }];
  return one.give({ type: 'merge', into: seen(into), merged: [seen(merged)], wording });
}

describe('what is merged', () => {
  const beside = (): Negotiation => new Negotiation([clause('c0', 'It <q1 shall><q2 should> meet.')]);

  it('[J1] who joined one wording of several leaves it to them; the last of its own who brought the other neither leaves nor withdraws', () => {
    const one = beside();
    expect(merge(one, A, B, 'may')).toBeNull();
    const made = [...one.state.proposals.keys()].at(-1)!;
    const before = one.state.proposals.get(made);
    expect(one.give({ type: 'sponsor', proposal: made, participant: CHILE })).toBeNull();
    expect(one.give({ type: 'leave', proposal: made, participant: CHILE })).toBeNull();
    expect(one.state.proposals.get(made)).toEqual(before);
    const other = beside();
    expect(merge(other, A, B)).toBeNull();
    const left = other.give({ type: 'leave', proposal: A, participant: NORWAY });
    expect(left).toMatchObject({ code: 'last-sponsor', reason: expect.stringContaining('were merged into it') as unknown });
    expect(other.give({ type: 'withdraw', proposal: A, participant: NORWAY })?.code).toBe('other-sponsors');
  });

  it('[J1] one wording of several that were reopened is joined where somebody brings it, and else by nobody', () => {
    const one = beside();
    merge(one, A, B, 'may');
    const made = [...one.state.proposals.keys()].at(-1)!;
    one.give({ type: 'sponsor', proposal: made, participant: CHILE });
    for (const proposal of [A, B]) one.give({ type: 'reopen', proposal, reason: 'new facts' });
    expect(one.give({ type: 'sponsor', proposal: made, participant: BRAZIL })).toBeNull();
    const shown = withMerged(one.state.proposals, one.state.proposals.get(made)!);
    expect(ownSponsors(shown)).toEqual([CHILE, BRAZIL]);
    expect(one.give({ type: 'leave', proposal: made, participant: CHILE })).toBeNull();
    expect(one.give({ type: 'leave', proposal: made, participant: BRAZIL })?.code).toBe('last-sponsor');
    const nobodys = beside();
    merge(nobodys, A, B, 'may');
    const wording = [...nobodys.state.proposals.keys()].at(-1)!;
    for (const proposal of [A, B]) nobodys.give({ type: 'reopen', proposal, reason: 'new facts' });
    expect(nobodys.give({ type: 'sponsor', proposal: wording, participant: BRAZIL })?.code).toBe('not-allowed');
  });

  it('[D7] nothing is merged into what would go with it, nor accepted with the fall of what its words stand in', () => {
    for (const text of ['It <q1 shall <q2 always >>meet.', 'It <q1 <q2 shall >>meet.']) {
      const one = new Negotiation([clause('c0', text)]);
      const { state } = one;
      expect(merge(one, B, A)).toMatchObject({ code: 'clash', reason: expect.stringContaining('would go with it') as unknown });
      expect(one.give({ type: 'accept', ...seen(B), falls: [A] })?.code).toBe('clash');
      expect(one.state).toBe(state);
    }
    // The other way round its words stay, and what only wants words out has none to lose.
    const around = new Negotiation([clause('c0', 'It <q1 shall <q2 always >>meet.')]);
    expect(merge(around, A, B)).toBeNull();
    expect(visible(around.clauses, outcomesOf(around.state))).toBe('It shall meet.');
    const out = new Negotiation([clause('c0', 'It <q1 shall <-q2 always >>meet.')]);
    expect(out.give({ type: 'accept', ...seen(B), falls: [A] })).toBeNull();
  });
});
