import { describe, expect, it } from 'vitest';
import { clauseId, participantId, proposalId, type ParticipantId, type ProposalId } from '../../shared/base/ids.ts';
import { tagOf, writtenAttribution } from '../../shared/projection/attribution.ts';
import { standIn } from '../../shared/participants/stand-in.ts';
import { chronicle, storyOf } from '../../shared/projection/story.ts';
import { presentIn } from '../../shared/projection/telling.ts';
import type { InheritedProposal } from '../../shared/proposals/inherited.ts';
import { STANCES } from '../../shared/proposals/position.ts';
import type { RecordEvent } from '../../shared/record/event.ts';
import { must } from '../../shared/base/assert.ts';
import type { Clause } from '../../shared/text/clause.ts';
import { proposalVersion } from '../../shared/text/digest.ts';
import { clause, entriesOf, imported, inherited, REGISTRY, stateOf } from './built.ts';

const norway = participantId('p-no');
const events: RecordEvent[] = [
  imported('a'),
  {
    type: 'ProposalTabled',
    proposal: proposalId('b'),
    origin: 'tabled',
    proposer: norway,
    rationale: 'It is weaker.',
    clauses: [clauseId('c1')],
    inserted: ['should'],
    deleted: ['shall'],
    holdsNumber: false,
    amends: null,
  },
  { type: 'PositionTaken', proposal: proposalId('b'), participant: participantId('p-cl'), onBehalfOf: null, stance: 'support' },
  {
    type: 'PositionTaken',
    proposal: proposalId('b'),
    participant: participantId('p-eg'),
    onBehalfOf: participantId('g-nam'),
    stance: 'oppose',
  },
  { type: 'ClauseEdited', clause: clauseId('c2'), before: 'elsewhere', after: 'elsewhere, too' },
  { type: 'ProposalDropped', proposal: proposalId('b'), version: '', ground: 'no support' },
];

