import { withoutSlots } from './clause.ts';

/**
 * Words from a field as they can stand in a clause, which is one line: the end of a line becomes a space, and characters that are none to be read
 * (controls, halves of a pair, the place of an empty bracket) go. What papers write as a line of its own would come back as a clause of its own.
 */
export function asClauseWords(text: string): string {
  return withoutSlots(text)
    .replaceAll(/\s*[\n\r\v\f\u0085\u2028\u2029]\s*/g, ' ')
    .replaceAll('\t', ' ')
    .replaceAll(/[\p{Cc}\p{Cs}]/gu, '');
}
