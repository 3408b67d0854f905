import type { ClauseId } from '../base/ids.ts';
import type { Clause, ClauseKind } from './clause.ts';

/** What numbering looks at. */
export type Numbered = Pick<Clause, 'id' | 'kind' | 'level' | 'label'>;

/**
 * Latin ordinals for what stands behind an issued number, in order (UN Editorial Manual, "Identification of alternative versions of a
 * paragraph", and CONVENTIONS 1.5).
 */
const LATIN_ORDINALS = ['bis', 'ter', 'quater', 'quinquies', 'sexies', 'septies', 'octies', 'novies', 'decies'] as const;

/**
 * The number of each clause that has one. A number as issued is frozen. A numbered clause without one is counted live: after an issued
 * number of its own series it is that number bis, ter …; in a series without issued numbers it is 1., 2., 3. or (a), (b), (c) or, one
 * level further in, (i), (ii), (iii) (UN Editorial Manual, "Paragraphs and subparagraphs"). A heading begins new series; a paragraph begins
 * new ones further in.
 */
export function numberClauses(clauses: readonly Numbered[]): Map<ClauseId, string> {
  const numbers = new Map<ClauseId, string>();
  let series: Series[] = [];
  for (const clause of clauses) {
    if (isHeading(clause.kind)) series = [];
    if (clause.label !== '') numbers.set(clause.id, clause.label);
    const depth = depthOf(clause);
    if (depth === null) continue;
    series.length = Math.min(series.length, depth + 1);
    const current = series[depth] ?? { issued: null, sinceIssued: 0, count: 0 };
    if (clause.label !== '') series[depth] = { issued: clause.label, sinceIssued: 0, count: current.count + 1 };
    else {
      const next = { ...current, sinceIssued: current.sinceIssued + 1, count: current.count + 1 };
      numbers.set(clause.id, liveNumber(clause, next));
      series[depth] = next;
    }
    for (let at = 0; at < depth; at += 1) series[at] ??= { issued: null, sinceIssued: 0, count: 0 };
  }
  return numbers;
}

interface Series {
  /** The last issued number met in it. */
  readonly issued: string | null;
  readonly sinceIssued: number;
  readonly count: number;
}

/** Whether a clause is a heading of some kind, so that the outline shows it. */
export function isHeading(kind: ClauseKind): boolean {
  return kind === 'title' || kind === 'part' || kind === 'article' || kind === 'heading';
}

function depthOf(clause: Numbered): number | null {
  if (clause.kind === 'paragraph') return clause.level;
  return clause.kind === 'subparagraph' ? Math.max(1, clause.level) : null;
}

function liveNumber(clause: Numbered, series: Series): string {
  if (series.issued !== null) return behind(series.issued, series.sinceIssued);
  if (clause.kind === 'paragraph') return `${series.count}.`;
  return Math.max(1, clause.level) % 2 === 1 ? `(${letters(series.count)})` : `(${roman(series.count)})`;
}

/** "3." and 1 give "3 bis.", "(a)" and 2 give "(a) ter", "3 bis." and 1 "3 ter.". Past decies the count goes on in figures. */
function behind(issued: string, steps: number): string {
  const match = /^(.*?)(?:\s*(bis|ter|quater|quinquies|sexies|septies|octies|novies|decies))?(\.?)$/i.exec(issued);
  const stem = match?.[1] ?? issued;
  const from = LATIN_ORDINALS.findIndex((ordinal) => ordinal === match?.[2]?.toLowerCase()) + 1;
  const ordinal = LATIN_ORDINALS[from + steps - 1] ?? `decies ${from + steps - LATIN_ORDINALS.length}`;
  return `${stem} ${ordinal}${match?.[3] ?? ''}`;
}

const LETTERS = 26;
const FIRST_LETTER = 97;

function letters(count: number): string {
  const letter = String.fromCodePoint(FIRST_LETTER + ((count - 1) % LETTERS));
  return letter.repeat(Math.ceil(count / LETTERS));
}

const ROMAN = [
  ['x', 10],
  ['ix', 9],
  ['v', 5],
  ['iv', 4],
  ['i', 1],
] as const;

function roman(count: number): string {
  let rest = count;
  let text = '';
  for (const [sign, value] of ROMAN) {
    while (rest >= value) {
      text += sign;
      rest -= value;
    }
  }
  return text;
}
