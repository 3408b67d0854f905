import type { Clause } from '../text/clause.ts';

/** Whether anything was ever proposed in a clause; where nothing was, it stays as it was written. */
export function isNegotiated({ runs }: Clause): boolean {
  return runs.some(({ insertions, deletions }) => insertions.length > 0 || deletions.length > 0);
}

/**
 * Which characters of a sentence are kept once words of it are missing or brackets are lifted, by UTF-16 unit. Left out is what they leave behind: a
 * second space, a space before a point, comma or closing parenthesis, a comma beside a comma or a stop, white space at the ends, a comma at
 * the beginning. Nothing is ever added.
 */
export function keptCharacters(text: string): boolean[] {
  const keep = Array.from<boolean>({ length: text.length }).fill(false);
  const kept: number[] = [];
  const last = (): string => text.charAt(kept.at(-1) ?? text.length);
  const dropLast = (): void => {
    const at = kept.pop();
    if (at !== undefined) keep[at] = false;
  };
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (/\s/.test(character) && /^\s?$/.test(last())) continue;
    if (/[.,;:)]/.test(character) && /\s/.test(last())) dropLast();
    if (character === ',' && (last() === ',' || last() === '')) continue;
    if (/[.;:]/.test(character) && last() === ',') dropLast();
    keep[at] = true;
    kept.push(at);
  }
  while (/\s/.test(last())) dropLast();
  return keep;
}
