import { withoutSlots } from './clause.ts';

/** The ends of lines, as any system and Unicode have them. */
export const LINE_END = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/;

/**
 * Controls that are no white space, which no reading could show, and signs that turn round whatever stands behind them, be it another's. Marks of
 * direction, joiners and other signs that turn nothing are spelling.
 */
const CONTROL = '\\u0000-\\u0008\\u000e-\\u001f\\u007f-\\u0084\\u0086-\\u009f\\u202a-\\u202e\\u2066-\\u2069';
const UNREADABLE = new RegExp(`[${CONTROL}]`);
const EVERY_CONTROL = new RegExp(UNREADABLE, 'g');
const EVERY_UNREADABLE = new RegExp(`[${CONTROL}\\p{Cs}]`, 'gu');

/** Whether a text holds what no reading could show as it is. White space of any kind is none of that. */
export function isUnreadable(text: string): boolean {
  return UNREADABLE.test(text);
}

/** Where each of that stands, one unit long. */
export function unreadablePlaces(text: string): number[] {
  return Array.from(text.matchAll(EVERY_CONTROL), ({ index }) => index);
}

/** A text without controls, signs that turn what stands behind them, and halves of a pair. */
export function readable(text: string): string {
  return text.replaceAll(EVERY_UNREADABLE, '');
}

/**
 * A text as a clause has it, which is one line: what ends a line becomes a space, with the white space beside it, and what no reading could
 * show goes. What papers write as a line of its own would come back as a clause of its own.
 */
export function asOneLine(text: string): string {
  const lines = readable(text.replaceAll('\t', ' ')).split(LINE_END);
  if (lines.length === 1) return lines[0] ?? '';
  const last = lines.length - 1;
  return lines
    .map((line, at) => {
      const begun = at === 0 ? line : line.trimStart();
      return at === last ? begun : begun.trimEnd();
    })
    .filter((line, at) => line !== '' || at === 0 || at === last)
    .join(' ');
}

/** Words from a field as they can stand in a clause: in one line, and without the place of an empty bracket. */
export function asClauseWords(text: string): string {
  return asOneLine(withoutSlots(text));
}
