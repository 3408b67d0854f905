import { standing, type OutcomeOf } from '../proposals/standing.ts';
import { outcomesOf, type RecordState } from '../record/state.ts';
import { SLOT, type Clause } from '../text/clause.ts';
import { FOOTNOTE_MARK } from '../text/numbering.ts';
import { cleanPassages } from './clean.ts';

/** How long a text is, in words, footnotes and headings included. */
export interface TextLength {
  /** What stands if nothing more is agreed. */
  readonly clean: number;
  /** With all that is in brackets. */
  readonly negotiating: number;
}

/** The lengths that documents keep within (Editorial Manual): reports that the Secretariat writes, and others. */
export const LENGTH_LIMITS = { secretariat: 8_500, other: 10_700 } as const;

/** Written without spaces: each character counts for a word, as in word processors. */
const CJK = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu;

/** The words of a text: what stands between white space and has a letter or a digit. The mark of a footnote is none. */
export function countWords(text: string): number {
  let count = 0;
  const spaced = text
    .replaceAll(SLOT, '')
    .replaceAll(FOOTNOTE_MARK, '')
    .replaceAll(CJK, () => {
      count += 1;
      return ' ';
    });
  for (const word of spaced.split(/\s+/u)) if (PLAIN.test(word) || /[\p{L}\p{N}]/u.test(word)) count += 1;
  return count;
}

/** Begins as most words do. */
const PLAIN = /^[A-Za-z0-9]/;

/** How long a text is. Clauses that did not change since the record last did are not counted again, so that a key costs its clause. */
export function lengthOf(clauses: readonly Clause[], state: Pick<RecordState, 'proposals'>): TextLength {
  let known = COUNTED.get(state.proposals);
  if (known === undefined) COUNTED.set(state.proposals, (known = new WeakMap()));
  const outcomeOf = outcomesOf(state);
  let [clean, negotiating] = [0, 0];
  for (const clause of clauses) {
    let length = known.get(clause);
    if (length === undefined) known.set(clause, (length = clauseLength(clause, outcomeOf)));
    clean += length.clean;
    negotiating += length.negotiating;
  }
  return { clean, negotiating };
}

const COUNTED = new WeakMap<RecordState['proposals'], WeakMap<Clause, TextLength>>();

function clauseLength(clause: Clause, outcomeOf: OutcomeOf): TextLength {
  const clean = cleanPassages(clause, outcomeOf, () => 0);
  const seen = clause.runs.filter((run) => standing(run, outcomeOf) !== 'out');
  return {
    clean: countWords(clean.map(({ text }) => text).join('')),
    negotiating: countWords(seen.map(({ text }) => text).join('')),
  };
}

/** What is said when a text comes to be over a limit, or under it again; null where it did not cross it. */
export function crossingSentence(before: number, after: number, limit: number): string | null {
  if (before <= limit && after > limit) return `The text is over ${grouped(limit)} words: it has ${grouped(after)}.`;
  if (before > limit && after <= limit) return `The text is within ${grouped(limit)} words again: it has ${grouped(after)}.`;
  return null;
}

/** A number as English writes it: 10,700. */
export function grouped(number: number): string {
  return String(number).replaceAll(/\B(?=(?:\d{3})+$)/g, ',');
}
