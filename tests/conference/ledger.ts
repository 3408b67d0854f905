import type { Command, Refusal } from '../../shared/record/command.ts';
import type { RecordEvent } from '../../shared/record/event.ts';
import type { Role } from '../../shared/participants/participant.ts';

/** Every act that there is, and which roles may do it: in words of its own, and not in those of the policy table. */
export const ACTS = {
  attribute: ['drafter'],
  'take-position': ['drafter', 'chair', 'delegate'],
  withdraw: ['drafter', 'delegate'],
  reintroduce: ['drafter', 'chair', 'delegate'],
  accept: ['chair'],
  'accept-as-amended': ['chair'],
  drop: ['chair'],
  reopen: ['chair'],
  table: ['delegate'],
  'issue-revision': ['drafter', 'chair'],
  'restore-revision': ['drafter', 'chair'],
  refer: ['chair'],
  park: ['chair'],
  reserve: ['chair'],
  'call-back': ['chair'],
  sponsor: ['drafter', 'chair', 'delegate'],
  leave: ['drafter', 'chair', 'delegate'],
  merge: ['chair'],
  bridge: ['chair'],
  relate: ['chair'],
  'begin-silence': ['drafter', 'chair'],
  'break-silence': ['drafter', 'chair', 'delegate'],
  'lift-silence': ['chair'],
  'open-vote': ['chair'],
  'close-vote': ['chair'],
  'call-off-vote': ['chair'],
  'cast-vote': ['drafter', 'delegate'],
  'count-votes': ['drafter'],
  'explain-vote': ['drafter', 'delegate'],
  'open-meeting': ['drafter', 'chair'],
  'close-meeting': ['drafter', 'chair'],
  'begin-reading': ['drafter', 'chair'],
  'close-reading': ['drafter', 'chair'],
  'set-ladder': ['drafter', 'chair'],
  agree: ['chair'],
  'reopen-clauses': ['chair'],
  'tie-package': ['chair'],
  'extend-package': ['chair'],
  'reduce-package': ['chair'],
  'dissolve-package': ['chair'],
  'pack-clauses': ['chair'],
  'unpack-clause': ['chair'],
  'make-pending': ['chair'],
  'lift-pending': ['chair'],
  'decide-together': ['chair'],
  'reopen-together': ['chair'],
  'set-running-order': ['chair'],
  'take-matter': ['chair'],
  'set-length-limit': ['drafter'],
  'set-lens': ['chair'],
  'set-options': ['drafter', 'chair'],
  'lift-options': ['chair'],
  'undo-lifting': ['chair'],
  'mark-alternative': ['drafter', 'chair'],
  'note-tombstone': ['drafter', 'chair'],
  renumber: ['drafter', 'chair'],
  'undo-renumbering': ['drafter', 'chair'],
} as const satisfies Record<Command['type'], readonly Role[]>;

/** Everything that a record can say happened. */
const EVENTS: Readonly<Record<RecordEvent['type'], true>> = {
  DraftImported: true,
  ClauseEdited: true,
  ClauseRecast: true,
  ClauseMoved: true,
  MandateGiven: true,
  MandateTakenBack: true,
  ProposalTabled: true,
  ProposalAttributed: true,
  PositionTaken: true,
  ProposalWithdrawn: true,
  ProposalAccepted: true,
  ProposalAcceptedAsAmended: true,
  ProposalDropped: true,
  ProposalFell: true,
  ProposalReopened: true,
  TextVanished: true,
  TextReturned: true,
  RevisionIssued: true,
  MeetingOpened: true,
  MeetingClosed: true,
  ReadingBegun: true,
  ReadingClosed: true,
  ProposalReferred: true,
  ProposalParked: true,
  ProposalReserved: true,
  ProposalReturned: true,
  ProposalSponsored: true,
  SponsorWithdrew: true,
  ProposalMerged: true,
  ProposalReplaced: true,
  ContestRelated: true,
  LadderSet: true,
  ClauseAgreed: true,
  ClauseReopened: true,
  SilenceBegan: true,
  SilenceBroken: true,
  SilencePassed: true,
  SilenceLifted: true,
  SilenceOvertaken: true,
  VoteOpened: true,
  VoteCast: true,
  VoteCounted: true,
  VoteExplained: true,
  VoteRecorded: true,
  VoteCalledOff: true,
  PackageTied: true,
  PackageExtended: true,
  PackageReduced: true,
  PackageDissolved: true,
  ClausesPacked: true,
  ClauseUnpacked: true,
  PendingBegan: true,
  PendingLifted: true,
  DecidedTogether: true,
  TogetherReopened: true,
  RunningOrderSet: true,
  MatterTaken: true,
  LengthLimitSet: true,
  LensChanged: true,
  OptionsSet: true,
  OptionsLifted: true,
  LiftingUndone: true,
  AlternativeMarked: true,
  TombstoneNoted: true,
  ClausesRenumbered: true,
  RenumberingUndone: true,
};

