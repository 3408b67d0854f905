import * as z from 'zod';
import { LENSES } from '../../shared/participants/lens.ts';
import { DROP_BASES } from '../../shared/proposals/proposal.ts';
import { STANCES } from '../../shared/proposals/position.ts';
import { RELATIONS } from '../../shared/record/contests.ts';
import type { Actor, Entry, RecordEvent } from '../../shared/record/event.ts';
import { RUNG_COLOURS } from '../../shared/record/ladder.ts';
import { isIdentifying } from '../../shared/record/seal.ts';
import { CHOICES, MAJORITIES } from '../../shared/record/vote-count.ts';
import { CLAUSE_KINDS } from '../../shared/text/clause.ts';

const id = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/);
const hash = z.string().regex(/^[0-9a-f]{64}$/);
const version = hash;
const count = z.int().nonnegative();
const entry = z.int().positive();
const text = z.string();
const ids = z.array(id);
const texts = z.array(text);

const matter = z.union([
  z.strictObject({ on: z.literal('clause'), clause: id }),
  z.strictObject({ on: z.literal('proposal'), proposal: id }),
]);
const question = z.union([...matter.options, z.strictObject({ on: z.literal('whole') })]);
const counts = z.strictObject({ for: count, against: count, abstaining: count, notParticipating: count });
const cause = z.enum(['chair', 'withdrawal']);
const readClause = z.strictObject({ clause: id, version: text });
const carried = z.array(z.strictObject({ clause: id, before: text, after: text }));
const actor = z.strictObject({
  seat: id,
  user: text,
  participant: id,
  role: z.enum(['drafter', 'chair', 'delegate', 'observer', 'server']),
} satisfies Record<keyof Actor, z.ZodType>);
const mandateAct = z.strictObject({ at: z.iso.datetime({ precision: 3 }), by: actor });
const look = z.strictObject({
  at: count,
  words: text,
  bold: z.literal(true).optional(),
  italic: z.literal(true).optional(),
  link: text.optional(),
});
const setting = z.strictObject({
  kind: z.enum(CLAUSE_KINDS).optional(),
  level: count.optional(),
  label: text.optional(),
  cell: text.nullable().optional(),
  looks: z.array(look).optional(),
});
const position = z.strictObject({ participant: id, onBehalfOf: id.nullable(), stance: z.enum(STANCES) });
const inherited = z.strictObject({
  id,
  clause: id,
  holdsNumber: z.boolean(),
  proposer: id.nullable(),
  onBehalfOf: id.nullable(),
  coProposers: ids,
  positions: z.array(position),
  prefix: text,
  suffix: text,
  rationale: text.optional(),
});
const rung = z.strictObject({ id, name: text, body: text, tag: text, colour: z.enum(RUNG_COLOURS) });
const place = z.strictObject({ behind: id.nullable(), words: text, nth: count.optional() });
const packaged = z.strictObject({ clause: id, rung: text });
const decided = z.strictObject({ proposal: id, how: z.enum(['accept', 'drop', 'park']), entry });
const tombstone = z.strictObject({ what: text, fate: z.enum(['deleted', 'merged', 'moved']), to: id.nullable() });
const row = z.strictObject({
  clause: id,
  from: text,
  to: text,
  fate: z.enum(['same', 'renumbered', 'deleted', 'merged', 'moved', 'split']),
  went: text,
});
const option = z.strictObject({ proposal: id, label: text, noText: z.boolean() });

