import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { participantId, proposalId } from '../../shared/base/ids.ts';
import { cleanPassages } from '../../shared/projection/clean.ts';
import { drawText } from '../../shared/projection/drawing.ts';
import { ifAllFell } from '../../shared/projection/fallen.ts';
import { lengthOf } from '../../shared/projection/length.ts';
import { factsOf, openPoints } from '../../shared/projection/points.ts';
import { supposing } from '../../shared/projection/prospect.ts';
import { ownVoices } from '../../shared/projection/voices.ts';
import { wishOf } from '../../shared/projection/wish.ts';
import type { OutcomeOf } from '../../shared/proposals/standing.ts';
import { openProposals, outcomesOf, type RecordState } from '../../shared/record/state.ts';
import type { Clause } from '../../shared/text/clause.ts';
import { clause, imported, stateOf } from '../projection/built.ts';
import { clauses, type proposals } from './generated.ts';
import { acts, Negotiation } from './negotiation.ts';

const NORWAY = participantId('p-no');
const KENYA = participantId('p-ke');
const G77 = participantId('g-g77');

function negotiated(text: readonly Clause[], list: Parameters<Negotiation['give']>[0][]): Negotiation {
  const one = new Negotiation(text);
  for (const command of list) one.give(command);
  return one;
}

function position(id: string, participant = NORWAY, stance: string | null = 'support', more: object = {}) {
  return {
    type: 'PositionTaken' as const,
    proposal: proposalId(id),
    participant,
    onBehalfOf: null,
    stance: stance as 'support',
    ...more,
  };
}

const TEXT = [clause('c1', 'Parties <a shall><b should><c may> report <d fully>.')];
const BASE = imported('a', 'b', 'c', 'd');
const read = (state: RecordState, who = NORWAY) => {
  const { supposed, unsaid, contradictions } = wishOf(TEXT, state, who);
  return { supposed: Object.fromEntries(supposed), unsaid, contradictions };
};

describe('the text as a participant would have it', () => {
  it('[V11] is the bracketed text for whoever has said nothing', () => {
    fc.assert(
      fc.property(clauses, acts, (text, list) => {
        const one = negotiated(text, list);
        const wish = wishOf(one.clauses, one.state, participantId('p-is'));
        expect(wish.supposed.size + wish.contradictions.length).toBe(0);
        expect(drawText(one.clauses, supposing(one.state, wish.supposed))).toEqual(drawText(one.clauses, factsOf(one.state)));
      }),
    );
  });

  it('[V11] holds what the participant said, decides nothing else, and lets one of several rivals stand at most', () => {
    fc.assert(
      fc.property(clauses, acts, fc.constantFrom(NORWAY, KENYA), (text, list, who) => {
        const one = negotiated(text, list);
        const { supposed, unsaid, contradictions } = wishOf(one.clauses, one.state, who);
        const points = openPoints(one.clauses, one.state);
        const contradicted = new Set(contradictions.flatMap((each) => each.proposals));
        for (const { relation, proposals } of points) {
          const accepted = proposals.filter((id) => supposed.get(id) === 'accepted');
          if (relation === 'exclusive') expect(accepted.length).toBeLessThanOrEqual(1);
          for (const id of proposals) {
            // Each is in one of the three lists.
            expect([supposed.has(id), unsaid.includes(id), contradicted.has(id)].filter(Boolean).length).toBe(1);
            const voice = ownVoices(one.state, id).get(who);
            if (contradicted.has(id)) continue;
            if (voice?.stance === 'oppose') expect(supposed.get(id)).toBe('refused');
            if (voice?.stance === 'support' && relation !== 'exclusive') expect(supposed.get(id)).toBe('accepted');
            if (voice === undefined && accepted.length === 0 && supposed.has(id))
              expect([...preferredBy(one.state, who)]).toContain(id);
          }
        }
        expect(wishOf(one.clauses, one.state, who)).toEqual({ supposed, unsaid, contradictions });
      }),
    );
  });

  it('[V11] of several of which one can stand it has its own first, then what it supports; the others go', () => {
    expect(read(stateOf(BASE, position('b')))).toEqual({
      supposed: { a: 'refused', b: 'accepted', c: 'refused' },
      unsaid: ['d'],
      contradictions: [],
    });
    const own = { type: 'ProposalSponsored', proposal: proposalId('c'), participant: NORWAY } as never;
    expect(read(stateOf(BASE, position('b'), own)).supposed).toEqual({ a: 'refused', b: 'refused', c: 'accepted' });
    expect(read(stateOf(BASE, position('a', NORWAY, 'oppose'), position('d', NORWAY, 'flexible')))).toEqual({
      supposed: { a: 'refused' },
      unsaid: ['b', 'c', 'd'],
      contradictions: [],
    });
  });

  it('[V11] a preference settles which, also by way of others', () => {
    const prefers = (id: string, preferred: string) => position(id, NORWAY, 'prefer-another', { preferred });
    expect(read(stateOf(BASE, prefers('a', 'b'), prefers('b', 'c'))).supposed).toEqual({
      a: 'refused',
      b: 'refused',
      c: 'accepted',
    });
    expect(read(stateOf(BASE, prefers('a', 'b'), prefers('b', 'a')))).toEqual({
      supposed: {},
      unsaid: ['c', 'd'],
      contradictions: [{ why: 'circle', proposals: ['a', 'b'] }],
    });
    expect(read(stateOf(BASE, prefers('a', 'b'), position('b', NORWAY, 'oppose'))).contradictions).toEqual([
      { why: 'preferred', proposals: ['a', 'b'] },
    ]);
  });

  it('[V11] support of rivals is listed, and both stay in brackets', () => {
    expect(read(stateOf(BASE, position('a'), position('b'), position('d')))).toEqual({
      supposed: { d: 'accepted' },
      unsaid: ['c'],
      contradictions: [{ why: 'rivals', proposals: ['a', 'b'] }],
    });
  });

  it('[V11] of two the chair said that one can stand, or that both can, whatever stands beside them', () => {
    const related = (relation: 'exclusive' | 'cumulative', ...ids: string[]) => ({
      type: 'ContestRelated' as const,
      proposals: ids.map(proposalId),
      relation,
    });
    const both = [position('a'), position('b')];
    // With the third, by the brackets alone, one of the three could stand; and the fourth stands elsewhere.
    expect(read(stateOf(BASE, ...both, related('cumulative', 'a', 'b')))).toEqual({
      supposed: { a: 'accepted', b: 'accepted', c: 'refused' },
      unsaid: ['d'],
      contradictions: [],
    });
    const apart = stateOf(BASE, position('a'), position('d'), related('exclusive', 'a', 'd'));
    expect(read(apart)).toMatchObject({ supposed: {}, contradictions: [{ why: 'rivals', proposals: ['a', 'd'] }] });
    expect(read(stateOf(BASE, position('d'), related('exclusive', 'a', 'd')))).toMatchObject({
      supposed: { a: 'refused', d: 'accepted' },
    });
  });

  it('[V11] who speaks for a group has the group’s word where it has none of its own', () => {
    const group = { onBehalfOf: G77 };
    const state = stateOf(BASE, position('a', KENYA, 'support', group), position('d', KENYA, 'oppose', group));
    const theirs = { supposed: { a: 'accepted', b: 'refused', c: 'refused', d: 'refused' }, unsaid: [], contradictions: [] };
    expect(read(state, G77)).toEqual(theirs);
    expect(read(state, KENYA)).toEqual(theirs);
    expect(read(state, NORWAY).supposed).toEqual({});
    const apart = stateOf(BASE, position('d', KENYA, 'oppose', group), position('d', KENYA, 'support'));
    expect(read(apart, KENYA).supposed).toEqual({ d: 'accepted' });
  });
});

