import type { ClauseKind } from '../text/clause.ts';
import type { TextForm } from '../text/form.ts';
import { LATIN_ORDINAL } from '../text/latin-ordinals.ts';
import { writtenOption } from '../text/option-label.ts';
import { isStatusTag } from '../text/status-tag.ts';
import { labelOf, type LabelStyle } from './numbering.ts';
import { UNSEEN_SIGNS } from './unseen-signs.ts';

/** What the start of a clause says of it. Offsets are in the text that was given. */
export interface Structure {
  readonly kind: ClauseKind;
  /** Number of `#` before the clause, 0 where there are none. */
  readonly hashes: number;
  /** Where the number begins, behind the brackets that hold it; the end of the `#` or 0 where there is no number. */
  readonly start: number;
  readonly label: string;
  readonly style: LabelStyle | null;
  /** Where the words begin. */
  readonly words: number;
}

const HASHES = /^#{1,6}(?= )/;
const ROMAN = '[IVXL]{1,7}';
const NUMBER_OF_HEADING = `(?:ANTE ?\\d{1,3}|ante ?\\d{1,3}|\\d{1,3}(?:\\.\\d{1,3})*|${ROMAN}|[A-Z])(?: ?(?:${LATIN_ORDINAL}|ante))*`;
const HEAD_WORD = /^(PART|CHAPTER|SECTION|ARTICLE|ANNEX) /i;
const HEADING = new RegExp(`^(?:PART|CHAPTER|SECTION|ARTICLE|ANNEX) ${NUMBER_OF_HEADING}(?![\\p{L}\\d])(.*)$`, 'iu');
const NOTE =
  /^(?:\*{1,3}|\(|\{)*(?:N\.B\.|NB:|Notes?:|Negotiators?[’'] Note|Commented \[|Placeholder note|Secretariat note|Editor(?:ial|[’']s) note)/i;
const TOMBSTONE = /^(?:Deleted|Moved)(?:\.|$| (?:and|as|to|-|–) .{0,160}$)/;
const REFERENCE =
  /(?:^|[\s(])(?:sub-?)?(?:articles?|arts?\.|paragraphs?|paras?\.?|sections?|annex|parts?|chapters?|regulations?|decisions?|resolutions?|rules?|nos?\.)$/i;
const MIDST = /(?:^|\s)(?:of|in|to|with|under|and|or|by|the|on|from|see|at|for|per|this|that|than|as)$/;

/**
 * Reads the start of a clause. `lead` is the length of what stands before a number without being a part of the words: opening
 * brackets, blanks between them, and attributions; 0 where there is none.
 */
export function structureOf(text: string, form: TextForm, lead: number): Structure {
  const hashes = form === 'markdown' ? (HASHES.exec(text)?.[0].length ?? 0) : 0;
  if (hashes > 0) {
    const words = bare(text.slice(hashes + 1));
    return { kind: headKind(words), hashes, start: hashes, label: '', style: null, words: hashes + 1 };
  }
  const rest = text.slice(lead);
  const number = labelOf(rest);
  if (number !== null) {
    const { label, style } = number;
    const words = text.length - rest.slice(label.length).trimStart().length;
    const kind = style === 'footnote' ? 'footnote' : style === 'decimal' || style === 'preambular' ? 'paragraph' : 'subparagraph';
    return { kind, hashes: 0, start: lead, label, style, words };
  }
  return unnumberedStructure(text);
}

/** A clause all of whose characters are words. */
export function unnumberedStructure(text: string): Structure {
  return { kind: wordsKind(text), hashes: 0, start: 0, label: '', style: null, words: 0 };
}

/** What an unnumbered clause is by its words, whatever brackets stand before them. */
function wordsKind(text: string): ClauseKind {
  const words = untagged(bare(text));
  if (isWordHeading(words)) return headKind(words);
  if (writtenOption(words) !== '') return 'option';
  return NOTE.test(words) || TOMBSTONE.test(words) || (words.startsWith('{') && words.endsWith('}')) ? 'note' : 'text';
}

/** Whether this line is a heading all by itself. */
export function isHeading(line: string, form: TextForm): boolean {
  return (form === 'markdown' && HASHES.test(line)) || isWordHeading(untagged(bare(line)));
}

/**
 * Whether a line, which follows `before` without an empty line between, begins a clause of its own by what stands at its start.
 */
export function beginsStructure(line: string, form: TextForm, before: string): boolean {
  if (form === 'markdown' && HASHES.test(line)) return true;
  const words = bare(line);
  if (labelOf(words) !== null) return !REFERENCE.test(before);
  if (MIDST.test(before)) return false;
  return wordsKind(words) !== 'text';
}

/** Whether a line holds a number and nothing else. */
export function isNumberOnly(line: string): boolean {
  const words = bare(line);
  return labelOf(words)?.label === words;
}

/** The words of a clause as a reader sees them, without the brackets that open before them. */
function bare(text: string): string {
  return text.replaceAll(UNSEEN_SIGNS, '').replace(/^[[\s]+/, '');
}

/** Without the status tag at its end: a heading that was agreed is one still. */
function untagged(words: string): string {
  return words.replace(/\s*\[([^[\]]{1,60})\]$/, (tag, inside: string) => (isStatusTag(inside) ? '' : tag));
}

/**
 * A heading made by words alone: head word, ordinal, and then nothing, or a title that is no sentence (CONVENTIONS 6, `heading`).
 */
function isWordHeading(words: string): boolean {
  if (/^(?:PREAMBLE|Preamble|ANNEX|Annex)\]*$/.test(words)) return true;
  if (words.length > 220 || !HEAD_WORD.test(words)) return false;
  const title = HEADING.exec(words)?.[1];
  if (title === undefined || /\.{4}/.test(title)) return false;
  if (/^[\s\]:.*]*$/.test(title)) return true;
  return /^[\].:]* ?(?:[–—-] )?[[(*“"{]*[\p{Lu}\d]/u.test(title) && !/^ (?:Option|Alt)\b/i.test(title) && !/[.;,]$/.test(title);
}

function headKind(words: string): ClauseKind {
  const word = HEAD_WORD.exec(words)?.[1]?.toUpperCase();
  if (word === 'ARTICLE') return 'article';
  return word === 'PART' || word === 'CHAPTER' ? 'part' : 'heading';
}
