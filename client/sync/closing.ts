import type { RecoveryReason } from '../../shared/protocol/recovery.ts';
import { CLOSE } from '../../shared/protocol/close.ts';

/**
 * What a final close of the connection means. `unsent`: changes that were not confirmed stay here to be sent another time, or will never
 * be taken and so go to the tray of recoveries.
 */
export interface Closing {
  readonly why: string;
  readonly unsent: 'stays' | RecoveryReason;
}

/** What to say and do about each final close code. */
export function closingOf(code: number): Closing {
  switch (code) {
    case CLOSE.signIn:
      return stays(
        'Your session has ended, or another seat has signed in with this browser. Sign in again to go on: what is not saved yet is kept on this device and saved then.',
      );
    case CLOSE.outdated:
      return stays(
        'Travaux has been renewed. Reload the page to go on: what is not saved yet is kept on this device and saved then.',
      );
    case CLOSE.tooMuch:
      return stays('This was more at once than the server takes. What is not saved yet is kept on this device: reload to go on.');
    case CLOSE.frozen:
      return { why: 'This revision has been issued. Work goes on in the next one.', unsent: 'frozen' };
    case CLOSE.forbidden:
      return refused('This room is not open to your seat for writing.');
    case CLOSE.unknown:
      return refused('This text is not there, or no longer.');
    case CLOSE.foreignClient:
      return refused('The server did not recognise these changes as made at this seat. Reload the page to go on.');
    case CLOSE.gone:
      return refused('This preparation has been tabled or discarded.');
    case CLOSE.tooLarge:
      return refused('The last change was too large to be taken in one piece. Reload the page, then make it in smaller pieces.');
    default:
      return refused('The text could not take the last change. Reload the page to go on.');
  }
}

function stays(why: string): Closing {
  return { why, unsent: 'stays' };
}

function refused(why: string): Closing {
  return { why, unsent: 'refused' };
}
