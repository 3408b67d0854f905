import type { ClauseId } from '../base/ids.ts';
import {
  addressesOf,
  headNumber,
  HEAD_RANKS,
  NUMBER_TAIL,
  type Address,
  type HeadWord,
  type LegibleClause,
} from './addresses.ts';
import { isHeading } from './numbering.ts';
import { sameNumberKey } from './number-style.ts';

/** One number within a reference: the "2" and the "(c)" of "article 12, paragraph 2 (c)" are two besides the "12". */
interface Mention {
  /** The clause in which it is read. */
  readonly clause: ClauseId;
  /** Where it stands in the words of that clause. */
  readonly from: number;
  readonly to: number;
  readonly text: string;
  /** The clause it leads to; null where there is none. */
  readonly target: ClauseId | null;
  /** What it is a number of, in full: "paragraph 2 of article 12". */
  readonly name: string;
}

/** A reference in the text to another part of the same text. */
export interface Reference {
  readonly clause: ClauseId;
  readonly from: number;
  readonly to: number;
  readonly text: string;
  readonly mentions: readonly Mention[];
  /** What it refers to that does not exist, as far as it could not be followed; null where it leads somewhere. */
  readonly dangling: string | null;
}

type ReferenceWord = HeadWord | 'paragraph' | 'subparagraph';

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

/** Instruments other than this text, behind a reference or before it. */
const INSTRUMENT =
  '(?:Convention|Charter|Protocol|Covenant|Statute|Treaty|Declaration|Regulations?|Constitution|Rules of Procedure|Procedures?|Rio|Vienna|Kyoto|General Assembly|United Nations|decisions?|resolutions?|report)';
