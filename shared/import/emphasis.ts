/** A row of asterisks that opens or closes emphasis: one for italic, two for bold, three for both. */
export interface Delimiter {
  readonly at: number;
  readonly length: number;
  readonly opens: boolean;
}

const ASTERISKS = /\*+/g;
const SPACE = /^[\s\u2060]?$/u;
const PUNCTUATION = /^[\p{P}\p{S}]$/u;

/**
 * The asterisks of a Markdown clause that mark emphasis, in pairs that nest; all others are characters (`[NDMC*]`). A row opens
 * or closes by what stands on either side, as in CommonMark, and pairs only with a row of its own length. Underscores are always
 * characters.
 */
export function delimitersIn(text: string, from: number): Delimiter[] {
  const opened: { readonly at: number; readonly length: number }[] = [];
  const waiting = [0, 0, 0, 0];
  const found: Delimiter[] = [];
  ASTERISKS.lastIndex = from;
  for (let match = ASTERISKS.exec(text); match !== null; match = ASTERISKS.exec(text)) {
    const at = match.index;
    const { length } = match[0];
    if (length > 3 || isEscaped(text, at)) continue;
    const { opens, closes } = sidesOf(text, at, length);
    if (closes && (waiting[length] ?? 0) > 0) {
      for (let last = opened.pop(); last !== undefined; last = opened.pop()) {
        waiting[last.length] = (waiting[last.length] ?? 0) - 1;
        if (last.length !== length) continue;
        found.push({ ...last, opens: true }, { at, length, opens: false });
        break;
      }
    } else if (opens) {
      opened.push({ at, length });
      waiting[length] = (waiting[length] ?? 0) + 1;
    }
  }
  return found.toSorted((a, b) => a.at - b.at);
}

function sidesOf(text: string, at: number, length: number): { readonly opens: boolean; readonly closes: boolean } {
  const before = text.charAt(at - 1);
  const after = text.charAt(at + length);
  const spaceBefore = SPACE.test(before);
  const spaceAfter = SPACE.test(after);
  return {
    opens: !spaceAfter && (!PUNCTUATION.test(after) || spaceBefore || PUNCTUATION.test(before)),
    closes: !spaceBefore && (!PUNCTUATION.test(before) || spaceAfter || PUNCTUATION.test(after)),
  };
}

function isEscaped(text: string, at: number): boolean {
  let backslashes = 0;
  while (text.charAt(at - 1 - backslashes) === '\\' && backslashes < 64) backslashes += 1;
  return backslashes % 2 === 1;
}
