import { SLOT } from '../text/clause.ts';
import { readable } from '../text/clause-words.ts';
import { NUMBER_PATTERN } from './numbering.ts';

const AFTER_NUMBER = new RegExp(`(?<=^|[ [.)|]|<br>)(${NUMBER_PATTERN})(?<=[.)]) (?=\\S)`, 'g');
const BEFORE_NUMBER = new RegExp(`(?<!\\[ ?)(?:\\[ ?)+(?=${NUMBER_PATTERN}(?:(?<=[.)])|[^\\p{L}\\d]|$))`, 'gu');

const AT_BAR = / ?((?<!\\)(?:\||<br>)) ?/g;
const RULE = /\|:?-+:?(?=\|)/g;

/**
 * The white space that a round trip keeps: import followed by export gives a text equal to the source under this function.
 *
 * - W1. Every run of white space, line ends and page breaks included, is one space; there is none at the two ends.
 * - W2. U+2060 WORD JOINER and a byte order mark at the start are dropped: the first is the empty place of a bracket here. So is what no
 *   reading could show: controls that are no white space, and halves of a pair.
 * - W3. White space between a number and the words that follow it does not count (`2.In cases` comes back as `2. In cases`).
 * - W4. White space between opening brackets and a number that they enclose does not count (`[ 2. In` comes back as `[2. In`).
 * - W21. White space at the bars of a table's row, and how many dashes stand under its headings, do not count.
 *
 * W3 and W4 matter only to sources that have no space after a clause's number, or have one before it: for all others W1 and W2
 * suffice.
 */
export function normaliseSpace(text: string): string {
  return collapseSpace(text)
    .replaceAll(AT_BAR, '$1')
    .replaceAll(RULE, '|---')
    .replaceAll(AFTER_NUMBER, '$1')
    .replaceAll(BEFORE_NUMBER, (brackets) => brackets.replaceAll(' ', ''));
}

/** Rules W1 and W2 alone. */
export function collapseSpace(text: string): string {
  return readable(text.replaceAll(SLOT, ''))
    .replaceAll(/[\s\u0085]+/g, ' ')
    .trim();
}
