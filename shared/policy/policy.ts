import type { ParticipantId } from '../base/ids.ts';
import type { Lens } from '../participants/lens.ts';
import type { Role, Seat } from '../participants/participant.ts';
import type { Command, Refusal } from '../record/command.ts';
import { usesInstrument } from '../record/instruments.ts';
import { isMeetingCommand } from '../record/meetings.ts';
import { isNumberingCommand } from '../record/numbering.ts';
import type { ReintroductionCommand } from '../record/reintroduction.ts';
import type { SilenceCommand } from '../record/silence.ts';
import type { RecordState } from '../record/state.ts';
import type { VoteCommand } from '../record/vote.ts';
import { withdrawerOf, type WithdrawalCommand } from '../record/withdrawal.ts';

/** Who speaks: a seat, for its participant and for the groups that it has a mandate for. */
type Speaker = Pick<Seat, 'role' | 'participant' | 'mandates'>;

/** Everything a seat may be allowed to do. */
export type Action =
  | 'read text'
  | 'write text'
  | 'read record'
  | 'export'
  | 'import draft'
  | 'attribute'
  | 'record positions'
  | 'take own position'
  | 'prepare proposal'
  | 'give mandates'
  | 'set options'
  | 'sponsor'
  | 'withdraw own'
  | 'reintroduce'
  | 'note for others'
  | 'decide'
  | 'issue revision'
  | 'hold meetings'
  | 'set ladder'
  | 'limit length'
  | 'number'
  | 'lead screen'
  | 'set lens'
  | 'see names'
  | 'agree'
  | 'circulate'
  | 'shorten silence'
  | 'hold votes'
  | 'count votes'
  | 'vote';

/** The one policy table (DESIGN section 5). The server enforces it for HTTP and WebSocket; the screens ask it what to offer. */
const TABLE: Readonly<Record<Role, readonly Action[]>> = {
  drafter: [
    'read text',
    'write text',
    'read record',
    'export',
    'import draft',
    'attribute',
    'record positions',
    'issue revision',
    'hold meetings',
    'set ladder',
    'limit length',
    'number',
    'lead screen',
    'see names',
    'circulate',
    'count votes',
    'give mandates',
    'set options',
    'note for others',
  ],
  chair: [
    'read text',
    'read record',
    'export',
    'decide',
    'record positions',
    'issue revision',
    'hold meetings',
    'set ladder',
    'number',
    'lead screen',
    'set lens',
    'see names',
    'agree',
    'circulate',
    'set options',
    'shorten silence',
    'hold votes',
    'reintroduce',
  ],
  delegate: [
    'read text',
    'read record',
    'export',
    'take own position',
    'prepare proposal',
    'sponsor',
    'withdraw own',
    'reintroduce',
    'vote',
  ],
  observer: ['read text', 'read record', 'export'],
};

/** Whether a seat's role allows an action at all. */
export function may(seat: Pick<Seat, 'role'>, action: Action): boolean {
  return TABLE[seat.role].includes(action);
}

/** The lens through which a seat sees a draft: chair and secretariat see names whatever it is, since they work with them. */
export function lensFor(seat: Pick<Seat, 'role'>, lens: Lens): Lens {
  return may(seat, 'see names') ? 'named' : lens;
}

/** Whether a seat may read and write a room of preparation: only the seats of the participants that prepare it, nobody else. */
export function mayPrepareWith(seat: Pick<Seat, 'role' | 'participant'>, sponsors: readonly ParticipantId[]): boolean {
  return may(seat, 'prepare proposal') && sponsors.includes(seat.participant);
}

