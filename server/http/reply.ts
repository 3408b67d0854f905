import type { Response } from 'express';
import type { Clash } from '../../shared/proposals/placing.ts';
import type { Refused } from '../../shared/protocol/api.ts';
import type { Refusal } from '../../shared/record/command.ts';
import type { WorkRefusal } from '../aside/work-refusal.ts';
import { packed, zipped, type Packed } from '../packed.ts';
import { endSteps, isStepped } from './stepped.ts';

/** What a route answers with. */
export type Reply =
  | { readonly status: 200 | 201; readonly body: unknown }
  | { readonly status: 200; readonly document: Document }
  /** In JSON that is written out already. */
  | { readonly status: 200; readonly json: Uint8Array }
  | { readonly status: 200; readonly record: readonly Packed[] }
  | { readonly status: 204 }
  | { readonly status: RefusalStatus; readonly refused: Refused };

type RefusalStatus = 400 | 401 | 403 | 404 | 409 | 410 | 413 | 415 | 422 | 429 | 500 | 503;

/** A document that is saved, or shown by the browser itself. */
interface Document {
  /** Its media type. */
  readonly type: string;
  readonly name: string;
  /** Shown where the browser can; else saved. */
  readonly inline?: true;
  readonly content: string | Uint8Array;
}

/** A good answer. */
export function done(body: unknown): Reply {
  return { status: 200, body };
}

/** A good answer with the entries of a record, which are written out already. */
export function doneWith(entries: readonly Packed[], besides: object = {}): Reply {
  const rest = JSON.stringify(besides).slice(1);
  return { status: 200, record: [packed('{"entries":['), ...entries, packed(rest === '}' ? ']}' : `],${rest}`)] };
}

/** A refusal with a status of the caller's choice. */
export function refused(status: RefusalStatus, code: Refusal['code'], reason: string): Reply {
  return { status, refused: { refusal: { code, reason } } };
}

/** A refusal by the rules, with the status that fits its code. */
export function refusedBecause(refusal: Refusal, clashes?: readonly Clash[]): Reply {
  return { status: STATUS[refusal.code], refused: clashes === undefined ? { refusal } : { refusal, clashes } };
}

/** Puts a reply on the wire, behind what was told of it. Nothing of the interface is ever kept by a cache. */
export function send(response: Response, reply: Reply): void {
  if (isStepped(response)) return endSteps(response, reply);
  response.status(reply.status).setHeader('Cache-Control', 'no-store');
  if ('refused' in reply) response.json(reply.refused);
  else if ('body' in reply) response.json(reply.body);
  else if ('document' in reply) sendDocument(response, reply.document);
  else if ('json' in reply) response.type('json').send(Buffer.from(reply.json));
  else if ('record' in reply) sendRecord(response, reply.record);
  else response.end();
}

function sendDocument(response: Response, { type, name, inline, content }: Document): void {
  response.setHeader('Content-Type', type);
  response.setHeader('Content-Disposition', `${inline === true ? 'inline' : 'attachment'}; filename="${name}"`);
  response.send(typeof content === 'string' ? content : Buffer.from(content));
}

function sendRecord(response: Response, parts: readonly Packed[]): void {
  const isZipped = response.req.acceptsEncodings('gzip') === 'gzip';
  response.setHeader('Content-Type', 'application/json; charset=utf-8');
  if (isZipped) response.setHeader('Content-Encoding', 'gzip');
  response.send(isZipped ? zipped(parts) : Buffer.concat(parts.map(({ plain }) => plain)));
}

/** A refusal of work that is done aside. */
export function refusedWork({ code, reason }: WorkRefusal): Reply {
  if (code === 'of-one') return refused(429, 'closed', reason);
  if (code === 'unfit' || code === 'time' || code === 'memory') return refused(422, 'malformed', reason);
  return refused(503, 'closed', reason);
}

/** No such draft, preparation or address. */
export const NOT_FOUND = refused(404, 'closed', 'There is nothing at this address, or it is not for your seat.');
/** Nobody is signed in. */
export const SIGN_IN = refused(401, 'not-allowed', 'Your session has ended. Sign in again to go on.');
/** More than a person asks for. */
export const TOO_FAST = refused(
  429,
  'closed',
  'These are more requests at once than a person makes. Wait a little, then try again.',
);
/** The policy says no. */
export const NOT_ALLOWED = refused(403, 'not-allowed', 'Your seat may not do this.');

const STATUS: Readonly<Record<Refusal['code'], RefusalStatus>> = {
  'not-allowed': 403,
  'unknown-proposal': 404,
  'not-open': 409,
  'not-closed': 409,
  'changed-since': 409,
  'no-text': 409,
  'not-a-rival': 422,
  'unknown-participant': 422,
  clash: 409,
  'nothing-to-table': 422,
  closed: 410,
  'symbol-taken': 409,
  'unknown-revision': 404,
  'meeting-open': 409,
  'no-meeting': 409,
  'reading-begun': 409,
  'brackets-open': 409,
  'unknown-clause': 404,
  'unknown-rung': 404,
  'rung-in-use': 409,
  agreed: 409,
  'not-agreed': 409,
  'not-set-aside': 409,
  'not-a-group': 422,
  'sponsors-already': 409,
  'not-a-sponsor': 409,
  'last-sponsor': 409,
  'other-sponsors': 409,
  'not-ready': 409,
  'nothing-changes': 409,
  'unknown-package': 404,
  'in-package': 409,
  pending: 409,
  'not-together': 409,
  malformed: 400,
};
