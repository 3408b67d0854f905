import { SLOT, withoutSlots, type Clause } from './clause.ts';

/** Whether anything was ever proposed in a clause; where nothing was, it stays as it was written. */
export function isNegotiated({ runs }: Pick<Clause, 'runs'>): boolean {
  return runs.some(({ insertions, deletions }) => insertions.length > 0 || deletions.length > 0);
}

/**
 * Which characters of a sentence are kept once words of it are missing or brackets are lifted, by UTF-16 unit. Left out is what they leave behind: a
 * second space, a space before a point, comma or closing parenthesis, a comma beside a comma or a stop, white space at the ends, a comma at
 * the beginning. Nothing is ever added. What is left out of a part of the sentence by itself, its ends apart, is left out of the whole too, and
 * the whole then keeps the same characters.
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

const UNTIDY = /^[\s,]|\s[\s.,;:)]|,[,.;:]|\s$/;

/** Whether all characters of a sentence are kept, which is so of most. */
export function isTidy(text: string): boolean {
  return !UNTIDY.test(text);
}

/** The texts that make up a sentence, each with what is kept of it. Empty places are no characters of it, and stay. */
export function tidyTexts(texts: readonly string[]): readonly string[] {
  const whole = withoutSlots(texts.join(''));
  if (isTidy(whole)) return texts;
  const keep = keptCharacters(whole);
  let at = 0;
  return texts.map((text) => {
    let kept = '';
    for (let unit = 0; unit < text.length; unit += 1) {
      const character = text.charAt(unit);
      if (character === SLOT) kept += character;
      else {
        if (keep[at] === true) kept += character;
        at += 1;
      }
    }
    return kept;
  });
}
