import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { participantId, proposalId, seatId } from '../../shared/base/ids.ts';
import { refusalOf } from '../../shared/policy/policy.ts';
import { proposersOf, writtenAttribution } from '../../shared/projection/attribution.ts';
import { ownSponsors, sponsorsWithGroup, withMerged } from '../../shared/proposals/merged.ts';
import { sealBody } from '../../shared/record/seal.ts';
import type { Clause } from '../../shared/text/clause.ts';
import { REGISTRY } from '../projection/built.ts';
import { clauses } from './generated.ts';
import { acts, live, Negotiation, VERSION } from './negotiation.ts';

// Of the six proposals, the first is Norway's, the second Kenya's, the third nobody's.
const [A, B, C] = [proposalId('q1'), proposalId('q2'), proposalId('q3')];
const [NORWAY, KENYA, BRAZIL, CHILE] = ['p-no', 'p-ke', 'p-br', 'p-cl'].map(participantId) as [never, never, never, never];
const TEXT: readonly Clause[] = [
  {
    id: 'c0' as never,
    kind: 'paragraph',
    level: 0,
    label: '',
    runs: [A, B, C].map((id) => ({ text: `${id} `, insertions: [id], deletions: [] })),
  },
];

function sponsorsOf(one: Negotiation, id = A): readonly string[] {
  const proposal = one.state.proposals.get(id)!;
  return ownSponsors(withMerged(one.state.proposals, proposal));
}

