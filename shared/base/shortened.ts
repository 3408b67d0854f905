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

/** A sign outside the first plane has two units, of which the first alone is none. */
function withoutHalf(start: string): string {
  return start.replace(/[\uD800-\uDBFF]$/, '');
}