/** What each event has besides its type. That no type is missing, and none too many, is for the compiler to see. */
const EVENTS = {
  DraftImported: {
    title: text,
    form: z.enum(['markdown', 'plain']),
    source: z.strictObject({ name: text, sha256: hash }),
    clauses: count,
    inherited: z.array(inherited),
  },
  MandateGiven: { seat: id, user: text, participant: id, onBehalfOf: id, given: mandateAct },
  MandateTakenBack: { mandate: entry, taken: mandateAct },
  ClauseRecast: { clause: id, before: setting, after: setting },
  ClauseEdited: { clause: id, before: text.nullable(), after: text.nullable() },
  ClauseMoved: { clause: id, words: text, from: z.array(place), to: z.array(place) },
  ProposalTabled: {
    proposal: id,
    origin: z.enum(['floor', 'tabled', 'amendment', 'bridging', 'merger', 'option']),
    proposer: id.nullable(),
    rationale: text,
    clauses: ids,
    inserted: texts,
    deleted: texts,
    holdsNumber: z.boolean(),
    amends: id.nullable(),
    coProposers: ids.optional(),
    onBehalfOf: id.optional(),
    drawsOn: ids.optional(),
    reintroduces: id.optional(),
  },
  ProposalAttributed: { proposal: id, proposer: id.nullable(), onBehalfOf: id.nullable() },
  PositionTaken: {
    proposal: id,
    participant: id,
    onBehalfOf: id.nullable(),
    stance: z.enum(STANCES).nullable(),
    preferred: id.optional(),
  },
  ProposalWithdrawn: { proposal: id, participant: id, ground: text.optional() },
  ProposalAccepted: { proposal: id, version, ground: text.optional(), despite: text.optional() },
  ProposalAcceptedAsAmended: { proposal: id, version, amendment: id, ground: text.optional(), despite: text.optional() },
  ProposalDropped: { proposal: id, version, ground: text, basis: z.enum(DROP_BASES).optional() },
  ProposalFell: { proposal: id, because: entry, by: id, ground: text.optional() },
  ProposalReopened: { proposal: id, reason: text, revived: ids },
  TextVanished: { proposal: id },
  TextReturned: { proposal: id },
  RevisionIssued: {
    revision: entry,
    symbol: text,
    restores: entry.nullable(),
    clauses: count,
    digest: hash,
    leftBehind: z.array(z.strictObject({ proposal: id, words: text })),
    vanished: ids,
    returned: ids,
    unsettled: ids.optional(),
    resettled: z.array(z.strictObject({ clause: id, settles: ids })).optional(),
    readsOtherwise: z.literal(true).optional(),
    tombstones: ids.optional(),
    mended: ids.optional(),
  },
  MeetingOpened: { name: text, body: text },
  MeetingClosed: { name: text, body: text },
  ReadingBegun: { reading: entry },
  ReadingClosed: { reading: entry },
  AlternativeMarked: { clause: id, of: id.nullable(), before: text, after: text },
  TombstoneNoted: { clause: id, parts: z.array(tombstone) },
  ClausesRenumbered: {
    proposal: id.nullable(),
    clauses: ids,
    inserted: texts,
    deleted: texts,
    rows: z.array(row),
    labels: carried,
    carried,
  },
  RenumberingUndone: { renumbering: entry, proposal: id.nullable(), reason: text, carried },
  ProposalReferred: { proposal: id, body: text, note: text },
  ProposalParked: { proposal: id, owner: text, returns: text, reason: text },
  ProposalReserved: { proposal: id, participant: id, reason: text },
  ProposalReturned: { proposal: id, note: text },
  ProposalSponsored: { proposal: id, participant: id },
  SponsorWithdrew: { proposal: id, participant: id },
  ProposalMerged: { proposal: id, version, into: id, ground: text.optional() },
  ProposalReplaced: { proposal: id, by: id, because: entry, ground: text.optional() },
  ContestRelated: { proposals: ids, relation: z.enum(RELATIONS).nullable() },
  OptionsLifted: { choice: entry, proposal: id.nullable(), clauses: ids, deleted: texts, options: z.array(option), reason: text },
  LiftingUndone: { lifting: entry, proposal: id.nullable(), options: ids, reason: text },
  OptionsSet: { rung: z.literal([1, 2, 3]), options: z.array(option), reason: text },
  LadderSet: { rungs: z.array(rung) },
  ClauseAgreed: {
    clause: id,
    rung: text,
    version: text,
    settles: ids,
    by: z.strictObject({ on: z.enum(['silence', 'vote', 'package']), entry }).optional(),
  },
  ClauseReopened: { clause: id, reason: text },
  LengthLimitSet: { limit: count.nullable() },
  LensChanged: { lens: z.enum(LENSES), reason: text },
  SilenceBegan: {
    whole: z.boolean(),
    circulated: z.array(readClause),
    deadline: text,
    shortened: text.nullable(),
    gives: text.optional(),
  },
  SilenceBroken: { silence: entry, clauses: ids.nullable(), participant: id, reason: text },
  SilencePassed: { silence: entry, clauses: ids, deadline: text },
  SilenceLifted: { silence: entry, reason: text },
  SilenceOvertaken: { silence: entry, clauses: ids },
  VoteOpened: {
    question,
    version: text,
    method: z.enum(['show-of-hands', 'roll-call']),
    majority: z.enum(MAJORITIES),
    members: count.nullable(),
    entitled: count.optional(),
    quorum: count.optional(),
    gives: text.optional(),
  },
  VoteCast: { vote: entry, participant: id, choice: z.enum(CHOICES) },
  VoteCounted: { vote: entry, counts },
  VoteExplained: { vote: entry, participant: id, explanation: text },
  VoteRecorded: { vote: entry, counts, carried: z.boolean() },
  VoteCalledOff: { vote: entry, reason: text },
  PackageTied: { name: text, proposals: ids, clauses: z.array(packaged).optional(), reason: text },
  PackageExtended: { package: entry, proposal: id, reason: text },
  PackageReduced: { package: entry, proposal: id, cause, reason: text },
  PackageDissolved: { package: entry, cause, reason: text },
  ClausesPacked: { package: entry, clauses: z.array(packaged), reason: text },
  ClauseUnpacked: { package: entry, clause: id, reason: text },
  PendingBegan: { matter, awaits: matter, reason: text },
  PendingLifted: { pending: entry, matter, awaits: matter, reason: text },
  DecidedTogether: {
    package: entry.nullable(),
    decisions: z.array(decided),
    agreed: z.array(z.strictObject({ clause: id, entry })).optional(),
  },
  TogetherReopened: { together: entry, package: entry.nullable(), reason: text, proposals: ids, clauses: ids.optional() },
  RunningOrderSet: { matters: z.array(matter) },
  MatterTaken: { matter: matter.nullable() },
} as const satisfies { readonly [Type in RecordEvent['type']]: Fields<Extract<RecordEvent, { type: Type }>> };

