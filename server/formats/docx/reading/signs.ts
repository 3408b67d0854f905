/** Signs that Word writes as places in a font of pictures (`w:sym`), by their places, as Unicode has them. */
const SYMBOL: Readonly<Record<string, string>> = {
  B7: '\u2022',
  A7: '\u25AA',
  A8: '\u25C6',
  FC: '\u2713',
  FB: '\u2717',
  D8: '\u27A2',
  E0: '\u2192',
  B0: '\u00B0',
  B1: '\u00B1',
  A3: '\u2264',
  B3: '\u2265',
  B4: '\u00D7',
  B9: '\u2260',
  A5: '\u221E',
  D7: '\u22C5',
  '2D': '\u2212',
  '6F': '\u25CB',
  '6E': '\u25A0',
  '61': '\u03B1',
  '62': '\u03B2',
  '67': '\u03B3',
  '64': '\u03B4',
  '65': '\u03B5',
  '6C': '\u03BB',
  '6D': '\u03BC',
  '70': '\u03C0',
  '73': '\u03C3',
  '44': '\u0394',
  '53': '\u03A3',
  '57': '\u03A9',
};

/** A sign of a font of pictures; null where none is known for it. */
export function signOf(place: string, font: string): string | null {
  const code = Number.parseInt(place, 16);
  if (!Number.isInteger(code) || code > LAST) return null;
  const isPrivate = code >= PRIVATE && code < PRIVATE + BYTE;
  if (!isPrivate && !/symbol|wingdings|webdings/i.test(font)) return code < BLANK ? null : String.fromCodePoint(code);
  return SYMBOL[(code % BYTE).toString(16).toUpperCase()] ?? null;
}

const PRIVATE = 0xf000;
const BYTE = 0x100;
const BLANK = 0x20;
const LAST = 0xffff;
