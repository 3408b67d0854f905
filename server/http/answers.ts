import type { Response } from 'express';
import type { DraftId } from '../../shared/base/ids.ts';
import { may } from '../../shared/policy/policy.ts';
import type { Session } from '../access/sessions.ts';
import { isStepped } from './stepped.ts';

/** Answers on their way, each with the session that it is for. One that is being sent ends with that session, as its sockets do, and with the names that it may hold. */
export class Answers {
  private readonly coming = new Map<Response, Session>();

  /** Notes for which session an answer is, until it is closed. */
  note(response: Response, session: Session): void {
    this.coming.set(response, session);
    response.on('close', () => this.coming.delete(response));
  }

  /** Breaks off those that are being sent to a session that is over. Of what is still being worked on it is refused in words. */
  recheck(isLive: (session: string) => boolean): void {
    for (const [response, { hash }] of this.coming) if (isBeingSent(response) && !isLive(hash)) response.destroy();
  }

  /** Breaks off what is being sent of a draft, or of all, to those who see fewer names of it from now on. What is still being worked on looks for itself. */
  hideNames(draft: DraftId): void {
    for (const [response, { seat }] of this.coming)
      if (isBeingSent(response) && isOf(response, draft) && !may(seat, 'see names')) response.destroy();
  }
}

/** Whether what it answers is settled; where steps are told, they are not yet all. */
function isBeingSent(response: Response): boolean {
  return response.writableEnded || (response.headersSent && !isStepped(response));
}

/** Whether what is read of a draft is answered, or an archive, which may hold it. */
function isOf({ req: { method, originalUrl } }: Response, draft: DraftId): boolean {
  const [path = ''] = originalUrl.split('?');
  return method === 'GET' && (`${path}/`.startsWith(`/api/drafts/${draft}/`) || path.startsWith('/api/archives/'));
}
