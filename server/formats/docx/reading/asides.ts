import type { Element } from '@xmldom/xmldom';
import { shortened } from '../../../../shared/base/shortened.ts';
import type { WordAside, WordParagraph, WordWords } from './word-text.ts';
import { authorOf } from './xml.ts';

/** What is told of an equation. */
export const EQUATION = 'an equation, here on a line';

/** What is told of a document that is held in another. */
export const EMBEDDED = 'an embedded document';

/** What is told of what is not read, so that no file can make reading go on for ever. */
export const TOO_DEEP = 'what lies deeper in the file than anybody nests it';

/** What is told of fields that give no words. */
export const FIELDS = {
  endless: 'a field that never ends: what stands in it is read as words',
  'without-words': 'a field whose words the file does not hold',
} as const;
export const INSTRUCTIONS = 'words in the instructions of a field';

/** What is told of words that were struck without tracking. */
export const STRUCK = 'a line through words';
export const STRUCK_AS_PUT_IN = 'words put in with a line through them';

/** What is told of a number that Word counts in words, or in signs that are not known here. */
export const NUMBER_IN_FIGURES = 'a number that Word writes in a way of its own, here in figures';

/** What is told of a number that somebody tracked: a clause has one or none. */
export const NUMBER_AS_WORDS = 'a number of the clause’s own: it is tracked, and so stands among the words';
const NUMBER_STRUCK = 'its number is struck, and stays: only the whole clause goes with its number';

/** That somebody struck the number of a clause whose words stay. */
export function struckNumberIn(
  { pieces }: WordParagraph,
  freshIn: (words: WordWords) => Pick<WordWords, 'insertion' | 'deletion'>,
): WordAside[] {
  const words = pieces.flatMap((piece) => (piece.type === 'words' && piece.text.trim() !== '' ? [piece] : []));
  const isNumber = ({ sign }: WordWords): boolean => sign === 'issued' || sign === 'counted';
  const author = words.filter(isNumber).flatMap((one) => freshIn(one).deletion ?? [])[0]?.author;
  const stays = words.some((one) => !isNumber(one) && one.sign === null && one.deletion?.author !== author);
  return author === undefined || !stays ? [] : [{ what: NUMBER_STRUCK, words: words.map(({ text }) => text).join(''), author }];
}

/** What a tracked change of looks is told as. */
export function asideOf(change: Element, what: string, words: string): WordAside {
  return { what, words, author: authorOf(change) };
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
