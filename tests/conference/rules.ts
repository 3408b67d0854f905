import { readFileSync } from 'node:fs';
import type { Entry, RecordEvent } from '../../shared/record/event.ts';
import type { Command, Refusal } from '../../shared/record/command.ts';
import { STANCES } from '../../shared/proposals/position.ts';
import type { Ledger } from './ledger.ts';

/** What a conference leaves behind by which one sees that a rule was exercised in it. */
interface Traces {
  readonly entries: readonly Entry[];
  readonly ledger: Pick<Ledger, 'of'>;
}

/**
 * How one sees that a rule was exercised: by what the record tells, or was done and refused. `verified`: `verify` at the end stands or falls with it.
 * `elsewhere`: it is of screens, files, broken stores or the forms of an answer, of which a conference over the interface has none.
 */
type Trace = Seen | 'verified' | 'elsewhere';
type Seen = (traces: Traces) => boolean;

type EventOf<T extends RecordEvent['type']> = Extract<RecordEvent, { readonly type: T }>;

const did =
  (...types: readonly Command['type'][]): Seen =>
  ({ ledger }) =>
    types.every((type) => ledger.of(type).done > 0);
const refused =
  (type: Command['type'], ...codes: readonly Refusal['code'][]): Seen =>
  ({ ledger }) =>
    codes.every((code) => ledger.of(type).refused.has(code));
const told =
  (...types: readonly RecordEvent['type'][]): Seen =>
  ({ entries }) =>
    types.every((type) => entries.some(({ event }) => event.type === type));
const some =
  <T extends RecordEvent['type']>(type: T, is: (event: EventOf<T>, entry: Entry) => boolean): Seen =>
  ({ entries }) =>
    entries.some((entry) => entry.event.type === type && is(entry.event as EventOf<T>, entry));
const all =
  (...traces: readonly Seen[]): Seen =>
  (left) =>
    traces.every((trace) => trace(left));
/** An entry of one kind right behind one of another. */
const follows =
  (first: RecordEvent['type'], second: RecordEvent['type']): Seen =>
  ({ entries }) =>
    entries.some(({ event }, at) => event.type === second && entries[at - 1]?.event.type === first);
/** Whether something that came about at a deadline was written but later, since no server ran. */
const wasLate = (deadline: string, at: string): boolean => Date.parse(at) - Date.parse(deadline) > 6 * HOUR;
const HOUR = 3_600_000;

