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
 * new ones further in. What stands before the first issued number of its series is that number ante, ante bis … (CONVENTIONS 1.5).
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
    const current = series[depth] ?? NEW_SERIES;
    if (clause.label !== '') {
      for (const [steps, id] of current.unissued.entries()) numbers.set(id, numberBefore(clause.label, steps));
      series[depth] = { issued: clause.label, sinceIssued: 0, count: current.count + 1, unissued: [] };
    } else {
      const unissued = current.issued === null ? [...current.unissued, clause.id] : [];
      const next = { ...current, sinceIssued: current.sinceIssued + 1, count: current.count + 1, unissued };
      numbers.set(clause.id, liveNumber(clause, next));
      series[depth] = next;
    }
    for (let at = 0; at < depth; at += 1) series[at] ??= NEW_SERIES;
  }
  return numbers;
}

interface Series {
  /** The last issued number met in it. */
  readonly issued: string | null;
  readonly sinceIssued: number;
  readonly count: number;
  /** What was counted while no issued number had been met: should one come, they stand before it. */
  readonly unissued: readonly ClauseId[];
}

const NEW_SERIES: Series = { issued: null, sinceIssued: 0, count: 0, unissued: [] };

/** Whether a clause is a heading of some kind, so that the outline shows it. */
export function isHeading(kind: ClauseKind): boolean {
  return kind === 'title' || kind === 'part' || kind === 'article' || kind === 'heading';
}

function depthOf(clause: Numbered): number | null {
  if (clause.kind === 'paragraph') return clause.level;
  return clause.kind === 'subparagraph' ? Math.max(1, clause.level) : null;
}

function liveNumber(clause: Numbered, series: Series): string {
  if (series.issued !== null) return numberBehind(series.issued, series.sinceIssued);
  if (clause.kind === 'paragraph') return `${series.count}.`;
  return Math.max(1, clause.level) % 2 === 1 ? `(${letters(series.count)})` : `(${roman(series.count)})`;
}

/** "3." and 1 give "3 bis.", "(a)" and 2 give "(a) ter", "3 bis." and 1 "3 ter.". Past decies the count goes on in figures. */
export function numberBehind(issued: string, steps: number): string {
  const { stem, ordinal, point } = ordinalOf(issued);
  const from = LATIN_ORDINALS.findIndex((one) => one === ordinal) + 1;
  const latin = LATIN_ORDINALS[from + steps - 1] ?? `decies ${from + steps - LATIN_ORDINALS.length}`;
  return `${stem} ${latin}${point}`;
}

/** "55." gives "55 ante.", and after so many steps "55 ante bis.", "55 ante ter." */
export function numberBefore(issued: string, steps: number): string {
  const { stem, ordinal, point } = ordinalOf(issued);
  const ante = `${stem}${ordinal === '' ? '' : ` ${ordinal}`} ante${point}`;
  return steps === 0 ? ante : numberBehind(ante, steps);
}

/** "5." gives "5 alt.", "PP5" gives "PP5 alt"; the second of its alternatives is "5 alt 2." */
export function alternativeNumber(issued: string, nth: number): string {
  const point = issued.endsWith('.') ? '.' : '';
  return `${issued.slice(0, issued.length - point.length)} alt${nth === 1 ? '' : ` ${nth}`}${point}`;
}

function ordinalOf(issued: string): { readonly stem: string; readonly ordinal: string; readonly point: string } {
  const match = /^(.*?)(?:\s*(bis|ter|quater|quinquies|sexies|septies|octies|novies|decies))?(\.?)$/i.exec(issued);
  return { stem: match?.[1] ?? issued, ordinal: match?.[2]?.toLowerCase() ?? '', point: match?.[3] ?? '' };
}

const LETTERS = 26;
const FIRST_LETTER = 97;

/** 1 is a, 27 is aa. */
export function letters(count: number): string {
  const letter = String.fromCodePoint(FIRST_LETTER + ((count - 1) % LETTERS));
  return letter.repeat(Math.ceil(count / LETTERS));
}

const ROMAN = [
  ['c', 100],
  ['xc', 90],
  ['l', 50],
  ['xl', 40],
  ['x', 10],
  ['ix', 9],
  ['v', 5],
  ['iv', 4],
  ['i', 1],
] as const;

/** 4 is iv. */
export function roman(count: number): string {
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

/** The mark of a footnote in words, `[^key]`, as Markdown writes it: characters like any others, so that brackets, provenance and rebase hold for it. */
export const FOOTNOTE_MARK = /\[\^([^\s[\]^]{1,40})\]/g;

/** The key of a footnote by its label `[^key]:`; null where that is none. */
export function footnoteKey(label: string): string | null {
  return /^\[\^([^\s[\]^]{1,40})\]:$/.exec(label)?.[1] ?? null;
}

/** The label of a footnote. */
export function footnoteLabel(key: string): string {
  return `[^${key}]:`;
}
