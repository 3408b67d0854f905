import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { participantId, type ParticipantId } from '../../shared/base/ids.ts';
import { isStandIn } from '../../shared/participants/stand-in.ts';
import { recordText } from '../../shared/projection/record-text.ts';
import { firstBrokenLink, GENESIS, sealEntry } from '../../shared/record/chain.ts';
import type { Entry, RecordEvent } from '../../shared/record/event.ts';
import { replay } from '../../shared/record/evolve.ts';
import { SOME_MANDATE } from '../../shared/record/mandates.ts';
import { Masking, type Viewer } from '../../shared/record/masking.ts';
import { type RecordState } from '../../shared/record/state.ts';
import { clause, REGISTRY } from '../projection/built.ts';
import { commands } from './generated.ts';
import { Negotiation } from './negotiation.ts';
import { NORWAY, KENYA, G77, SALT, actorFor, chained, delegation } from './unnamed.ts';
import { sealedFrom } from './sealed-from.ts';

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

const forms = (id: ParticipantId): string[] => [id, `seat-of-${id}`, `Person of ${id}`];

const strict: fc.Arbitrary<Viewer['lens']> = fc.constantFrom('group', 'unnamed');

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

/**
 * Where each event names somebody. An event that is new is a line here, which says that somebody has thought of it; where it names people in
 * fields of another name than those that `shared/record/seal.ts` knows, the laws below find it.
 */
const NAMING: Readonly<Record<RecordEvent['type'], readonly string[]>> = {
  DraftImported: ['inherited/proposer', 'inherited/onBehalfOf', 'inherited/coProposers', 'inherited/prefix', 'inherited/suffix'],
  ClauseEdited: [],
  ClauseRecast: [],
  ClauseMoved: [],
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
  ReadingClosed: [],
  LengthLimitSet: [],
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
  OptionsLifted: [],
  LiftingUndone: [],
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
  ClausesPacked: [],
  ClauseUnpacked: [],
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
        expect(masked.every(({ commitments }) => commitments !== undefined)).toBe(true);
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

  it('[Z3] with whom a delegation sponsors it is not told, not even of what it tabled itself', () => {
    const tabled = { type: 'ProposalTabled', proposal: 'p1', proposer: NORWAY, coProposers: [KENYA], onBehalfOf: G77 };
    const entries = chained([{ event: tabled, actor: actorFor(NORWAY) }]);
    const [own] = new Masking(REGISTRY).through(entries, { lens: 'unnamed', own: NORWAY });
    expect(own).toMatchObject({ actor: entries[0]!.actor, event: { proposer: NORWAY, onBehalfOf: G77 } });
    expect(JSON.stringify(own)).not.toContain('p-ke');
    const [theirs] = new Masking(REGISTRY).through(entries, { lens: 'unnamed', own: KENYA });
    expect(theirs).toMatchObject({ event: { coProposers: [KENYA] } });
    expect(JSON.stringify(theirs)).not.toMatch(/p-no|g77/);
  });

  it('[Z3] nor is it where one that joined tabled what another began', () => {
    const tabled = { type: 'ProposalTabled', proposal: 'p1', proposer: NORWAY, coProposers: [KENYA] };
    const entries = chained([{ event: tabled, actor: actorFor(KENYA) }]);
    const [own] = new Masking(REGISTRY).through(entries, { lens: 'unnamed', own: KENYA });
    expect(own).toMatchObject({ actor: entries[0]!.actor, event: { coProposers: [KENYA] } });
    expect(JSON.stringify(own)).not.toContain('p-no');
  });

  it('[Z4] acts under one mandate are not laid side by side, and when it was given says nobody’s name from the record of another draft', () => {
    const at = '2026-07-06T08:00:00.123Z';
    const given = { at, by: actorFor(participantId('p-secretariat'), 'drafter') };
    const giving = { type: 'MandateGiven', seat: 'kenya', user: 'W', participant: KENYA, onBehalfOf: G77, given };
    const support = (proposal: string) => ({
      type: 'PositionTaken',
      proposal,
      participant: KENYA,
      onBehalfOf: G77,
      stance: 'support',
    });
    const entries = chained([
      { event: giving, actor: actorFor(participantId('p-secretariat'), 'drafter') },
      { event: support('p1'), actor: actorFor(KENYA), mandate: 1 },
      { event: support('p2'), actor: actorFor(KENYA), mandate: 1 },
      {
        event: { type: 'MandateTakenBack', mandate: 1, taken: given },
        actor: actorFor(participantId('p-secretariat'), 'drafter'),
      },
    ]);
    for (const lens of ['group', 'unnamed'] as const) {
      const masked = new Masking(REGISTRY).through(entries, { lens, own: null });
      expect(masked.map(({ mandate }) => mandate)).toEqual([undefined, SOME_MANDATE, SOME_MANDATE, undefined]);
      expect(JSON.stringify(masked)).not.toContain(at);
      expect(masked[3]?.event).toMatchObject({ mandate: SOME_MANDATE, taken: { by: { participant: 'p-secretariat' } } });
      expect(firstBrokenLink(masked.map(sealedFrom))).toBeNull();
      const told = recordText('A', { entries: masked, state: replay(masked), registry: REGISTRY, wordsOf: () => '' });
      expect(told).toContain('Under a mandate.');
      expect(told).not.toMatch(/mandate of record|08:00/);
    }
    const sealed = JSON.stringify(entries.map(sealEntry));
    expect(sealed).not.toContain(at);
    expect(sealed).not.toContain('"mandate":1');
    // Its own mandate a delegation knows.
    const own = new Masking(REGISTRY).through(entries, { lens: 'unnamed', own: KENYA });
    expect(own[1]).toMatchObject({ mandate: 1, actor: entries[1]!.actor });
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

  it('[Z4] nor does it where whoever looked first is named in an act as the one who did it, and nowhere else in it', () => {
    const entries = chained([{ event: { type: 'ProposalSponsored', proposal: 'p1', participant: G77 }, actor: actorFor(KENYA) }]);
    const fresh = new Masking(REGISTRY).through(entries, { lens: 'unnamed', own: null });
    const used = new Masking(REGISTRY);
    used.through(entries, { lens: 'unnamed', own: KENYA });
    expect(used.through(entries, { lens: 'unnamed', own: null })).toEqual(fresh);
  });
});
