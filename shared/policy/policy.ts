import type { ParticipantId } from '../base/ids.ts';
import type { Role, Seat } from '../participants/participant.ts';
import type { Command, Refusal } from '../record/command.ts';
import { isProposer, type RecordState } from '../record/state.ts';

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
  | 'withdraw own'
  | 'decide'
  | 'issue revision';

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
  ],
  chair: ['read text', 'read record', 'export', 'decide', 'record positions', 'issue revision'],
  delegate: ['read text', 'read record', 'export', 'take own position', 'prepare proposal', 'withdraw own'],
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
      return unless(may(seat, 'decide'), 'Only the chair decides on proposals.');
    case 'table':
      return unless(may(seat, 'prepare proposal'), 'Only a delegation tables what it has prepared.');
    case 'issue-revision':
    case 'restore-revision':
      return unless(may(seat, 'issue revision'), 'A revision is issued by the secretariat or the chair.');
  }
}

function unless(allowed: boolean, reason: string): Refusal | null {
  return allowed ? null : { code: 'not-allowed', reason };
}
