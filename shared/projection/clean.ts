import type { ProposalId } from '../base/ids.ts';
import type { RecordState } from '../record/state.ts';
import { clauseIsOut, standing, type OutcomeOf } from '../proposals/standing.ts';
import { withoutSlots, type Clause, type Run } from '../text/clause.ts';
import { notesIn } from '../text/braces.ts';
import { asOneLine } from '../text/clause-words.ts';
import { numberClauses } from '../text/numbering.ts';
import { isNegotiated, isUntouched, MISSING, tidyTexts } from '../text/punctuation.ts';
import { goneCells } from '../text/tables.ts';
import { reachedNotes, withFootnoteNumbers, type Footnotes } from './footnotes.ts';
import type { Numbers } from './numbers.ts';
import { paragraphsOf, type Printed } from './pipe-table.ts';

/**
 * The clean text holds what stands if nothing more is agreed: words that are settled, and words that an open proposal only wants out.
 * Words that an open proposal wants in are not in it, for what is not agreed is not retained (CONVENTIONS 1.10, "footing of non-agreed text").
 */
export function isClean(run: Run, outcomeOf: OutcomeOf): boolean {
  return standing(run, outcomeOf) !== 'out' && run.insertions.every((id) => outcomeOf(id) === 'accepted');
}

/** A passage of clean text and where it came from: the innermost accepted proposal, or null for the base the draft began with. */
export interface CleanPassage {
  readonly text: string;
  readonly origin: ProposalId | null;
  readonly run: Run;
}

/** Words of a run that are clean, or what of it is missing: null. */
interface Stretch {
  readonly run: Run;
  readonly text: string | null;
}

/**
 * The clean passages of a clause. White space and commas that missing words and lifted brackets leave behind are left out too
 * (`keptCharacters`), and so are editorial notes in braces (CONVENTIONS 6). Nothing is ever added, so each character keeps its origin.
 * `orderOf`: `bringingOrder`, where origins are asked for.
 */
export function cleanPassages(clause: Clause, outcomeOf: OutcomeOf, orderOf: (id: ProposalId) => number): CleanPassage[] {
  const clean = cleanStretches(clause, outcomeOf);
  const stretches = withoutNotes(clean);
  const texts =
    isNegotiated(clause) || stretches.length > clean.length
      ? tidyTexts(stretches.map(({ run, text }) => (text === null ? MISSING : { text, isBase: isUntouched(run) })))
      : stretches.map(({ text }) => text ?? '');
  return stretches.flatMap(({ run }, index) => {
    const text = withoutSlots(texts[index] ?? '');
    return text === '' ? [] : [{ text, origin: originOf(run, orderOf), run }];
  });
}

function cleanStretches({ runs }: Clause, outcomeOf: OutcomeOf): Stretch[] {
  return runs.map((run) => ({ run, text: isClean(run, outcomeOf) ? run.text : null }));
}

/** The same with what stands in braces missing. */
function withoutNotes(stretches: readonly Stretch[]): readonly Stretch[] {
  const notes = notesIn(stretches.map(({ text }) => text ?? '').join(''));
  if (notes.length === 0) return stretches;
  const kept: Stretch[] = [];
  let [start, next] = [0, 0];
  for (const { run, text } of stretches) {
    if (text === null) {
      kept.push({ run, text });
      continue;
    }
    const end = start + text.length;
    let at = start;
    for (let note = notes[next]; note !== undefined && note.from < end; note = notes[next]) {
      kept.push({ run, text: text.slice(at - start, Math.max(note.from, at) - start) }, { run, text: null });
      at = Math.min(note.to, end);
      if (note.to > end) break;
      next += 1;
    }
    kept.push({ run, text: text.slice(at - start) });
    start = end;
  }
  return kept;
}

/** The editorial notes that would stand in the clean text of a clause, and are left out of it. */
export function notesLeftOut(clause: Clause, outcomeOf: OutcomeOf): string[] {
  const words = cleanStretches(clause, outcomeOf)
    .map(({ text }) => withoutSlots(text ?? ''))
    .join('');
  return notesIn(words).map(({ from, to }) => words.slice(from, to));
}

/** The clean words of a clause. */
export function cleanWords(clause: Clause, outcomeOf: OutcomeOf): string {
  return cleanPassages(clause, outcomeOf, () => 0)
    .map((passage) => passage.text)
    .join('');
}

