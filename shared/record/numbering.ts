import type { ClauseId, ProposalId } from '../base/ids.ts';
import { ok, refuse } from '../base/result.ts';
import type { OutcomeOf } from '../proposals/standing.ts';
import { isOpenBracket, type EntryNumber } from '../proposals/proposal.ts';
import type { Clause } from '../text/clause.ts';
import { asClauseWords } from '../text/clause-words.ts';
import { sameNumberKey } from '../text/number-style.ts';
import { alternativeNumber } from '../text/numbering.ts';
import type { Refusal } from './command.ts';
import { isGone, shownNumbers } from './gone-clauses.ts';
import type { Decision } from './open-proposal.ts';
import type { RecordState } from './state.ts';

/** What became of a clause that is gone, or of a part of it: "paragraph 2 moved as article 41 bis". */
export interface TombstonePart {
  /** Which part; empty for the whole. */
  readonly what: string;
  readonly fate: 'deleted' | 'merged' | 'moved';
  /** Where it went; null for what was deleted. */
  readonly to: ClauseId | null;
}

/** A row of the concordance: a number as it was, and what it became. */
export interface ConcordanceRow {
  readonly clause: ClauseId;
  /** As people cited it: "article 12 bis, paragraph 2". */
  readonly from: string;
  /** Empty for a clause that is gone. */
  readonly to: string;
  readonly fate: 'same' | 'renumbered' | TombstonePart['fate'] | 'split';
  /** For a clause that is gone: where its words went, by their new numbers; empty where they went nowhere. */
  readonly went: string;
}

/** A clause's number as issued, before and after. */
interface Relabelling {
  readonly clause: ClauseId;
  readonly before: string;
  readonly after: string;
}

/** What renumbering does: the concordance, the numbers it issues, and the words by which it rewrites headings and references. */
export interface Renumbering {
  /** The words it brings in and takes out belong to this id, like those of a proposal; null where no word changes. */
  readonly proposal: ProposalId | null;
  /** Clauses whose words it changes. */
  readonly clauses: readonly ClauseId[];
  readonly inserted: readonly string[];
  readonly deleted: readonly string[];
  readonly rows: readonly ConcordanceRow[];
  readonly labels: readonly Relabelling[];
  /** Clauses that were agreed, and stay so in the version that their new numbers give them. */
  readonly carried: readonly { readonly clause: ClauseId; readonly before: string; readonly after: string }[];
}

export type NumberingEvent =
  /** A clause was said to be an alternative of another, and numbered so; or, `of` null, no longer. */
  | {
      readonly type: 'AlternativeMarked';
      readonly clause: ClauseId;
      readonly of: ClauseId | null;
      readonly before: string;
      readonly after: string;
    }
  /** What stands in the place of a clause that is out. No part: "Deleted" without more. */
  | { readonly type: 'TombstoneNoted'; readonly clause: ClauseId; readonly parts: readonly TombstonePart[] }
  | ({ readonly type: 'ClausesRenumbered' } & Renumbering)
  /** The old numbers are back; what is agreed stays so in the version that these give it. */
  | {
      readonly type: 'RenumberingUndone';
      readonly renumbering: EntryNumber;
      readonly proposal: ProposalId | null;
      readonly reason: string;
      readonly carried: Renumbering['carried'];
    };

export type NumberingCommand =
  | { readonly type: 'mark-alternative'; readonly clause: ClauseId; readonly of: ClauseId | null }
  | { readonly type: 'note-tombstone'; readonly clause: ClauseId; readonly parts: readonly TombstonePart[] }
  /** `version`: of the concordance that was shown (`PlannedRenumbering`). */
  | { readonly type: 'renumber'; readonly version: string }
  | { readonly type: 'undo-renumbering'; readonly reason: string };

/** What the record says of numbers. */
export interface NumberingState {
  /** Clauses that are alternatives of others, each with what it was numbered before. */
  readonly alternatives: ReadonlyMap<ClauseId, { readonly of: ClauseId; readonly before: string; readonly after: string }>;
  readonly notes: ReadonlyMap<ClauseId, readonly TombstonePart[]>;
  /** Clauses of which an issued revision kept the number alone. */
  readonly kept: ReadonlySet<ClauseId>;
  /** The renumbering in force; null: numbers are frozen. */
  readonly renumbered: (Renumbering & { readonly entry: EntryNumber }) | null;
}

