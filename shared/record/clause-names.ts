import type { ClauseId } from '../base/ids.ts';
import { shortened } from '../base/shortened.ts';
import { standingWords } from '../proposals/clause-version.ts';
import type { OutcomeOf } from '../proposals/standing.ts';
import type { Clause, ClauseKind } from '../text/clause.ts';
import { writtenNumber } from '../text/number-style.ts';
import { isHeading, withoutPoint } from '../text/numbering.ts';
import { shownNumbers } from './gone-clauses.ts';
import type { NumberingState } from './numbering.ts';

/** A text whose clauses are to be named, as it stands. */
interface NamedText {
  readonly clauses: readonly Clause[];
  readonly outcomeOf: OutcomeOf;
  readonly numbering: NumberingState;
}

/**
 * What people call a clause: by its number as it is shown, where that is one that counts; a bullet is none, nor the mark of a footnote. Else by
 * its first words.
 */
export function clauseName(clause: Clause, number: string, outcomeOf: OutcomeOf): string {
  if (!isHeading(clause.kind) && writtenNumber(number) !== null)
    return `${NUMBERED[clause.kind] ?? 'Paragraph'} ${withoutPoint(number)}`;
  const words = standingWords(clause, outcomeOf).replaceAll(/\s+/g, ' ').trim();
  // A heading that is gone keeps its number: "Article 5".
  if (words === '') return isHeading(clause.kind) && number !== '' ? number : UNNAMED;
  const quoted = `“${shortened(words, LONGEST)}”`;
  return clause.kind === 'footnote' ? `The footnote ${quoted}` : quoted;
}

/** What people call the clauses of a text. */
export function clauseNames({ clauses, outcomeOf, numbering }: NamedText): (clause: ClauseId) => string {
  const numbers = shownNumbers(clauses, numbering, outcomeOf);
  return (id) => {
    const clause = clauses.find((one) => one.id === id);
    return clause === undefined ? UNNAMED : clauseName(clause, numbers.get(id) ?? '', outcomeOf);
  };
}

/** The names of clauses, of many the first. */
export function clausesListed(clauses: readonly ClauseId[], text: NamedText): string {
  const name = clauseNames(text);
  const names = clauses.slice(0, MOST_NAMES).map(name);
  const more = clauses.length - names.length;
  return [...names, ...(more > 0 ? [`${more} more`] : [])].join(', ');
}

const UNNAMED = 'A clause';
const NUMBERED: Readonly<Partial<Record<ClauseKind, string>>> = { subparagraph: 'Subparagraph', footnote: 'Footnote' };
const LONGEST = 42;
const MOST_NAMES = 6;
