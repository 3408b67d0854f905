import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { participantId, proposalId } from '../../shared/base/ids.ts';
import { standIn } from '../../shared/participants/stand-in.ts';
import { burnDown, burnDownCsv } from '../../shared/projection/burn-down.ts';
import { matrixCsv, matrixText, objectionsTold } from '../../shared/projection/matrix-text.ts';
import { matrixOf } from '../../shared/projection/matrix.ts';
import { partnersOf } from '../../shared/projection/partners.ts';
import { openPoints } from '../../shared/projection/points.ts';
import { NO_RULINGS } from '../../shared/record/contests.ts';
import type { Entry, RecordEvent } from '../../shared/record/event.ts';
import { countOpenBrackets } from '../../shared/record/state.ts';
import type { Clause } from '../../shared/text/clause.ts';
import { clauses } from '../laws/generated.ts';
import { acts, Negotiation } from '../laws/negotiation.ts';
import { clause, entriesOf, imported, REGISTRY, stateOf } from './built.ts';

const [NORWAY, KENYA, BRAZIL, G77] = ['p-no', 'p-ke', 'p-br', 'g-g77'].map(participantId) as [never, never, never, never];

const takes = (proposal: string, participant: string, stance: string, onBehalfOf: string | null = null): RecordEvent =>
  ({ type: 'PositionTaken', proposal, participant, onBehalfOf, stance }) as never;
const joins = (proposal: string, participant: string): RecordEvent =>
  ({ type: 'ProposalSponsored', proposal, participant }) as never;

const TEXT = [
  clause('h1', 'Article 1', { kind: 'article' }),
  clause('c1', 'Parties <a shall><b should> report <c fully>.'),
  clause('h2', 'Article 2', { kind: 'article' }),
  clause('c2', 'They <d may> meet <e once>.'),
];
const BASE = imported('a', 'b', 'c', 'd', 'e');

function negotiated(text: readonly Clause[], list: Parameters<Negotiation['give']>[0][]): Negotiation {
  const one = new Negotiation(text);
  for (const command of list) one.give(command);
  return one;
}

