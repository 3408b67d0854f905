import { isStatusTag } from '../text/status-tag.ts';
import type { OrdinaryReason } from './imported.ts';
import type { BracketPair } from './matcher.ts';

/** Longest inside of an ordinary pair: an editor's note may be a sentence, not a paragraph. */
const LONGEST = 240;

const FOOTNOTE = /^\^[^\s[\]]{1,40}$/;
const ELISION = /^\s*(?:…|\.\.\.|\. \. \.)\s*$/;
const CITED = /^\d{1,3}(?:\s?[,–-]\s?\d{1,3})*$/;
const YEAR = /^(?:1[6-9]|20)\d\d$/;
const COMMENT = /^[A-Z]{1,3}\d{1,4}(?:R\d+)?$/;
const LANGUAGE = 'Arabic|Chinese|English|French|Russian|Spanish|original';
const EDITORIAL = new RegExp(
  `^\\s*(?:sic!?|(?:emphasis|italics|underlining) (?:added|supplied|omitted|in (?:the )?original)|(?:${LANGUAGE}) (?:version|only|text|original)|` +
    `original(?: language)?: [^[\\]]{1,200}|deleted|(?:foot)?notes? omitted|citations? omitted|(?:unofficial |own )?translation|illegible|ibid)\\.?\\s*$`,
  'i',
);
const AD_REF = /^\s*(?:provisionally )?agreed,? ad ref(?:\.|erendum)?(?:[\s,.:;-][^[\]]{0,60})?$/i;
const AGREED = /^\s*agreed(?: (?:on|at|in|by) [^[\]]{0,40}\d[^[\]]{0,10}| \d{1,2} [A-Z][a-z]+(?: \d{4})?)?\.?\s*$/i;
const SERIES =
  'AC|QB|KB|Ch|Fam|WLR|All ER|EWCA (?:Civ|Crim)|EWHC|UKSC|UKHL|UKPC|UKUT|CSIH|CSOH|ECR|EHRR|ICJ Rep|' +
  'SCR|SCC|NZLR|NZSC|NZCA|HCA|FCA|CLR|IESC|IEHC|IR|SGCA|SGHC|Lloyd.s Rep';
