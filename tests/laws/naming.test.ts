import { describe, expect, it } from 'vitest';
import { participantId, proposalId, type ParticipantId } from '../../shared/base/ids.ts';
import { regionalGroup } from '../../shared/participants/regional-groups.ts';
import { registry } from '../../shared/participants/registry.ts';
import { ROSTER } from '../../shared/participants/roster.ts';
import { writtenAttribution } from '../../shared/projection/attribution.ts';
import { listed, shortName } from '../../shared/projection/naming.ts';
import { recordText } from '../../shared/projection/record-text.ts';
import { replay } from '../../shared/record/evolve.ts';
import { knownWithoutGroup, Masking, type Viewer } from '../../shared/record/masking.ts';
import { REGISTRY } from '../projection/built.ts';
import { NORWAY, KENYA, G77, actorFor, chained } from './unnamed.ts';

describe('how those are written who are not named', () => {
  const standInOf = (lens: Viewer['lens'], participant: ParticipantId, place = REGISTRY): ParticipantId => {
    const entries = chained([{ event: { type: 'PositionTaken', proposal: 'p1', participant }, actor: actorFor(participant) }]);
    return new Masking(place).through(entries, { lens, own: null })[0]!.actor.participant;
  };

  it('[Z5] of whom no group is told is known by that, where they are fewer than three; so it is told of whom', () => {
    const of = (...ids: readonly string[]) => registry(ROSTER.filter(({ id, kind }) => kind !== 'state' || ids.includes(id)));
    const known = (place: typeof REGISTRY) => knownWithoutGroup(place).map(({ id }) => id);
    expect(known(REGISTRY)).toEqual(['p-va']);
    const african = ['p-ke', 'p-eg', 'p-gh'];
    expect(known(of(...african))).toEqual([]);
    expect(known(of(...african, 'p-no'))).toEqual(['p-no']);
    // Two are not hidden by each other; three are.
    expect(known(of(...african, 'p-no', 'p-br'))).toEqual(['p-br', 'p-no']);
    expect(known(of(...african, 'p-no', 'p-br', 'p-va'))).toEqual([]);
  });

  it('[Z5] by group as a delegation of its group, else as a delegation; groups by name, or as a group', () => {
    const shown = (lens: Viewer['lens'], id: ParticipantId): string => shortName(REGISTRY, standInOf(lens, id));
    expect([shown('group', NORWAY), shown('group', KENYA), shown('group', participantId('p-va')), shown('group', G77)]).toEqual([
      'a delegation (WEOG)',
      'a delegation (AGN)',
      'a delegation',
      'G77',
    ]);
    expect([shown('unnamed', NORWAY), shown('unnamed', participantId('o-icrc')), shown('unnamed', G77)]).toEqual([
      'a delegation',
      'a delegation',
      'a group',
    ]);
  });

  it('[Z5] a group in which fewer than three take part is not told', () => {
    const few = registry(
      ROSTER.filter(({ id }) => id !== KENYA && (regionalGroup(id) !== 'g-african' || id === 'p-za' || id === 'p-ng')),
    );
    expect(shortName(few, standInOf('group', participantId('p-za'), few))).toBe('a delegation');
    expect(shortName(few, standInOf('group', NORWAY, few))).toBe('a delegation (WEOG)');
  });

  it('[Z5] several are told once, and counted no further', () => {
    expect(listed(['a delegation', 'Norway', 'a delegation', 'a delegation'])).toBe('several delegations and Norway');
    expect(listed(['a delegation (AGN)', 'a delegation (AGN)', 'a group'])).toBe('several delegations (AGN) and a group');
    expect(listed(['Chile', 'Norway', 'Peru'])).toBe('Chile, Norway and Peru');
  });

  it('[Z5] in brackets stands of which group one is, and nothing of whom no group is told', () => {
    const event = {
      type: 'ProposalTabled',
      proposal: proposalId('p1'),
      origin: 'tabled',
      proposer: NORWAY,
      rationale: '',
      clauses: [],
    };
    const entries = chained([{ event, actor: actorFor(NORWAY) }]);
    const suffix = (lens: Viewer['lens']): string => {
      const state = replay(new Masking(REGISTRY).through(entries, { lens, own: null }));
      return writtenAttribution(state.proposals.get(proposalId('p1'))!, 'insertion', REGISTRY).suffix;
    };
    expect([suffix('named'), suffix('group'), suffix('unnamed')]).toEqual([' - Norway', ' - one of WEOG', '']);
  });

  it('[Z5] the record reads in whole sentences, and its words depend on record and lens alone', () => {
    const event = { type: 'SilenceBroken', silence: 1, clauses: null, participant: NORWAY, reason: 'instructions' };
    const entries = chained([{ event, actor: actorFor(NORWAY) }]);
    const read = (): string => {
      const masked = new Masking(REGISTRY).through(entries, { lens: 'unnamed', own: null });
      return recordText('Draft', { entries: masked, state: replay(masked), registry: REGISTRY, wordsOf: () => '' });
    };
    expect(read()).toContain('A delegation broke silence on all that was circulated');
    expect(read()).toBe(read());
    expect(read()).not.toContain('Norway');
  });
});