const OF_ANOTHER = new RegExp(
  `^[\\])*\\s]*,?\\s*(?:of|to|in|under|contained in)\\s+(?!(?:this|the present)\\b)(?:(?:the|that|its|their|said)\\s+)?(?:[\\p{L}’'-]+\\s+){0,3}?${INSTRUMENT}\\b`,
  'iu',
);
/** An agreement that has a name. "This Agreement" is the text itself, and so is "the Agreement". */
const OF_NAMED =
  /^[\])*\s]*,?\s*(?:of|to|in|under|contained in)\s+(?:the|that|said)\s+(?:(?:(?!Draft\b|Present\b)\p{Lu}[\p{L}’'-]*\s+|\d{4}\s+){1,4}(?:Agreement|Pact|Compact)\b|Agreement\s+(?:on|relating\s+to|establishing|between)\s+(?:the\s+)?\p{Lu})/u;
const AFTER_ANOTHER = /(?:decisions?|resolutions?)\s+\S*\d\S*,?\s*(?:(?:in|under)\s+)?$/iu;
const NO_NUMBER_AFTER = /^\s?(?:%|°|per cent|degrees|\/[A-Z]|[\d/]|\.[A-Z])/u;

/** A stretch of a clause's words: a word, and the numbers behind it. */
interface Group {
  readonly word: ReferenceWord;
  readonly from: number;
  readonly to: number;
  readonly items: readonly Item[];
}

/** Numbers that lead one into the next: "4", "9", "(c)" of "4.9 (c)". */
type Item = readonly { readonly text: string; readonly from: number; readonly to: number }[];

/**
 * Every reference to another part of the text, in reading order: articles, parts, chapters, sections, annexes, paragraphs, subparagraphs,
 * in lists, ranges ("to"), and one within the other, in either order. What is said to be of another instrument ("article 87 of the
 * Convention", "decision 1/CP.16, paragraph 4") is none, nor is a heading's own number. A bare "(c)" is not taken for one.
 */
export function referencesIn(clauses: readonly LegibleClause[]): Reference[] {
  const places = new Places(clauses);
  return clauses.flatMap((clause) => (/[\d(IVXLC]|\b[A-Z]\b/.test(clause.words) ? inClause(clause, places) : []));
}

function inClause(clause: LegibleClause, places: Places): Reference[] {
  const own = isHeading(clause.kind) ? (headNumber(clause.words)?.to ?? 0) : 0;
  const groups = groupsIn(clause.words).filter((group) => group.from >= own || group.to > own);
  return chained(groups, clause.words)
    .filter((chain) => !isOfAnother(chain, clause.words))
    .map((chain) => follow(chain, clause, places));
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

const RANKS: Readonly<Record<ReferenceWord, number>> = { ...HEAD_RANKS, paragraph: 3, subparagraph: 4 };

function rank({ word }: Group): number {
  return RANKS[word];
}

function isOfAnother(chain: readonly Group[], words: string): boolean {
  const from = chain[0]?.from ?? 0;
  const to = chain.at(-1)?.to ?? 0;
  const behind = words.slice(to, to + LOOK);
  return OF_ANOTHER.test(behind) || OF_NAMED.test(behind) || AFTER_ANOTHER.test(words.slice(Math.max(0, from - LOOK), from));
}

const LOOK = 120;

function follow(chain: readonly Group[], clause: LegibleClause, places: Places): Reference {
  const from = chain[0]?.from ?? 0;
  const to = chain.at(-1)?.to ?? 0;
  const mentions: Mention[] = [];
  let dangling: string | null = null;
  // The outermost is followed first, whichever way round they are written.
  let within: ClauseId | null | undefined;
  let name = '';
  for (const group of chain.toSorted((a, b) => rank(a) - rank(b))) {
    let path: readonly Step[] = [];
    for (const item of group.items) {
      const steps = group.word === 'subparagraph' ? [] : besides(path, item[0]?.text ?? '', places);
      for (const { text, from: at, to: end } of item) {
        const above = steps.at(-1);
        const called =
          above === undefined ? `${group.word} ${text}${name === '' ? '' : ` of ${name}`}` : `${above.called} ${text}`;
        const target =
          above === undefined
            ? within === null
              ? null
              : places.find(group.word, text, { clause: clause.id, within })
            : above.target === null
              ? null
              : places.under(above.target, text);
        if (target === null) dangling ??= called;
        steps.push({ target, called });
        mentions.push({ clause: clause.id, from: at, to: end, text, target, name: called });
      }
      path = steps;
    }
    within = path.at(-1)?.target ?? null;
    name = `${group.word} ${group.items.map((item) => item.map(({ text }) => text).join(' ')).join(', ')}${name === '' ? '' : ` of ${name}`}`;
  }
  const inOrder = mentions.toSorted((a, b) => a.from - b.from);
  return { clause: clause.id, from, to, text: clause.words.slice(from, to), mentions: inOrder, dangling };
}

/** What a number leads to, and what it is a number of. */
interface Step {
  readonly target: ClauseId | null;
  readonly called: string;
}

/**
 * What the "(c)" of "2 (a) and (c)" stands within, the outermost first: of the places that lead to the number before it, up to the innermost that has
 * such a one. Nothing for what is no "(c)".
 */
function besides(before: readonly Step[], text: string, places: Places): Step[] {
  if (!text.startsWith('(')) return [];
  const has = ({ target }: Step): boolean => target !== null && places.under(target, text) !== null;
  const outer = before.slice(0, -1);
  const innermost = outer.findLastIndex(has);
  return outer.slice(0, innermost === -1 ? outer.length : innermost + 1);
}

/** Finds clauses by what people call them. */
class Places {
  private readonly addresses: ReadonlyMap<ClauseId, Address>;
  private readonly heads = new Map<string, ClauseId>();
  private readonly paragraphs = new Map<string, ClauseId>();
  private readonly children = new Map<string, ClauseId>();

  constructor(clauses: readonly LegibleClause[]) {
    this.addresses = addressesOf(clauses);
    for (const clause of clauses) {
      const address = this.addresses.get(clause.id);
      const head = isHeading(clause.kind) ? headNumber(clause.words) : null;
      if (head !== null) put(this.heads, `${head.word} ${sameNumberKey(head.number)}`, clause.id);
      const own = address?.steps.at(-1);
      if (address === undefined || own?.clause !== clause.id || own.number === '') continue;
      const number = sameNumberKey(own.number);
      const parent = address.steps.at(-2)?.clause;
      put(this.children, `${parent ?? address.head?.clause ?? ''} ${number}`, clause.id);
      if (parent !== undefined) continue;
      put(this.paragraphs, number, clause.id);
      // What stands directly under a heading is found from it, however deep its number lies.
      put(this.children, `${address.head?.clause ?? ''} ${number}`, clause.id);
    }
  }

  /** `within`: undefined where nothing is said, so that it is of the place where it is read. */
  find(
    word: ReferenceWord,
    number: string,
    { clause, within }: { readonly clause: ClauseId; readonly within: ClauseId | undefined },
  ): ClauseId | null {
    const key = sameNumberKey(number);
    if (word !== 'paragraph' && word !== 'subparagraph') return this.heads.get(`${word} ${key}`) ?? null;
    if (within !== undefined) return this.children.get(`${within} ${key}`) ?? null;
    const here = this.addresses.get(clause);
    if (word === 'subparagraph') {
      for (const step of (here?.steps ?? []).toReversed()) {
        const found = this.children.get(`${step.clause} ${key}`);
        if (found !== undefined) return found;
      }
    }
    const ofHead = this.children.get(`${here?.head?.clause ?? ''} ${key}`);
    if (ofHead !== undefined) return ofHead;
    // In a text of articles a paragraph is of its article; elsewhere paragraphs are counted through.
    return here?.head?.word === 'article' ? null : (this.paragraphs.get(key) ?? null);
  }

  under(parent: ClauseId, number: string): ClauseId | null {
    return this.children.get(`${parent} ${sameNumberKey(number)}`) ?? null;
  }
}

/** Of several that are called alike the first is meant. */
function put(map: Map<string, ClauseId>, key: string, clause: ClauseId): void {
  if (!map.has(key)) map.set(key, clause);
}
