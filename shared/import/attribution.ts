import type { Registry } from '../participants/registry.ts';
import type { WrittenAttribution, WrittenPosition } from '../proposals/inherited.ts';
import { FOOTNOTE_MARK } from '../text/numbering.ts';
import { misstatedIn, participantNamed, statedIn, type Actor, type Stated, type WrittenStance } from './actors.ts';
import { belonging } from './parenthesis.ts';
import { withPlainSigns } from './plain-signs.ts';
import { UNSEEN_SIGNS } from './unseen-signs.ts';

/** An attribution, or null; `flag` says in a drafter's words why something that looks like one stayed text. */
export interface AttributionReading {
  readonly attribution: WrittenAttribution | null;
  readonly flag: string | null;
}

const NOTHING: AttributionReading = { attribution: null, flag: null };
/** How long one before its words may be, and how far before one behind them another is looked for, in UTF-16 units. */
const LONGEST = 400;
/** How long one behind its words may be: all States by their full names take less than half. */
const LONGEST_BEHIND = 12_000;
const NOT_ALONE = 'it is not the only one in its bracket';
/** Behind white space, the end of a sentence or a part of it, or a sign of Chinese, which parts words by no space. */
const DASH = /(?<=[\s.,;:\p{Script=Han}])[-–—]/gu;
const DASH_BEHIND_NAMES = /^\s*([^-–—:[\]\n*]{1,200}?)\s[-–—]\s+(?=\S)/;
const PREFIX = /^\s*([^:：[\]\n*]{1,400})(?::\s+(?=\S|$)|：\s*)/;
const PARENTHESIS = /\s*\(([^()[\]\n*]{1,200})\)[.,;]?\s*$/;

/**
 * Reads the attribution of one bracket (CONVENTIONS 1.8; 6, attributionPrefix, attributionSuffix and ruling 12). It counts only
 * if every actor resolves, only one stands in the bracket, and words remain without it. `pieces` are what lies in the bracket at
 * its own depth, one clause a line: the words between its edges and those of the brackets in it.
 */
export function attributionIn(pieces: readonly string[], registry: Registry): AttributionReading {
  const seen = readingOf(pieces, registry);
  if (seen.attribution !== null) return seen;
  for (const [within, why] of BETWEEN) {
    if (!pieces.some((piece) => piece.search(within) !== -1)) continue;
    const { attribution, flag } = readingOf(
      pieces.map((piece) => piece.replaceAll(within, '')),
      registry,
    );
    if (attribution !== null || flag !== null) return { attribution: null, flag: flag ?? flagged(why).flag };
  }
  return seen;
}

/** What may stand among the signs of an attribution, and why it is none then. */
const BETWEEN: readonly (readonly [RegExp, string])[] = [
  [FOOTNOTE_MARK, 'a footnote stands in it'],
  // They tell whose changes are which, and must not go with a name.
  [UNSEEN_SIGNS, 'parts of it are tracked, each by itself'],
];

function readingOf(pieces: readonly string[], registry: Registry): AttributionReading {
  const source = pieces.flatMap((piece) => piece.split('\n'));
  const lines = source.map(withPlainSigns);
  const [head = ''] = lines;
  const tail = lines.at(-1) ?? '';
  const prefix = prefixIn(head, registry);
  const suffix = suffixIn(tail, registry);
  if (prefix === null && suffix === null) return beginsWithNames(head, registry) ? flagged('it stands before a dash') : NOTHING;
  if (prefix !== null && suffix?.stated.ok === true && (prefix.stated.ok || prefix.stated.looksLike))
    return flagged('it has an attribution before its words and another one behind them');
  const found = prefix?.stated.ok === true || suffix === null ? prefix : suffix;
  if (found === null) return NOTHING;
  if (!found.stated.ok) return found.stated.looksLike ? flagged(found.stated.why) : NOTHING;
  const isPrefix = found === prefix;
  const rest = isPrefix ? lines.with(0, head.slice(found.literal.length)) : lines.with(-1, tail.slice(0, -found.literal.length));
  if (rest.length === 1 && rest.join('').trim() === '') return flagged('nothing would be left in the bracket without it');
  if (found.stated.isNames && rest.length === 1 && areNames(rest.join(''), registry))
    return flagged('the words beside it are names too');
  const parentheses = closedParentheses(rest.at(-1) ?? '').map((end) => parenthesisAt(end, registry));
  if (
    rest.some((line) => isAttributed(line, registry)) ||
    beginsWithNames(rest[0] ?? '', registry) ||
    parentheses.some((one) => one?.stated.ok === true)
  )
    return flagged(NOT_ALONE);
  const { length } = found.literal;
  const literal = isPrefix ? (source[0] ?? '').slice(0, length) : (source.at(-1) ?? '').slice(-length);
  return attributed(found.stated.positions, isPrefix ? literal : '', isPrefix ? '' : literal);
}

function areNames(words: string, registry: Registry): boolean {
  const stated = statedIn(words, registry);
  return stated.ok && stated.isNames;
}

/** Whether names stand before words and a dash: "EU - shall". */
function beginsWithNames(head: string, registry: Registry): boolean {
  const names = DASH_BEHIND_NAMES.exec(head.slice(0, LONGEST))?.[1];
  return names !== undefined && statedIn(names, registry).ok;
}

interface Found {
  readonly literal: string;
  readonly stated: Stated;
}

function prefixIn(head: string, registry: Registry): Found | null {
  const match = PREFIX.exec(head.slice(0, LONGEST));
  if (match === null) return null;
  const [, label = ''] = match;
  const stated = statedIn(label, registry);
  // Many a label ends in a colon ("CMA:", "Option 1:"): without a stance it must resolve to be noticed.
  const isNoticed =
    stated.ok ||
    /\s(?:propose|proposes|oppose|opposes|support|supports|delete|reserve)s?\s*(?:;|$)/.test(label) ||
    isMisstated(label, registry);
  return isNoticed ? { literal: match[0], stated } : null;
}

