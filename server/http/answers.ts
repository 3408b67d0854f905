import type { Response } from 'express';
import { isStepped } from './stepped.ts';

/** Answers on their way, each with the session that it is for. One that is being sent ends with that session, as its sockets do. */
export class Answers {
  private readonly coming = new Map<Response, string>();

  /** Notes for which session an answer is, until it is closed. */
  note(response: Response, session: string): void {
    this.coming.set(response, session);
    response.on('close', () => this.coming.delete(response));
  }

  /** Breaks off those that are being sent to a session that is over. Of what is still being worked on it is refused in words. */
  recheck(isLive: (session: string) => boolean): void {
    for (const [response, session] of this.coming) if (isBeingSent(response) && !isLive(session)) response.destroy();
  }
}

/** Whether what it answers is settled; where steps are told, they are not yet all. */
function isBeingSent(response: Response): boolean {
  return response.writableEnded || (response.headersSent && !isStepped(response));
}
