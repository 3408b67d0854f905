const UNSEEN = '\\p{Default_Ignorable_Code_Point}';
/** What nobody sees, such as marks of direction, where it stands within no word. */
const AROUND_WORDS = new RegExp(
  `(?<![\\p{L}\\p{M}\\p{N}]|${UNSEEN})${UNSEEN}+|${UNSEEN}+(?![\\p{L}\\p{M}\\p{N}]|${UNSEEN})`,
  'gu',
);

/** Signs of Chinese and Arabic, other dashes, and marks that nobody sees, by the sign that each stands for where somebody is named. */
const PLAIN: readonly (readonly [RegExp, (sign: string) => string])[] = [
  // The colon of Chinese parts words by itself, without white space.
  [/[\uFF01-\uFF19\uFF1B-\uFF5E]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - FULL_TO_PLAIN)],
  [/[\u3001\u060C]/g, () => ','],
  [/\u061B/g, () => ';'],
  [/[\u2010-\u2012\u2015\u2212]/g, () => '-'],
  [AROUND_WORDS, (signs) => ' '.repeat(signs.length)],
];

const FULL_TO_PLAIN = 0xfee0;

/** A line with plain signs for those of other scripts and blanks for what nobody sees around words, as long as before. */
export function withPlainSigns(line: string): string {
  return PLAIN.reduce((text, [signs, plain]) => text.replaceAll(signs, plain), line);
}
