import { SLOT, withoutSlots, type Clause, type Run } from './clause.ts';

/** Whether anything was ever proposed in a clause; where nothing was, it stays as it was written. */
export function isNegotiated({ runs }: Pick<Clause, 'runs'>): boolean {
  return !runs.every(isUntouched);
}

/** Whether words are of the base, and no proposal wants them out. */
export function isUntouched({ insertions, deletions }: Run): boolean {
  return insertions.length === 0 && deletions.length === 0;
}

/** A stretch of a sentence. */
export interface Piece {
  readonly text: string;
  /** Whether these are words that no proposal has touched: however they and the base behind them are spaced, they were written so. */
  readonly isBase: boolean;
}

/** Where words are missing. */
export const MISSING: Piece = { text: '', isBase: false };

/**
 * Which characters of a sentence are kept once words of it are missing or brackets are lifted, by UTF-16 unit. Left out is what comes together: a
 * second space, a space before a point, comma, question or exclamation mark, inside of parentheses and of “these” marks, a comma beside a comma or a stop; and at the ends white space, at the
 * beginning a comma. What stands so within a piece of the base stays, and so does the no-break space that French has before a colon or semicolon.
 * Nothing is ever added. What is left out of some of the pieces by themselves, their ends apart, is left out of the whole too, and the whole then
 * keeps the same characters.
 */
export function keptCharacters(pieces: readonly Piece[]): boolean[] {
  const text = pieces.map((piece) => piece.text).join('');
  const keep = Array.from<boolean>({ length: text.length }).fill(false);
  const kept: number[] = [];
  const last = (): string => text.charAt(kept.at(-1) ?? text.length);
  /** Whether what is kept ends with an opening parenthesis or quotation mark, spaces behind it or not. */
  const opens = (): boolean => {
    let before = kept.length - 1;
    while (before >= 0 && BREAKABLE.test(text.charAt(kept[before] ?? 0))) before -= 1;
    if (before < 0) return false;
    const mark = text.charAt(kept[before] ?? 0);
    return OPENING.test(mark) || (mark === '“' && !ENDS_WORD.test(text.charAt(kept[before - 1] ?? text.length)));
  };
  const dropLast = (which: RegExp): void => {
    while (which.test(last())) {
      const at = kept.pop();
      if (at !== undefined) keep[at] = false;
    }
  };
  let [at, start, isEdge, wasBase] = [0, 0, true, false];
  for (const { text: piece, isBase } of pieces) {
    if (!isBase || !wasBase) [start, isEdge] = [at, true];
    wasBase = isBase;
    for (const end = at + piece.length; at < end; at += 1) {
      const character = text.charAt(at);
      if (SPACE.test(character)) {
        const meets = !isBase || (kept.at(-1) ?? -1) < start;
        if (last() === '') continue;
        if (meets && !BREAKABLE.test(character)) dropLast(BREAKABLE);
        if (meets && (SPACE.test(last()) || (BREAKABLE.test(character) && opens()))) continue;
      } else if (isEdge) {
        const isComma = COMMA.test(character);
        if (opens()) dropLast(BREAKABLE);
        if (isComma || /[)）]/.test(character)) dropLast(SPACE);
        else if (/[?!؟？！”]/.test(character)) dropLast(BREAKABLE);
        else if (/[.。۔]/.test(character)) dropLast(NOTHING_READ);
        else if (/[;:؛；：]/.test(character)) dropLast(/[^\S\u00a0\u202f]|[,،，、]/);
        if (isComma && (last() === '' || COMMA.test(last()))) continue;
        isEdge = !isBase;
      }
      keep[at] = true;
      kept.push(at);
    }
  }
  dropLast(SPACE);
  return keep;
}

const SPACE = /\s/;
/** The commas of Latin, Arabic and Chinese writing. */
const COMMA = /[,،，、]/;
const OPENING = /[(（]/;
/** What stands before the mark “ where that closes, as in Russian and German. */
const ENDS_WORD = /[\p{L}\p{M}\p{N}.,;:!?…)\]]/u;
const NOTHING_READ = /[\s,،，、]/;
/** White space at which a line may be broken. */
const BREAKABLE = /[^\S\u00a0\u202f]/;

/** Whether of words whose rest is missing nothing would be read, empty places in them or not. */
export function readsNothing(text: string): boolean {
  return !/[^\s,،，、\u2060]/.test(text);
}

/** Where none of this stands all characters are kept, which is so of most sentences. */
const UNTIDY = /^[\s,،，、]|\s[\s.。۔,،，、;:؛；：)）?!؟？！”]|[(（“]\s|[,،，、][,،，、.。۔;:؛；：]|\s$/;

/** The texts of the pieces that make up a sentence, with what is kept of them (`keptCharacters`). Empty places are no characters of it, and stay. */
export function tidyTexts(pieces: readonly Piece[]): string[] {
  const words = pieces.map(({ text, isBase }) => ({ text: withoutSlots(text), isBase }));
  if (!UNTIDY.test(words.map(({ text }) => text).join(''))) return pieces.map(({ text }) => text);
  const keep = keptCharacters(words);
  let at = 0;
  return pieces.map(({ text }) => {
    let kept = '';
    for (let unit = 0; unit < text.length; unit += 1) {
      const character = text.charAt(unit);
      if (character === SLOT) kept += character;
      else {
        if (keep[at] === true) kept += character;
        at += 1;
      }
    }
    return kept;
  });
}
