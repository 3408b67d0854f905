import { expect, it } from 'vitest';
import { clauseId, proposalId } from '../../shared/base/ids.ts';
import { clauseVersion } from '../../shared/proposals/clause-version.ts';
import { outline } from '../../shared/projection/outline.ts';
import { articleRound, statuses } from '../../shared/projection/status.ts';
import { chronicle, storyOf } from '../../shared/projection/story.ts';
import type { RecordEvent } from '../../shared/record/event.ts';
import { outcomesOf } from '../../shared/record/state.ts';
import { clause, entriesOf, imported, REGISTRY, stateOf } from './built.ts';

const text = clause('c1', 'Parties <a shall> report');
const agreed = (id: string, rung: string, settles: string[] = []): RecordEvent => ({
  type: 'ClauseAgreed',
  clause: clauseId(id),
  rung,
  version: '0123456789abcdef'.repeat(4),
  settles: settles.map(proposalId),
});
const events: RecordEvent[] = [
  imported('a'),
  { type: 'MeetingOpened', name: '3rd meeting', body: 'Committee of the Whole' },
  { type: 'ReadingBegun', reading: 2 },
  { type: 'ProposalAccepted', proposal: proposalId('a'), version: '' },
  agreed('c1', 'small-group', ['a']),
  agreed('c1', 'ad-ref', ['a']),
  agreed('c2', 'adopted'),
  { type: 'ProposalReopened', proposal: proposalId('a'), reason: 'a mistake', revived: [] },
  { type: 'ClauseReopened', clause: clauseId('c2'), reason: 'new facts' },
  agreed('c1', 'ad-ref'),
  { type: 'ClauseEdited', clause: clauseId('c1'), before: 'Parties shall report', after: 'Parties report' },
];

it('[L10] the story of a clause tells what was agreed, by which body, and what ended it', () => {
  const entries = entriesOf(events).map((entry) => ({ ...entry, meeting: entry.number > 1 ? '3rd meeting' : null }));
  const sources = { entries, state: stateOf(...events), registry: REGISTRY, wordsOf: () => 'shall' };
  const story = storyOf(text, sources);
  expect(story.slice(1).map((line) => `${line.entry} ${line.sentence}`)).toEqual([
    '4 The secretariat accepted “shall”.',
    '5 The secretariat declared this clause agreed in small group (Small group).',
    '6 The secretariat declared this clause agreed ad referendum (Working group).',
    '8 The secretariat reopened “shall”, giving as ground: a mistake. With that the clause was no longer agreed ad referendum.',
    '10 The secretariat declared this clause agreed ad referendum (Working group).',
    '11 The secretariat edited the words: “Parties shall report” became “Parties report”, quoted without brackets. With that the clause was no longer agreed ad referendum.',
  ]);
  expect(story.map(({ meeting }) => meeting)).toEqual([null, ...Array<string>(6).fill('3rd meeting')]);
  expect(storyOf(clause('c2', 'Words.'), sources).at(-1)?.sentence).toBe(
    'The secretariat reopened this clause, which had been adopted, giving as reason: new facts.',
  );
  expect(chronicle(sources).map((line) => line.sentence)).toEqual(
    expect.arrayContaining([
      'The secretariat opened the meeting: Committee of the Whole, 3rd meeting.',
      'The secretariat began the second reading.',
      'The secretariat reopened “shall”, giving as ground: a mistake. With that a clause was no longer agreed ad referendum.',
    ]),
  );
});

it('[L13] a rung is told of by its own name: what is written in capitals stays so', () => {
  const rung = { body: '', tag: 'AHWG', colour: 'sand' } as const;
  const told: RecordEvent[] = [
    imported(),
    { type: 'LadderSet', rungs: [{ id: 'r1', name: 'AHWG agreed', ...rung }] },
    { type: 'SilenceBegan', circulated: [], whole: true, deadline: '2026-07-09T10:00:00.000Z', shortened: null, gives: 'r1' },
  ];
  const sources = { entries: entriesOf(told), state: stateOf(...told), registry: REGISTRY, wordsOf: () => '' };
  expect(chronicle(sources).map(({ sentence }) => sentence)).toEqual([
    expect.anything(),
    'The secretariat set the status ladder: AHWG agreed.',
    'The secretariat circulated the text under silence until 9 July 2026, 10:00 UTC, to be AHWG agreed.',
  ]);
});

