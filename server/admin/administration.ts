import { existsSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import * as z from 'zod';
import { must } from '../../shared/base/assert.ts';
import { isId, seatId } from '../../shared/base/ids.ts';
import { ok, refuse, type Result } from '../../shared/base/result.ts';
import { mandateFault } from '../../shared/participants/mandates.ts';
import type { Participant, Role } from '../../shared/participants/participant.ts';
import { registry } from '../../shared/participants/registry.ts';
import type { Checkpoint } from '../../shared/record/checkpoint.ts';
import type { MandateAct } from '../../shared/record/mandates.ts';
import type { Checkpoints } from '../checkpoints/checkpoints.ts';
import { isoTime, type Clock } from '../clock.ts';
import { operator } from '../drafts/actor.ts';
import { newSecret, secretHash } from '../ids.ts';
import { whyHindered } from '../store/hindrance.ts';
import type { Store } from '../store/store.ts';

const seat = z.string().refine(isId, 'not an id').transform(seatId);

/** What the operator of a server may ask, at its command line. */
export const adminRequestSchema = z.discriminatedUnion('ask', [
  z.strictObject({ ask: z.literal('seats') }),
  z.strictObject({ ask: z.literal('invite'), seat }),
  z.strictObject({ ask: z.literal('revoke'), seat }),
  /** By name, code or alias, as drafts write them. */
  z.strictObject({ ask: z.literal('mandate'), seat, groups: z.array(z.string()) }),
  z.strictObject({ ask: z.literal('checkpoint') }),
  /** Copies the store into a new file; `to` is absolute. */
  z.strictObject({ ask: z.literal('copy'), to: z.string().min(1) }),
]);
export type AdminRequest = z.infer<typeof adminRequestSchema>;

/** A seat as the operator sees it. */
export interface SeatReport {
  readonly seat: string;
  readonly name: string;
  readonly role: Role;
  readonly participant: string;
  /** Codes of the groups for which it may speak. */
  readonly mandates: readonly string[];
  /** Sessions that were not revoked and have not run out. */
  readonly sessions: number;
  /** When the latest of them was last used. */
  readonly seenAt: string | null;
}

/** The answer to each request. */
export interface AdminAnswers {
  readonly seats: readonly SeatReport[];
  readonly invite: { readonly seat: string; readonly link: string };
  readonly revoke: { readonly seat: string; readonly sessions: number; readonly invitations: number };
  readonly mandate: { readonly seat: string; readonly mandates: readonly string[] };
  readonly checkpoint: Checkpoint;
  /** Where the drafts stood before the copying began: the copy holds this or more. */
  readonly copy: Checkpoint;
}

/** What administration works with. */
export interface AdminServices {
  readonly store: Store;
  readonly clock: Clock;
  readonly checkpoints: Checkpoints;
  /** Of the server that runs; null where none does. */
  readonly running: { readonly url: string; recheck(): void; noteMandates(act: MandateAct): Promise<void> } | null;
}

/** Does what the operator asks, or says in a sentence why not. Rejects where the disk fails. */
export async function administer(
  request: AdminRequest,
  services: AdminServices,
): Promise<Result<AdminAnswers[AdminRequest['ask']], string>> {
  switch (request.ask) {
    case 'seats':
      return ok(seatReports(services));
    case 'invite':
      return invite(request.seat, services);
    case 'revoke':
      return revoke(request.seat, services);
    case 'mandate':
      return mandate(request, services);
    case 'checkpoint':
      return ok(await services.checkpoints.make());
    case 'copy': {
      if (!isAbsolute(request.to) || existsSync(request.to)) return refuse(`${request.to} is there already.`);
      const before = await services.checkpoints.make();
      const why = await whyNotCopied(services.store, request.to);
      return why === null ? ok(before) : refuse(`the store could not be copied to ${request.to}: ${why}.`);
    }
  }
}

/** Copies a store; or why it could not, where the disk was in the way. */
async function whyNotCopied(store: Store, to: string): Promise<string | null> {
  try {
    await store.copyTo(to);
    return null;
  } catch (error) {
    const why = whyHindered(error);
    if (why === null) throw error;
    return why;
  }
}

function seatReports({ store, clock }: AdminServices): SeatReport[] {
  const now = isoTime(clock.now());
  const { byId } = registry(store.process.participants());
  return store.process.seats().map(({ id, name, role, participant, mandates = [] }) => {
    const { open, seenAt } = store.access.sessionsOf(id, now);
    const groups = mandates.map((group) => byId.get(group)?.code ?? group);
    return { seat: id, name, role, participant, mandates: groups, sessions: open, seenAt };
  });
}

async function mandate(
  { seat: id, groups }: Extract<AdminRequest, { ask: 'mandate' }>,
  { store, clock, running }: AdminServices,
): Promise<Result<AdminAnswers['mandate'], string>> {
  const found = store.process.seat(seatId(id));
  if (found === null) return refuse(noSuchSeat(id, store));
  const known = registry(store.process.participants());
  const named: Participant[] = [];
  for (const written of groups) {
    const group = known.resolve(written);
    if (group === null) return refuse(`there is no group ${JSON.stringify(written)}.`);
    named.push(group);
  }
  const ids = named.map((group) => group.id);
  const fault = mandateFault(found, ids, known);
  if (fault !== null) return refuse(fault);
  const secretariat = must(
    known.all.find(({ kind }) => kind === 'secretariat'),
    'the secretariat',
  );
  const act = { at: isoTime(clock.now()), by: operator(secretariat.id) };
  store.process.giveMandates(found.id, ids, act);
  await running?.noteMandates(act);
  return ok({ seat: id, mandates: named.map((group) => group.code) });
}

function invite(
  id: AdminAnswers['invite']['seat'],
  { store, clock, running }: AdminServices,
): Result<AdminAnswers['invite'], string> {
  const found = store.process.seat(seatId(id));
  if (found === null) return refuse(noSuchSeat(id, store));
  if (running === null)
    return refuse('no server runs on this folder; when it starts, it prints a new link for each seat and makes older ones void.');
  const token = newSecret();
  store.access.invite(secretHash(token), found.id, isoTime(clock.now()));
  return ok({ seat: id, link: `${running.url}/sign-in#${token}` });
}

function revoke(
  id: AdminAnswers['revoke']['seat'],
  { store, clock, running }: AdminServices,
): Result<AdminAnswers['revoke'], string> {
  const found = store.process.seat(seatId(id));
  if (found === null) return refuse(noSuchSeat(id, store));
  const at = isoTime(clock.now());
  const revoked = store.transaction(() => ({
    sessions: store.access.revokeSessionsOf(found.id, null, at),
    invitations: store.access.revokeInvitationsOf(found.id, at),
  }));
  running?.recheck();
  return ok({ seat: id, ...revoked });
}

function noSuchSeat(id: string, store: Store): string {
  const seats = store.process.seats().map((one) => one.id);
  return `there is no seat ${JSON.stringify(id)}; there is ${seats.join(', ')}.`;
}