/** Every ground on which an act is refused. */
const REFUSALS: Readonly<Record<Refusal['code'], true>> = {
  'not-allowed': true,
  'unknown-proposal': true,
  'not-open': true,
  'not-closed': true,
  'changed-since': true,
  'no-text': true,
  'not-a-rival': true,
  'unknown-participant': true,
  clash: true,
  'nothing-to-table': true,
  closed: true,
  'symbol-taken': true,
  'unknown-revision': true,
  'meeting-open': true,
  'no-meeting': true,
  'reading-begun': true,
  'brackets-open': true,
  'unknown-clause': true,
  'unknown-rung': true,
  'rung-in-use': true,
  agreed: true,
  'not-agreed': true,
  'not-set-aside': true,
  'not-a-group': true,
  'sponsors-already': true,
  'not-a-sponsor': true,
  'last-sponsor': true,
  'other-sponsors': true,
  'nothing-changes': true,
  'not-ready': true,
  'unknown-package': true,
  'in-package': true,
  pending: true,
  'not-together': true,
  malformed: true,
};

/** The acts of one kind. */
interface Tally {
  done: number;
  /** Milliseconds of each that was done, from question to answer. */
  readonly took: number[];
  readonly refused: Map<string, number>;
  /** Roles that may not, and were told so. */
  readonly turnedAway: Set<Role>;
}

/** What was done and refused, by kind. */
export class Ledger {
  readonly acts = new Map<Command['type'], Tally>();
  sent = 0;
  received = 0;

  of(type: Command['type']): Tally {
    const found = this.acts.get(type) ?? { done: 0, took: [], refused: new Map(), turnedAway: new Set() };
    this.acts.set(type, found);
    return found;
  }

  done(type: Command['type'], took: number): void {
    const tally = this.of(type);
    tally.done += 1;
    tally.took.push(took);
  }

  refused(type: Command['type'], code: string): void {
    const { refused } = this.of(type);
    refused.set(code, (refused.get(code) ?? 0) + 1);
  }

  /** Kinds of acts, of refusals and of events that did not occur, and roles that were not turned away: what a conference left untried. */
  untried(events: ReadonlySet<string>): string[] {
    const codes = new Set([...this.acts.values()].flatMap(({ refused }) => [...refused.keys()]));
    const roles: readonly Role[] = ['drafter', 'chair', 'delegate', 'observer'];
    return [
      ...(Object.keys(ACTS) as Command['type'][]).flatMap((type) => {
        const tally = this.of(type);
        const may: readonly Role[] = ACTS[type];
        const missed = roles.filter((role) => !may.includes(role) && !tally.turnedAway.has(role));
        return [...(tally.done === 0 ? [`act ${type}`] : []), ...missed.map((role) => `act ${type} refused to the role ${role}`)];
      }),
      ...Object.keys(EVENTS)
        .filter((type) => !events.has(type))
        .map((type) => `entry ${type}`),
      ...Object.keys(REFUSALS)
        .filter((code) => !codes.has(code))
        .map((code) => `refusal ${code}`),
    ];
  }
}