export const FROZEN_NUMBERS: NumberingState = { alternatives: new Map(), notes: new Map(), kept: new Set(), renumbered: null };

const LONGEST_PART = 200;
const MOST_PARTS = 12;

/** What deciding on numbers needs besides the record. */
export interface NumberingSources {
  readonly clauses: readonly Clause[];
  readonly outcomeOf: OutcomeOf;
  /** For `renumber`: what it would do, and the version of that. */
  readonly renumbering?: { readonly plan: Renumbering; readonly version: string } | undefined;
}

export function decideNumbering(state: RecordState, command: NumberingCommand, sources: NumberingSources): Decision {
  switch (command.type) {
    case 'mark-alternative': {
      const relabelled = alternativeLabel(state.numbering, command, sources);
      return 'code' in relabelled
        ? refuse(relabelled)
        : ok([{ type: 'AlternativeMarked', clause: command.clause, of: command.of, ...relabelled }]);
    }
    case 'note-tombstone': {
      const fault = tombstoneFault(state.numbering, command, sources);
      if (fault !== null) return refuse(fault);
      return ok([
        {
          type: 'TombstoneNoted',
          clause: command.clause,
          parts: command.parts.map((part) => ({ ...part, what: asClauseWords(part.what).trim() })),
        },
      ]);
    }
    case 'renumber':
      return renumber(state, command.version, sources);
    case 'undo-renumbering':
      return undo(state, command.reason);
  }
}

/** The number that a clause gets as an alternative of another, or gets back; or why it cannot. */
export function alternativeLabel(
  numbering: NumberingState,
  { clause, of }: { readonly clause: ClauseId; readonly of: ClauseId | null },
  { clauses, outcomeOf }: Pick<NumberingSources, 'clauses' | 'outcomeOf'>,
): { readonly before: string; readonly after: string } | Refusal {
  const { alternatives, renumbered } = numbering;
  if (renumbered !== null) return RENUMBERED;
  const stands = clauses.filter((one) => !isGone(one, numbering, outcomeOf));
  const found = stands.find(({ id }) => id === clause);
  if (found === undefined || (of !== null && !stands.some(({ id }) => id === of)))
    return { code: 'unknown-clause', reason: 'The clause does not stand in the text any more.' };
  const marked = alternatives.get(clause);
  if (of === null)
    return marked === undefined
      ? { code: 'nothing-changes', reason: 'The clause is not marked as an alternative.' }
      : { before: found.label, after: marked.before };
  if (stands.some(({ id, kind }) => (id === clause || id === of) && kind === 'footnote'))
    return { code: 'malformed', reason: 'A footnote is known by its mark: it is no alternative, and has none.' };
  const number = shownNumbers(clauses, numbering, outcomeOf).get(of) ?? '';
  if (of === clause) return { code: 'malformed', reason: 'A clause is no alternative of itself.' };
  if (number === '')
    return { code: 'malformed', reason: 'Only what has a number can have an alternative that is numbered after it.' };
  if (alternatives.has(of))
    return { code: 'malformed', reason: 'That clause is an alternative itself. Name the one that both are alternatives of.' };
  if (marked?.of === of)
    return { code: 'nothing-changes', reason: 'The clause is marked as an alternative of that one already.' };
  // What is out may come back under its number.
  const taken = new Set(clauses.map(({ label }) => sameNumberKey(label)));
  let nth = 1;
  while (taken.has(sameNumberKey(alternativeNumber(number, nth)))) nth += 1;
  return { before: found.label, after: alternativeNumber(number, nth) };
}

function tombstoneFault(
  numbering: NumberingState,
  { clause, parts }: Extract<NumberingCommand, { type: 'note-tombstone' }>,
  { clauses, outcomeOf }: NumberingSources,
): Refusal | null {
  if (numbering.renumbered !== null) return RENUMBERED;
  const found = clauses.find(({ id }) => id === clause);
  if (found === undefined) return { code: 'unknown-clause', reason: 'The clause does not stand in the text any more.' };
  if (!isGone(found, numbering, outcomeOf))
    return {
      code: 'malformed',
      reason: 'The clause still has words. What stands in its place is said once they are out by decision.',
    };
  if (parts.length > MOST_PARTS || parts.some(({ what }) => what.length > LONGEST_PART))
    return { code: 'malformed', reason: `A note names at most ${MOST_PARTS} parts, each in at most ${LONGEST_PART} characters.` };
  if (parts.length > 1 && parts.some(({ what }) => asClauseWords(what).trim() === ''))
    return { code: 'malformed', reason: 'Where a clause went to several places, say of each part which it is.' };
  for (const { fate, to } of parts) {
    if (fate === 'deleted' && to !== null) return { code: 'malformed', reason: 'What was deleted went nowhere.' };
    const stands = clauses.some((one) => one.id === to && !isGone(one, numbering, outcomeOf));
    if (fate !== 'deleted' && (to === clause || !stands))
      return { code: 'unknown-clause', reason: 'Say where it went: a clause that stands in the text.' };
  }
  return null;
}

