const MARK = ' …';

/**
 * Words as they fit a line of so many UTF-16 units: all of them, or whole ones as far as there is room, with an ellipsis. Where no word ends in
 * the latter half, as in Chinese or in a long address, they are cut between two signs.
 */
export function shortened(words: string, most: number): string {
  if (words.length <= most) return words;
  const room = most - MARK.length;
  const end = words.lastIndexOf(' ', room);
  const start = end > room / 2 ? words.slice(0, end) : withoutHalf(words.slice(0, room));
  return start.trimEnd() + MARK;
}

/** The end of words that stand before something, as `shortened` gives their beginning. */
export function shortenedBefore(words: string, most: number): string {
  if (words.length <= most) return words;
  const room = most - MARK.length;
  const start = words.indexOf(' ', words.length - room - 1) + 1;
  const end =
    start > 0 && start < words.length - room / 2 ? words.slice(start) : words.slice(-room).replace(/^[\uDC00-\uDFFF]/, '');
  return `${MARK.trim()} ${end.trimStart()}`;
}

/** A sign outside the first plane has two units, of which the first alone is none. */
function withoutHalf(start: string): string {
  return start.replace(/[\uD800-\uDBFF]$/, '');
}
