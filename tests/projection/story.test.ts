import { describe, expect, it } from 'vitest';
import { clauseId, participantId, proposalId } from '../../shared/base/ids.ts';
import { tagOf, writtenAttribution } from '../../shared/projection/attribution.ts';
import { chronicle, storyOf } from '../../shared/projection/story.ts';
import { STANCES } from '../../shared/proposals/position.ts';
import type { RecordEvent } from '../../shared/record/event.ts';
import { must } from '../../shared/base/assert.ts';
import { clause, entriesOf, imported, REGISTRY, stateOf } from './built.ts';

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
});
