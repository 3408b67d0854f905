import type { ClauseId } from '../base/ids.ts';
import { grouped } from '../base/phrases.ts';
import { standing, type OutcomeOf } from '../proposals/standing.ts';
import type { LengthLimit } from '../record/length-limit.ts';
import { outcomesOf, type RecordState } from '../record/state.ts';
import { SLOT, type Clause, type Run } from '../text/clause.ts';
import { withoutNoteMarks } from '../text/numbering.ts';
import { cleanFootnotes, cleanPassages } from './clean.ts';
import { footnotesOf } from './footnotes.ts';

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
  const spaced = withoutNoteMarks(text.replaceAll(SLOT, '')).replaceAll(CJK, () => {
    count += 1;
    return ' ';
  });
  for (const word of spaced.split(/\s+/u)) if (PLAIN.test(word) || /[\p{L}\p{N}]/u.test(word)) count += 1;
  return count;
}

/** The words of those runs that are asked about. Two beside one another make one word where no blank is between them; what stands between them parts it. */
export function countWordsOf(runs: readonly Run[], isOf: (run: Run) => boolean): number {
  return countWords(runs.map((run) => (isOf(run) ? run.text : ' ')).join(''));
}

/** Begins as most words do. */
const PLAIN = /^[A-Za-z0-9]/;

/** How long a text is. Clauses that did not change since the record last did are not counted again, so that a key costs its clause. */
export function lengthOf(clauses: readonly Clause[], state: Pick<RecordState, 'proposals'>): TextLength {
  const steps = lengthInSteps(clauses, state);
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
  }
}

/** So many clauses are counted at a time: some milliseconds' work. */
const STEP = 60;

/** As `lengthOf`, in steps between which a page can do other things: counted at once, 2,000 clauses would hold up a key. */
export function* lengthInSteps(
  clauses: readonly Clause[],
  state: Pick<RecordState, 'proposals'>,
): Generator<undefined, TextLength, undefined> {
  let known = COUNTED.get(state.proposals);
  if (known === undefined) COUNTED.set(state.proposals, (known = new WeakMap()));
  const outcomeOf = outcomesOf(state);
  const absent = absentNotes(clauses, outcomeOf);
  let [clean, negotiating, counted] = [0, 0, 0];
  for (const clause of clauses) {
    let length = known.get(clause);
    if (length === undefined) {
      if (counted > 0 && counted % STEP === 0) yield undefined;
      counted += 1;
      known.set(clause, (length = clauseLength(clause, outcomeOf)));
    }
    if (!absent.has(clause.id)) clean += length.clean;
    negotiating += length.negotiating;
  }
  return { clean, negotiating };
}

/** The footnotes that the clean text has not. */
function absentNotes(clauses: readonly Clause[], outcomeOf: OutcomeOf): ReadonlySet<ClauseId> {
  if (!clauses.some(({ kind }) => kind === 'footnote')) return new Set();
  const footnotes = footnotesOf(clauses, outcomeOf, true);
  const there = new Set(cleanFootnotes(footnotes, clauses, outcomeOf).notes.map(({ clause }) => clause.id));
  return new Set(footnotes.notes.map(({ clause }) => clause.id).filter((id) => !there.has(id)));
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

/** Which limit a text is to keep, as a sentence. */
export function limitWords(limit: LengthLimit): string {
  return limit === null ? 'Its length has no limit.' : `It is to keep within ${grouped(limit)} words.`;
}
