import type { ProposalId } from '../base/ids.ts';
import { standing, type OutcomeOf } from '../proposals/standing.ts';
import { SLOT, type Clause, type Run } from '../text/clause.ts';
import { numberClauses } from '../text/numbering.ts';
import { clauseIsOut } from './drawing.ts';

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

/**
 * The clean passages of a clause. White space and commas that the missing words leave behind are left out too: a second space, a space
 * before a point or comma, a comma beside a comma or a stop, white space at the ends. Nothing is ever added, so each character keeps its origin.
 */
export function cleanPassages(clause: Clause, outcomeOf: OutcomeOf, orderOf: (id: ProposalId) => number): CleanPassage[] {
  const gaps = clause.runs.some((run) => !isClean(run, outcomeOf));
  const passages = clause.runs
    .filter((run) => isClean(run, outcomeOf))
    .map((run) => ({ text: run.text.replaceAll(SLOT, ''), origin: originOf(run, orderOf), run }));
  return (gaps ? tidy(passages) : passages).filter((passage) => passage.text !== '');
}

/** The clean words of a clause. */
function cleanWords(clause: Clause, outcomeOf: OutcomeOf): string {
  return cleanPassages(clause, outcomeOf, () => 0)
    .map((passage) => passage.text)
    .join('');
}

/** The whole clean text: a clause a paragraph, with numbers; clauses without a clean word are left out. */
export function cleanText(clauses: readonly Clause[], outcomeOf: OutcomeOf): string {
  const numbers = numberClauses(clauses.filter((clause) => !clauseIsOut(clause, outcomeOf)));
  const lines: string[] = [];
  for (const clause of clauses) {
    const words = cleanWords(clause, outcomeOf);
    if (words === '' && clause.runs.length > 0) continue;
    const number = numbers.get(clause.id) ?? '';
    const indent = ['paragraph', 'subparagraph', 'text', 'option'].includes(clause.kind) ? '    '.repeat(clause.level) : '';
    lines.push(`${indent}${[number, words].filter((part) => part !== '').join(' ')}`);
  }
  return `${lines.join('\n\n')}\n`;
}

function originOf(run: Run, orderOf: (id: ProposalId) => number): ProposalId | null {
  return run.insertions.toSorted((a, b) => orderOf(b) - orderOf(a))[0] ?? null;
}

function tidy(passages: readonly CleanPassage[]): CleanPassage[] {
  const kept = passages.map(() => '');
  let last = '';
  let lastAt = -1;
  const dropLast = (): void => {
    if (lastAt >= 0) kept[lastAt] = (kept[lastAt] ?? '').slice(0, -1);
    last =
      passages
        .map((_, index) => kept[index] ?? '')
        .join('')
        .at(-1) ?? '';
    lastAt = kept.findLastIndex((text) => text !== '');
  };
  for (const [index, passage] of passages.entries()) {
    for (const character of passage.text) {
      const space = /\s/.test(character);
      if (space && (last === '' || /\s/.test(last))) continue;
      if (/[.,;:)]/.test(character) && /\s/.test(last)) dropLast();
      if (character === ',' && (last === ',' || last === '')) continue;
      if (/[.;:]/.test(character) && last === ',') dropLast();
      kept[index] = (kept[index] ?? '') + character;
      last = character;
      lastAt = index;
    }
  }
  while (/\s/.test(last)) dropLast();
  return passages.map((passage, index) => ({ ...passage, text: kept[index] ?? '' }));
}