function renumber(state: RecordState, version: string, { renumbering }: NumberingSources): Decision {
  if (state.numbering.renumbered !== null) return refuse(areLeftBehind(state) ? LEFT_BEHIND : RENUMBERED);
  const open = [...state.proposals.values()].filter(isOpenBracket).length;
  if (open > 0)
    return refuse({
      code: 'brackets-open',
      reason: `${open === 1 ? 'One proposal is' : `${open} proposals are`} still open. Numbers stay frozen until the text is clean.`,
    });
  if (renumbering === undefined) throw new Error('missing: what renumbering would do');
  if (renumbering.version !== version)
    return refuse({
      code: 'changed-since',
      reason: 'The text has changed since you looked. Look again at the concordance, then renumber.',
    });
  const { plan } = renumbering;
  if (plan.labels.length === 0 && plan.proposal === null && plan.rows.every(({ fate }) => fate === 'same'))
    return refuse({ code: 'nothing-changes', reason: 'The numbers are consecutive already.' });
  return ok([{ type: 'ClausesRenumbered', ...plan }]);
}

function undo(state: RecordState, given: string): Decision {
  const { renumbered } = state.numbering;
  const reason = given.trim();
  if (renumbered === null) return refuse({ code: 'nothing-changes', reason: 'The text has not been renumbered.' });
  if (reason === '')
    return refuse({ code: 'malformed', reason: 'One goes back to the old numbers with a reason, for the record.' });
  if (areLeftBehind(state)) return refuse(LEFT_BEHIND);
  const { entry, proposal } = renumbered;
  const carried = renumbered.carried.map(({ clause, before, after }) => ({ clause, before: after, after: before }));
  return ok([{ type: 'RenumberingUndone', renumbering: entry, proposal, reason, carried }]);
}

/** Whether a revision left the old numbers behind. */
function areLeftBehind({ numbering: { renumbered }, leftBehind }: RecordState): boolean {
  return renumbered !== null && renumbered.proposal !== null && leftBehind.has(renumbered.proposal);
}

const LEFT_BEHIND: Refusal = {
  code: 'no-text',
  reason:
    'The text was renumbered, a revision was issued since, and the old numbers were left behind with it. Restore an earlier revision instead.',
};
const RENUMBERED: Refusal = {
  code: 'nothing-changes',
  reason: 'The text has been renumbered. Go back to the old numbers first.',
};

export function evolveNumbering(state: NumberingState, event: NumberingEvent, entry: EntryNumber): NumberingState {
  switch (event.type) {
    case 'AlternativeMarked': {
      const alternatives = new Map(state.alternatives);
      const before = alternatives.get(event.clause)?.before ?? event.before;
      if (event.of === null) alternatives.delete(event.clause);
      else alternatives.set(event.clause, { of: event.of, before, after: event.after });
      return { ...state, alternatives };
    }
    case 'TombstoneNoted':
      return { ...state, notes: new Map(state.notes).set(event.clause, event.parts) };
    case 'ClausesRenumbered': {
      const { type: _, ...renumbering } = event;
      return { ...state, renumbered: { ...renumbering, entry } };
    }
    case 'RenumberingUndone':
      return { ...state, renumbered: null };
  }
}

const TYPES: Readonly<Record<NumberingEvent['type'], true>> = {
  AlternativeMarked: true,
  TombstoneNoted: true,
  ClausesRenumbered: true,
  RenumberingUndone: true,
};

export function isNumbering(event: { readonly type: string }): event is NumberingEvent {
  return event.type in TYPES;
}

const COMMANDS: Readonly<Record<NumberingCommand['type'], true>> = {
  'mark-alternative': true,
  'note-tombstone': true,
  renumber: true,
  'undo-renumbering': true,
};

export function isNumberingCommand(command: { readonly type: string }): command is NumberingCommand {
  return command.type in COMMANDS;
}
