import { ANY_LATIN_ORDINAL, LATIN_ORDINAL } from '../text/latin-ordinals.ts';

/** Latin ordinals have nothing but a space or a point between them and the number that they follow. */
const ORDINAL = `(?:${ANY_LATIN_ORDINAL}|[aA][nN][tT][eE])`;
/** No number has more parts than these; and without a limit a long row of figures and points could be read in too many ways to try them. */
const PARTS = '(?:\\.\\d{1,3}){0,12}';
const ORDINALS = `(?:(?:\\s?|\\.)${ORDINAL}(?![A-Za-z])|(?:\\s?|\\.)(?:alt|Alt|ALT)(?:\\.?\\s?\\d{1,2})?(?![A-Za-z]))`;
const TAIL = `${ORDINALS}{0,12}${PARTS}`;
const DECIMAL = `\\d{1,3}${PARTS}(?:${ORDINALS}{1,12}${PARTS})?\\.?`;
const PREAMBULAR = `(?:PP|Pp|OP|Op)\\s?\\d{1,3}${TAIL}\\.?`;
const ROMAN = '[ivxl]{2,6}';
const PARENTHESIS = `\\(?(?:\\d{1,3}|(?<twin>[a-z])\\k<twin>?|${ROMAN})\\)${TAIL}\\.?`;
const LETTER = `(?:[a-z]|${ROMAN})(?:\\s?${ORDINAL}){0,12}\\.`;

/** A number as drafts write it, without its surroundings (CONVENTIONS 6, `number`; 1.5). Source of a regular expression. */
export const NUMBER_PATTERN = `(?:${PREAMBULAR}|${PARENTHESIS}|${DECIMAL}|${LETTER})`;

const NUMBER = new RegExp(`^${NUMBER_PATTERN}`);
const DEFINITELY_DECIMAL = /^\d+\.$|[A-Za-z]|\.$/;
const BULLET = /^[-*+•◦▪●·](?= |$)/;
const FOOTNOTE = /^\[\^[^\s[\]]{1,40}\]:(?= |$)/;

/** Of what kind the number at the start of a clause is: its style says how deep it lies where nothing else does. */
export type LabelStyle = 'decimal' | 'preambular' | 'letter' | 'roman' | 'letter-point' | 'roman-point' | 'bullet' | 'footnote';

/** A number at the start of a text, exactly as written. */
export interface Label {
  readonly label: string;
  readonly style: LabelStyle;
}

/**
 * The number with which this text begins, or null. A number ends at white space or at the end; only a point or a parenthesis may
 * have the words glued to it (`2.In cases`). A bare figure is none (`30 days`), nor a decimal before small letters (`1.5
 * degrees`); Latin ordinals count only directly after a number ("ne bis in idem" begins with none: CONVENTIONS 6, ruling 19).
 */
export function labelOf(text: string): Label | null {
  const footnote = FOOTNOTE.exec(text)?.[0];
  if (footnote !== undefined) return { label: footnote, style: 'footnote' };
  const bullet = BULLET.exec(text)?.[0];
  if (bullet !== undefined) return { label: bullet, style: 'bullet' };
  const label = NUMBER.exec(text)?.[0];
  if (label === undefined) return null;
  const after = text.slice(label.length, label.length + 3);
  const ends = after === '' || /^\s/.test(after);
  if (!ends && !(/[.)]$/.test(label) && isGluedText(label, after))) return null;
  if (/^\d/.test(label) && !DEFINITELY_DECIMAL.test(label) && !/^\d+\)/.test(label)) {
    if (!label.includes('.') || (after !== '' && !/^\s+[\p{Lu}“"‘'«[(*]/u.test(after))) return null;
  }
  return { label, style: styleOf(label) };
}

/**
 * Words may follow a point or a parenthesis without a space where they cannot be a part of the number: `(c)Rehabilitate`,
 * `8.[Planned]`.
 */
function isGluedText(label: string, after: string): boolean {
  if (/^[a-z]/.test(label)) return false;
  return /^(?:[\p{Lu}“"‘'«]|\[[^\d\]])/u.test(after) || (label.endsWith('.') && /^\([a-z]/.test(after));
}

const ORDINAL_BEHIND = new RegExp(`(?<=.)(?:${LATIN_ORDINAL}).*$`);

function styleOf(label: string): LabelStyle {
  if (/^[PO]/.test(label)) return 'preambular';
  const letters = /^\(?([a-z]+)/.exec(label)?.[1]?.replace(ORDINAL_BEHIND, '');
  if (letters === undefined) return 'decimal';
  const isRoman = /^[ivxl]+$/.test(letters);
  if (label.includes(')')) return isRoman ? 'roman' : 'letter';
  return isRoman ? 'roman-point' : 'letter-point';
}
