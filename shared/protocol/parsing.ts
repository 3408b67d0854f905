import * as z from 'zod';
import { clauseId, isId, participantId, preparationId, proposalId } from '../base/ids.ts';
import { tidyName } from '../base/tidy-name.ts';
import { MEANINGS } from '../import/file-text.ts';
import { LENSES } from '../participants/lens.ts';
import { DROP_BASES } from '../proposals/proposal.ts';
import { STANCES } from '../proposals/position.ts';
import type { Command } from '../record/command.ts';
import type { DraftingAct } from '../record/drafting.ts';
import { readable } from '../text/clause-words.ts';
import { OPTION_RUNGS } from '../text/option-label.ts';
import { RELATIONS } from '../record/contests.ts';
import { HIGHEST_LIMIT } from '../record/length-limit.ts';
import { CHOICES, MAJORITIES } from '../record/vote-count.ts';
import { RUNG_COLOURS } from '../record/ladder.ts';
import type { BringingRequest, ImportRequest, Look, MandatesRequest, PrepareRequest, WordImportRequest } from './api.ts';

/** Longest rationale, ground or reason, in UTF-16 units. */
const LONGEST_NOTE = 20_000;
/** Longest text that one import takes, in UTF-16 units. */
export const LONGEST_IMPORT = 20_000_000;

const id = z.string().refine(isId, 'not an id');
const proposal = id.transform(proposalId);
const participant = id.transform(participantId);
const clause = id.transform(clauseId);
/** What no reading could show goes: a record and a store would give it back otherwise. */
const note = z.string().max(LONGEST_NOTE).transform(readable);
const version = z.string().regex(/^[0-9a-f]{64}$/);
/** What a symbol may be is for `decide` to say. */
const symbol = z.string().max(1_000);
const falls = z.array(proposal).max(1_000);

/** Number of the entry that began a silence or opened a vote. */
const entry = z.int().positive();
const someClauses = z.array(clause).min(1).max(100_000).nullable();
const MOST_MEMBERS = 100_000;
const hands = z.int().nonnegative().max(MOST_MEMBERS);

/** What a meeting, a body or a rung may be called is for `decide` to say. */
const words = z.string().max(1_000);
const title = words.transform(tidyName);
const rung = z.strictObject({ id, name: words, body: words, tag: words, colour: z.enum(RUNG_COLOURS) });

/** What a meeting takes up. */
const matter = z.discriminatedUnion('on', [
  z.strictObject({ on: z.literal('clause'), clause }),
  z.strictObject({ on: z.literal('proposal'), proposal }),
]);
const seen = z.strictObject({ proposal, version });
const fallen = z.array(seen).max(1_000).optional();
/** Clauses that are agreed with a package. */
const packaged = z.array(z.strictObject({ clause, rung: id })).max(1_000);
const wording = z
  .array(z.strictObject({ clause, at: z.int().nonnegative(), text: z.string().max(100_000).transform(readable) }))
  .max(1_000);

