import { LATIN_ORDINAL } from './latin-ordinals.ts';
import { roman } from './number-signs.ts';

/**
 * The rungs on which options are lettered (A/CONF.232/2022/5, note by the President; CONVENTIONS 1.2): OPTION I for groups of articles and
 * entire articles, Option A for paragraphs, Option 1 for subparagraphs. The first is the outermost.
 */
export const OPTION_RUNGS = [1, 2, 3] as const;
export type OptionRung = (typeof OPTION_RUNGS)[number];

/** The words under which an option stands, as the n-th of its choice, from 0. */
export function optionLabel(rung: OptionRung, place: number): string {
  if (rung === 1) return `OPTION ${roman(place + 1).toUpperCase()}`;
  return rung === 2 ? `Option ${letters(place + 1)}` : `Option ${place + 1}`;
}

const LABEL = new RegExp(
  `^[*_]*(?:Options?|Alt|Alternatives?)\\.? ?(?:[IVX]{1,5}|\\d{1,3}|[A-Z]|\\([a-z]{1,4}\\))(?:\\.\\d+)*(?: ?(?:${LATIN_ORDINAL}))*(?=[:.*[\\s(]|$)`,
  'i',
);
const IN_SENTENCE =
  /^[*_]*(?:options?|alt|alternatives?)\.? ?[\w().]+ (?:of|above|below|and|or|is|are|in|to|as|shall|should|may|has|was)\b/i;

/** The label with which words begin that are an option's, such as `Option 1`; empty where they are none. */
export function writtenOption(words: string): string {
  return IN_SENTENCE.test(words) ? '' : (LABEL.exec(words)?.[0] ?? '');
}

/** Whether words say that nothing stands there: `: No text.` */
export function saysNoText(words: string): boolean {
  return /^[\s:.*_–—-]*no (?:text|provision|article|paragraph)[\s.*_]*$/i.test(words);
}

/** Whether the words of a bracket say that there is to be none: `[No text.]`. In the middle of a sentence (`[no text] of its own`) they are words. */
export function isNoText(words: string): boolean {
  return /^[\s:.*_–—-]*(?:No [Tt]ext|NO TEXT)[\s.*_]*$/.test(words);
}

/** A to Z, AA and on. */
function letters(count: number): string {
  const rest = Math.floor((count - 1) / 26);
  return `${rest === 0 ? '' : letters(rest)}${String.fromCodePoint(65 + ((count - 1) % 26))}`;
}
