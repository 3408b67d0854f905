import type { Element } from '@xmldom/xmldom';
import { shortened } from '../../../../shared/base/shortened.ts';
import type { WordAside } from './word-text.ts';
import { attributeOf } from './xml.ts';

/** What is told of an equation. */
export const EQUATION = 'an equation, here on a line';

/** What is told of words that were struck without tracking. */
export const STRUCK = 'a line through words';
export const STRUCK_AS_PUT_IN = 'words put in with a line through them';

/** What a tracked change of looks is told as. */
export function asideOf(change: Element, what: string, words: string): WordAside {
  return { what, words, author: attributeOf(change, 'author') ?? '' };
}

/** What goes on over several runs is told once; null: words of which nothing is told. */
export function joinedAsides(asides: readonly (WordAside | null)[]): WordAside[] {
  const all: (WordAside | null)[] = [];
  for (const aside of asides) {
    const last = all.at(-1);
    if (aside !== null && last?.what === aside.what && last.author === aside.author)
      all[all.length - 1] = { ...last, words: last.words + aside.words };
    else all.push(aside);
  }
  return all
    .flatMap((one) => one ?? [])
    .map((one) => ({ ...one, words: shortened(one.words.replaceAll(/\s+/g, ' ').trim(), LONGEST) }));
}

const LONGEST = 160;
