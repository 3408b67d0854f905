/** A bracket of the text as the local look sees it. */
export interface BracketAt {
  readonly at: number;
  readonly opens: boolean;
  /** Index of its clause. */
  readonly clause: number;
  /**
   * An opening bracket with nothing but brackets before it in its clause, or a closing one with nothing but brackets and a mark
   * behind it.
   */
  readonly isOuter: boolean;
}

/** Brackets that a person would suspect of having lost their counterpart, each list in the order of the text. */
export interface Suspects {
  readonly opening: readonly BracketAt[];
  readonly closing: readonly BracketAt[];
}

/**
 * A second, local look at an unbalanced text (CONVENTIONS 6, ruling 8). The plain stack blames the outermost bracket, which may
 * stand fifty pages before the slip. Here every clause is balanced by itself first; then brackets round whole clauses are paired
 * with each other, and an opening bracket left over in the midst of a clause, which such a pair would have to cross, is suspect.
 * Linear.
 */
export function suspectsIn(brackets: readonly BracketAt[]): Suspects {
  const waiting: BracketAt[] = [];
  const opening: BracketAt[] = [];
  const closing: BracketAt[] = [];
  let outer = 0;
  const pop = (): BracketAt | undefined => {
    const last = waiting.pop();
    if (last?.isOuter === true) outer -= 1;
    return last;
  };
  for (const bracket of leftOver(brackets)) {
    if (bracket.opens) {
      waiting.push(bracket);
      if (bracket.isOuter) outer += 1;
    } else if (waiting.length === 0) closing.push(bracket);
    else if (bracket.isOuter && outer > 0) {
      for (let last = pop(); last !== undefined && !last.isOuter; last = pop()) opening.push(last);
    } else pop();
  }
  opening.push(...waiting.slice(-MOST));
  return { opening: opening.toSorted((a, b) => a.at - b.at), closing };
}

const MOST = 1000;

/** The brackets that have no counterpart in their own clause. */
function leftOver(brackets: readonly BracketAt[]): BracketAt[] {
  const left: BracketAt[] = [];
  for (const bracket of brackets) {
    const last = left.at(-1);
    if (!bracket.opens && last !== undefined && last.opens && last.clause === bracket.clause) left.pop();
    else left.push(bracket);
  }
  return left;
}

/** Index of the first that stands at or behind this offset. */
export function firstFrom(brackets: readonly BracketAt[], at: number): number {
  let low = 0;
  let high = brackets.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((brackets[middle]?.at ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}
