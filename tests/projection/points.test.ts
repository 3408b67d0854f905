import { describe, expect, it } from 'vitest';
import { heardPlaces } from '../../shared/projection/heard.ts';
import { openPoints } from '../../shared/projection/points.ts';
import { outline } from '../../shared/projection/outline.ts';
import { prospect } from '../../shared/projection/prospect.ts';
import { proposalId, clauseId } from '../../shared/base/ids.ts';
import { outcomesOf } from '../../shared/record/state.ts';
import { clause, imported, stateOf } from './built.ts';

const points = (...notations: string[]) =>
  openPoints(
    notations.map((notation, index) => clause(`c${index + 1}`, notation)),
    stateOf(imported('a', 'b', 'c', 'd')),
  ).map((point) => `${point.relation} ${point.proposals.join(' ')}`);

describe('open points', () => {
  it.each([
    ['glued brackets compete', 'Parties <a shall><b should><c will> report', ['exclusive a b c']],
    ['spaced brackets of one category compete', 'by <a 2020> <b X>', ['exclusive a b']],
    ['spaced phrases compete', 'the <a best available> <b reliable> science', ['exclusive a b']],
    [
      'spaced brackets of two kinds stand by themselves',
      'Parties <a shall> <b , in good faith and with due regard,> report',
      ['independent a b'],
    ],
    ['a stroke between makes alternatives', '<a changing the unsustainable patterns> / <b promoting>', ['exclusive a b']],
    ['words between divide', '<a shall> report and <b should> act', ['single a', 'single b']],
    ['what is nested is a point of its own', '<a and <b provisions>, <c fully>>', ['single a', 'single b', 'single c']],
    ['a replacement is one point', 'Parties <-a shall><a should> report', ['single a']],
    ['pieces of one proposal are one point, with their rivals', '<a x><b y> and <a z>', ['exclusive a b']],
  ])('[V1] %s', (_, notation, expected) => {
    expect(points(notation)).toEqual(expected);
  });

  it('[E14] each is heard with which of the points it is in, and of how many alternatives', () => {
    const text = [clause('c1', 'Parties <a shall><b should> report'), clause('c2', '<c In time>')];
    const heard = heardPlaces(openPoints(text, stateOf(imported('a', 'b', 'c'))));
    expect([...heard]).toEqual([
      ['a', '1 of 2, 2 alternatives'],
      ['b', '1 of 2, 2 alternatives'],
      ['c', '2 of 2'],
    ]);
  });

  it('[V1] a bracket over two clauses is one point, and one in the next clause is another', () => {
    expect(points('<a first clause>', '<a second> <b tail>', '<c third>')).toEqual(['exclusive a b', 'single c']);
  });

  it('[V1] replacements of which the words that go overlap in part are one point, and one of them can stand', () => {
    const run = (text: string, insertions: string, deletions: string) => ({
      text,
      insertions: [...insertions].map(proposalId),
      deletions: [...deletions].map(proposalId),
    });
    const state = stateOf(imported('a', 'b'));
    const pointsOf = (...runs: ReturnType<typeof run>[]) =>
      openPoints([{ ...clause('c1', ''), runs }], state).map(({ relation, proposals }) => `${relation} ${proposals.join(' ')}`);
    const overlapping = [
      run('regularly ', '', 'a'),
      run('and promptly ', '', 'ab'),
      run('yearly ', 'a', ''),
      run('they ', '', ''),
      run('report ', '', 'b'),
    ];
    expect(pointsOf(...overlapping, run('inform', 'b', ''))).toEqual(['exclusive a b']);
    // Where one wants but words out, the other may take their place.
    expect(pointsOf(...overlapping)).toEqual(['single a', 'single b']);
  });

  it('[V1] closed proposals are no points', () => {
    const state = stateOf(
      imported('a', 'b'),
      { type: 'ProposalAccepted', proposal: proposalId('a'), version: '' },
      { type: 'ProposalFell', proposal: proposalId('b'), because: 2, by: proposalId('a') },
    );
    expect(openPoints([clause('c1', 'Parties <a shall><b should> report')], state)).toEqual([]);
  });

  it('[V2] a prospect reads as the sentence would, with the spacing repaired', () => {
    const text = [clause('c1', 'Parties <a shall><b should> report <c , in time>, to the Board')];
    const state = stateOf(imported('a', 'b', 'c'));
    const read = (outcomes: [string, 'accepted' | 'refused'][]) =>
      prospect(text, state, clauseId('c1'), new Map(outcomes.map(([id, outcome]) => [proposalId(id), outcome])));
    expect(read([])).toBe('Parties [shall][should] report [, in time], to the Board');
    expect(
      read([
        ['a', 'accepted'],
        ['b', 'refused'],
      ]),
    ).toBe('Parties shall report [, in time], to the Board');
    expect(
      read([
        ['a', 'refused'],
        ['b', 'refused'],
        ['c', 'refused'],
      ]),
    ).toBe('Parties report, to the Board');
    expect(read([['c', 'accepted']])).toBe('Parties [shall][should] report, in time, to the Board');
  });

  it('[V3] the outline counts open points from heading to heading', () => {
    const text = [
      clause('h1', 'PART I', { kind: 'part' }),
      clause('h2', 'Article 1', { kind: 'article' }),
      clause('c1', 'Parties <a shall><b should> report'),
      clause('h3', 'Article 2', { kind: 'article' }),
      clause('c2', '<c nothing>'),
    ];
    const state = stateOf(imported('a', 'b', 'c'));
    expect(
      outline(text, openPoints(text, state), outcomesOf(state)).map(({ title, depth, open }) => [title, depth, open]),
    ).toEqual([
      ['PART I', 0, 0],
      ['Article 1', 1, 1],
      ['Article 2', 1, 1],
    ]);
    // A point of a clause that two drafters moved at once is one, where that stands first.
    const twice = [...text, clause('c1', 'Parties <a shall><b should> report')];
    expect(outline(twice, openPoints(twice, state), outcomesOf(state)).map(({ open }) => open)).toEqual([0, 1, 1]);
  });
});