it('[L10] a sentence has one stop, in whatever writing the reason ends', () => {
  const reasons = ['新的事实。', 'حقائق جديدة؟', 'New facts', 'New facts…'];
  const reopened = reasons.map((reason): RecordEvent => ({ type: 'ClauseReopened', clause: clauseId('c1'), reason }));
  const sources = { entries: entriesOf(reopened), state: stateOf(...reopened), registry: REGISTRY, wordsOf: () => '' };
  expect(chronicle(sources).map(({ sentence }) => sentence.split('reason: ')[1])).toEqual([
    '新的事实。',
    'حقائق جديدة؟',
    'New facts.',
    'New facts…',
  ]);
});

it('[L1] a clause is agreed while its words are those that were, and it has no bracket; the outline counts by rung', () => {
  const clauses = [
    clause('h1', 'Article 1', { kind: 'article' }),
    text,
    clause('c2', 'Words.'),
    clause('h2', 'Article 2', { kind: 'article' }),
  ];
  const before = stateOf(imported('a'), { type: 'ProposalAccepted', proposal: proposalId('a'), version: '' });
  const version = (one: (typeof clauses)[number]): string => clauseVersion(one, outcomesOf(before)) ?? '';
  const state = stateOf(
    imported('a'),
    { type: 'ProposalAccepted', proposal: proposalId('a'), version: '' },
    ...clauses
      .slice(0, 3)
      .map(
        (one, index): RecordEvent =>
          ({ ...agreed(one.id, index === 0 ? 'adopted' : 'ad-ref'), version: version(one) }) as RecordEvent,
      ),
  );
  expect([...statuses(clauses, state)].map(([id, { rung }]) => `${id} ${rung.id}`)).toEqual([
    'h1 adopted',
    'c1 ad-ref',
    'c2 ad-ref',
  ]);
  // Not yet in the record: a word typed, a bracket opened, a clause that stands twice.
  const typed = clause('c1', 'Parties <a shall> report today');
  const bracketed = clause('c2', '<-b Words.>');
  expect([...statuses([typed, bracketed], state).keys()]).toEqual([]);
  expect([...statuses([...clauses, text], state).keys()]).toEqual(['h1', 'c2']);
  expect(
    outline(clauses, [], outcomesOf(state), statuses(clauses, state)).map(({ clauses: all, rungs }) => [
      all,
      rungs.map(({ rung, count }) => `${rung.id} ${count}`),
    ]),
  ).toEqual([
    [3, ['ad-ref 2', 'adopted 1']],
    [1, []],
  ]);
  expect(articleRound(clauses, clauseId('c2'), state).map(({ id }) => id)).toEqual(['h1', 'c1', 'c2']);
  expect(articleRound(clauses, clauseId('h2'), state).map(({ id }) => id)).toEqual(['h2']);
});

it('[L10] with the reopening of a package the story tells that a clause stands where it stood, and nothing of it later', () => {
  for (const [before, then] of [
    [[], 'adopted'],
    [[agreed('c2', 'ad-ref')], 'adopted, but agreed ad referendum again'],
  ] as const) {
    const first = 2 + before.length;
    const held: RecordEvent[] = [
      imported('a'),
      ...before,
      {
        type: 'PackageTied',
        name: 'Reports',
        proposals: [proposalId('a')],
        clauses: [{ clause: clauseId('c2'), rung: 'adopted' }],
        reason: '',
      },
      {
        type: 'DecidedTogether',
        package: first,
        decisions: [{ proposal: proposalId('a'), how: 'accept', entry: first + 2 }],
        agreed: [{ clause: clauseId('c2'), entry: first + 3 }],
      },
      { type: 'ProposalAccepted', proposal: proposalId('a'), version: '' },
      agreed('c2', 'adopted'),
      {
        type: 'TogetherReopened',
        together: first + 1,
        package: first,
        reason: '',
        proposals: [proposalId('a')],
        clauses: [clauseId('c2')],
      },
      { type: 'ProposalReopened', proposal: proposalId('a'), reason: '', revived: [] },
      { type: 'ClauseEdited', clause: clauseId('c2'), before: 'Words.', after: 'Other words.' },
    ];
    const sources = { entries: entriesOf(held), state: stateOf(...held), registry: REGISTRY, wordsOf: () => 'shall' };
    const [reopened, edited] = storyOf(clause('c2', 'Words.'), sources)
      .slice(-2)
      .map(({ sentence }) => sentence);
    expect(reopened).toMatch(new RegExp(`With that the clause was no longer ${then}\\.$`));
    expect(edited).toMatch(before.length === 0 ? /became “Other words.”\.$/ : /no longer agreed ad referendum\.$/);
    expect(chronicle(sources).filter(({ sentence }) => sentence.includes('no longer adopted'))).toHaveLength(1);
  }
});
