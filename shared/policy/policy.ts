import type { ParticipantId } from '../base/ids.ts';
import type { Role, Seat } from '../participants/participant.ts';
import type { Command, Refusal } from '../record/command.ts';
import type { SilenceCommand } from '../record/silence.ts';
import { isProposer, type RecordState } from '../record/state.ts';
import type { VoteCommand } from '../record/vote.ts';

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
  | 'sponsor'
  | 'withdraw own'
  | 'decide'
  | 'issue revision'
  | 'hold meetings'
  | 'set ladder'
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
    'circulate',
    'count votes',
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
    'agree',
    'circulate',
    'shorten silence',
    'hold votes',
  ],
  delegate: ['read text', 'read record', 'export', 'take own position', 'prepare proposal', 'sponsor', 'withdraw own', 'vote'],
  observer: ['read text', 'read record', 'export'],
};

/** Whether a seat's role allows an action at all. */
export function may(seat: Pick<Seat, 'role'>, action: Action): boolean {
  return TABLE[seat.role].includes(action);
}

/** Whether a seat may read and write a room of preparation: only the seats of the participants that prepare it, nobody else. */
export function mayPrepareWith(seat: Pick<Seat, 'role' | 'participant'>, sponsors: readonly ParticipantId[]): boolean {
  return may(seat, 'prepare proposal') && sponsors.includes(seat.participant);
}

/** Why a seat may not give a command, or null where it may. What the record itself forbids is for `decide` to say. */
export function refusalOf(seat: Pick<Seat, 'role' | 'participant'>, command: Command, state: RecordState): Refusal | null {
  switch (command.type) {
    case 'attribute':
      return unless(may(seat, 'attribute'), 'Only the secretariat says for whom a bracket was opened.');
    case 'take-position':
      if (may(seat, 'record positions')) return null;
      return unless(
        may(seat, 'take own position') && command.participant === seat.participant,
        'A delegation takes positions in its own name only.',
      );
    case 'withdraw': {
      const proposal = state.proposals.get(command.proposal);
      const own = proposal === undefined || isProposer(proposal, seat.participant);
      return unless(may(seat, 'withdraw own') && own, 'A proposal is withdrawn by its proposer only.');
    }
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
    case 'table':
      return unless(may(seat, 'prepare proposal'), 'Only a delegation tables what it has prepared.');
    case 'sponsor':
    case 'leave':
      return unless(
        inOwnName(seat, command.participant, 'sponsor', 'record positions'),
        'A delegation joins and leaves sponsors in its own name only.',
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
    case 'open-meeting':
    case 'close-meeting':
    case 'begin-reading':
      return unless(may(seat, 'hold meetings'), 'Meetings and readings are opened by the chair or the secretariat.');
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

/** Silence and votes. */
function procedureRefusal(seat: Pick<Seat, 'role' | 'participant'>, command: SilenceCommand | VoteCommand): Refusal | null {
  switch (command.type) {
    case 'begin-silence':
      if (command.shortening !== null && !may(seat, 'shorten silence'))
        return unless(false, 'Only the chair makes silence shorter than 72 hours.');
      return unless(
        may(seat, 'circulate'),
        'A text is circulated for silence by the chair, or by the secretariat at the chair’s word.',
      );
    case 'break-silence':
      return unless(
        inOwnName(seat, command.participant, 'take own position', 'record positions'),
        'A delegation breaks silence in its own name only.',
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
      return unless(inOwnName(seat, command.participant, 'vote', 'count votes'), 'A delegation votes in its own name only.');
  }
}

/** Whether a seat speaks for its own participant, or may note down what any of them says. */
function inOwnName(seat: Pick<Seat, 'role' | 'participant'>, participant: ParticipantId, own: Action, noting: Action): boolean {
  return may(seat, noting) || (may(seat, own) && participant === seat.participant);
}

function unless(allowed: boolean, reason: string): Refusal | null {
  return allowed ? null : { code: 'not-allowed', reason };
}
