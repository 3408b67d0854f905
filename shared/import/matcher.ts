/**
 * One matched pair: the offsets of its two bracket characters. `escaped` pairs are written `\[` and `\]`; their offsets are those
 * of the brackets, not of the backslashes.
 */
export interface BracketPair {
  readonly open: number;
  readonly close: number;
  readonly escaped: boolean;
}

/**
 * What matching found, each list in the order of the text (pairs in the order of opening). Always
 * pairs + unclosed = opening brackets and pairs + stray = closing brackets.
 */
export interface Matching {
  readonly pairs: readonly BracketPair[];
  readonly unclosed: readonly number[];
  readonly stray: readonly number[];
}

const OPEN = 0x5b;
const CLOSE = 0x5d;
const BACKSLASH = 0x5c;

/**
 * Matches brackets over the whole text with a plain stack: brackets may span paragraphs and articles, so nothing resets it
 * (CONVENTIONS 6, ruling 7; 1.3 statistics). Escaped brackets pair only with each other, on a stack of their own. Total and
 * linear.
 */
export function matchBrackets(text: string): Matching {
  const plain: number[] = [];
  const escaped: number[] = [];
  const pairs: BracketPair[] = [];
  const stray: number[] = [];
  let backslashes = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    const isEscaped = backslashes % 2 === 1;
    backslashes = code === BACKSLASH ? backslashes + 1 : 0;
    if (code !== OPEN && code !== CLOSE) continue;
    const stack = isEscaped ? escaped : plain;
    if (code === OPEN) stack.push(at);
    else {
      const open = stack.pop();
      if (open === undefined) stray.push(at);
      else pairs.push({ open, close: at, escaped: isEscaped });
    }
  }
  return { pairs: pairs.toSorted((a, b) => a.open - b.open), unclosed: [...plain, ...escaped].toSorted((a, b) => a - b), stray };
}

/** How deep each pair lies in the others of the list, from 1. The pairs come in the order of opening and do not cross. */
export function depthsOf(pairs: readonly BracketPair[]): number[] {
  const closes: number[] = [];
  return pairs.map((pair) => {
    while (closes.length > 0 && (closes.at(-1) ?? 0) < pair.open) closes.pop();
    closes.push(pair.close);
    return closes.length;
  });
}
