import { describe, expect, it } from 'vitest';
import { participantId, proposalId, type ProposalId } from '../../shared/base/ids.ts';
import { register } from '../../shared/projection/register.ts';
import { registerText } from '../../shared/projection/register-text.ts';
import { inapplicable } from '../../shared/record/applicability.ts';
import type { Command } from '../../shared/record/command.ts';
import { replay } from '../../shared/record/evolve.ts';
import { clause, entriesOf, imported, REGISTRY } from '../projection/built.ts';
import { A, accept, as, B, C, TEXT, together } from './chaired.ts';
import { Negotiation, openVote, VERSION } from './negotiation.ts';
import { rowOf, told } from './told.ts';

const seen = (proposal: ProposalId) => ({ proposal, version: VERSION });
const drop = (ground: string): Command => ({ type: 'drop', ...seen(A), ground });
const reopen = (proposal: ProposalId, reason: string): Command => ({ type: 'reopen', proposal, reason });

/** The one made last, by a merger or as the chair's text. */
function made(one: Negotiation): ProposalId {
  return [...one.state.proposals.keys()].at(-1)!;
}

describe('grounds', () => {
  it('[D12] nothing is dropped without one, or that it had no support, nor reopened without a reason', () => {
    const one = new Negotiation(TEXT);
    const { state } = one;
    expect(one.give(drop(' '))).toMatchObject({
      code: 'malformed',
      reason: expect.stringContaining('on what ground') as unknown,
    });
    expect(one.give(together(null, [as(A, 'accept'), as(B, 'drop')]))).toBeNull();
    expect(one.give({ type: 'reopen-together', together: 2, reason: ' ' })?.code).toBe('malformed');
    expect(one.give(reopen(A, '\n'))).toMatchObject({ code: 'malformed', reason: 'Say for the record why it is reopened.' });
    expect(one.give({ type: 'reopen-together', together: 2, reason: 'too fast' })).toBeNull();
    expect(one.state.proposals).toEqual(state.proposals);
    const bare = { ...together(null, [as(A, 'accept'), as(B, 'drop')]), ground: '' } as Command;
    expect(one.give(bare)?.each).toEqual([{ proposal: B, reason: expect.stringContaining('on what ground') as unknown }]);
    expect(one.give({ ...bare, basis: 'no-support' } as Command)).toBeNull();
    expect(rowOf(one, B)?.outcome).toBe('dropped for lack of support');
  });

  it('[D12] what is accepted, merged or withdrawn has one where it was given, in the record, its sentence and the register', () => {
    const one = new Negotiation(TEXT);
    expect(one.give({ ...accept(A), ground: ' by consensus ' } as Command)).toBeNull();
    expect(one.entries.at(-1)?.event).toEqual({ type: 'ProposalAccepted', ...seen(A), ground: 'by consensus' });
    expect(told(one)).toBe('The chair accepted “q1” of Norway, giving as ground: by consensus.');
    expect(rowOf(one, A)?.ground).toBe('by consensus');
    expect(one.give(reopen(A, 'new facts'))).toBeNull();
    expect(
      one.give({ type: 'merge', into: seen(A), merged: [seen(B)], wording: [], ground: 'the same in other words' }),
    ).toBeNull();
    expect(told(one)).toBe('The chair merged “q2” of Kenya into “q1”: the same in other words.');
    expect(rowOf(one, B)?.ground).toBe('the same in other words');
    expect(
      one.give({ type: 'withdraw', proposal: proposalId('q4'), participant: participantId('p-no'), ground: 'met elsewhere' }),
    ).toBeNull();
    expect(told(one)).toBe('Norway withdrew “q4” (noted by the chair), giving as ground: met elsewhere.');
    expect(rowOf(one, proposalId('q4'))?.ground).toBe('met elsewhere');
    // By a vote the ground is the vote.
    expect(one.give({ ...openVote(C), method: 'show-of-hands' } as Command)).toBeNull();
    const vote = one.state.last;
    const counts = { for: 9, against: 1, abstaining: 2, notParticipating: 0 };
    expect(one.give({ type: 'count-votes', vote, counts })).toBeNull();
    expect(one.give({ type: 'close-vote', vote, falls: [] })).toBeNull();
    expect(rowOf(one, C)?.ground).toContain(`Carried by the vote opened in record ${vote}`);
  });

  it('[D12] in an act on several the ground is of what goes; of what is accepted where all is', () => {
    const one = new Negotiation(TEXT);
    expect(one.give({ ...together(null, [as(A, 'accept'), as(B, 'drop')]), ground: 'the deal' } as Command)).toBeNull();
    expect([rowOf(one, A)?.ground, rowOf(one, B)?.ground]).toEqual(['', 'the deal']);
    expect(one.give({ type: 'reopen-together', together: 2, reason: 'again' })).toBeNull();
    expect(one.give({ ...together(null, [as(A, 'accept'), as(C, 'accept')]), ground: 'the deal' } as Command)).toBeNull();
    expect([rowOf(one, A)?.ground, rowOf(one, C)?.ground]).toEqual(['the deal', 'the deal']);
  });

  it('[D12] what was reopened says so in the register, with who, when and why, while it is open', () => {
    const one = new Negotiation(TEXT);
    one.give({ ...accept(A), falls: [B] } as Command);
    one.give(reopen(A, 'new facts'));
    for (const id of [A, B])
      expect(rowOf(one, id)).toMatchObject({
        outcome: 'open, reopened (record 4)',
        ground: 'new facts',
        act: { entry: 4, role: 'chair' },
      });
    one.give({ type: 'park', proposal: B, owner: 'Ms Adeyemi', returns: '2026-07-10', reason: 'for the budget' });
    expect(rowOf(one, B)).toMatchObject({
      outcome: 'parked with Ms Adeyemi until 2026-07-10, reopened (record 4)',
      ground: 'for the budget',
      act: { entry: 5 },
    });
    one.give(drop('no agreement'));
    expect(rowOf(one, A)?.outcome).toBe('dropped');
  });

  it('[D4] what was accepted as amended says with what difference', () => {
    const amendment = proposalId('n0');
    const tabled = { origin: 'amendment', proposer: null, rationale: '', holdsNumber: false, amends: A, clauses: [] } as const;
    const entries = entriesOf([
      imported('q1'),
      { type: 'ProposalTabled', proposal: amendment, ...tabled, inserted: ['may'], deleted: ['shall'] },
      { type: 'ProposalAcceptedAsAmended', ...seen(A), amendment },
    ]);
    const text = [clause('c0', 'It <q1 <-n0 shall><n0 may>> meet.')];
    const rows = register({ clauses: text, entries, state: replay(entries), registry: REGISTRY });
    expect(rows.find(({ proposal }) => proposal === A)?.outcome).toBe('accepted as amended by no. 2, putting “may” for “shall”');
  });
});

