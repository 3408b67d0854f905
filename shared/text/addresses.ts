import type { ClauseId } from '../base/ids.ts';
import type { ClauseKind } from './clause.ts';
import { ANY_LATIN_ORDINAL } from './latin-ordinals.ts';
import { placeInSeries } from './number-style.ts';
import { depthOf, isHeading, withoutPoint } from './numbering.ts';

/** A clause as somebody reads it: its number and the words that are seen. */
export interface LegibleClause {
  readonly id: ClauseId;
  readonly kind: ClauseKind;
  readonly level: number;
  /** As it is shown; empty where it has none. */
  readonly number: string;
  readonly words: string;
}

/** What a heading is called by: "Article 12 bis" of "Article 12 bis. Scope". Offsets are in the heading's words. */
export interface HeadNumber {
  readonly word: HeadWord;
  readonly number: string;
  readonly from: number;
  readonly to: number;
}

export type HeadWord = 'part' | 'chapter' | 'section' | 'article' | 'annex';

/** How far within a text headings of a word stand: the outermost have 0. */
export const HEAD_RANKS: Readonly<Record<HeadWord, number>> = { annex: 0, part: 0, chapter: 1, section: 1, article: 2 };

/** Latin ordinals behind a number, before it, or its alternative. Source of a regular expression. */
export const NUMBER_TAIL = `(?:\\s?(?:(?:${ANY_LATIN_ORDINAL})(?:(?<=[Dd][Ee][Cc][Ii][Ee][Ss]) \\d{1,2}(?!\\d))?|ante|ANTE|[Aa]lt(?:\\.? ?\\d{1,2})?)(?![\\p{L}\\d]))*`;
const HEAD = new RegExp(
  `^\\s*(PART|CHAPTER|SECTION|ARTICLE|ANNEX)\\s+((?:ANTE ?)?(?:\\d{1,3}(?:\\.\\d{1,3})*|[IVXLC]{1,7}|[A-Z])${NUMBER_TAIL})(?![\\p{L}\\d])`,
  'iu',
);

/** The number that stands in a heading's words, or null where there is none. */
export function headNumber(words: string): HeadNumber | null {
  const match = HEAD.exec(words);
  const [all, word, number] = match ?? [];
  if (all === undefined || word === undefined || number === undefined) return null;
  // "Civil" is written with the signs of Roman numbers, and is none.
  const [letters = ''] = /^[a-z]{2,}(?![a-z])/i.exec(number) ?? [];
  if (letters !== '' && !/^ante$/i.test(letters) && placeInSeries(letters, 'roman') === 0) return null;
  return { word: word.toLowerCase() as HeadWord, number, from: all.length - number.length, to: all.length };
}

/** Where a clause stands, as people cite it. */
export interface Address {
  /** The numbered heading under which it stands, or which it is. */
  readonly head: { readonly clause: ClauseId; readonly word: HeadWord; readonly number: string } | null;
  /** The numbered clauses that lead to it, the outermost first, itself last; empty for a heading and for what has no number. */
  readonly steps: readonly { readonly clause: ClauseId; readonly kind: ClauseKind; readonly number: string }[];
}

/** The address of each clause. What has no number of its own has that of what it stands under. */
export function addressesOf(clauses: readonly LegibleClause[]): Map<ClauseId, Address> {
  const addresses = new Map<ClauseId, Address>();
  let head: Address['head'] = null;
  let steps: { clause: ClauseId; kind: ClauseKind; number: string; depth: number }[] = [];
  for (const clause of clauses) {
    if (isHeading(clause.kind)) {
      const found = headNumber(clause.words);
      // A heading without a number is within what the one before it opened.
      if (found !== null) head = { clause: clause.id, word: found.word, number: found.number };
      steps = [];
    } else {
      const depth = depthOf(clause);
      if (depth !== null)
        steps = [
          ...steps.filter((step) => step.depth < depth),
          { clause: clause.id, kind: clause.kind, number: clause.number, depth },
        ];
    }
    addresses.set(clause.id, { head, steps: steps.map(({ clause: id, kind, number }) => ({ clause: id, kind, number })) });
  }
  return addresses;
}

/** "article 12 bis, paragraph 2 (c)"; empty where nothing there has a number. */
export function addressWords({ head, steps }: Address): string {
  const [first, ...inner] = steps;
  const words = head === null ? [] : [`${head.word} ${head.number}`];
  if (first !== undefined && first.number !== '') {
    const name = first.kind === 'paragraph' ? 'paragraph' : 'subparagraph';
    words.push([`${name} ${withoutPoint(first.number)}`, ...inner.map((step) => withoutPoint(step.number))].join(' '));
  }
  return words.join(', ');
}
