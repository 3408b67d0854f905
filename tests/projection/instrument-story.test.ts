import { expect, it } from 'vitest';
import { clauseId, participantId, proposalId } from '../../shared/base/ids.ts';
import { register } from '../../shared/projection/register.ts';
import { chronicle, storyOf } from '../../shared/projection/story.ts';
import type { RecordEvent } from '../../shared/record/event.ts';
import { clause, entriesOf, imported, REGISTRY, stateOf } from './built.ts';

const [a, b, c] = ['a', 'b', 'c'].map(proposalId) as [
  ReturnType<typeof proposalId>,
  ReturnType<typeof proposalId>,
  ReturnType<typeof proposalId>,
];
const WORDS = new Map([
  [a, 'shall'],
  [b, 'yearly'],
  [c, 'in Geneva'],
]);
const text = [clause('c1', 'Parties <a shall> report <b yearly>.'), clause('c2', 'They meet <c in Geneva>.')];
const matter = { on: 'proposal', proposal: a } as const;
const awaits = { on: 'clause', clause: clauseId('c2') } as const;
const events: RecordEvent[] = [
  imported('a', 'b', 'c'),
  { type: 'PendingBegan', matter, awaits, reason: 'where it is done' },
  { type: 'PackageTied', name: 'Reports', proposals: [a, b, c], reason: '' },
  { type: 'ProposalWithdrawn', proposal: c, participant: participantId('p-no') },
  { type: 'PackageReduced', package: 3, proposal: c, cause: 'withdrawal', reason: '' },
  { type: 'MatterTaken', matter: awaits },
  {
    type: 'DecidedTogether',
    package: 3,
    decisions: [
      { proposal: a, how: 'accept', entry: 8 },
      { proposal: b, how: 'drop', entry: 9 },
    ],
  },
  { type: 'ProposalAccepted', proposal: a, version: '', despite: 'time is short' },
  { type: 'ProposalDropped', proposal: b, version: '', ground: '' },
];
const sources = {
  entries: entriesOf(events),
  state: stateOf(...events),
  registry: REGISTRY,
  wordsOf: (id: typeof a) => WORDS.get(id) ?? '',
};

it('[G2] the record tells who tied what, why a member left, and what was decided as a whole; the register names the package', () => {
  const told = chronicle(sources).map(({ entry, sentence }) => `${entry} ${sentence}`);
  expect(told.slice(2)).toEqual([
    '3 The secretariat tied “shall”, “yearly” and “in Geneva” into the package “Reports”, to be decided together or not at all.',
    '4 Norway withdrew “in Geneva” (noted by the secretariat).',
    '5 With its withdrawal “in Geneva” left the package “Reports” (record 3), which goes on with the others.',
    '6 The secretariat took up a clause.',
    '7 The secretariat decided the package “Reports” (record 3) as a whole: 1 accepted, 1 dropped.',
    '8 The secretariat accepted “shall”, though it was waiting: time is short.',
    '9 The secretariat dropped “yearly”.',
  ]);
  expect(register({ clauses: text, ...sources }).map(({ outcome }) => outcome)).toEqual([
    'accepted, in the package “Reports”',
    'dropped, in the package “Reports”',
    'withdrawn by Norway (noted by the secretariat)',
  ]);
});

it('[G4] the stories of both clauses tell what waited for what', () => {
  const told = text.map((one) => storyOf(one, sources).find(({ entry }) => entry === 2)?.sentence);
  expect(told).toEqual([
    'The secretariat said that “shall” waits for another clause: where it is done.',
    'The secretariat said that “shall” waits for this clause: where it is done.',
  ]);
});
