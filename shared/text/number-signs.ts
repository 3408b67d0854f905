const LETTERS = 26;
const FIRST_LETTER = 97;

/** 1 is a, 27 is aa. */
export function letters(count: number): string {
  const letter = String.fromCodePoint(FIRST_LETTER + ((count - 1) % LETTERS));
  return letter.repeat(Math.ceil(count / LETTERS));
}

const ROMAN = [
  ['c', 100],
  ['xc', 90],
  ['l', 50],
  ['xl', 40],
  ['x', 10],
  ['ix', 9],
  ['v', 5],
  ['iv', 4],
  ['i', 1],
] as const;

/** 4 is iv. */
export function roman(count: number): string {
  let rest = count;
  let text = '';
  for (const [sign, value] of ROMAN) {
    while (rest >= value) {
      text += sign;
      rest -= value;
    }
  }
  return text;
}
