import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { participantId, proposalId, seatId, type ParticipantId } from '../../shared/base/ids.ts';
import { LENSES, isAsStrict } from '../../shared/participants/lens.ts';
import { regionalGroup } from '../../shared/participants/regional-groups.ts';
import { registry } from '../../shared/participants/registry.ts';
import { ROSTER } from '../../shared/participants/roster.ts';
import { STATES } from '../../shared/participants/states.ts';
import { isStandIn } from '../../shared/participants/stand-in.ts';
import { lensFor, refusalOf } from '../../shared/policy/policy.ts';
import { writtenAttribution } from '../../shared/projection/attribution.ts';
import { listed, shortName } from '../../shared/projection/naming.ts';
import { recordText } from '../../shared/projection/record-text.ts';
import { chainEntry, firstBrokenLink, GENESIS } from '../../shared/record/chain.ts';
import type { Actor, Entry, RecordEvent } from '../../shared/record/event.ts';
import { replay } from '../../shared/record/evolve.ts';
import { decideLens } from '../../shared/record/lens.ts';
import { isMasked, Masking, sealedFrom, type Viewer } from '../../shared/record/masking.ts';
import { EMPTY_STATE, type RecordState } from '../../shared/record/state.ts';
import { clause, REGISTRY } from '../projection/built.ts';
import { commands } from './generated.ts';
import { Negotiation } from './negotiation.ts';

/**
 * Where each event names somebody. An event that is new is a line here, which says that somebody has thought of it; where it names people in
 * fields of another name than those that `shared/record/seal.ts` knows, the laws below find it.
 */
const NAMING: Readonly<Record<RecordEvent['type'], readonly string[]>> = {
  DraftImported: ['inherited/proposer', 'inherited/onBehalfOf', 'inherited/coProposers', 'inherited/prefix', 'inherited/suffix'],
  ClauseEdited: [],
  ClauseRecast: [],
  MandateGiven: ['seat', 'user', 'participant', 'onBehalfOf', 'given/by/seat', 'given/by/user', 'given/by/participant'],
  MandateTakenBack: ['taken/by/seat', 'taken/by/user', 'taken/by/participant'],
  ProposalTabled: ['proposer'],
  ProposalAttributed: ['proposer', 'onBehalfOf'],
  PositionTaken: ['participant', 'onBehalfOf'],
  ProposalWithdrawn: [],
  ProposalAccepted: [],
  ProposalAcceptedAsAmended: [],
  ProposalDropped: [],
  ProposalFell: [],
  ProposalReopened: [],
  TextVanished: [],
  TextReturned: [],
  RevisionIssued: [],
  MeetingOpened: [],
  MeetingClosed: [],
  ReadingBegun: [],
  LensChanged: [],
  LadderSet: [],
  ClauseAgreed: [],
  ClauseReopened: [],
  ProposalReferred: [],
  ProposalParked: ['owner'],
  ProposalReserved: ['participant'],
  ProposalReturned: [],
  ProposalSponsored: ['participant'],
  SponsorWithdrew: ['participant'],
  ProposalMerged: [],
  ProposalReplaced: [],
  ContestRelated: [],
  OptionsSet: [],
  SilenceBegan: [],
  SilenceBroken: ['participant'],
  SilencePassed: [],
  SilenceLifted: [],
  SilenceOvertaken: [],
  VoteOpened: [],
  VoteCast: ['participant'],
  VoteCounted: [],
  VoteExplained: ['participant'],
  VoteRecorded: [],
  VoteCalledOff: [],
  PackageTied: [],
  PackageExtended: [],
  PackageReduced: [],
  PackageDissolved: [],
  PendingBegan: [],
  PendingLifted: [],
  DecidedTogether: [],
  TogetherReopened: [],
  RunningOrderSet: [],
  MatterTaken: [],
  AlternativeMarked: [],
  TombstoneNoted: [],
  ClausesRenumbered: [],
  RenumberingUndone: [],
};

const NORWAY = participantId('p-no');
const KENYA = participantId('p-ke');
const G77 = participantId('g-g77');
const SALT = '00112233445566778899aabbccddeeff';

function actorFor(participant: ParticipantId, role: Actor['role'] = 'delegate'): Actor {
  return { seat: seatId(`seat-of-${participant}`), user: `Person of ${participant}`, participant, role };
}

/** A chained record of these events, each with its actor. */
function chained(acts: readonly { readonly event: unknown; readonly actor: Actor }[]): Entry[] {
  let previousHash = GENESIS;
  return acts.map(({ event, actor }, index) => {
    const entry = chainEntry(previousHash, {
      number: index + 1,
      at: '2026-07-06T10:00:00.000Z',
      actor,
      onBehalfOf: null,
      meeting: null,
      salt: SALT,
      text: { revision: 1, number: 0, hash: GENESIS },
      event: event as RecordEvent,
    });
    previousHash = entry.hash;
    return entry;
  });
}

