/** Letters that make words, each of which is typed but once in a run; so a character can be recognised wherever it goes. */
const LETTERS: readonly number[] = [...range(0xc0, 0xd6), ...range(0xd8, 0xf6), ...range(0xf8, 0x2af), ...range(0x1e00, 0x1eff)];
/** Where there are no more such letters: signs, each a word of its own. */
const FIRST_SIGN = 0x4e00;
const LAST_SIGN = 0x9fff;
/** What hostile hands type: never to be seen in any document. */
const FIRST_HOSTILE = 0xe000;
const LAST_HOSTILE = 0xf8ff;

/** Gives out characters, each once. */
export class Labels {
  private given = 0;
  private hostile = 0;

  word(length: number): string {
    return Array.from({ length }, () => this.next()).join('');
  }

  hostileWord(length: number): string {
    return Array.from({ length }, () =>
      String.fromCodePoint(FIRST_HOSTILE + (this.hostile++ % (LAST_HOSTILE - FIRST_HOSTILE))),
    ).join('');
  }

  private next(): string {
    const at = this.given++;
    const code = LETTERS[at] ?? FIRST_SIGN + at - LETTERS.length;
    if (code > LAST_SIGN) throw new RangeError('a run types fewer characters than that');
    return String.fromCodePoint(code);
  }
}

export function isHostile(character: string): boolean {
  const code = character.codePointAt(0) ?? 0;
  return code >= FIRST_HOSTILE && code <= LAST_HOSTILE;
}

/** Whether a character was given out: blanks and marks of punctuation were not. */
export function isLabel(character: string): boolean {
  return (character.codePointAt(0) ?? 0) >= (LETTERS[0] ?? 0) && character !== '\u2060' && !isHostile(character);
}

/** The labels of a text, in order. */
export function labelsOf(text: string): string {
  return Array.from(text).filter(isLabel).join('');
}

function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