describe('the story of a clause', () => {
  it('[V4] tells what concerns it, in sentences, each with its record number', () => {
    const story = storyOf(clause('c1', 'Parties <a <-b shall>><b should> report'), {
      entries: entriesOf(events),
      state: stateOf(...events),
      registry: REGISTRY,
      wordsOf: (id) => (id === 'b' ? 'should' : 'shall'),
    });
    expect(story.map((line) => `${line.entry} ${line.sentence}`)).toEqual([
      '1 The secretariat imported the text from draft.txt; this clause came with one bracket, without recorded proposers.',
      '2 Norway tabled a proposal, putting “should” for “shall”, giving as ground: It is weaker.',
      '3 Chile supported “should” (noted by the secretariat).',
      '4 Egypt on behalf of NAM opposed “should” (noted by the secretariat).',
      '6 The secretariat dropped “should” of Norway, giving as ground: no support.',
    ]);
  });

  it('[V4] does not say of a clause that was added since that it came with the import', () => {
    const added: RecordEvent = { type: 'ClauseEdited', clause: clauseId('c2'), before: null, after: 'New.' };
    const story = storyOf(clause('c2', 'New.'), {
      entries: entriesOf([imported('a'), added]),
      state: stateOf(imported('a'), added),
      registry: REGISTRY,
      wordsOf: () => '',
    });
    expect(story.map(({ sentence }) => sentence)).toEqual([
      'The secretariat imported the text from draft.txt; no bracket of this clause came with it.',
      'The secretariat added this clause: “New.”.',
    ]);
  });

  it('[V4] a decision is told with the words of now, which is said where other words were decided', () => {
    const decided = clause('c1', 'Visitors wear <a white> gloves.');
    const version = proposalVersion([decided], proposalId('a'));
    const told = (now: Clause, type: 'ProposalAccepted' | 'ProposalDropped'): string | undefined => {
      const decision = { proposal: proposalId('a'), version, ground: '' };
      const all: RecordEvent[] = [imported('a'), type === 'ProposalAccepted' ? { type, ...decision } : { type, ...decision }];
      const sources = { entries: entriesOf(all), state: stateOf(...all), registry: REGISTRY, ...presentIn(() => [now]) };
      return chronicle(sources).at(-1)?.sentence;
    };
    const typedIn = clause('c1', 'Visitors wear <a white cotton> gloves.');
    expect(told(decided, 'ProposalAccepted')).toBe('The secretariat accepted “white”.');
    expect(told(typedIn, 'ProposalAccepted')).toBe('The secretariat accepted “white cotton” (as it stands now).');
    expect(told(typedIn, 'ProposalDropped')).toBe('The secretariat dropped “white cotton” (as it stands now).');
    // What has gone is not quoted, and so not as something else.
    expect(told(clause('c1', 'Visitors wear gloves.'), 'ProposalDropped')).toBe('The secretariat dropped the proposal.');
  });

  it('[V4] an import tells all to whom a bracket is attributed, for which group, and whose positions were written in it', () => {
    const [norway, kenya, brazil, egypt, nam] = ['p-no', 'p-ke', 'p-br', 'p-eg', 'g-nam'].map(participantId) as [
      ParticipantId,
      ParticipantId,
      ParticipantId,
      ParticipantId,
      ParticipantId,
    ];
    const told = (inherited: readonly InheritedProposal[]): string => {
      const events = [{ ...(imported() as Extract<RecordEvent, { type: 'DraftImported' }>), inherited }];
      return must(
        storyOf(clause('c1', '<a annually><b every two years>'), {
          entries: entriesOf(events),
          state: stateOf(...events),
          registry: REGISTRY,
          wordsOf: () => '',
        })[0],
        'import',
      ).sentence.replace(/^.*; /, '');
    };
    const [a, b] = [inherited('a', 'c1'), inherited('b', 'c1')];
    expect(
      told([
        { ...a, proposer: norway },
        { ...b, proposer: kenya, coProposers: [brazil, norway] },
      ]),
    ).toBe('this clause came with 2 brackets, attributed to Norway, Kenya and Brazil.');
    const position = { participant: brazil, onBehalfOf: null, stance: 'oppose' } as const;
    expect(told([{ ...a, proposer: egypt, onBehalfOf: nam, coProposers: [kenya], positions: [position] }])).toBe(
      'this clause came with one bracket, attributed to Egypt (on behalf of NAM) and Kenya, and with positions of Brazil.',
    );
    expect(told([{ ...a, positions: [position] }])).toBe(
      'this clause came with one bracket, without recorded proposers, and with positions of Brazil.',
    );
    const unnamed = [1, 2].map((place) => standIn({ isGroup: false, group: null }, 'a', place)) as [ParticipantId, ParticipantId];
    expect(told([{ ...a, proposer: unnamed[0], coProposers: [unnamed[1]] }])).toBe(
      'this clause came with one bracket, attributed to several delegations.',
    );
  });

  it('[J6] every position that somebody else noted says so, and so does its taking back', () => {
    const noted = [...STANCES, null].map((stance): RecordEvent => ({
      type: 'PositionTaken',
      proposal: proposalId('b'),
      participant: participantId('p-cl'),
      onBehalfOf: null,
      stance,
      ...(stance === 'prefer-another' ? { preferred: proposalId('a') } : {}),
    }));
    const told = chronicle({
      entries: entriesOf(noted),
      state: stateOf(...events, ...noted),
      registry: REGISTRY,
      wordsOf: (id) => (id === 'b' ? 'should' : 'shall'),
    });
    expect(told.map(({ sentence }) => sentence)).toEqual(
      [
        'supported “should”',
        'said it was flexible on “should”',
        'preferred “shall” to “should”',
        'opposed “should”',
        'reserved its position on “should”',
        'needed instructions on “should”',
        'took back its position on “should”',
      ].map((said) => `Chile ${said} (noted by the secretariat).`),
    );
  });

  it('[V5] attribution reads the same in the tag and in the written text', () => {
    const proposal = must(stateOf(...events).proposals.get(proposalId('b')), 'proposal b');
    expect(tagOf(proposal, REGISTRY)).toBe('Norway · Chile for · NAM against');
    expect(writtenAttribution(proposal, 'insertion', REGISTRY).suffix).toBe(' - Norway; Chile support; NAM delete');
    expect(writtenAttribution(proposal, 'deletion', REGISTRY).suffix).toBe(' - Norway delete; Chile delete; NAM retain');
  });

  it('[V4] tells what became of a proposal in it by an entry on another: that it rose again, or was preferred, or merged into', () => {
    const [a, b] = ['a', 'b'].map(proposalId) as [ProposalId, ProposalId];
    const chair: RecordEvent[] = [
      imported('a', 'b', 'c'),
      { type: 'ProposalAccepted', proposal: a, version: '' },
      { type: 'ProposalFell', proposal: b, because: 2, by: a },
      { type: 'ProposalReopened', proposal: a, reason: 'new facts', revived: [b] },
      { type: 'PositionTaken', proposal: a, participant: norway, onBehalfOf: null, stance: 'prefer-another', preferred: b },
      { type: 'ProposalMerged', proposal: a, version: '', into: b },
    ];
    const sources = {
      entries: entriesOf(chair),
      state: stateOf(...chair),
      registry: REGISTRY,
      wordsOf: (id: ProposalId) => `of ${id}`,
    };
    const told = (text: Clause): string[] =>
      storyOf(text, sources)
        .slice(1)
        .map(({ entry, sentence }) => `${entry} ${sentence}`);
    expect(told(clause('c2', 'They meet <b in Geneva>.'))).toEqual([
      '3 “of b” fell when its rival “of a” was accepted (record 2).',
      '4 The secretariat reopened “of a”, and with it “of b”, giving as ground: new facts.',
      '5 Norway preferred “of b” to “of a” (noted by the secretariat).',
      '6 The secretariat merged “of a” into “of b”.',
    ]);
    expect(told(clause('c3', 'It lasts <c ten> years.'))).toEqual([]);
  });

  it('[V4] a clause is this one in its own story, and one of many in that of the record', () => {
    const added: RecordEvent[] = [
      imported(),
      { type: 'ClauseEdited', clause: clauseId('c1'), before: null, after: 'They meet.' },
      { type: 'ClauseEdited', clause: clauseId('c1'), before: 'They meet.', after: null },
    ];
    const sources = { entries: entriesOf(added), state: stateOf(...added), registry: REGISTRY, wordsOf: () => '' };
    const told = (lines: readonly { readonly sentence: string }[]): string[] => lines.slice(1).map(({ sentence }) => sentence);
    expect(told(chronicle(sources))).toEqual([
      'The secretariat added a clause: “They meet.”.',
      'The secretariat removed a clause, which read “They meet.”.',
    ]);
    expect(told(storyOf(clause('c1', ''), sources))).toEqual([
      'The secretariat added this clause: “They meet.”.',
      'The secretariat removed this clause, which read “They meet.”.',
    ]);
  });

  it('[R8] [V8] says of words that the record has as letters alone that they are quoted without brackets, where there were any', () => {
    const told = (...later: RecordEvent[]): string[] => {
      const all: RecordEvent[] = [imported('a', 'b'), ...later];
      const sources = { entries: entriesOf(all), state: stateOf(...all), registry: REGISTRY, wordsOf: () => '' };
      const story = storyOf(clause('c1', 'They <a shall><b should> meet'), sources);
      expect(
        chronicle(sources)
          .map(({ sentence }) => sentence.replace('a clause', 'this clause'))
          .slice(1),
      ).toEqual(story.slice(1).map(({ sentence }) => sentence));
      return story.slice(1).map(({ sentence }) => sentence);
    };
    const edit = (before: string | null, after: string | null): RecordEvent => ({
      type: 'ClauseEdited',
      clause: clauseId('c1'),
      before,
      after,
    });
    expect(told(edit('They shallshould meet', 'They shallshould meet yearly'), edit('They shallshould meet', null))).toEqual([
      'The secretariat edited the words: “They shallshould meet” became “They shallshould meet yearly”, quoted without brackets.',
      'The secretariat removed this clause, which read “They shallshould meet”, quoted without brackets.',
    ]);
  });

  it('[V4] a name keeps its small letter within a sentence, and a bracket in which nothing stands is not told by its words', () => {
    const floor: RecordEvent[] = [
      {
        type: 'ProposalTabled',
        proposal: proposalId('f'),
        origin: 'floor',
        proposer: null,
        rationale: '',
        clauses: [clauseId('c1')],
        inserted: ['p'],
        deleted: [],
        holdsNumber: false,
        amends: null,
      },
      { type: 'TextVanished', proposal: proposalId('f') },
      { type: 'TextReturned', proposal: proposalId('f') },
      { type: 'ProposalAttributed', proposal: proposalId('f'), proposer: participantId('p-secretariat'), onBehalfOf: null },
    ];
    const told = (words: string): string[] =>
      chronicle({ entries: entriesOf(floor), state: stateOf(...floor), registry: REGISTRY, wordsOf: () => words }).map(
        ({ sentence }) => sentence,
      );
    expect(told('')).toEqual([
      'The secretariat opened a bracket from the floor, in which no words stand now.',
      expect.stringMatching(/left the text by an edit of the secretariat\.$/),
      expect.stringMatching(/came back into the text by an edit of the secretariat\.$/),
      'The secretariat recorded the secretariat as having proposed the proposal.',
    ]);
    expect(told('provisionally')[0]).toBe('The secretariat opened a bracket from the floor: “provisionally”.');
  });
});
