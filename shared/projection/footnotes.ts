import type { ClauseId } from '../base/ids.ts';
import { addTo } from '../base/group-by.ts';
import { clauseIsOut, standing, type OutcomeOf } from '../proposals/standing.ts';
import { SLOT, type Clause } from '../text/clause.ts';
import { LATIN_ORDINAL } from '../text/latin-ordinals.ts';
import { footnoteKey, FOOTNOTE_MARK, seriesNumbers } from '../text/numbering.ts';

/** Where a footnote is referred to. */
interface FootnoteReference {
  readonly clause: ClauseId;
  readonly key: string;
  /** Where its mark stands, among the characters of the clause that are seen (`seenClause`). */
  readonly at: number;
  readonly length: number;
}

/** A footnote with its number and the places that refer to it, in reading order. */
interface Footnote {
  readonly clause: Clause;
  readonly key: string;
  readonly number: string;
  readonly references: readonly FootnoteReference[];
}

/** The footnotes of a text. */
export interface Footnotes {
  /** Those that are referred to, by number; then those that nothing refers to, without one, in document order. */
  readonly notes: readonly Footnote[];
  readonly byKey: ReadonlyMap<string, Footnote>;
  readonly byClause: ReadonlyMap<ClauseId, Footnote>;
  /** Keys of footnotes that are out: their marks are not shown. */
  readonly gone: ReadonlySet<string>;
  /** References to what is no footnote of the text. */
  readonly dangling: readonly FootnoteReference[];
}

/** The marks of footnotes in words. */
export function footnoteMarks(words: string): { readonly key: string; readonly at: number; readonly length: number }[] {
  if (!words.includes('[^')) return [];
  return [...words.matchAll(FOOTNOTE_MARK)].map((match) => ({ key: match[1] ?? '', at: match.index, length: match[0].length }));
}

/**
 * The footnotes of a text, numbered in the order in which they are first referred to by words that are seen. A number as issued (`[^3]`) is
 * frozen like every other; a footnote added here is counted live, behind an issued one as "3 bis". Once numbers are not frozen any more
 * (`isFrozen` false) all are counted.
 */
export function footnotesOf(clauses: readonly Clause[], outcomeOf: OutcomeOf, isFrozen: boolean): Footnotes {
  const standingNotes = new Map<string, Clause>();
  const references = new Map<string, FootnoteReference[]>();
  const out = new Set<string>();
  for (const clause of clauses) {
    const key = clause.kind === 'footnote' ? footnoteKey(clause.label) : null;
    if (clauseIsOut(clause, outcomeOf)) {
      if (key !== null) out.add(key);
      continue;
    }
    const held = key === null ? undefined : standingNotes.get(key);
    // What somebody proposes takes no mark from a note that stands, wherever it is put.
    const isItsNote = held === undefined || (isBrought(held, outcomeOf) && !isBrought(clause, outcomeOf));
    if (key !== null && isItsNote) standingNotes.set(key, clause);
    for (const mark of footnoteMarks(seenWords(clause, outcomeOf))) {
      addTo(references, mark.key, { clause: clause.id, ...mark });
    }
  }
  const referred = [...references].filter(([key]) => standingNotes.has(key));
  const left = [...standingNotes.keys()].filter((key) => !references.has(key));
  // What nothing refers to keeps its number, so that no other gets it.
  const numbers = numbersOf(
    [...referred.map(([key]) => key), ...left.filter((key) => isFrozen && issuedNumber(key) !== '')],
    isFrozen,
  );
  const noteOf = (key: string, clause: Clause): Footnote => ({
    clause,
    key,
    number: numbers.get(key) ?? '',
    references: references.get(key) ?? [],
  });
  const notes = [...referred.map(([key]) => key), ...left].flatMap((key) => {
    const clause = standingNotes.get(key);
    return clause === undefined ? [] : [noteOf(key, clause)];
  });
  return {
    notes,
    byKey: new Map(notes.map((note) => [note.key, note])),
    byClause: new Map(notes.map((note) => [note.clause.id, note])),
    gone: new Set([...out].filter((key) => !standingNotes.has(key))),
    dangling: [...references].filter(([key]) => !standingNotes.has(key) && !out.has(key)).flatMap(([, list]) => list),
  };
}

/** Whether all that there is of a clause came with proposals that are open. */
function isBrought({ runs }: Clause, outcomeOf: OutcomeOf): boolean {
  return runs.length > 0 && runs.every(({ insertions }) => insertions.some((id) => outcomeOf(id) === 'open'));
}

