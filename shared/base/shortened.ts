const MARK = ' …';

/**
 * Words as they fit a line of so many UTF-16 units: all of them, or whole ones as far as there is room, with an ellipsis. Where no word ends in
 * the latter half, as in Chinese, in Thai or in a long address, they are cut between two whole signs.
 */
export function shortened(words: string, most: number): string {
  if (words.length <= most) return words;
  const room = most - MARK.length;
  const end = words.lastIndexOf(' ', room);
  const start = end > room / 2 ? words.slice(0, end) : beginningOf(words, room);
  return start.trimEnd() + MARK;
}

/** The end of words that stand before something, as `shortened` gives their beginning. */
export function shortenedBefore(words: string, most: number): string {
  if (words.length <= most) return words;
  const room = most - MARK.length;
  const start = words.indexOf(' ', words.length - room - 1) + 1;
  const end = start > 0 && start < words.length - room / 2 ? words.slice(start) : endOf(words, room);
  return `${MARK.trim()} ${end.trimStart()}`;
}

const SIGNS = new Intl.Segmenter('en', { granularity: 'grapheme' });
/** More units than anybody puts into one sign, with its marks and joiners. */
const LONGEST_SIGN = 64;

/** As many of the first so many units as make whole signs: an emoji, a letter with its marks, the vowels over and under it. */
export function beginningOf(words: string, room: number): string {
  if (words.length <= room) return words;
  const cut = SIGNS.segment(words.slice(0, room + LONGEST_SIGN)).containing(room)?.index ?? room;
  return words.slice(0, cut > 0 ? cut : room).replace(/[\uD800-\uDBFF]$/, '');
}

/** As many of the last so many units as make whole signs. */
export function endOf(words: string, room: number): string {
  if (words.length <= room) return words;
  const near = words.slice(-room - LONGEST_SIGN);
  const { index = 0, segment = '' } = SIGNS.segment(near).containing(near.length - room) ?? {};
  const cut = index < near.length - room ? index + segment.length : index;
  return near.slice(cut < near.length ? cut : -room).replace(/^[\uDC00-\uDFFF]/, '');
}
