import type { Element } from '@xmldom/xmldom';
import { valueOf } from './xml.ts';

/** Where words stand that are not on their line, as `w:vertAlign` says it. */
export type Height = 'superscript' | 'subscript';

/** What is told of words that are not on their line, where no signs say so. */
export const HEIGHTS: Readonly<Record<Height, string>> = {
  superscript: 'raised above the line',
  subscript: 'lowered below the line',
};

/** Where words stand by their looks, the nearest first; null for on their line. */
export function heightOf(looks: readonly (Element | null)[]): Height | null {
  const told = looks.map((one) => valueOf(one, 'vertAlign')).find((one) => one !== null);
  return told === 'superscript' || told === 'subscript' ? told : null;
}

/** The signs that stand raised or lowered by themselves; null where one of the words' characters has none. */
export function signsAt(words: string, height: Height): string | null {
  const signs = words.split('').map((one) => (one.trim() === '' ? one : SIGNS[height].get(one)));
  return signs.every((one) => one !== undefined) ? signs.join('') : null;
}

/** Whether words say the same on their line: the letters of an ordinal, and what is neither letter nor digit. */
export function isSameOnLine(words: string, height: Height, before: string): boolean {
  if (!/[\p{L}\p{N}]/u.test(words)) return true;
  return height === 'superscript' && /[\dIVX]$/.test(before) && ORDINAL.test(words.trim());
}

const ORDINAL = /^(?:st|nd|rd|th|ers?|res?|es?|n?de|[eè]mes?|os|as)$/i;

/** The signs of Unicode, each character with its own; every hyphen and dash may be meant as a minus. */
const SIGNS: Readonly<Record<Height, ReadonlyMap<string, string>>> = {
  superscript: paired('0123456789+-\u2010\u2011\u2013\u2212=()inao', '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁻⁻⁼⁽⁾ⁱⁿªº'),
  subscript: paired('0123456789+-\u2010\u2011\u2013\u2212=()aehijklmnoprstuvx', '₀₁₂₃₄₅₆₇₈₉₊₋₋₋₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ'),
};

function paired(plain: string, signs: string): ReadonlyMap<string, string> {
  return new Map(plain.split('').map((one, index) => [one, signs.charAt(index)]));
}