/** The clauses that have a clean word or never had one. A cell stays, empty, while anything is left of its row and of its column. */
export function standsClean(
  clauses: readonly Clause[],
  outcomeOf: OutcomeOf,
  isKept: (id: Clause['id']) => boolean = () => false,
): readonly Clause[] {
  const lacksWords = (clause: Clause): boolean => clause.runs.length > 0 && cleanWords(clause, outcomeOf) === '';
  const gone = goneCells(clauses, lacksWords, (clause) => cleanWords(clause, outcomeOf).trim() === '');
  return clauses.filter((clause) => isKept(clause.id) || (clause.cell === undefined ? !lacksWords(clause) : !gone.has(clause)));
}

/**
 * The footnotes of a text as its clean text has them: those to which its words refer, or a footnote to which they do. One of which no word is clean
 * is gone, and its marks with it.
 */
export function cleanFootnotes(footnotes: Footnotes, clauses: readonly Clause[], outcomeOf: OutcomeOf): Footnotes {
  if (footnotes.notes.length === 0) return footnotes;
  const lost = footnotes.notes.filter(({ clause }) => clause.runs.length > 0 && cleanWords(clause, outcomeOf) === '');
  const gone = new Set([...footnotes.gone, ...lost.map(({ key }) => key)]);
  const byKey = new Map([...footnotes.byKey].filter(([key]) => !gone.has(key)));
  const found = reachedNotes(clauses, { ...footnotes, byKey }, (clause) => cleanWords(clause, outcomeOf));
  return { ...footnotes, notes: footnotes.notes.filter(({ clause }) => found.has(clause.id)), gone, byKey };
}

/** The clauses but for those footnotes of the text that are not among `notes`. */
export function withNotesOf(clauses: readonly Clause[], { notes, byClause }: Footnotes): readonly Clause[] {
  const there = new Set(notes.map(({ clause }) => clause.id));
  return clauses.filter(({ id }) => !byClause.has(id) || there.has(id));
}

/**
 * The whole clean text: a clause a paragraph, with numbers; clauses without a clean word are left out. With `numbers` it also has what
 * stands in the place of clauses that are gone, and its footnotes at the foot.
 */
export function cleanText(clauses: readonly Clause[], outcomeOf: OutcomeOf, numbers?: Numbers): string {
  const counted = numbers?.of ?? numberClauses(clauses.filter((clause) => !clauseIsOut(clause, outcomeOf)));
  const printed: Printed[] = [];
  for (const clause of standsClean(clauses, outcomeOf, (id) => numbers?.tombstones.has(id) === true)) {
    const tombstone = numbers?.tombstones.get(clause.id);
    const words = tombstone?.words ?? cleanWords(clause, outcomeOf);
    const number = counted.get(clause.id) ?? '';
    if (words === '' && number === '' && clause.cell === undefined) continue;
    if (numbers?.footnotes.byClause.has(clause.id) === true) continue;
    const indent = ['paragraph', 'subparagraph', 'text', 'option'].includes(clause.kind) ? '    '.repeat(clause.level) : '';
    const line = `${indent}${asOneLine([number, words].filter((part) => part !== '').join(' '))}`;
    printed.push({ cell: tombstone === undefined ? clause.cell : undefined, lines: [line] });
  }
  const footnotes = numbers === undefined ? null : cleanFootnotes(numbers.footnotes, clauses, outcomeOf);
  for (const { clause } of footnotes?.notes ?? []) {
    const words = cleanWords(clause, outcomeOf);
    if (words !== '') printed.push({ lines: [asOneLine(`${clause.label} ${words}`)] });
  }
  const text = `${paragraphsOf(printed).join('\n\n')}\n`;
  return footnotes === null ? text : withFootnoteNumbers(text, footnotes);
}

function originOf(run: Run, orderOf: (id: ProposalId) => number): ProposalId | null {
  return run.insertions.filter((id) => orderOf(id) >= 0).toSorted((a, b) => orderOf(b) - orderOf(a))[0] ?? null;
}

/** Where a proposal stands among those that bring words in, in order of tabling. An option brings in none: -1. */
export function bringingOrder(state: Pick<RecordState, 'proposals'>): (id: ProposalId) => number {
  return (id) => {
    const proposal = state.proposals.get(id);
    if (proposal === undefined) return Number.MAX_SAFE_INTEGER;
    return proposal.origin === 'option' ? -1 : proposal.order;
  };
}