function isMisstated(written: string, registry: Registry): boolean {
  return written.split(';').some((piece) => misstatedIn(piece.trim(), registry) !== null);
}

function suffixIn(tail: string, registry: Registry): Found | null {
  return dashSuffix(tail.slice(-LONGEST_BEHIND), registry) ?? parenthesisSuffix(tail.slice(-LONGEST), registry);
}

function dashSuffix(end: string, registry: Registry): Found | null {
  const dashes = [...end.matchAll(DASH)].map(({ index }) => index);
  const last = dashes.at(-1);
  if (last === undefined) return null;
  const literalAt = end.slice(0, last).trimEnd().length;
  const stated = statedIn(end.slice(last).replace(/^[-–—]+/, ''), registry);
  if (!stated.ok && !stated.looksLike) return null;
  if (/\s\/\s/.test(end.slice(0, last))) return failed(end.slice(literalAt), 'it stands behind several alternatives');
  const before = dashes.slice(0, -1).filter((dash) => last - dash <= LONGEST);
  const others = before.map((dash) => end.slice(dash + 1, last));
  if (others.some((other) => isStatement(other, registry))) return failed(end.slice(literalAt), NOT_ALONE);
  return { literal: end.slice(literalAt), stated };
}

/** Whether words that another attribution leaves hold one themselves, before them ("include / EU propose: exclude") or behind a dash. */
function isAttributed(line: string, registry: Registry): boolean {
  const beforeColons = line.split(/:(?=\s|$)|：/).slice(0, -1);
  const beforeWords = beforeColons.map((part) => part.split(/[/;.,(]|\s[-–—]|\s(?:and|or)\s/).at(-1) ?? '');
  const dash = [...line.matchAll(DASH)].at(-1)?.index;
  const behindWords = dash === undefined ? [] : [line.slice(dash).replace(/^[-–—]+/, '')];
  return [...beforeWords, ...behindWords].some(
    (piece) => piece.length <= LONGEST && (statedIn(piece, registry).ok || isMisstated(piece, registry)),
  );
}

/** Whether a piece between dashes begins with a participant, or states a position as a whole. */
function isStatement(piece: string, registry: Registry): boolean {
  const name = piece.split(/[,;/]|\s+(?:and|or|retain|delete|propose|support|oppose|keep|reserve|add)s?\b/, 1)[0]?.trim() ?? '';
  if (participantNamed(name, registry) !== null) return true;
  const stated = statedIn(piece, registry);
  return stated.ok || stated.looksLike;
}

function parenthesisSuffix(end: string, registry: Registry): Found | null {
  const found = parenthesisAt(end, registry);
  if (found?.stated.ok !== true) return found;
  const before = end.slice(0, -found.literal.length);
  if (/\s\/\s/.test(before)) return failed(found.literal, 'it stands behind several alternatives');
  const isAlone = closedParentheses(before).every((other) => parenthesisAt(other, registry) === null);
  return isAlone ? found : failed(found.literal, NOT_ALONE);
}

/** The words up to each parenthesis that ends them, or a part of them: "a (Egypt); b (Malaysia)". */
function closedParentheses(words: string): string[] {
  const ends = [...words.matchAll(/\)(?=\s*[;/.]|\s+(?:and|or)\s|\s*$)/g)].map(({ index }) => index + 1);
  return ends.map((end) => words.slice(Math.max(0, end - LONGEST), end));
}

function parenthesisAt(end: string, registry: Registry): Found | null {
  const match = PARENTHESIS.exec(end);
  const written = match?.[1];
  if (match === null || written === undefined) return null;
  const stated = statedIn(written, registry);
  if (!stated.ok) {
    // "Parties (LDC)": a code in parentheses is noticed only with a word on what its bearer does.
    const isNoticed = /\son behalf of\s|\s(?:proposes?|opposes?|supports?|deletes?|reserves?|retains?)\s*(?:;|$)/.test(written);
    return isNoticed || isMisstated(written, registry) ? { literal: match[0], stated } : null;
  }
  const belongs = belonging(end.slice(0, match.index), written, registry);
  if (belongs.is === 'theirs') return null;
  return belongs.is === 'unclear' ? failed(match[0], belongs.why) : { literal: match[0], stated };
}

function attributed(stated: readonly WrittenStance[], prefix: string, suffix: string): AttributionReading {
  const authors: Actor[] = stated.flatMap((position) => (position.stance === 'propose' ? position.actors : []));
  const [proposer, ...coProposers] = authors;
  if (coProposers.some((author) => author.onBehalfOf !== null))
    return flagged('only the first proposer can act on behalf of another');
  const positions = stated.flatMap(({ stance, actors }) =>
    actors.flatMap(({ participant, onBehalfOf }): WrittenPosition | [] =>
      stance === 'propose' || participant === null ? [] : { participant, onBehalfOf, stance },
    ),
  );
  const isNamed = proposer !== undefined && proposer.participant !== null;
  return {
    attribution: {
      proposer: proposer?.participant ?? null,
      onBehalfOf: isNamed ? proposer.onBehalfOf : null,
      coProposers: isNamed ? coProposers.flatMap(({ participant }) => participant ?? []) : [],
      positions,
      prefix,
      suffix,
    },
    flag: null,
  };
}

function failed(literal: string, why: string): Found {
  return { literal, stated: { ok: false, looksLike: true, why } };
}

function flagged(why: string): AttributionReading {
  return { attribution: null, flag: `Looks like an attribution, but ${why}; it stays text.` };
}