describe('if all open brackets fell', () => {
  it('[V12] what then stands is the clean text, word for word', () => {
    fc.assert(
      fc.property(clauses, acts, (text, list) => {
        const one = negotiated(text, list);
        const fallen = new Map(openProposals(one.state).map(({ id }) => [id, 'refused' as const]));
        const words = (outcomeOf: OutcomeOf) =>
          one.clauses.map((each) => cleanPassages(each, outcomeOf, () => 0).map(({ text: passage }) => passage));
        expect(words(supposing(one.state, fallen).outcomeOf)).toEqual(words(outcomesOf(one.state)));
      }),
    );
  });

  it('[V12] every open proposal with words is told once: its words go, or lose their brackets', () => {
    fc.assert(
      fc.property(clauses, acts, (text, list) => {
        const one = negotiated(text, list);
        const told = ifAllFell(one.clauses, one.state).flatMap(({ proposals: each }) => each.map(({ proposal }) => proposal));
        expect(told.toSorted()).toEqual(
          openPoints(one.clauses, one.state)
            .flatMap((point) => point.proposals)
            .toSorted(),
        );
      }),
    );
  });

  it('[V12] is counted for each article', () => {
    const text = [
      clause('h1', 'Article 1', { kind: 'article' }),
      clause('c1', 'Parties <a shall promptly> report <-b annually>.'),
      clause('h2', 'Article 2', { kind: 'article' }),
      clause('c2', 'They <-c may><c shall> meet.'),
    ];
    expect(
      ifAllFell(text, stateOf(imported('a', 'b', 'c'))).map(({ article, going, staying, words, proposals: each }) => [
        article,
        going,
        staying,
        words,
        each.map((one) => one.words),
      ]),
    ).toEqual([
      ['Article 1', 1, 1, 2, ['shall promptly', 'annually']],
      ['Article 2', 1, 0, 1, ['shall']],
    ]);
  });

  it('[V12] [W30] its words are counted as those of the text are', () => {
    const text = [clause('c1', 'Parties <a 缔约方应当> <b report>[^1] <c State-owned> or <c others>.')];
    const state = stateOf(imported('a', 'b', 'c'));
    const { negotiating, clean } = lengthOf(text, state);
    expect(ifAllFell(text, state).map(({ words }) => words)).toEqual([negotiating - clean]);
  });
});

function preferredBy(state: RecordState, who: typeof NORWAY): Set<(typeof proposals)[number]> {
  return new Set([...state.proposals.values()].flatMap((one) => one.positions.get(who)?.preferred ?? []));
}
