import * as z from 'zod';
import { clauseId, isId, participantId, preparationId, proposalId } from '../base/ids.ts';
import { STANCES } from '../proposals/position.ts';
import type { Command } from '../record/command.ts';
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
  }),
  z.strictObject({ type: z.literal('withdraw'), proposal }),
  z.strictObject({ type: z.literal('accept'), proposal, version, falls }),
  z.strictObject({
    type: z.literal('accept-as-amended'),
    proposal,
    version,
    wording: z.array(z.strictObject({ clause, at: z.int().nonnegative(), text: z.string().max(100_000) })).max(1_000),
    falls,
  }),
  z.strictObject({ type: z.literal('drop'), proposal, version, ground: note }),
  z.strictObject({ type: z.literal('reopen'), proposal, reason: note }),
  z.strictObject({ type: z.literal('table'), preparation: id.transform(preparationId), rationale: note }),
  z.strictObject({ type: z.literal('issue-revision'), symbol }),
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