/** Why a seat may not give a command, or null where it may. What the record itself forbids is for `decide` to say. */
export function refusalOf(seat: Speaker, command: Command, state: RecordState): Refusal | null {
  if (usesInstrument(command))
    return unless(may(seat, 'decide'), 'Packages, what waits for what, and the running order are the chair’s.');
  if (isNumberingCommand(command)) return unless(may(seat, 'number'), 'Numbers are the chair’s and the secretariat’s.');
  if (isMeetingCommand(command))
    return unless(may(seat, 'hold meetings'), 'Meetings and readings are opened and closed by the chair or the secretariat.');
  switch (command.type) {
    case 'attribute':
      return unless(may(seat, 'attribute'), 'Only the secretariat says for whom a bracket was opened.');
    case 'take-position':
      if (may(seat, 'record positions')) return null;
      return unless(
        may(seat, 'take own position') && command.participant === seat.participant && mayNameGroup(seat, command.onBehalfOf),
        'A delegation takes positions in its own name, or for a group that its seat has a mandate to speak for.',
      );
    case 'withdraw':
    case 'reintroduce':
      return withdrawalRefusal(seat, command, state);
    case 'accept':
    case 'accept-as-amended':
    case 'drop':
    case 'reopen':
    case 'refer':
    case 'park':
    case 'reserve':
    case 'call-back':
    case 'merge':
    case 'bridge':
    case 'relate':
      return unless(may(seat, 'decide'), 'Only the chair decides on proposals.');
    case 'lift-options':
    case 'undo-lifting':
      return unless(may(seat, 'decide'), 'Only the chair lifts options, and makes them options again.');
    case 'set-options':
      return unless(may(seat, 'set options'), 'Options are set by the chair, or by the secretariat at the chair’s word.');
    case 'table':
      if (!may(seat, 'prepare proposal')) return unless(false, 'Only a delegation tables what it has prepared.');
      return unless(mayNameGroup(seat, command.onBehalfOf ?? null), NO_MANDATE);
    case 'sponsor':
    case 'leave':
      return unless(
        inOwnName(seat, command.participant, { own: 'sponsor', noting: 'record positions', forGroups: true }),
        'A delegation joins and leaves sponsors in its own name, or for a group that its seat has a mandate to speak for.',
      );
    case 'begin-silence':
    case 'break-silence':
    case 'lift-silence':
    case 'open-vote':
    case 'close-vote':
    case 'call-off-vote':
    case 'count-votes':
    case 'cast-vote':
    case 'explain-vote':
      return procedureRefusal(seat, command);
    case 'set-lens':
      return unless(may(seat, 'set lens'), 'Whose names are shown is for the chair to say.');
    case 'set-length-limit':
      return unless(may(seat, 'limit length'), 'How long the text may be is for the secretariat to say.');
    case 'set-ladder':
      return unless(may(seat, 'set ladder'), 'The status ladder is set by the chair or the secretariat.');
    case 'agree':
    case 'reopen-clauses':
      return unless(may(seat, 'agree'), 'Only the chair says what is agreed, or reopens it.');
    case 'issue-revision':
    case 'restore-revision':
      return unless(may(seat, 'issue revision'), 'A revision is issued by the secretariat or the chair.');
  }
}

/** Withdrawing, and taking up what was withdrawn. */
function withdrawalRefusal(
  seat: Speaker,
  command: WithdrawalCommand | ReintroductionCommand,
  state: RecordState,
): Refusal | null {
  const noting = 'note for others';
  if (command.type === 'reintroduce')
    return unless(
      inOwnName(seat, command.participant, { own: 'reintroduce', noting, forGroups: true }),
      'What was withdrawn is reintroduced in one’s own name, or for a group that the seat has a mandate to speak for.',
    );
  return unless(
    may(seat, noting) ||
      (inOwnName(seat, command.participant, { own: 'withdraw own', noting, forGroups: true }) && isWithdrawers(command, state)),
    'A proposal is withdrawn by its proposer only. The secretariat notes that it said so.',
  );
}

/** Silence and votes. */
function procedureRefusal(seat: Speaker, command: SilenceCommand | VoteCommand): Refusal | null {
  switch (command.type) {
    case 'begin-silence':
      if (command.shortening !== null && !may(seat, 'shorten silence'))
        return unless(false, 'Only the chair may make silence shorter than 72 hours.');
      if (command.gives !== undefined && !may(seat, 'agree'))
        return unless(false, 'Only the chair says to what status silence is to lead.');
      return unless(
        may(seat, 'circulate'),
        'A text is circulated for silence by the chair, or by the secretariat at the chair’s word.',
      );
    case 'break-silence':
      return unless(
        inOwnName(seat, command.participant, { own: 'take own position', noting: 'record positions', forGroups: true }),
        'A delegation breaks silence in its own name, or for a group that its seat has a mandate to speak for.',
      );
    case 'lift-silence':
      return unless(may(seat, 'shorten silence'), 'Only the chair lifts silence.');
    case 'open-vote':
    case 'close-vote':
    case 'call-off-vote':
      return unless(may(seat, 'hold votes'), 'Votes are opened, closed and called off by the chair.');
    case 'count-votes':
      return unless(may(seat, 'count votes'), 'A show of hands is counted by the secretariat.');
    case 'cast-vote':
    case 'explain-vote':
      return unless(
        inOwnName(seat, command.participant, { own: 'vote', noting: 'count votes', forGroups: false }),
        'A delegation votes in its own name only.',
      );
  }
}

/** Whether a seat speaks for its own participant, or for a group where groups speak; or may note down what any of them says. */
function inOwnName(
  seat: Speaker,
  participant: ParticipantId,
  { own, noting, forGroups }: { readonly own: Action; readonly noting: Action; readonly forGroups: boolean },
): boolean {
  const names = forGroups ? ownNames(seat) : [seat.participant];
  return may(seat, noting) || (may(seat, own) && names.includes(participant));
}

function isWithdrawers({ proposal: id, participant }: WithdrawalCommand, { proposals }: RecordState): boolean {
  const proposal = proposals.get(id);
  return proposal === undefined || withdrawerOf(proposal, [participant]) !== null;
}

/** In whose names a seat speaks: its participant's, and those of the groups that it has a mandate for. */
export function ownNames({ participant, mandates = [] }: Speaker): readonly ParticipantId[] {
  return [participant, ...mandates];
}

function mayNameGroup({ mandates = [] }: Speaker, group: ParticipantId | null): boolean {
  return group === null || mandates.includes(group);
}

const NO_MANDATE = 'Your seat has no mandate to speak for this group. The secretariat gives it.';

function unless(allowed: boolean, reason: string): Refusal | null {
  return allowed ? null : { code: 'not-allowed', reason };
}
