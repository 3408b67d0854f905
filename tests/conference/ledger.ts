import type { Command, Refusal } from '../../shared/record/command.ts';
import type { RecordEvent } from '../../shared/record/event.ts';
import type { Role } from '../../shared/participants/participant.ts';

/** Every act that there is, and which roles may do it: in words of its own, and not in those of the policy table. */
export const ACTS = {
  attribute: ['drafter'],
  'take-position': ['drafter', 'chair', 'delegate'],
  withdraw: ['delegate'],
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
  'set-ladder': ['drafter', 'chair'],
  agree: ['chair'],
  'reopen-clauses': ['chair'],
} as const satisfies Partial<Record<Command['type'], readonly Role[]>>;

/** Everything that a record can say happened. */
export const EVENTS = [
  'DraftImported',
  'ClauseEdited',
  'ProposalTabled',
  'ProposalAttributed',
  'PositionTaken',
  'ProposalWithdrawn',
  'ProposalAccepted',
  'ProposalAcceptedAsAmended',
  'ProposalDropped',
  'ProposalFell',
  'ProposalReopened',
  'TextVanished',
  'TextReturned',
  'RevisionIssued',
  'MeetingOpened',
  'MeetingClosed',
  'ReadingBegun',
  'ProposalReferred',
  'ProposalParked',
  'ProposalReserved',
  'ProposalReturned',
  'ProposalSponsored',
  'SponsorWithdrew',
  'ProposalMerged',
  'ProposalReplaced',
  'ContestRelated',
  'LadderSet',
  'ClauseAgreed',
  'ClauseReopened',
  'SilenceBegan',
  'SilenceBroken',
  'SilencePassed',
  'SilenceLifted',
  'SilenceOvertaken',
  'VoteOpened',
  'VoteCast',
  'VoteCounted',
  'VoteExplained',
  'VoteRecorded',
  'VoteCalledOff',
] as const satisfies readonly RecordEvent['type'][];

/** Every ground on which an act is refused. */
export const REFUSALS = [
  'not-allowed',
  'unknown-proposal',
  'not-open',
  'not-closed',
  'changed-since',
  'no-text',
  'not-a-rival',
  'unknown-participant',
  'clash',
  'nothing-to-table',
  'closed',
  'symbol-taken',
  'unknown-revision',
  'meeting-open',
  'no-meeting',
  'reading-begun',
  'brackets-open',
  'unknown-clause',
  'unknown-rung',
  'rung-in-use',
  'agreed',
  'not-agreed',
  'not-set-aside',
  'not-a-group',
  'sponsors-already',
  'not-a-sponsor',
  'last-sponsor',
  'other-sponsors',
  'nothing-changes',
  'malformed',
] as const satisfies readonly Refusal['code'][];

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
      ...(Object.keys(ACTS) as (keyof typeof ACTS)[]).flatMap((type) => {
        const tally = this.of(type);
        const may: readonly Role[] = ACTS[type];
        const missed = roles.filter((role) => !may.includes(role) && !tally.turnedAway.has(role));
        return [...(tally.done === 0 ? [`act ${type}`] : []), ...missed.map((role) => `act ${type} refused to the role ${role}`)];
      }),
      ...EVENTS.filter((type) => !events.has(type)).map((type) => `entry ${type}`),
      ...REFUSALS.filter((code) => !codes.has(code)).map((code) => `refusal ${code}`),
    ];
  }
}
