/**
 * Latin ordinals for what stands behind an issued number, in order (UN Editorial Manual, "Identification of alternative versions of a
 * paragraph", and CONVENTIONS 1.5).
 */
const LATIN_ORDINALS = ['bis', 'ter', 'quater', 'quinquies', 'sexies', 'septies', 'octies', 'novies', 'decies'] as const;

/** Any of them, in small letters. Source of a regular expression. */
export const LATIN_ORDINAL = LATIN_ORDINALS.join('|');

/** Any of them, however its letters are written, for what must tell capitals elsewhere. Source of a regular expression. */
export const ANY_LATIN_ORDINAL = LATIN_ORDINAL.replaceAll(/[a-z]/g, (letter) => `[${letter}${letter.toUpperCase()}]`);

/** How many steps behind a number another is that has this ordinal: 1 for bis, 11 for "decies 2"; 0 for none. */
export function ordinalPlace(ordinal: string): number {
  const [word, figure] = ordinal.toLowerCase().split(' ');
  return LATIN_ORDINALS.findIndex((one) => one === word) + 1 + Number(figure ?? 0);
}

/** The ordinal so many steps behind a number: bis, ter, and past decies on in figures. */
export function ordinalAt(place: number): string {
  return LATIN_ORDINALS[place - 1] ?? `decies ${place - LATIN_ORDINALS.length}`;
}