/** Every rule of the sections that are about negotiating, each with its trace. */
const TRACES: Readonly<Record<string, Trace>> = {
  R1: 'verified',
  R2: 'elsewhere',
  R3: told('ProposalReopened'),
  R4: all(
    some('ProposalWithdrawn', (_, { actor }) => actor.role === 'delegate'),
    some('ProposalWithdrawn', (_, { actor }) => actor.role === 'drafter'),
    told('ProposalFell'),
  ),
  R5: refused('drop', 'changed-since'),
  R6: some('PositionTaken', ({ onBehalfOf }, { actor }) => onBehalfOf !== null && actor.role === 'delegate'),
  R7: 'verified',
  R8: told('ClauseEdited', 'TextVanished', 'TextReturned'),
  R9: 'verified',
  R10: told('RevisionIssued'),
  R11: some('RevisionIssued', ({ leftBehind }) => leftBehind.length > 0),
  R12: 'elsewhere',
  R13: some('RevisionIssued', ({ restores }) => restores !== null),
  R14: 'elsewhere',
  R15: 'verified',
  R16: refused('drop', 'not-open'),
  R17: told('ClauseRecast'),
  R18: some('RevisionIssued', ({ mended = [] }) => mended.length > 0),
  R20: told('ClauseMoved'),
  P1: some('ProposalTabled', ({ origin }) => origin === 'tabled'),
  P2: refused('table', 'clash'),
  P3: did('table'),
  P4: some('ProposalTabled', ({ origin, inserted }) => origin === 'tabled' && inserted.length > 0),
  P5: refused('table', 'clash'),
  P6: told('ProposalAcceptedAsAmended'),
  P7: all(
    some('ProposalTabled', ({ origin, inserted }) => origin === 'floor' && inserted.length === 0),
    some('ProposalTabled', ({ origin, deleted }) => origin === 'floor' && deleted.length === 0),
  ),
  P8: 'elsewhere',
  P9: all(did('table'), refused('table', 'nothing-to-table', 'closed')),
  Q1: all(
    some('SilenceBegan', ({ shortened }) => shortened !== null),
    some('SilenceBegan', ({ shortened }) => shortened === null),
  ),
  Q2: told('SilenceBroken', 'SilenceLifted'),
  Q3: told('SilencePassed', 'SilenceBroken', 'SilenceLifted', 'SilenceOvertaken'),
  Q4: all(
    some('SilencePassed', ({ deadline }, { at, actor }) => actor.role === 'server' && wasLate(deadline, at)),
    some('SilencePassed', ({ deadline }, { at, actor }) => actor.role === 'server' && !wasLate(deadline, at)),
  ),
  Q5: told('SilenceOvertaken'),
  Q6: 'elsewhere',
  Q7: 'elsewhere',
  Y1: did('open-vote', 'close-vote', 'call-off-vote'),
  Y2: told('VoteCast', 'VoteCounted'),
  Y3: all(
    some('VoteRecorded', ({ carried }) => carried),
    some('VoteRecorded', ({ carried }) => !carried),
  ),
  Y4: all(follows('VoteRecorded', 'ProposalAccepted'), follows('VoteRecorded', 'ProposalDropped')),
  Y5: some('VoteOpened', ({ question }) => question.on === 'whole'),
  Y6: told('VoteExplained'),
  Y7: 'elsewhere',
  Y8: some('VoteOpened', ({ quorum, entitled }) => quorum !== undefined && entitled !== undefined),
  Y9: some('VoteRecorded', ({ carried, counts }) => carried && counts.for === 120),
  D1: told('ProposalReferred', 'ProposalParked', 'ProposalReserved', 'ProposalReturned'),
  D2: told('ProposalMerged'),
  D3: told('ProposalReplaced'),
  D4: told('ProposalTabled'),
  D5: did('relate'),
  D6: some('ProposalDropped', ({ ground }) => ground.startsWith('can no longer apply')),
  D7: refused('accept', 'not-a-rival'),
  D8: 'elsewhere',
  D9: did('reintroduce'),
  D10: 'elsewhere',
  D11: told('ProposalFell', 'ProposalReplaced'),
  D12: all(
    some('ProposalDropped', ({ ground, basis }) => ground !== '' || basis !== undefined),
    some('ProposalReopened', ({ reason }) => reason !== ''),
  ),
  J1: all(told('ProposalSponsored', 'SponsorWithdrew'), refused('withdraw', 'other-sponsors'), refused('leave', 'last-sponsor')),
  J2: told('ProposalMerged'),
  J3: ({ entries }) =>
    STANCES.every((stance) => entries.some(({ event }) => event.type === 'PositionTaken' && event.stance === stance)),
  J4: some('PositionTaken', (_, { actor }) => actor.role === 'drafter'),
  J5: 'elsewhere',
  J6: 'elsewhere',
  U1: some('ProposalTabled', ({ amends }) => amends !== null),
  U2: ({ entries }) => {
    const amendments = new Set(
      entries.flatMap(({ event }) => (event.type === 'ProposalTabled' && event.amends !== null ? [event.proposal] : [])),
    );
    return entries.some(({ event }) => event.type === 'ProposalAccepted' && amendments.has(event.proposal));
  },
  U3: some('ProposalTabled', ({ coProposers = [] }) => coProposers.length > 0),
  U4: all(
    some('ProposalTabled', ({ coProposers = [] }) => coProposers.length > 0),
    refused('table', 'not-ready'),
  ),
  U5: refused('take-position', 'not-allowed'),
  U6: 'elsewhere',
  U7: 'elsewhere',
  U8: all(
    told('MandateGiven', 'MandateTakenBack'),
    some('PositionTaken', (_, { mandate }) => mandate !== undefined),
  ),
  X1: told('OptionsSet'),
  X2: ({ entries }) => {
    const options = new Set(
      entries.flatMap(({ event }) => (event.type === 'OptionsSet' ? event.options.map(({ proposal }) => proposal) : [])),
    );
    return entries.some(({ event }) => event.type === 'ProposalAccepted' && options.has(event.proposal));
  },
  X3: 'elsewhere',
  X4: 'elsewhere',
  X5: 'elsewhere',
  X6: told('OptionsLifted', 'LiftingUndone'),
  X7: 'elsewhere',
  M1: all(told('MeetingOpened', 'MeetingClosed', 'ReadingBegun', 'ReadingClosed'), refused('open-meeting', 'meeting-open')),
  M2: some('ProposalAccepted', (_, { meeting }) => meeting !== null && meeting.includes('reading')),
  M3: 'elsewhere',
  L1: told('ClauseAgreed'),
  L2: ({ entries }) => {
    const agreed = new Set<string>();
    return entries.some(({ event }) => {
      if (event.type === 'ClauseAgreed') agreed.add(event.clause);
      return event.type === 'ClauseEdited' && agreed.has(event.clause);
    });
  },
  L3: did('reopen-clauses'),
  L4: refused('agree', 'brackets-open'),
  L5: refused('agree', 'changed-since'),
  L6: refused('agree', 'agreed'),
  L7: refused('table', 'agreed'),
  L8: all(did('set-ladder'), refused('set-ladder', 'rung-in-use')),
  L9: 'elsewhere',
  L10: 'elsewhere',
  L11: 'elsewhere',
  L12: 'elsewhere',
  L13: all(
    some('ClauseAgreed', ({ by }) => by?.on === 'silence'),
    some('ClauseAgreed', ({ by }) => by?.on === 'vote'),
  ),
  G1: all(told('PackageTied'), refused('drop', 'in-package')),
  G2: all(
    some('DecidedTogether', (event) => event.package !== null),
    told('TogetherReopened'),
    refused('decide-together', 'not-together'),
  ),
  G3: told('PackageExtended', 'PackageReduced', 'PackageDissolved'),
  G4: all(
    told('PendingBegan', 'PendingLifted'),
    refused('accept', 'pending'),
    some('ProposalAccepted', ({ despite }) => despite !== undefined),
  ),
  G5: ({ entries }) =>
    entries.some(({ event, number }) => {
      if (event.type !== 'PendingBegan' || event.awaits.on !== 'proposal') return false;
      const { proposal } = event.awaits;
      return entries.slice(number).some((later) => isDecided(later.event, proposal));
    }),
  G6: some('DecidedTogether', (event) => event.package === null),
  G7: told('RunningOrderSet', 'MatterTaken'),
  G8: 'elsewhere',
  G9: 'elsewhere',
  G10: told('ClausesPacked', 'ClauseUnpacked'),
  N1: 'elsewhere',
  N2: 'elsewhere',
  N3: told('AlternativeMarked'),
  N4: told('TombstoneNoted'),
  N5: told('ClausesRenumbered'),
  N6: 'elsewhere',
  N7: told('ClausesRenumbered'),
  N8: told('RenumberingUndone'),
  Z1: told('LensChanged'),
  // What an observer is sent meanwhile is looked at while it is so.
  Z2: some('LensChanged', ({ lens }) => lens === 'unnamed'),
  Z3: 'elsewhere',
  Z4: 'elsewhere',
  Z5: 'elsewhere',
  Z6: 'elsewhere',
  Z7: 'elsewhere',
  Z8: 'elsewhere',
};