/** The footnotes to which the words of a text refer, or a footnote to which they do. */
export function reachedNotes(
  clauses: readonly Clause[],
  { byKey, byClause }: Pick<Footnotes, 'byKey' | 'byClause'>,
  wordsOf: (clause: Clause) => string,
): ReadonlySet<ClauseId> {
  const reached = new Set<ClauseId>();
  const reading = clauses.filter(({ id }) => !byClause.has(id));
  for (const clause of reading) {
    if (!hasMarks(clause)) continue;
    for (const { key } of footnoteMarks(wordsOf(clause))) {
      const note = byKey.get(key)?.clause;
      if (note === undefined || reached.has(note.id)) continue;
      reached.add(note.id);
      reading.push(note);
    }
  }
  return reached;
}

/** The footnotes to which nothing refers that is seen. */
export function notesOfNothing(clauses: readonly Clause[], footnotes: Footnotes, outcomeOf: OutcomeOf): readonly Clause[] {
  const standing = clauses.filter((clause) => !clauseIsOut(clause, outcomeOf));
  const reached = reachedNotes(standing, footnotes, (clause) => seenWords(clause, outcomeOf));
  return footnotes.notes.map(({ clause }) => clause).filter(({ id, runs }) => runs.length > 0 && !reached.has(id));
}

/**
 * Of each footnote that is out, and to which words that are seen refer, or come to refer once others among them go, the first clause: as long as there is
 * one its marks are not shown.
 */
export function goneNotes(clauses: readonly Clause[], { gone }: Footnotes, outcomeOf: OutcomeOf): ReadonlySet<Clause> {
  if (gone.size === 0) return new Set();
  const seen = clauses.flatMap((clause) => (clauseIsOut(clause, outcomeOf) ? [] : seenWords(clause, outcomeOf)));
  const isMarked = (key: string): boolean => seen.some((words) => isAmong(`[^${key}]`, words));
  const firsts = new Map<string, Clause>();
  for (const clause of clauses) {
    const key = clause.kind === 'footnote' ? footnoteKey(clause.label) : null;
    if (key !== null && gone.has(key) && !firsts.has(key) && isMarked(key)) firsts.set(key, clause);
  }
  return new Set(firsts.values());
}

/** Whether signs stand in this order among words, be it with others between them. */
function isAmong(signs: string, words: string): boolean {
  let at = 0;
  for (const sign of words) if (sign === signs[at]) at += 1;
  return at === signs.length;
}

function hasMarks({ runs }: Clause): boolean {
  return runs.some(({ text }) => text.includes('^'));
}

function seenWords(clause: Clause, outcomeOf: OutcomeOf): string {
  if (!hasMarks(clause)) return '';
  return clause.runs
    .filter((run) => standing(run, outcomeOf) !== 'out')
    .map((run) => run.text.replaceAll(SLOT, ''))
    .join('');
}

const ORDINALS = `ante|${LATIN_ORDINAL}`;
const ISSUED = new RegExp(`^\\d+(?:(?:${ORDINALS})(?:(?<=decies)\\d{1,3})?)*$`);

/** The number of each key, in the order of reference. */
function numbersOf(keys: readonly string[], isFrozen: boolean): Map<string, string> {
  const issued = keys.map((key) => (isFrozen ? issuedNumber(key) : ''));
  const numbers = seriesNumbers(issued, (index) => String(index + 1));
  return new Map(keys.map((key, index) => [key, numbers[index] ?? '']));
}

/** The number that a key is: "3bis" is written "3 bis". Empty where it is none. */
function issuedNumber(key: string): string {
  return ISSUED.test(key) ? key.replaceAll(new RegExp(`${ORDINALS}|(?<=decies)\\d+`, 'g'), ' $&') : '';
}

/** Words with the marks of footnotes as they are numbered now: `[^k3x9]` reads `[^2]`. Marks of no footnote stay as they are. */
export function withFootnoteNumbers(words: string, { byKey, gone }: Pick<Footnotes, 'byKey' | 'gone'>): string {
  if (!words.includes('[^')) return words;
  return words.replaceAll(FOOTNOTE_MARK, (mark, key: string) => {
    if (gone.has(key)) return '';
    const number = byKey.get(key)?.number ?? '';
    return number === '' ? mark : `[^${number.replaceAll(' ', '')}]`;
  });
}
