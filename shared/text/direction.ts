import { withoutNoteMarks } from './numbering.ts';

export type Direction = 'ltr' | 'rtl';

/** Scripts that run from right to left. */
const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
const LETTER = /\p{L}/u;
/** What runs from left to right in any text: letters of other scripts, and figures, also those of Arabic. */
const LEFT_TO_RIGHT = /[\p{L}\p{Nd}]/gu;
/** A row of Latin letters and figures without a blank, joined by signs; behind it the year of a resolution. */
const JOINED =
  /[\p{Script=Latin}0-9](?:[\p{Script=Latin}0-9/.:_*+&=?%#@~()-]*[\p{Script=Latin}0-9*)])?(?: \([0-9]{4}\)(?!\p{L}))?/gu;

/**
 * The direction of a text by its first letter, as the Unicode algorithm has it: what is isolated does not count, and so neither does a symbol
 * nor a footnote's mark. Figures and signs have none, and a text without a letter runs from left to right.
 */
export function directionOf(text: string): Direction {
  if (!RIGHT_TO_LEFT.test(text)) return 'ltr';
  const words = withoutNoteMarks(text);
  const counted = aroundSymbols(words)
    .filter((_piece, index) => index % 2 === 0)
    .join(' ');
  const first = LETTER.exec(counted)?.[0] ?? LETTER.exec(words)?.[0] ?? '';
  return RIGHT_TO_LEFT.test(first) ? 'rtl' : 'ltr';
}

/** Whether some of a text runs against the direction of the whole. */
export function isMixed(text: string, whole: Direction): boolean {
  if (whole === 'ltr') return RIGHT_TO_LEFT.test(text);
  return Array.from(text.matchAll(LEFT_TO_RIGHT)).some(([sign]) => !RIGHT_TO_LEFT.test(sign) || /\p{Nd}/u.test(sign));
}

/**
 * A text cut at its symbols, which stand at the odd places: document symbols, numbers such as `5(b)`, addresses. They run from left to
 * right wherever they stand, and what stands beside them is not drawn into them.
 */
export function aroundSymbols(text: string): string[] {
  const pieces: string[] = [];
  let at = 0;
  for (const { 0: joined, index } of text.matchAll(JOINED)) {
    const symbol = joined.endsWith(')') && !joined.includes('(') ? joined.slice(0, -1) : joined;
    if (!isSymbol(symbol)) continue;
    pieces.push(text.slice(at, index), symbol);
    at = index + symbol.length;
  }
  return [...pieces, text.slice(at)];
}

/**
 * A name or a number without the signs that bind it to what stands beside it, and those signs before and behind it: what is isolated is the
 * name, while ` - ` before it and the point behind it go the way of the clause.
 */
export function aroundName(text: string): readonly [before: string, name: string, behind: string] {
  const [, before = '', name = text, behind = ''] = /^([\s–-]*)(.*?)([\s.:;,]*)$/su.exec(text) ?? [];
  return [before, name, behind];
}

/** A word has neither figures nor, with a capital, a stroke. */
function isSymbol(joined: string): boolean {
  return /\p{L}/u.test(joined) && (/[0-9]/.test(joined) || (/^\p{Lu}/u.test(joined) && joined.includes('/')));
}
