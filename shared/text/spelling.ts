/**
 * Words in the one spelling that stands for all that Unicode calls canonically equivalent (UAX #15), such as é in one character and in two. For
 * comparing alone: a text keeps what was typed.
 */
export function asSpelt(words: string): string {
  return words.normalize('NFC');
}

/** Whether two texts are the same to whoever reads them, in whatever characters their accents are written. */
export function isSameText(one: string, other: string): boolean {
  return one === other || asSpelt(one) === asSpelt(other);
}
