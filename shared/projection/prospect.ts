import { shortened, shortenedBefore } from '../base/shortened.ts';
import type { ClauseId, ProposalId } from '../base/ids.ts';
import { clauseIsOut, type Outcome } from '../proposals/standing.ts';
import type { RecordState } from '../record/state.ts';
import { withoutSlots, type Clause } from '../text/clause.ts';
import { isNegotiated, keptCharacters } from '../text/punctuation.ts';
import { drawClause, visibleRuns, type DrawingFacts, type Part } from './drawing.ts';
import { factsOf } from './points.ts';
import { charactersOf, pieceOf } from './repair.ts';

/** Outcomes that a person supposes, to see what they would do. */
export type Supposition = ReadonlyMap<ProposalId, Exclude<Outcome, 'open'>>;

/** The facts of a record as they would be. */
export function supposing(state: RecordState, supposed: Supposition): DrawingFacts {
  const facts = factsOf(state);
  return { ...facts, outcomeOf: (id) => supposed.get(id) ?? facts.outcomeOf(id) };
}

/** A stretch of a sentence as it would read: words and brackets that would be there, or what is left out with the missing words. */
export interface ProspectPart {
  readonly text: string;
  readonly leftOut: boolean;
  /** Where what is left out stands in the clause, character by character. */
  readonly places: readonly number[];
}

/**
 * How a clause would read with some proposals accepted and others refused: its words with the brackets that would remain, in one line.
 * Spaces and commas that the missing words would leave behind are left out (`keptCharacters`). Empty where nothing of it would stand.
 */
export function prospect(clauses: readonly Clause[], state: RecordState, clauseId: ClauseId, supposed: Supposition): string {
  return prospectParts(clauses, state, clauseId, supposed)
    .filter(({ leftOut }) => !leftOut)
    .map(({ text }) => text)
    .join('');
}

/** The same with what is left out, each in its place. */
export function prospectParts(
  clauses: readonly Clause[],
  state: RecordState,
  clauseId: ClauseId,
  supposed: Supposition,
): ProspectPart[] {
  const facts = supposing(state, supposed);
  const index = clauses.findIndex((clause) => clause.id === clauseId);
  const clause = clauses[index];
  if (clause === undefined || clauseIsOut(clause, facts.outcomeOf)) return [];
  const drawn = drawClause(clause, beside(clauses, index, -1, facts), beside(clauses, index, 1, facts), facts);
  if (isNegotiated(clause)) return repaired(drawn);
  const words = drawn
    .flatMap(charactersOf)
    .map(({ character }) => character)
    .join('');
  return [{ text: words.replaceAll(/\s+/g, ' ').trim(), leftOut: false, places: [] }];
}

function repaired(drawn: readonly Part[]): ProspectPart[] {
  const keep = keptCharacters(drawn.map(pieceOf).map(({ text, isBase }) => ({ text: withoutSlots(text), isBase })));
  const parts: { text: string; leftOut: boolean; places: number[] }[] = [];
  for (const [index, { character, at }] of drawn.flatMap(charactersOf).entries()) {
    const leftOut = keep[index] !== true;
    const text = /\s/.test(character) ? ' ' : character;
    const last = parts.at(-1);
    if (last?.leftOut !== leftOut) parts.push({ text, leftOut, places: leftOut ? [at] : [] });
    else {
      last.text += text;
      if (leftOut) last.places.push(at);
    }
  }
  return parts;
}

/** A place where something would be left out: it, and the words next to it on both sides, with an ellipsis where there are more. */
export interface Repair {
  readonly before: string;
  readonly leftOut: string;
  readonly after: string;
}

const AROUND = 24;

/** What a decision would leave out of a clause, and nothing that is left out already, in order. */
export function repairs(clauses: readonly Clause[], state: RecordState, clauseId: ClauseId, supposed: Supposition): Repair[] {
  const known = new Set(prospectParts(clauses, state, clauseId, new Map()).flatMap(({ places }) => places));
  const parts = prospectParts(clauses, state, clauseId, supposed);
  return repairsAmong(parts, ({ places }) => places.some((place) => !known.has(place)));
}

/** Those of the parts left out that count, each between the words that are kept. */
export function repairsAmong<P extends Omit<ProspectPart, 'places'>>(
  parts: readonly P[],
  counts: (part: P) => boolean,
): Repair[] {
  const kept = (some: readonly P[]): string => some.map(({ text, leftOut }) => (leftOut ? '' : text)).join('');
  return parts.flatMap((part, at) =>
    part.leftOut && counts(part)
      ? [
          {
            before: shortenedBefore(kept(parts.slice(0, at)), AROUND),
            leftOut: part.text,
            after: shortened(kept(parts.slice(at + 1)), AROUND),
          },
        ]
      : [],
  );
}

function beside(clauses: readonly Clause[], index: number, step: -1 | 1, facts: DrawingFacts): Clause | null {
  for (let at = index + step; ; at += step) {
    const clause = clauses[at];
    if (clause === undefined) return null;
    if (visibleRuns(clause, facts.outcomeOf).length > 0 && !clauseIsOut(clause, facts.outcomeOf)) return clause;
  }
}
