import type { ClauseId } from '../base/ids.ts';
import type { Clause, ClauseKind } from './clause.ts';
import { LATIN_ORDINAL, ordinalAt, ordinalPlace } from './latin-ordinals.ts';
import { letters, roman } from './number-signs.ts';
import { sameNumberKey } from './number-style.ts';

/** What numbering looks at. */
export type Numbered = Pick<Clause, 'id' | 'kind' | 'level' | 'label'>;

/**
 * The number of each clause that has one. A number as issued is frozen. A numbered clause without one is counted live: among issued
 * numbers of its own series as `seriesNumbers` has it; in a series without issued numbers it is 1., 2., 3. or (a), (b), (c) or, one
 * level further in, (i), (ii), (iii) (UN Editorial Manual, "Paragraphs and subparagraphs"). A heading begins new series; a paragraph begins
 * new ones further in.
 */
export function numberClauses(clauses: readonly Numbered[]): Map<ClauseId, string> {
  const numbers = new Map<ClauseId, string>();
  for (const { id, label } of clauses) if (label !== '') numbers.set(id, label);
  for (const series of seriesOf(clauses)) {
    const found = seriesNumbers(
      series.map(({ label }) => label),
      (index) => liveNumber(series[index], index + 1),
    );
    for (const [index, { id }] of series.entries()) numbers.set(id, found[index] ?? '');
  }
  return numbers;
}

/** The numbered clauses that are counted together, each such series in order. */
function seriesOf(clauses: readonly Numbered[]): Numbered[][] {
  const all: Numbered[][] = [];
  let open: (Numbered[] | undefined)[] = [];
  for (const clause of clauses) {
    if (isHeading(clause.kind)) open = [];
    const depth = depthOf(clause);
    if (depth === null) continue;
    open.length = Math.min(open.length, depth + 1);
    const series = open[depth];
    if (series === undefined) all.push((open[depth] = [clause]));
    else series.push(clause);
  }
  return all;
}

/**
 * The numbers of a series, of which some are issued and the others empty: these are counted behind the issued one before them as bis, ter …
 * (UN Editorial Manual); before the first issued one as ante, ante bis … (CONVENTIONS 1.5), and so before the next where what would
 * follow has been issued already, so that no number stands twice that was not issued twice. `live`: how a series is counted of which none is issued.
 */
export function seriesNumbers(issued: readonly string[], live: (index: number) => string): string[] {
  if (issued.every((number) => number === '')) return issued.map((_, index) => live(index));
  const taken = new Set(issued.map(sameNumberKey));
  /** The issued number behind each place; empty where none comes any more. */
  const following: string[] = [];
  for (let at = issued.length - 1, next = ''; at >= 0; at -= 1) {
    following[at] = next;
    next = issued[at] || next;
  }
  const numbers: string[] = [];
  let [last, behind, before] = ['', 0, 0];
  for (const [index, number] of issued.entries()) {
    let found = number;
    if (number === '') {
      const next = following[index] ?? '';
      const isBehind = next === '' || (last !== '' && before === 0 && !taken.has(sameNumberKey(numberBehind(last, behind + 1))));
      do found = isBehind ? numberBehind(last, (behind += 1)) : numberBefore(next, before++);
      while (taken.has(sameNumberKey(found)));
      taken.add(sameNumberKey(found));
    } else [last, behind, before] = [number, 0, 0];
    numbers.push(found);
  }
  return numbers;
}

/** Whether a clause is a heading of some kind, so that the outline shows it. */
export function isHeading(kind: ClauseKind): boolean {
  return kind === 'title' || kind === 'part' || kind === 'article' || kind === 'heading';
}

/** How deep a numbered clause lies: a subparagraph under a paragraph whatever its level is. Null for what is not counted. */
export function depthOf({ kind, level }: Pick<Numbered, 'kind' | 'level'>): number | null {
  if (kind === 'paragraph') return level;
  return kind === 'subparagraph' ? Math.max(1, level) : null;
}

function liveNumber(clause: Numbered | undefined, count: number): string {
  if (clause?.kind !== 'subparagraph') return `${count}.`;
  return Math.max(1, clause.level) % 2 === 1 ? `(${letters(count)})` : `(${roman(count)})`;
}

/** "3." and 1 give "3 bis.", "(a)" and 2 give "(a) ter", "3 bis." and 1 "3 ter.". */
function numberBehind(issued: string, steps: number): string {
  const { stem, ordinal, point } = ordinalOf(issued);
  return `${stem} ${ordinalAt(ordinalPlace(ordinal) + steps)}${point}`;
}

/** "55." gives "55 ante.", and after so many steps "55 ante bis.", "55 ante ter." */
function numberBefore(issued: string, steps: number): string {
  const { stem, ordinal, point } = ordinalOf(issued);
  const ante = `${stem}${ordinal === '' ? '' : ` ${ordinal}`} ante${point}`;
  return steps === 0 ? ante : numberBehind(ante, steps);
}

/** "5." gives "5 alt.", "PP5" gives "PP5 alt"; the second of its alternatives is "5 alt 2." */
export function alternativeNumber(issued: string, nth: number): string {
  const point = issued.endsWith('.') ? '.' : '';
  return `${issued.slice(0, issued.length - point.length)} alt${nth === 1 ? '' : ` ${nth}`}${point}`;
}

/** A number, read as one that goes on from another: whatever stands before its ordinal is its stem. */
const WITH_ORDINAL = new RegExp(`^(.*?)(?:\\s*((?:${LATIN_ORDINAL})(?:(?<=decies) \\d{1,3})?))?(\\.?)$`, 'i');

function ordinalOf(issued: string): { readonly stem: string; readonly ordinal: string; readonly point: string } {
  const match = WITH_ORDINAL.exec(issued);
  return { stem: match?.[1] ?? issued, ordinal: match?.[2]?.toLowerCase() ?? '', point: match?.[3] ?? '' };
}

/** A number without the point at its end, as a sentence cites it. */
export function withoutPoint(number: string): string {
  return number.replace(/\.$/, '');
}

/** The mark of a footnote in words, `[^key]`, as Markdown writes it: characters like any others, so that brackets, provenance and rebase hold for it. */
export const FOOTNOTE_MARK = /\[\^([^\s[\]^]{1,40})\]/g;

/** Words without the marks of footnotes among them. */
export function withoutNoteMarks(words: string): string {
  return words.includes('[^') ? words.replaceAll(FOOTNOTE_MARK, '') : words;
}

/** The key of a footnote by its label `[^key]:`; null where that is none. */
export function footnoteKey(label: string): string | null {
  return /^\[\^([^\s[\]^]{1,40})\]:$/.exec(label)?.[1] ?? null;
}

/** The label of a footnote. */
export function footnoteLabel(key: string): string {
  return `[^${key}]:`;
}