describe('the chair’s text', () => {
  it('[D3] [D4] gives credit to what it draws on in its sentence and in the register', () => {
    const one = new Negotiation(TEXT);
    const wording = [{ clause: 'c0' as never, at: 0, text: 'may' }];
    expect(one.give({ type: 'bridge', ...seen(A), drawsOn: [B], wording, rationale: 'between the two' })).toBeNull();
    expect(told(one)).toBe(
      'The chair put a text of its own forward, putting in “may”, drawing on “q1” of Norway and “q2” of Kenya, giving as ground: between the two.',
    );
    expect(rowOf(one, made(one))?.drawsOn).toEqual([1, 2]);
    const sources = { clauses: one.clauses, state: one.state, entries: one.entries, registry: REGISTRY };
    expect(registerText(sources)).toContain(', drawing on no. 1 and no. 2\n');
  });
});

describe('what was merged', () => {
  it('[J2] is told with those who brought it wherever the one that stays is named', () => {
    const one = new Negotiation(TEXT);
    const wording = [{ clause: 'c0' as never, at: 0, text: 'may' }];
    expect(one.give({ type: 'merge', into: seen(A), merged: [seen(B)], wording })).toBeNull();
    expect(one.give(accept(made(one)))).toBeNull();
    expect(told(one)).toMatch(/^The chair accepted “n0” of Norway and Kenya\.$/);
  });
});

describe('what can no longer apply', () => {
  it('[D7] is not accepted: no word of it would come or go; once what put it out is reopened it can be', () => {
    const one = new Negotiation([clause('c0', 'It <q1 shall <q2 always >>meet <-q3 at <-q4 once>>.')]);
    expect(one.give(drop('no agreement'))).toBeNull();
    expect(one.give(accept(B))).toEqual({
      code: 'clash',
      reason:
        'It can no longer apply: its words are all out of the text (record 2). Reopen that first, or drop it on that ground.',
    });
    // Nor is it put to the vote, nor what only wants out what is out already.
    expect(one.give(openVote(B))?.code).toBe('clash');
    expect(one.give(accept(C))).toBeNull();
    expect(one.give(accept(proposalId('q4')))?.code).toBe('clash');
    expect(one.give(reopen(A, 'new facts'))).toBeNull();
    expect(one.give(accept(B))).toBeNull();
  });

  it('[D6] [D7] nor is one of which what it brings in is out, though not what it wants out: it is listed', () => {
    const one = new Negotiation([
      clause('c0', 'It <-q1 decides to take measures><q1 considers measures> and <-q2 may ><-q1 <q2 takes>> note.'),
    ]);
    expect(one.give(accept(A))).toBeNull();
    expect([...inapplicable(one.clauses, one.state)]).toEqual([[B, { why: 'brought-out', because: [A] }]]);
    expect(one.give(accept(B))).toMatchObject({
      code: 'clash',
      reason: expect.stringContaining('the words that it brings in are all out of the text (record 2)') as unknown,
    });
  });
});
