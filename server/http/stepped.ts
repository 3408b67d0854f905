import type { Request, Response } from 'express';
import { STEPPED, type SteppedLine } from '../../shared/protocol/stepped.ts';
import type { Reply } from './reply.ts';

/** Tells the steps of an answer as they come, where whoever asked wants to hear of them; nothing is sent before the first. */
export function teller(request: Request, response: Response): (step: unknown) => void {
  if (request.get('accept') !== STEPPED) return () => undefined;
  return (step) => {
    if (response.destroyed || response.writableEnded) return;
    if (!response.headersSent) {
      response.status(200).setHeader('Content-Type', STEPPED);
      response.setHeader('Cache-Control', 'no-store');
      // What is kept back by a proxy until there is more of it comes too late to tell anything.
      response.setHeader('X-Accel-Buffering', 'no');
    }
    response.write(line({ step }));
  };
}

/** Whether steps of an answer have been told, so that the rest of it comes behind them. */
export function isStepped(response: Response): boolean {
  return response.headersSent && response.getHeader('Content-Type') === STEPPED;
}

/** Ends an answer of which steps have been told. */
export function endSteps(response: Response, reply: Reply): void {
  // Too late for whoever asked, in time for what is noted of the request.
  response.statusCode = reply.status;
  if ('refused' in reply) response.end(line(reply.refused));
  else if ('document' in reply) {
    const { name, type, content } = reply.document;
    const bytes = Buffer.from(content);
    response.write(line({ file: { name, type, bytes: bytes.length } }));
    response.end(bytes);
  } else response.end();
}

function line(one: SteppedLine<unknown>): string {
  return `${JSON.stringify(one)}\n`;
}
