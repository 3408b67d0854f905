/** With a capital letter at the start, as a sentence begins. */
export function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** As it stands within a sentence: "Agreed ad referendum" with a small letter, but "G77" as it is. */
export function lowered(words: string): string {
  return /^\p{Lu}(?:\p{Ll}|\s)/u.test(words) ? words.charAt(0).toLowerCase() + words.slice(1) : words;
}

/** A number as English writes it: 10,700. */
export function grouped(number: number): string {
  return String(number).replaceAll(/\B(?=(?:\d{3})+$)/g, ',');
}

/** So many of something, in figures: "1 clause", "3 clauses". */
export function counted(count: number, one: string, more = `${one}s`): string {
  return `${grouped(count)} ${count === 1 ? one : more}`;
}

/** So many of something, as a sentence tells it: "one clause", "3 clauses". */
export function oneOrMore(count: number, one: string, more = `${one}s`): string {
  return count === 1 ? `one ${one}` : `${grouped(count)} ${more}`;
}