describe('the matrix of positions', () => {
  const state = stateOf(
    BASE,
    takes('a', NORWAY, 'support'),
    takes('b', KENYA, 'support', G77),
    takes('c', NORWAY, 'support'),
    takes('c', BRAZIL, 'flexible'),
    takes('d', NORWAY, 'support'),
    takes('d', BRAZIL, 'reserve'),
    joins('e', BRAZIL),
  );
  const sources = { clauses: TEXT, state, registry: REGISTRY };

  it('[V13] stands nearest to consensus first, where nobody took a position last', () => {
    expect(
      matrixOf(sources).points.map(({ lines, silent }) => [
        lines.map(({ proposal, inFavour, objections }) => `${proposal} ${inFavour}:${objections}`),
        silent,
      ]),
    ).toEqual([
      [['c 1:0'], false],
      // Each side stands in the other’s way, as only one can stand; and one reservation is one objection.
      [['a 1:1', 'b 1:1'], false],
      [['d 1:1'], false],
      [['e 1:0'], true],
    ]);
  });

  it('[V13] counts those for another where the chair said that one can stand, wherever that is, and not where both can', () => {
    const related = (relation: 'exclusive' | 'cumulative', ...ids: string[]): RecordEvent => ({
      type: 'ContestRelated',
      proposals: ids.map(proposalId),
      relation,
    });
    const objections = (...more: RecordEvent[]): (string | undefined)[] => {
      const one = stateOf(BASE, takes('a', NORWAY, 'support'), takes('e', KENYA, 'support'), ...more);
      const lines = matrixOf({ ...sources, state: one }).points.flatMap((point) => point.lines);
      return ['b', 'e'].map((id) => lines.find(({ proposal }) => proposal === id)?.objections.toString());
    };
    expect(objections()).toEqual(['1', '0']);
    expect(objections(related('cumulative', 'a', 'b'))).toEqual(['0', '0']);
    expect(objections(related('exclusive', 'a', 'e'))).toEqual(['1', '1']);
  });

  it('[V13] of those who are not named objections are between two numbers, as they may be the same on two alternatives', () => {
    const nobody = (scope: string, place: number): string => standIn({ isGroup: false, group: null }, scope, place);
    const unnamed = stateOf(
      BASE,
      ...[1, 2].map((place) => takes('a', nobody('a', place), 'support')),
      takes('b', nobody('b', 1), 'support'),
      takes('b', NORWAY, 'support'),
    );
    const lines = matrixOf({ clauses: TEXT, state: unnamed, registry: REGISTRY }).points.flatMap((point) => point.lines);
    const told = ['a', 'b'].map((id) => objectionsTold(lines.find(({ proposal }) => proposal === id)!));
    // Whoever is for b without a name may be one of the two who are for a.
    expect(told).toEqual(['1 to 2', '1 to 2']);
    expect(matrixText({ clauses: TEXT, state: unnamed, registry: REGISTRY })).toContain('2 in favour, 1 to 2 objections');
  });

  it('[V13] is the same where the chair has said of all that they are as their brackets stand', () => {
    fc.assert(
      fc.property(clauses, acts, (text, list) => {
        const { clauses: now, state: one } = negotiated(text, list);
        const saidNothing = { proposals: new Set(one.proposals.keys()), relation: null };
        const other = { ...one, rulings: [saidNothing, ...one.rulings] };
        expect(matrixOf({ clauses: now, state: other, registry: REGISTRY })).toEqual(
          matrixOf({ clauses: now, state: one, registry: REGISTRY }),
        );
      }),
    );
  });

  it('[S7] [V13] costs a row of alternatives as often as there are some, and not each pair of them', () => {
    const looksAt = (alternatives: number): number => {
      let looks = 0;
      const ids = Array.from({ length: alternatives }, (_, index) => `a${index}`);
      const row = [clause('c1', `Parties ${ids.map((id) => `<${id} shall${id}>`).join('')} report.`)];
      const rulings = new Proxy(NO_RULINGS, {
        get: (none, name, receiver) => {
          looks += 1;
          return Reflect.get(none, name, receiver) as unknown;
        },
      });
      const { points } = matrixOf({ clauses: row, state: { ...stateOf(imported(...ids)), rulings }, registry: REGISTRY });
      expect(points.map(({ lines, point }) => [lines.length, point.relation])).toEqual([[alternatives, 'exclusive']]);
      return looks;
    };
    expect(looksAt(400)).toBeLessThan(3 * looksAt(200));
  });

  it('[V13] shows who speaks for a group with its word, marked, and counts the group once', () => {
    const matrix = matrixOf(sources);
    expect(matrix.participants).toEqual([G77, BRAZIL, KENYA, NORWAY]);
    const line = matrix.points[1]?.lines[1];
    expect(line?.cells.get(G77)).toMatchObject({ stance: 'support', through: null });
    expect(line?.cells.get(KENYA)).toMatchObject({ stance: 'support', through: G77 });
    expect(line?.inFavour).toBe(1);
  });

  it('[V13] has every open point once, whatever was decided, and the same from the same text and record', () => {
    fc.assert(
      fc.property(clauses, acts, (text, list) => {
        const one = negotiated(text, list);
        const { points } = matrixOf({ clauses: one.clauses, state: one.state, registry: REGISTRY });
        const ids = points.map(({ point }) => point.id);
        expect(ids.toSorted()).toEqual(
          openPoints(one.clauses, one.state)
            .map(({ id }) => id)
            .toSorted(),
        );
        expect(points.map(({ silent }) => silent)).toEqual([
          ...points.filter(({ silent }) => !silent).map(() => false),
          ...points.filter(({ silent }) => silent).map(() => true),
        ]);
        const nearest = points
          .filter(({ silent }) => !silent)
          .map(({ lines }) => Math.min(...lines.map(({ objections }) => objections)));
        expect(nearest).toEqual(nearest.toSorted((a, b) => a - b));
      }),
    );
  });

  it('[V13] goes to a spreadsheet, an alternative a line, and to print as lists', () => {
    const [head, ...lines] = matrixCsv(sources).trim().split('\r\n');
    expect(head).toBe('Point,Article,Number,Alternative,Words,In favour,Objections,No position taken,G77,Brazil,Kenya,Norway');
    expect(lines[0]).toBe('1,Article 1,1.,3,fully,1,0,,,is flexible,,supports');
    expect(lines[2]).toBe('2,Article 1,1.,2,should,1,1,,supports,,supports (G77),');
    const one = clause('c1', 'Parties <a shall> report');
    expect(matrixText({ clauses: [one], state: stateOf(imported('a')), registry: REGISTRY })).toContain(
      '1 open point, the nearest to consensus first; 1 on which nobody has taken a position stands last',
    );
    expect(matrixText(sources)).toContain(
      '    No. 4: “may”\n    1 in favour, 1 objection\n    Reserves: Brazil\n    Supports: Norway',
    );
  });
});