/** An event with names planted where it is said to name somebody, and no more of it than that. */
function planted(type: string, paths: readonly string[], who: ParticipantId): unknown {
  const event: Record<string, unknown> = { type, proposal: 'p1' };
  for (const path of paths) {
    const [list, key, ...deeper] = path.split('/');
    if (deeper.length > 0) {
      const act = (event[list ?? ''] ??= { [key ?? '']: {} }) as Record<string, Record<string, unknown>>;
      Object.assign(act[key ?? ''] ?? {}, { [deeper.join('/')]: who });
    } else if (key === undefined) event[path] = path === 'owner' ? `Ms Adeyemi of ${who}` : who;
    else {
      const [item = { id: 'p2' }] = (event[list ?? ''] as Record<string, unknown>[] | undefined) ?? [];
      event[list ?? ''] = [{ ...item, [key]: key === 'coProposers' ? [who, G77] : key === 'prefix' ? ` - ${who}` : who }];
    }
  }
  return event;
}

const strict: fc.Arbitrary<Viewer['lens']> = fc.constantFrom('group', 'unnamed');
const delegation = fc.constantFrom(...STATES.map(({ id }) => id));
const forms = (id: ParticipantId): string[] => [id, `seat-of-${id}`, `Person of ${id}`];

describe('who sees names', () => {
  it('[Z1] the chair alone changes the lens, to another one, with a reason that everybody reads', () => {
    const command = { type: 'set-lens', lens: 'unnamed', reason: ' informal informals ' } as const;
    expect(decideLens('named', command)).toEqual({
      ok: true,
      value: [{ type: 'LensChanged', lens: 'unnamed', reason: 'informal informals' }],
    });
    expect(decideLens('unnamed', command)).toMatchObject({ ok: false, refusal: { code: 'nothing-changes' } });
    expect(decideLens('named', { ...command, reason: ' ' })).toMatchObject({ ok: false, refusal: { code: 'malformed' } });
    for (const role of ['drafter', 'delegate', 'observer'] as const)
      expect(refusalOf({ role, participant: NORWAY }, command, EMPTY_STATE)?.code).toBe('not-allowed');
    expect(refusalOf({ role: 'chair', participant: participantId('p-chair') }, command, EMPTY_STATE)).toBeNull();
  });

  it('[Z1] chair and secretariat see names through any lens, everybody else what it shows', () => {
    for (const lens of LENSES) {
      expect([lensFor({ role: 'chair' }, lens), lensFor({ role: 'drafter' }, lens)]).toEqual(['named', 'named']);
      expect([lensFor({ role: 'delegate' }, lens), lensFor({ role: 'observer' }, lens)]).toEqual([lens, lens]);
    }
    expect(isAsStrict('unnamed', 'group') && isAsStrict('group', 'group') && !isAsStrict('named', 'group')).toBe(true);
  });

  it('[Z5] each Member State is in one regional group', () => {
    const inNone = STATES.filter(({ id }) => regionalGroup(id) === null).map(({ code }) => code);
    expect(inNone).toEqual(['VA']);
    const sizes = new Map<string, number>();
    for (const { id } of STATES) sizes.set(regionalGroup(id) ?? '', (sizes.get(regionalGroup(id) ?? '') ?? 0) + 1);
    expect(Object.fromEntries(sizes)).toEqual({
      'g-african': 54,
      'g-asia-pacific': 55,
      'g-eastern-europe': 23,
      'g-grulac': 33,
      'g-weog': 29,
      '': 1,
    });
  });
});

