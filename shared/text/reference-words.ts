import { headNumber, HEAD_RANKS, NUMBER_TAIL, type HeadWord, type LegibleClause } from './addresses.ts';
import { isHeading } from './numbering.ts';
import { areOwn, type Held, type OwnNames } from './reference-holders.ts';

export type ReferenceWord = HeadWord | 'paragraph' | 'subparagraph';

const SUB = `(?:\\s?\\((?:[a-z]{1,5}|\\d{1,2})\\)${NUMBER_TAIL})`;
const FIGURE = `(?:(?:(?:ante|ANTE) ?)?\\d{1,3}(?:\\.\\d{1,3})*${NUMBER_TAIL})`;
const JOINT = '(?:,\\s+(?:and\\s+|or\\s+)?|\\s+(?:and|or|to)\\s+|\\s?[–-]\\s?)';
const ITEMS = {
  figure: `${FIGURE}(?:${SUB}+(?:${JOINT}${SUB}+)*)?`,
  capital: `(?:[IVXLC]{1,7}|[A-Z])${NUMBER_TAIL}(?![\\p{L}])`,
  sub: `(?:${SUB}+|[a-z](?![\\p{L}\\d]))`,
} as const;
const GROUP = new RegExp(
  [
    `(?<![\\p{L}])(?<heads>[Aa]rticles?|ARTICLES?|[Aa]rts?\\.)\\s+(?<ofHeads>${listOf(ITEMS.figure)})`,
    `(?<![\\p{L}-])(?<paragraphs>[Pp]aragraphs?|[Pp]aras?\\.?)\\s+(?<ofParagraphs>${listOf(ITEMS.figure)})`,
    `(?<subs>[Ss]ub-?paragraphs?)\\s+(?<ofSubs>${listOf(ITEMS.sub)})`,
    `(?<![\\p{L}])(?<divisions>[Pp]arts?|PARTS?|[Cc]hapters?|CHAPTERS?|[Ss]ections?|SECTIONS?|[Aa]nnex(?:es)?|ANNEX(?:ES)?)\\s+(?<ofDivisions>${listOf(`(?:${ITEMS.capital}|${ITEMS.figure})`)})`,
  ].join('|'),
  'gu',
);

function listOf(item: string): string {
  return `(?:${item})(?:${JOINT}(?:${item}))*`;
}

const NO_NUMBER_AFTER = /^\s?(?:%|°|per cent|degrees|\/[A-Z]|[\d/]|\.[A-Z])/u;

/** A stretch of a clause's words: a word, and the numbers behind it. */
export interface Group {
  readonly word: ReferenceWord;
  readonly from: number;
  readonly to: number;
  readonly items: readonly Item[];
}

/** Numbers that lead one into the next: "4", "9", "(c)" of "4.9 (c)". */
export type Item = readonly { readonly text: string; readonly from: number; readonly to: number }[];

/** What is said in a clause's words to be of this text: groups that say one thing together. A heading's own number is none of them. */
export function chainsIn({ kind, words }: LegibleClause, ownNames: OwnNames): Group[][] {
  const own = isHeading(kind) ? (headNumber(words)?.to ?? 0) : 0;
  const groups = groupsIn(words).filter((group) => group.from >= own || group.to > own);
  const chains = chained(groups, words);
  const areOurs = areOwn(chains.map(heldOf), words, ownNames);
  return chains.filter((_, index) => areOurs[index]);
}

function groupsIn(words: string): Group[] {
  const groups: Group[] = [];
  for (const match of words.matchAll(GROUP)) {
    const { heads, ofHeads, paragraphs, ofParagraphs, subs, ofSubs, divisions, ofDivisions } = match.groups ?? {};
    const list = ofHeads ?? ofParagraphs ?? ofSubs ?? ofDivisions ?? '';
    const from = match.index;
    const to = from + match[0].length;
    if (NO_NUMBER_AFTER.test(words.slice(to))) continue;
    // "part I" and "annex B" are references, "part a" and "section c" are words.
    if (divisions !== undefined && !/^[A-Z\d]/.test(list)) continue;
    const word =
      heads !== undefined
        ? 'article'
        : paragraphs !== undefined
          ? 'paragraph'
          : subs !== undefined
            ? 'subparagraph'
            : singular(divisions ?? '');
    groups.push({ word, from, to, items: itemsOf(list, to - list.length) });
  }
  return groups;
}

function singular(word: string): HeadWord {
  return word
    .toLowerCase()
    .replace(/^annexes$/, 'annex')
    .replace(/s$/, '') as HeadWord;
}

const COMPONENT = new RegExp(
  `\\((?:[a-z]{1,5}|\\d{1,2})\\)${NUMBER_TAIL}|(?:ante ?)?\\d{1,3}${NUMBER_TAIL}|[IVXLC]{1,7}${NUMBER_TAIL}|[a-z]${NUMBER_TAIL}`,
  'giu',
);
const SPLIT = new RegExp(JOINT, 'gu');

function itemsOf(list: string, start: number): Item[] {
  const items: Item[] = [];
  let at = 0;
  const end = (to: number): void => {
    const parts = [...list.slice(at, to).matchAll(COMPONENT)].map((match) => {
      const from = start + at + match.index;
      return { text: match[0], from, to: from + match[0].length };
    });
    if (parts.length > 0) items.push(parts);
  };
  for (const match of list.matchAll(SPLIT)) {
    end(match.index);
    at = match.index + match[0].length;
  }
  end(list.length);
  return items;
}

/** Groups that say one thing: "article 5, paragraph 2", "paragraph 2 of article 5". */
function chained(groups: readonly Group[], words: string): Group[][] {
  const chains: Group[][] = [];
  for (const group of groups) {
    const chain = chains.at(-1);
    const last = chain?.at(-1);
    const between = last === undefined ? null : words.slice(last.to, group.from);
    const leadsIn =
      last !== undefined &&
      between !== null &&
      ((rank(group) > rank(last) && /^,?\s+$/.test(between)) ||
        (rank(group) < rank(last) && /^(?:,?\s+(?:of|in|to))?\s+$/.test(between)));
    if (chain !== undefined && leadsIn) chain.push(group);
    else chains.push([group]);
  }
  return chains;
}

function heldOf(chain: readonly Group[]): Held {
  const [outermost] = chain.toSorted((a, b) => rank(a) - rank(b));
  const isHead = outermost !== undefined && rank(outermost) < RANKS.paragraph;
  return {
    from: chain[0]?.from ?? 0,
    to: chain.at(-1)?.to ?? 0,
    outermost: outermost?.word === 'annex' ? 'annex' : isHead ? 'head' : 'paragraph',
  };
}

const RANKS: Readonly<Record<ReferenceWord, number>> = { ...HEAD_RANKS, paragraph: 3, subparagraph: 4 };

/** The outermost have the lowest. */
export function rank({ word }: Group): number {
  return RANKS[word];
}