describe('the burn-down of brackets', () => {
  const on = (day: string, list: readonly Entry[]): Entry[] => list.map((entry) => ({ ...entry, at: `${day}T23:59:00.000Z` }));
  const a = proposalId('a');
  const events: RecordEvent[] = [
    BASE,
    { type: 'ProposalAccepted', proposal: a, version: '' },
    { type: 'ProposalFell', proposal: proposalId('b'), because: 2, by: proposalId('a') },
    { type: 'ProposalReopened', proposal: a, reason: '', revived: [proposalId('b')] },
    { type: 'TextVanished', proposal: proposalId('c') },
    { type: 'TextReturned', proposal: proposalId('c') },
  ];
  const all = entriesOf(events);
  const entries = [...on('2026-07-06', all.slice(0, 1)), ...on('2026-07-08', all.slice(1, 3)), ...on('2026-07-09', all.slice(3))];

  it('[V14] counts by day what came, went and came again, in all and by article', () => {
    const told = burnDown(entries, TEXT);
    expect(
      told.all.map(({ day, inherited, closed, reopened, vanished, returned, open }) => [
        day,
        inherited,
        closed,
        reopened,
        vanished,
        returned,
        open,
      ]),
    ).toEqual([
      ['2026-07-06', 5, 0, 0, 0, 0, 5],
      ['2026-07-08', 0, 2, 0, 0, 0, 3],
      ['2026-07-09', 0, 0, 2, 1, 1, 5],
    ]);
    expect(told.articles.map(({ article, days }) => [article, days.map(({ open }) => open)])).toEqual([
      ['Article 1', [3, 1, 3]],
      ['Article 2', [2]],
    ]);
    expect(burnDownCsv(entries, TEXT).split('\r\n')[2]).toBe('All,2026-07-08,0,0,2,0,0,0,3');
  });

  it('[V14] ends with what is open, and articles add up to all', () => {
    fc.assert(
      fc.property(clauses, acts, (text, list) => {
        const one = negotiated(text, list);
        const told = burnDown(one.entries, one.clauses);
        const open = [...one.state.proposals.values()].filter(({ status, vanished }) => status.state === 'open' && !vanished);
        expect(countOpenBrackets(one.state)).toBe(open.length);
        expect(told.all.at(-1)?.open ?? 0).toBe(open.length);
        expect(told.articles.reduce((sum, { days }) => sum + (days.at(-1)?.open ?? 0), 0)).toBe(open.length);
      }),
    );
  });
});

describe('who sponsors with whom', () => {
  it('[V15] has each pair once with what they brought together, a merged proposal where it went', () => {
    const state = stateOf(
      BASE,
      ...[joins('a', NORWAY), joins('a', KENYA), joins('b', BRAZIL), joins('b', KENYA), joins('d', NORWAY), joins('d', KENYA)],
      { type: 'ProposalMerged', proposal: proposalId('b'), into: proposalId('a') } as never,
    );
    expect(partnersOf(state)).toEqual([
      { pair: [KENYA, NORWAY], proposals: ['a', 'd'] },
      { pair: [BRAZIL, KENYA], proposals: ['a'] },
      { pair: [BRAZIL, NORWAY], proposals: ['a'] },
    ]);
  });
});

describe('who sponsors with whom, beside groups', () => {
  it('[V15] a delegation and a group for which it speaks, or spoke, are no two', () => {
    const agn = participantId('g-african');
    const given = { at: '2026-07-06T08:00:00.000Z', by: { seat: 'd', user: 'D', participant: 'p-secretariat', role: 'drafter' } };
    const mandate = { type: 'MandateGiven', seat: 'kenya', user: 'W', participant: KENYA, onBehalfOf: agn, given } as never;
    const bring = [joins('a', NORWAY), joins('a', KENYA), joins('a', agn)];
    const pairs = (...events: RecordEvent[]) => partnersOf(stateOf(BASE, ...events)).map(({ pair }) => pair.join(' '));
    expect(pairs(...bring)).toHaveLength(3);
    expect(pairs(...bring, mandate)).toEqual(['g-african p-no', 'p-ke p-no']);
    expect(pairs(...bring, mandate, { type: 'MandateTakenBack', mandate: 99, taken: given } as never)).toHaveLength(2);
  });

  it('[V15] the group for which one was brought is among those who bring it, merged or not', () => {
    const nam = participantId('g-nam');
    const attributed = (id: string, proposer: typeof nam, onBehalfOf: typeof nam | null): RecordEvent => ({
      type: 'ProposalAttributed',
      proposal: proposalId(id),
      proposer,
      onBehalfOf,
    });
    const pairs = (...events: RecordEvent[]) => partnersOf(stateOf(BASE, ...events)).map(({ pair }) => pair.join(' '));
    const merged = { type: 'ProposalMerged', proposal: proposalId('b'), into: proposalId('a'), version: '' } as const;
    expect(pairs(attributed('a', NORWAY, nam), joins('a', KENYA))).toEqual(['g-nam p-ke', 'p-ke p-no']);
    const both = [attributed('a', NORWAY, nam), attributed('b', KENYA, null)];
    expect(pairs(...both, merged)).toEqual(['g-nam p-ke', 'p-ke p-no']);
    expect(pairs(...both, { ...merged, proposal: proposalId('a'), into: proposalId('b') })).toEqual(['g-nam p-ke', 'p-ke p-no']);
  });
});