describe('a record without names', () => {
  it('[Z2] no event of any type gives away whom it names, nor who did it', () => {
    fc.assert(
      fc.property(delegation, delegation, strict, (who, typist, lens) => {
        const acts = Object.entries(NAMING).map(([type, paths]) => ({
          event: planted(type, paths, who),
          actor: actorFor(typist),
        }));
        const entries = chained(acts);
        const masked = new Masking(REGISTRY).through(entries, { lens, own: null });
        const bytes = JSON.stringify(masked);
        for (const form of [...forms(who), ...forms(typist), 'Adeyemi', SALT]) expect(bytes.split(`"${form}`)).toHaveLength(1);
        expect(masked.every(isMasked)).toBe(true);
        expect(firstBrokenLink(masked.map(sealedFrom))).toBeNull();
      }),
      { numRuns: 30 },
    );
  });

  it('[Z2] an event that nobody here has heard of is masked too, wherever its names stand', () => {
    const event = {
      type: 'CustodyGiven',
      to: [{ participant: NORWAY, seat: 'seat-of-p-no', limits: { owner: 'Ms Adeyemi', coProposers: [KENYA, 'p-not-known'] } }],
      user: 7,
    };
    const entries = chained([{ event, actor: actorFor(KENYA) }]);
    const masked = new Masking(REGISTRY).through(entries, { lens: 'unnamed', own: null });
    expect(JSON.stringify(masked)).not.toMatch(/p-no|p-ke|Adeyemi|known|seat-of|Person/);
    expect(firstBrokenLink(masked.map(sealedFrom))).toBeNull();
  });

  it('[Z2] a copy in which anything was changed, names or no names, no longer verifies', () => {
    const entries = chained([{ event: { type: 'PositionTaken', proposal: 'p1', participant: NORWAY }, actor: actorFor(NORWAY) }]);
    const [masked] = new Masking(REGISTRY).through(entries, { lens: 'unnamed', own: null });
    const verifies = (entry: Entry): boolean => firstBrokenLink([sealedFrom(entry)]) === null;
    expect(verifies(masked!)).toBe(true);
    expect(verifies({ ...masked!, at: '2026-07-06T10:00:00.001Z' })).toBe(false);
    expect(verifies({ ...masked!, commitments: (masked!.commitments ?? []).map(() => GENESIS) })).toBe(false);
  });

  it('[Z3] a delegation sees its own name and acts, whoever noted them, and those of nobody else', () => {
    const support = (participant: ParticipantId) => ({ type: 'PositionTaken', proposal: 'p1', participant, onBehalfOf: null });
    const entries = chained([
      { event: support(NORWAY), actor: actorFor(NORWAY) },
      { event: support(NORWAY), actor: actorFor(participantId('p-secretariat'), 'drafter') },
      { event: support(KENYA), actor: actorFor(KENYA) },
    ]);
    const [own, noted, other] = new Masking(REGISTRY).through(entries, { lens: 'unnamed', own: NORWAY });
    expect(own).toMatchObject({ actor: entries[0]!.actor, event: { participant: NORWAY } });
    expect(noted).toMatchObject({
      actor: { seat: '~', user: 'Secretariat', participant: 'p-secretariat' },
      event: { participant: NORWAY },
    });
    expect(JSON.stringify(other)).not.toContain('p-ke');
    expect(isStandIn(other!.actor.participant)).toBe(true);
  });

  it('[Z4] one participant has one stand-in in one matter, and another in the next', () => {
    const act = (proposal: string, participant: ParticipantId) => ({
      event: { type: 'PositionTaken', proposal, participant, onBehalfOf: null },
      actor: actorFor(participant),
    });
    const entries = chained([act('p1', NORWAY), act('p1', KENYA), act('p1', NORWAY), act('p2', NORWAY)]);
    for (const lens of ['group', 'unnamed'] as const) {
      const ids = new Masking(REGISTRY).through(entries, { lens, own: null }).map(({ actor }) => actor.participant);
      expect(ids[0]).toBe(ids[2]);
      expect(new Set(ids).size).toBe(3);
    }
  });

  it('[Z4] the state folds from it as from the record, but for who is who', () => {
    fc.assert(
      fc.property(commands, strict, (list, lens) => {
        const negotiation = new Negotiation([clause('c0', '<q1 a><q2 b><q3 c><q4 d><q5 e><q6 f>')]);
        for (const command of list) negotiation.give(command);
        const masked = new Masking(REGISTRY).through(negotiation.entries, { lens, own: null });
        expect(shape(replay(masked))).toEqual(shape(negotiation.state));
      }),
    );
  });

  it('[Z4] what is masked does not depend on who else looked, nor on how often', () => {
    const entries = chained(
      [NORWAY, KENYA, NORWAY].map((participant, index) => ({
        event: { type: 'PositionTaken', proposal: `p${index % 2}`, participant },
        actor: actorFor(participant),
      })),
    );
    const fresh = new Masking(REGISTRY).through(entries, { lens: 'unnamed', own: null });
    const used = new Masking(REGISTRY);
    used.through(entries, { lens: 'group', own: KENYA });
    used.through(entries, { lens: 'unnamed', own: NORWAY });
    expect(used.through(entries, { lens: 'unnamed', own: null })).toEqual(fresh);
  });
});

/** A state without names: how many there are of each, and what became of it all. */
function shape(state: RecordState): unknown {
  return [...state.proposals.values()].map(({ id, status, positions, coProposers, proposer, vanished }) => ({
    id,
    status,
    vanished,
    stances: [...positions.values()].map(({ stance }) => stance),
    sponsors: coProposers.length + (proposer === null ? 0 : 1),
  }));
}

describe('how those are written who are not named', () => {
  const standInOf = (lens: Viewer['lens'], participant: ParticipantId, place = REGISTRY): ParticipantId => {
    const entries = chained([{ event: { type: 'PositionTaken', proposal: 'p1', participant }, actor: actorFor(participant) }]);
    return new Masking(place).through(entries, { lens, own: null })[0]!.actor.participant;
  };

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

  it('[Z5] in brackets groups stand by their codes, which an import reads, and nothing of whom no group is told', () => {
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
    expect([suffix('named'), suffix('group'), suffix('unnamed')]).toEqual([' - Norway', ' - WEOG', '']);
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