describe('sponsors', () => {
  it('[J1] join and leave, and whoever joined first takes the place of a proposer who left', () => {
    const one = new Negotiation(TEXT);
    for (const participant of [BRAZIL, CHILE]) expect(one.give({ type: 'sponsor', proposal: A, participant })).toBeNull();
    expect(sponsorsOf(one)).toEqual([NORWAY, BRAZIL, CHILE]);
    expect(one.give({ type: 'sponsor', proposal: A, participant: CHILE })).toMatchObject({ code: 'sponsors-already' });
    expect(one.give({ type: 'withdraw', proposal: A, participant: NORWAY })).toMatchObject({
      code: 'other-sponsors',
      reason: expect.stringContaining('2 other sponsors') as unknown,
    });
    expect(one.give({ type: 'leave', proposal: A, participant: NORWAY })).toBeNull();
    expect(one.state.proposals.get(A)).toMatchObject({ proposer: BRAZIL, coProposers: [CHILE], status: { state: 'open' } });
    expect(one.give({ type: 'leave', proposal: A, participant: NORWAY })).toMatchObject({ code: 'not-a-sponsor' });
    expect(one.give({ type: 'leave', proposal: A, participant: CHILE })).toBeNull();
    expect(one.give({ type: 'leave', proposal: A, participant: BRAZIL })).toMatchObject({ code: 'last-sponsor' });
    expect(one.give({ type: 'withdraw', proposal: A, participant: BRAZIL })).toBeNull();
    expect(one.state.proposals.get(A)?.status).toMatchObject({ state: 'withdrawn' });
  });

  it('[J1] nobody joins a proposal of nobody, and who joined stays when it is attributed anew', () => {
    const one = new Negotiation(TEXT);
    expect(one.give({ type: 'sponsor', proposal: C, participant: BRAZIL })).toMatchObject({ code: 'not-allowed' });
    expect(one.give({ type: 'attribute', proposal: C, proposer: KENYA, onBehalfOf: null })).toBeNull();
    expect(one.give({ type: 'sponsor', proposal: C, participant: BRAZIL })).toBeNull();
    expect(one.give({ type: 'attribute', proposal: C, proposer: null, onBehalfOf: null })).toMatchObject({
      code: 'other-sponsors',
    });
    expect(one.give({ type: 'attribute', proposal: C, proposer: CHILE, onBehalfOf: null })).toBeNull();
    expect(sponsorsOf(one, C)).toEqual([CHILE, BRAZIL]);
  });

  it('[J3] neither the secretariat nor the chair sponsors anything, or takes a position', () => {
    const one = new Negotiation(TEXT);
    const { state } = one;
    for (const participant of ['p-chair', 'p-secretariat'].map(participantId)) {
      expect(one.give({ type: 'sponsor', proposal: A, participant })).toMatchObject({
        code: 'not-allowed',
        reason: 'The secretariat and the chair sponsor nothing. Name the delegation or the group that does.',
      });
      const position = { type: 'take-position', proposal: A, participant, onBehalfOf: null, stance: 'support' } as const;
      expect(one.give(position)?.reason).toContain('take no position');
    }
    expect(one.state).toBe(state);
  });

  it('[J1] a group stays when whoever brought it for the group leaves, takes that place, and leaves by itself', () => {
    const one = new Negotiation(TEXT);
    const agn = participantId('g-african');
    const held = (): unknown[] => {
      const { proposer, onBehalfOf, coProposers } = one.state.proposals.get(B)!;
      return [proposer, onBehalfOf, coProposers];
    };
    const leave = (participant: typeof agn) => one.give({ type: 'leave', proposal: B, participant });
    expect(one.give({ type: 'attribute', proposal: B, proposer: KENYA, onBehalfOf: agn })).toBeNull();
    expect(one.give({ type: 'sponsor', proposal: B, participant: agn })).toMatchObject({ code: 'sponsors-already' });
    expect(one.give({ type: 'sponsor', proposal: B, participant: BRAZIL })).toBeNull();
    expect(leave(KENYA)).toBeNull();
    expect(held()).toEqual([agn, null, [BRAZIL]]);
    expect(leave(BRAZIL)).toBeNull();
    expect(leave(agn)).toMatchObject({ code: 'last-sponsor' });
    one.give({ type: 'attribute', proposal: B, proposer: KENYA, onBehalfOf: agn });
    expect(leave(agn)).toBeNull();
    expect(held()).toEqual([KENYA, null, []]);
  });

  it('[J1] a proposal that has sponsors is never left without by leaving, and never withdrawn while it has several', () => {
    fc.assert(
      fc.property(clauses, acts, (text, list) => {
        const one = new Negotiation(text);
        for (const command of list) {
          const before = one.state.proposals;
          if (one.give(command) !== null) continue;
          if (command.type === 'withdraw') expect(ownSponsors(before.get(command.proposal)!).length).toBeLessThan(2);
          if (command.type !== 'leave') continue;
          const [was, is] = [before, one.state.proposals].map((all) => sponsorsWithGroup(all.get(command.proposal)!).toSorted());
          expect(is).toEqual(was!.filter((id) => id !== command.participant));
          expect(is!.length).toBeGreaterThan(0);
          expect(one.state.proposals.get(command.proposal)?.status.state).toBe('open');
        }
        for (const each of one.state.proposals.values()) expect(new Set(ownSponsors(each)).size).toBe(ownSponsors(each).length);
      }),
    );
  });

  it('[J2] whoever brought what was merged, and the positions on it, are shown at the one that stays', () => {
    const one = new Negotiation(TEXT);
    one.give({ type: 'take-position', proposal: A, participant: CHILE, onBehalfOf: null, stance: 'oppose' });
    one.give({ type: 'take-position', proposal: B, participant: CHILE, onBehalfOf: null, stance: 'support' });
    one.give({ type: 'take-position', proposal: B, participant: BRAZIL, onBehalfOf: null, stance: 'support' });
    const seen = { version: VERSION };
    expect(
      one.give({ type: 'merge', into: { proposal: A, ...seen }, merged: [{ proposal: B, ...seen }], wording: [] }),
    ).toBeNull();
    const shown = withMerged(one.state.proposals, one.state.proposals.get(A)!);
    expect(ownSponsors(shown)).toEqual([NORWAY, KENYA]);
    expect([...shown.positions].map(([id, { stance }]) => `${id} ${stance}`).toSorted()).toEqual(['p-br support', 'p-cl oppose']);
    expect(one.give({ type: 'withdraw', proposal: A, participant: NORWAY })).toMatchObject({ code: 'other-sponsors' });
    expect(one.give({ type: 'leave', proposal: A, participant: KENYA })).toMatchObject({ code: 'not-a-sponsor' });
    expect(one.give({ type: 'sponsor', proposal: A, participant: KENYA })).toMatchObject({ code: 'sponsors-already' });
    expect(withMerged(one.state.proposals, one.state.proposals.get(B)!)).toBe(one.state.proposals.get(B));
  });

  it('[J2] who joined one wording of several is told as bringing it when all of them were reopened', () => {
    const one = new Negotiation(TEXT);
    const seen = { version: VERSION };
    const wording = [{ clause: 'c0' as never, at: 0, text: 'may' }];
    expect(one.give({ type: 'merge', into: { proposal: A, ...seen }, merged: [{ proposal: B, ...seen }], wording })).toBeNull();
    const made = [...one.state.proposals.keys()].at(-1)!;
    expect(one.give({ type: 'sponsor', proposal: made, participant: CHILE })).toBeNull();
    for (const proposal of [A, B]) one.give({ type: 'reopen', proposal, reason: 'new facts' });
    const shown = withMerged(one.state.proposals, one.state.proposals.get(made)!);
    expect(shown).toMatchObject({ proposer: CHILE, coProposers: [] });
    expect(one.give({ type: 'withdraw', proposal: made, participant: CHILE })).toBeNull();
  });

  it('[J2] the groups for which merged proposals were brought are among the sponsors', () => {
    const one = new Negotiation(TEXT);
    const [nam, agn] = [participantId('g-nam'), participantId('g-african')];
    const seen = { version: VERSION };
    one.give({ type: 'attribute', proposal: A, proposer: NORWAY, onBehalfOf: nam });
    one.give({ type: 'attribute', proposal: B, proposer: KENYA, onBehalfOf: agn });
    expect(
      one.give({ type: 'merge', into: { proposal: A, ...seen }, merged: [{ proposal: B, ...seen }], wording: [] }),
    ).toBeNull();
    const shown = withMerged(one.state.proposals, one.state.proposals.get(A)!);
    expect([shown.proposer, shown.onBehalfOf, shown.coProposers]).toEqual([NORWAY, nam, [KENYA, agn]]);
  });

  it('[J2] shown with what was merged, nobody is lost, however mergers follow one another', () => {
    fc.assert(
      fc.property(clauses, acts, (text, list) => {
        const one = new Negotiation(text);
        for (const command of list) one.give(command);
        const { proposals: all } = one.state;
        const roots = [...all.values()].filter(({ status }) => status.state !== 'merged');
        const shown = roots.flatMap((each) => ownSponsors(withMerged(all, each)));
        for (const each of all.values()) for (const id of ownSponsors(each)) expect(shown).toContain(id);
      }),
    );
  });

  it('[J3] a proposal is attributed to whoever spoke for a group, or to the group: not to nobody, nor to the group for itself', () => {
    const one = new Negotiation(TEXT);
    const group = participantId('g-nam');
    const attribute = (proposer: typeof group | null, onBehalfOf: typeof group | null): unknown =>
      one.give({ type: 'attribute', proposal: A, proposer, onBehalfOf });
    expect([attribute(null, group), attribute(group, group)]).toMatchObject([{ code: 'malformed' }, { code: 'malformed' }]);
    expect([attribute(KENYA, group), attribute(group, null)]).toEqual([null, null]);
  });

  it('[J4] a delegation joins and leaves for itself, the secretariat and the chair for whoever says so', () => {
    const { state } = new Negotiation(TEXT);
    const may = (role: 'delegate' | 'drafter' | 'chair' | 'observer'): boolean =>
      refusalOf({ role, participant: KENYA }, { type: 'sponsor', proposal: A, participant: BRAZIL }, state) === null;
    expect([may('delegate'), may('drafter'), may('chair'), may('observer')]).toEqual([false, true, true, false]);
    expect(
      refusalOf({ role: 'delegate', participant: BRAZIL }, { type: 'leave', proposal: A, participant: BRAZIL }, state),
    ).toBeNull();
    for (const type of ['refer', 'park', 'reserve', 'call-back', 'merge', 'bridge', 'relate'])
      for (const role of ['delegate', 'drafter', 'observer'] as const)
        expect(refusalOf({ role, participant: KENYA }, { type } as never, state)).toMatchObject({ code: 'not-allowed' });
  });

  it('[R9] whoever joins, leaves, parks or has something reserved is sealed', () => {
    const one = new Negotiation(TEXT);
    one.give({ type: 'sponsor', proposal: A, participant: BRAZIL });
    one.give({ type: 'park', proposal: A, owner: 'Ms Adeyemi', returns: '2026-07-10', reason: '' });
    one.give({ type: 'reserve', proposal: A, participant: CHILE, reason: '' });
    one.give({ type: 'leave', proposal: A, participant: BRAZIL });
    const bytes = JSON.stringify(
      one.entries.slice(1).map(({ previousHash: _p, hash: _h, ...body }) => sealBody({ ...body, salt: 'ab' })),
    );
    for (const planted of [BRAZIL, CHILE, 'Adeyemi', String(seatId('s-chair'))]) expect(bytes).not.toContain(planted);
  });

  it('[V5] what was merged is named wherever the one that stays is', () => {
    const one = new Negotiation(TEXT);
    one.give({
      type: 'merge',
      into: { proposal: A, version: VERSION },
      merged: [{ proposal: B, version: VERSION }],
      wording: [],
    });
    const shown = withMerged(one.state.proposals, one.state.proposals.get(A)!);
    const names = shown === null ? [] : ['Norway', 'Kenya'].map((name) => REGISTRY.resolve(name)!.id);
    expect(names).toHaveLength(2);
    const real = { ...shown, proposer: names[0]!, coProposers: [names[1]!] };
    expect(proposersOf(real, REGISTRY)).toBe('Norway and Kenya');
    expect(writtenAttribution(real, 'insertion', REGISTRY).suffix).toBe(' - Norway, Kenya');
  });

  it('[D7] what makes no sense is refused with a sentence, and changes nothing', () => {
    fc.assert(
      fc.property(clauses, acts, (text, list) => {
        const one = new Negotiation(text);
        for (const command of list) {
          const before = live(one.state);
          const refusal = one.give(command);
          if (refusal === null) continue;
          expect(refusal.reason).toMatch(/^[A-Z].*[.]$/);
          expect(live(one.state)).toEqual(before);
        }
      }),
    );
    const one = new Negotiation(TEXT);
    const park = { type: 'park', proposal: A, owner: 'Ms Adeyemi', returns: '2026-07-10', reason: '' } as const;
    const refused = [
      { ...park, owner: ' ' },
      { ...park, returns: '2026-02-30' },
      { ...park, returns: 'soon' },
      { type: 'refer', proposal: A, body: '', note: '' },
      { type: 'call-back', proposal: A, note: '' },
      { type: 'merge', into: { proposal: A, version: VERSION }, merged: [], wording: [] },
      { type: 'merge', into: { proposal: A, version: VERSION }, merged: [{ proposal: A, version: VERSION }], wording: [] },
      { type: 'merge', into: { proposal: A, version: '1'.repeat(64) }, merged: [{ proposal: B, version: VERSION }], wording: [] },
      { type: 'relate', proposals: [A], relation: 'cumulative' },
    ] as const;
    expect(refused.map((command) => one.give(command)?.code)).toEqual([
      ...[
        'malformed',
        'malformed',
        'malformed',
        'malformed',
        'not-set-aside',
        'malformed',
        'malformed',
        'changed-since',
        'malformed',
      ],
    ]);
  });
});