const LAW_REPORT = new RegExp(`^ (?:\\d+ )?(?:${SERIES})\\b\\.? ?\\d`);
const TARGET = /^\((?:<[^<>\s[\]]*>|[^\s()<>[\]]*(?:\([^\s()<>[\]]*\)[^\s()<>[\]]*)*)(?: "[^"\n[\]]*")?\)/;
const ADDRESS = /^(?:[a-z][a-z\d+.-]*:|\/|#|\.{1,2}\/|www\.)|[^.]\.[a-z\d]{2,}|[^/]\/[^/]/i;
const NO_ADDRESS = /^(?:and\/or|or\/and|he\/she|she\/he|his\/her|her\/his|s\/he|e\.g\.?|i\.e\.?|n\/a)$/i;

/**
 * Says which matched pairs are no dispute, and why; null for a bracket, which everything is that no rule names, whatever its
 * length or depth (CONVENTIONS 6, rulings 1–3, and the lexical rule on escapes). Looks at the inside and at what stands next to
 * it on the line. A line of the text is one clause. The answers stand in the order of the pairs.
 */
export function classify(text: string, pairs: readonly BracketPair[]): (OrdinaryReason | null)[] {
  const cited = citedNumbers(text, pairs);
  return pairs.map((pair) => reasonOf(text, pair, cited));
}

function reasonOf(text: string, pair: BracketPair, cited: ReadonlySet<string>): OrdinaryReason | null {
  if (pair.escaped) return 'escaped';
  if (linkTarget(text, pair) !== null) return 'link';
  if (pair.close - pair.open > LONGEST) return null;
  const inside = text.slice(pair.open + 1, pair.close);
  if (/[[\]\n]/.test(inside)) return null;
  const before = text.slice(Math.max(0, pair.open - 12), pair.open);
  const after = text.slice(pair.close + 1, pair.close + 60);
  if (FOOTNOTE.test(inside)) return 'footnote';
  if (ELISION.test(inside)) return 'elision';
  if (EDITORIAL.test(inside)) return 'editorial';
  if (AD_REF.test(inside) || ((AGREED.test(inside) || isStatusTag(inside)) && isTagPlace(inside, before, after))) return 'status';
  if (COMMENT.test(inside) && /Commented $/.test(before) && after.startsWith(':')) return 'comment';
  if (/^\p{L}$/u.test(inside) && !/[\p{L}\d\]]$/u.test(before) && /^\p{Ll}/u.test(after)) return 'letter';
  if (isDefinition(before, after)) return 'link';
  return isCitation(inside, before, after, cited) ? 'citation' : null;
}

/**
 * The address of a Markdown link `[words](address)`, or null. What stands in parentheses must look like an address: `[x](a)` is
 * none.
 */
export function linkTarget(text: string, pair: BracketPair): { readonly url: string; readonly end: number } | null {
  if (text[pair.close + 1] !== '(') return null;
  const found = TARGET.exec(text.slice(pair.close + 1, pair.close + 2002))?.[0];
  if (found === undefined) return null;
  const url = found.slice(1, -1);
  const address = url.replace(/ ".*$/, '').replace(/^<(.*)>$/, '$1');
  return ADDRESS.test(address) && !NO_ADDRESS.test(address) ? { url, end: pair.close + 1 + found.length } : null;
}

/** A status tag closes a sentence or stands alone; within a sentence "agreed" is a word like any other. */
function isTagPlace(inside: string, before: string, after: string): boolean {
  const rest = after.replace(/^[ \]]+/, '');
  const isLast = rest === '' || rest.startsWith('\n');
  const ownsPlace = /(?:^|[.;:,!?)\]”"\n])\s*$/.test(before);
  return /^\s*A/.test(inside) || isStatusTag(inside)
    ? isLast || (ownsPlace && !/^\p{Ll}/u.test(rest))
    : ownsPlace && !/^[\p{L}\d]/u.test(rest);
}

/** `[name]: https://…` at the start of a clause: the definition of a reference link. */
function isDefinition(before: string, after: string): boolean {
  return /(?:^|\n)$/.test(before) && /^: <?(?:https?:\/\/|\/|#)/.test(after);
}

function isCitation(inside: string, before: string, after: string, cited: ReadonlySet<string>): boolean {
  if (YEAR.test(inside)) return LAW_REPORT.test(after);
  if (!CITED.test(inside)) return false;
  if (isGlued(before, after)) return true;
  // A list of references: at the start of a clause, and an entry by its neighbours, by a citation of it, or by its own look.
  if (!/(?:^|\n)$/.test(before) || !/^\s+(?:[\p{Lu}“"'‘«]|https?:)/u.test(after)) return false;
  const number = Number.parseInt(inside, 10);
  if (cited.has(inside) || cited.has(`entry ${number - 1}`) || cited.has(`entry ${number + 1}`)) return true;
  const line = after.split('\n', 1)[0] ?? '';
  return /\b(?:1[6-9]|20)\d\d\b|https?:|\b(?:ed|eds|vol|pp?|Ibid|Id)\.|\b(?:Smith|See|Ibid)\b|, [A-Z]\./.test(line);
}

/** Right behind a word, or behind the mark that ends it. A figure before the bracket makes it a value: `1[5] °C`, `1.[5] °C`. */
function isGlued(before: string, after: string): boolean {
  if (/\d[.,]?$/.test(before)) return /(?:^|\D)\d{4}[.,]?$/.test(before) && !/^\d/.test(after);
  return /[\p{L}.,;:!?)”’"»%]$/u.test(before) && !/^[\p{L}\d[]/u.test(after);
}

/** Numbers that the text cites in brackets behind a word, and `entry n` for those that open a clause in brackets. */
function citedNumbers(text: string, pairs: readonly BracketPair[]): Set<string> {
  const found = new Set<string>();
  for (const { open, close } of pairs) {
    if (close - open > 4) continue;
    const inside = text.slice(open + 1, close);
    if (!/^\d{1,3}$/.test(inside)) continue;
    if (open === 0 || text[open - 1] === '\n') found.add(`entry ${Number(inside)}`);
    else if (isGlued(text.slice(Math.max(0, open - 6), open), text.slice(close + 1, close + 3))) found.add(inside);
  }
  return found;
}