/** A schema for each member of an event, of values that the member can have, and no other member. */
type Fields<Event> = { readonly [Key in Exclude<keyof Event, 'type'>]-?: z.ZodType<unknown> };

const [first, ...others] = Object.entries(EVENTS).map(([type, fields]) => z.strictObject({ type: z.literal(type), ...fields }));
if (first === undefined) throw new Error('there are events');
const event = z.discriminatedUnion('type', [first, ...others]);

const entrySchema = z.strictObject({
  number: entry,
  at: z.iso.datetime({ precision: 3 }),
  actor,
  onBehalfOf: id.nullable(),
  mandate: entry.optional(),
  meeting: text.nullable(),
  salt: z.string().regex(/^[0-9a-f]{32}$/),
  text: z.strictObject({ revision: entry, number: count, hash }),
  event,
  previousHash: hash,
  hash,
} satisfies Record<Exclude<keyof Entry, 'commitments'>, z.ZodType>);

type Frozen<T> = T extends object ? { readonly [Key in keyof T]: Frozen<T[Key]> } : T;
/** Events that can be what their schema does not allow: none, or this does not compile. */
type Unschemed = {
  [Type in RecordEvent['type']]: Omit<Extract<RecordEvent, { type: Type }>, 'type'> extends Frozen<
    z.output<z.ZodObject<(typeof EVENTS)[Type]>>
  >
    ? never
    : Type;
}[RecordEvent['type']];

/** A schema in JSON Schema, draft 2020-12. */
export type JsonSchema = { readonly [key: string]: unknown };

/** The schema of an entry, as a line of `record.jsonl`. */
export function entryJsonSchema(): [Unschemed] extends [never] ? JsonSchema : Unschemed {
  return { ...(z.toJSONSchema(entrySchema) as JsonSchema), title: 'Entry of the record' };
}

/** The schema of an entry without names, as a line of `sealed.jsonl`: the same with a commitment wherever somebody may be named. */
export function sealedEntryJsonSchema(): JsonSchema {
  const { properties } = z.toJSONSchema(entrySchema) as { properties: Record<string, unknown> };
  const { previousHash, hash: own, salt: _salt, ...body } = properties;
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Entry of the record without names',
    ...strict({ number: properties['number'], sealed: sealed(strict(body, ['mandate'])), previousHash, hash: own }),
  };
}

function strict(properties: Readonly<Record<string, unknown>>, optional: readonly string[] = []): JsonSchema {
  const required = Object.keys(properties).filter((name) => !optional.includes(name));
  return { type: 'object', properties, required, additionalProperties: false };
}

/** Whoever is named is a commitment; that nobody is named stays as it is. */
function sealed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(sealed);
  if (typeof schema !== 'object' || schema === null) return schema;
  return Object.fromEntries(
    Object.entries(schema).map(([key, value]: [string, unknown]) => [
      key,
      key === 'properties' && typeof value === 'object' && value !== null
        ? Object.fromEntries(Object.entries(value).map(([name, of]) => [name, isIdentifying(name) ? NAMELESS : sealed(of)]))
        : sealed(value),
    ]),
  );
}

const NAMELESS: JsonSchema = {
  anyOf: [
    strict({ sealed: { type: 'string', pattern: '^[0-9a-f]{64}$' } }),
    { type: 'null' },
    { type: 'string', maxLength: 0 },
    { type: 'array', maxItems: 0 },
  ],
};