function isDecided(event: RecordEvent, proposal: string): boolean {
  return (event.type === 'ProposalAccepted' || event.type === 'ProposalDropped') && event.proposal === proposal;
}

const SPEC = new URL('../../SPEC.md', import.meta.url);

/** The rules of the sections that are about negotiating: how many were exercised, and sentences on those that were not, or are not looked for. */
export function exercisedRules(traces: Traces): { readonly count: number; readonly faults: readonly string[] } {
  const sections = new Set(Object.keys(TRACES).map((rule) => rule.charAt(0)));
  const rules = [...readFileSync(SPEC, 'utf8').matchAll(/\*\*([A-Z]\d+)\*\*/g)]
    .map(([, rule = '']) => rule)
    .filter((rule) => sections.has(rule.charAt(0)));
  const looked = rules.filter((rule) => typeof TRACES[rule] === 'function');
  const seen = looked.filter((rule) => (TRACES[rule] as Seen)(traces));
  return {
    count: seen.length,
    faults: [
      ...rules.filter((rule) => !(rule in TRACES)).map((rule) => `rule ${rule} is not looked for`),
      ...Object.keys(TRACES)
        .filter((rule) => !rules.includes(rule))
        .map((rule) => `there is no rule ${rule}`),
      ...looked.filter((rule) => !seen.includes(rule)).map((rule) => `rule ${rule} was not exercised`),
    ],
  };
}
