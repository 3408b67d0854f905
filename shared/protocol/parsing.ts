import * as z from 'zod';
import { clauseId, isId, participantId, preparationId, proposalId } from '../base/ids.ts';
import { DROP_BASES } from '../proposals/proposal.ts';
import { STANCES } from '../proposals/position.ts';
import type { Command } from '../record/command.ts';
import { RELATIONS } from '../record/contests.ts';
import { CHOICES, MAJORITIES } from '../record/vote-count.ts';
import { RUNG_COLOURS } from '../record/ladder.ts';
import type { ImportRequest, PrepareRequest } from './api.ts';

/** Longest rationale, ground or reason, in UTF-16 units. */
const LONGEST_NOTE = 20_000;
/** Longest text that one import takes, in UTF-16 units. */
export const LONGEST_IMPORT = 20_000_000;

const id = z.string().refine(isId, 'not an id');
const proposal = id.transform(proposalId);
const participant = id.transform(participantId);
const clause = id.transform(clauseId);
const note = z.string().max(LONGEST_NOTE);
const version = z.string().regex(/^[0-9a-f]{16}$/);
/** What a symbol may be is for `decide` to say. */
const symbol = z.string().max(1_000);
const falls = z.array(proposal).max(1_000);

/** Number of the entry that began a silence or opened a vote. */
const entry = z.int().positive();
const someClauses = z.array(clause).min(1).max(100_000).nullable();
const MOST_MEMBERS = 100_000;
const hands = z.int().nonnegative().max(MOST_MEMBERS);

/** What a meeting, a body or a rung may be called is for `decide` to say. */
const title = z.string().max(1_000);
const rung = z.strictObject({ id, name: title, body: title, tag: title, colour: z.enum(RUNG_COLOURS) });

const seen = z.strictObject({ proposal, version });
const wording = z.array(z.strictObject({ clause, at: z.int().nonnegative(), text: z.string().max(100_000) })).max(1_000);

/** A command as it comes in. Parsed once, at the boundary. */
export const commandSchema: z.ZodType<Command> = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('attribute'),
    proposal,
    proposer: participant.nullable(),
    onBehalfOf: participant.nullable(),
  }),
  z.strictObject({
    type: z.literal('take-position'),
    proposal,
    participant,
    onBehalfOf: participant.nullable(),
    stance: z.enum(STANCES).nullable(),
    preferred: proposal.optional(),
  }),
  z.strictObject({ type: z.literal('withdraw'), proposal }),
  z.strictObject({ type: z.literal('accept'), proposal, version, falls }),
  z.strictObject({
    type: z.literal('accept-as-amended'),
    proposal,
    version,
    wording,
    falls,
  }),
  z.strictObject({ type: z.literal('drop'), proposal, version, ground: note, basis: z.enum(DROP_BASES).optional() }),
  z.strictObject({ type: z.literal('reopen'), proposal, reason: note }),
  z.strictObject({ type: z.literal('refer'), proposal, body: z.string().max(1_000), note }),
  z.strictObject({
    type: z.literal('park'),
    proposal,
    owner: z.string().max(1_000),
    returns: z.string().max(10),
    reason: note,
  }),
  z.strictObject({ type: z.literal('reserve'), proposal, participant, reason: note }),
  z.strictObject({ type: z.literal('call-back'), proposal, note }),
  z.strictObject({ type: z.literal('sponsor'), proposal, participant }),
  z.strictObject({ type: z.literal('leave'), proposal, participant }),
  z.strictObject({ type: z.literal('merge'), into: seen, merged: z.array(seen).max(1_000), wording }),
  z.strictObject({ type: z.literal('bridge'), proposal, version, drawsOn: falls, wording, rationale: note }),
  z.strictObject({ type: z.literal('relate'), proposals: falls, relation: z.enum(RELATIONS).nullable() }),
  z.strictObject({ type: z.literal('table'), preparation: id.transform(preparationId), rationale: note }),
  z.strictObject({
    type: z.literal('begin-silence'),
    clauses: someClauses,
    deadline: z.iso.datetime({ precision: 3 }),
    shortening: note.nullable(),
  }),
  z.strictObject({ type: z.literal('break-silence'), silence: entry, clauses: someClauses, participant, reason: note }),
  z.strictObject({ type: z.literal('lift-silence'), silence: entry, reason: note }),
  z.strictObject({
    type: z.literal('open-vote'),
    question: z.discriminatedUnion('on', [
      z.strictObject({ on: z.literal('clause'), clause }),
      z.strictObject({ on: z.literal('proposal'), proposal }),
      z.strictObject({ on: z.literal('whole') }),
    ]),
    version,
    method: z.enum(['show-of-hands', 'roll-call']),
    majority: z.enum(MAJORITIES),
    members: z.int().positive().max(MOST_MEMBERS).nullable(),
  }),
  z.strictObject({ type: z.literal('cast-vote'), vote: entry, participant, choice: z.enum(CHOICES) }),
  z.strictObject({
    type: z.literal('count-votes'),
    vote: entry,
    counts: z.strictObject({ for: hands, against: hands, abstaining: hands, notParticipating: hands }),
  }),
  z.strictObject({ type: z.literal('explain-vote'), vote: entry, participant, explanation: note }),
  z.strictObject({ type: z.literal('close-vote'), vote: entry, falls }),
  z.strictObject({ type: z.literal('call-off-vote'), vote: entry, reason: note }),
  z.strictObject({ type: z.literal('issue-revision'), symbol }),
  z.strictObject({ type: z.literal('open-meeting'), name: title, body: title }),
  z.strictObject({ type: z.literal('close-meeting'), opened: z.int().positive() }),
  z.strictObject({ type: z.literal('begin-reading'), reading: z.int().positive() }),
  z.strictObject({ type: z.literal('set-ladder'), rungs: z.array(rung).max(100) }),
  z.strictObject({
    type: z.literal('agree'),
    rung: id,
    clauses: z.array(z.strictObject({ clause, version })).max(100_000),
  }),
  z.strictObject({ type: z.literal('reopen-clauses'), clauses: z.array(clause).max(100_000), reason: note }),
  z.strictObject({ type: z.literal('restore-revision'), revision: z.int().positive(), symbol }),
]);

/** A request to import a text. */
export const importRequestSchema: z.ZodType<ImportRequest> = z.strictObject({
  fileName: z.string().min(1).max(255),
  source: z.string().max(LONGEST_IMPORT),
  title: z.string().trim().min(1).max(500).optional(),
});

/** A request to begin a preparation. */
export const prepareRequestSchema: z.ZodType<PrepareRequest> = z.strictObject({
  clauses: z.array(clause).min(1).max(200),
  insertAfter: z.boolean(),
});

/** The token of an invitation, as it comes in the body of the sign-in. */
export const signInSchema = z.strictObject({ token: z.string().regex(/^[A-Za-z0-9_-]{20,100}$/) });