/** How far somebody has read a record. */
export const lookSchema: z.ZodType<Look> = z.strictObject({ seen: z.int().nonnegative() });

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
  z.strictObject({ type: z.literal('withdraw'), proposal, participant, ground: note.optional() }),
  z.strictObject({ type: z.literal('reintroduce'), proposal, participant, rationale: note }),
  z.strictObject({
    type: z.literal('accept'),
    proposal,
    version,
    falls,
    seen: fallen,
    despite: note.optional(),
    ground: note.optional(),
  }),
  z.strictObject({
    type: z.literal('accept-as-amended'),
    proposal,
    version,
    wording,
    falls,
    seen: fallen,
    despite: note.optional(),
    ground: note.optional(),
  }),
  z.strictObject({ type: z.literal('drop'), proposal, version, ground: note, basis: z.enum(DROP_BASES).optional() }),
  z.strictObject({ type: z.literal('reopen'), proposal, reason: note }),
  z.strictObject({ type: z.literal('refer'), proposal, body: title, note }),
  z.strictObject({
    type: z.literal('park'),
    proposal,
    owner: title,
    returns: z.string().max(10),
    reason: note,
  }),
  z.strictObject({ type: z.literal('reserve'), proposal, participant, reason: note }),
  z.strictObject({ type: z.literal('call-back'), proposal, note }),
  z.strictObject({ type: z.literal('sponsor'), proposal, participant }),
  z.strictObject({ type: z.literal('leave'), proposal, participant }),
  z.strictObject({ type: z.literal('merge'), into: seen, merged: z.array(seen).max(1_000), wording, ground: note.optional() }),
  z.strictObject({ type: z.literal('bridge'), proposal, version, drawsOn: falls, wording, rationale: note }),
  z.strictObject({ type: z.literal('tie-package'), name: title, proposals: falls, clauses: packaged.optional(), reason: note }),
  z.strictObject({ type: z.literal('pack-clauses'), package: entry, clauses: packaged, reason: note }),
  z.strictObject({ type: z.literal('unpack-clause'), package: entry, clause, reason: note }),
  z.strictObject({ type: z.literal('extend-package'), package: entry, proposals: falls, reason: note }),
  z.strictObject({ type: z.literal('reduce-package'), package: entry, proposal, reason: note }),
  z.strictObject({ type: z.literal('dissolve-package'), package: entry, reason: note }),
  z.strictObject({ type: z.literal('make-pending'), matter, awaits: matter, reason: note }),
  z.strictObject({ type: z.literal('lift-pending'), pending: entry, reason: note }),
  z.strictObject({
    type: z.literal('decide-together'),
    package: entry.nullable(),
    decisions: z
      .array(z.strictObject({ proposal, version, how: z.enum(['accept', 'drop', 'park']), falls: falls.optional() }))
      .max(10_000),
    clauses: z
      .array(z.strictObject({ clause, version, how: z.enum(['agree', 'leave']) }))
      .max(1_000)
      .optional(),
    ground: note,
    basis: z.enum(DROP_BASES).optional(),
    parking: z.strictObject({ owner: title, returns: z.string().max(10), reason: note }).optional(),
    despite: note.optional(),
  }),
  z.strictObject({ type: z.literal('reopen-together'), together: entry, reason: note }),
  z.strictObject({ type: z.literal('set-running-order'), matters: z.array(matter).max(10_000) }),
  z.strictObject({ type: z.literal('take-matter'), matter: matter.nullable() }),
  z.strictObject({ type: z.literal('lift-options'), choice: entry, reason: note }),
  z.strictObject({ type: z.literal('undo-lifting'), lifting: entry, reason: note }),
  z.strictObject({
    type: z.literal('set-options'),
    rung: z.literal(OPTION_RUNGS),
    options: z.array(z.strictObject({ from: clause, to: clause })).max(100),
    noText: z.boolean(),
    reason: note,
  }),
  z.strictObject({ type: z.literal('relate'), proposals: falls, relation: z.enum(RELATIONS).nullable() }),
  z.strictObject({
    type: z.literal('table'),
    preparation: id.transform(preparationId),
    rationale: note,
    onBehalfOf: participant.nullish(),
  }),
  z.strictObject({
    type: z.literal('begin-silence'),
    clauses: someClauses,
    deadline: z.iso.datetime({ precision: 3 }),
    shortening: note.nullable(),
    gives: id.optional(),
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
    quorum: z.int().positive().max(MOST_MEMBERS).optional(),
    gives: id.optional(),
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
  z.strictObject({ type: z.literal('close-reading'), reading: z.int().positive() }),
  z.strictObject({ type: z.literal('set-length-limit'), limit: z.int().positive().max(HIGHEST_LIMIT).nullable() }),
  z.strictObject({ type: z.literal('set-lens'), lens: z.enum(LENSES), reason: note }),
  z.strictObject({ type: z.literal('mark-alternative'), clause, of: clause.nullable() }),
  z.strictObject({
    type: z.literal('note-tombstone'),
    clause,
    parts: z.array(z.strictObject({ what: title, fate: z.enum(['deleted', 'merged', 'moved']), to: clause.nullable() })).max(100),
  }),
  z.strictObject({ type: z.literal('renumber'), version }),
  z.strictObject({ type: z.literal('undo-renumbering'), reason: note }),
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

/** Characters of base64 in which 32 MB are written. */
const LONGEST_WORD_FILE = 45_000_000;

/** A request to import a Word file. */
export const wordImportRequestSchema: z.ZodType<WordImportRequest> = z.strictObject({
  fileName: z.string().min(1).max(255),
  file: z.base64().max(LONGEST_WORD_FILE),
  title: z.string().trim().min(1).max(500).optional(),
});

/** A name of an author, or a way of marking. */
const name = z.string().max(1_000);

/** A request to bring amendments home from a Word file. */
export const bringingRequestSchema: z.ZodType<BringingRequest> = z.strictObject({
  file: z.base64().max(LONGEST_WORD_FILE),
  choices: z
    .strictObject({
      authors: z.array(name).max(10_000),
      untracked: z.boolean(),
      legend: z.record(name, z.enum(MEANINGS)),
    })
    .optional(),
});

/** A request to begin a preparation. */
export const prepareRequestSchema: z.ZodType<PrepareRequest> = z.strictObject({
  clauses: z.array(clause).min(1).max(200),
  insertAfter: z.boolean(),
});

/** The token of an invitation, as it comes in the body of the sign-in. */
export const signInSchema = z.strictObject({ token: z.string().regex(/^[A-Za-z0-9_-]{20,100}$/) });

export const mandatesRequestSchema: z.ZodType<MandatesRequest> = z.strictObject({ groups: z.array(participant).max(1_000) });

export const draftingActSchema: z.ZodType<DraftingAct> = z.discriminatedUnion('act', [
  z.strictObject({ act: z.enum(['invite', 'take-back-invitation']), participant }),
  z.strictObject({ act: z.enum(['join', 'decline', 'leave', 'not-ready']) }),
  z.strictObject({ act: z.literal('ready'), version, rationale: note }),
  z.strictObject({ act: z.literal('word-rationale'), rationale: note }),
]);
