import { LATIN_ORDINAL, ordinalPlace } from './latin-ordinals.ts';
import { letters, roman } from './number-signs.ts';

/** In what signs a series counts. */
export type NumberStyle = 'arabic' | 'letter' | 'roman' | 'capital letter' | 'capital roman';

/** A number as it is written: "(c) bis" is the third letter in parentheses with a tail. */
export interface WrittenNumber {
  /** What stands before the sign that counts: "(", "PP", "3." of "3.2". */
  readonly before: string;
  readonly core: string;
  /** What stands behind it for ever: ")", "." */
  readonly after: string;
  /** bis, ter, ante, alt: what renumbering takes away. */
  readonly tail: string;
}

const TAIL = new RegExp(`(?:[\\s.]*(?:(?:${LATIN_ORDINAL})(?:(?<=decies) \\d+)?|ante|alt(?:\\.? ?\\d{1,2})?))*$`, 'i');
const WRITTEN = /^((?:PP|OP)\s?|\(|(?:\d{1,3}\.)+(?=\d)|ante ?)?(\d{1,3}|[a-z]{1,6}|[A-Z]{1,7})([).]*)$/i;

/** Reads a number; null where it is none that counts (a bullet, a note's mark). */
export function writtenNumber(label: string): WrittenNumber | null {
  const point = label.endsWith('.') ? '.' : '';
  const bare = label.slice(0, label.length - point.length);
  const tail = TAIL.exec(bare)?.[0] ?? '';
  const match = WRITTEN.exec(`${bare.slice(0, bare.length - tail.length).trim()}${point}`);
  if (match === null) return null;
  const [, before = '', core = '', after = ''] = match;
  const ante = /^ante/i.test(before);
  return { before: ante ? '' : before, core, after, tail: ante ? ' ante' : tail };
}

/** The place that a sign has in a series of a style; 0 where it is none of it. */
export function placeInSeries(core: string, style: NumberStyle): number {
  if (style === 'arabic') return /^\d+$/.test(core) ? Number(core) : 0;
  const lower = core.toLowerCase();
  if (style === 'roman' || style === 'capital roman') {
    for (let count = 1; count <= LONGEST_SERIES; count += 1) if (roman(count) === lower) return count;
    return 0;
  }
  for (let count = 1; count <= LONGEST_SERIES; count += 1) if (letters(count) === lower) return count;
  return 0;
}

const LONGEST_SERIES = 399;

/** Where a number stands among those of a style: "3 ante" before 3, "3 bis" behind it; 0 where it is none of that style. */
export function numberOrder({ core, tail }: Pick<WrittenNumber, 'core' | 'tail'>, style: NumberStyle): number {
  let order = placeInSeries(core, style);
  if (order === 0) return 0;
  let step = 1;
  for (const [word] of tail.toLowerCase().matchAll(/ante|[a-z]+(?: \d+)?/g)) {
    if (word === 'ante') order -= step / 2;
    else {
      order += (ordinalPlace(word) * step) / 1_000;
      step /= 1_000;
    }
  }
  return order;
}

/** The sign at a place of a series. */
export function signAt(style: NumberStyle, place: number): string {
  switch (style) {
    case 'arabic':
      return String(place);
    case 'letter':
      return letters(place);
    case 'roman':
      return roman(place);
    case 'capital letter':
      return letters(place).toUpperCase();
    case 'capital roman':
      return roman(place).toUpperCase();
  }
}

/**
 * The style of a series by the sign with which it begins: "i" and "I" count in roman figures, every other letter in letters; but what
 * begins in the midst ("iv", "xii") is roman where it can be nothing else.
 */
export function styleOf(core: string): NumberStyle {
  if (/^\d+$/.test(core)) return 'arabic';
  const capital = core === core.toUpperCase();
  const isRoman = /^i$/i.test(core) || (core.length > 1 && !/^(.)\1*$/.test(core.toLowerCase())) || /^(ii|iii)$/i.test(core);
  if (isRoman) return capital ? 'capital roman' : 'roman';
  return capital ? 'capital letter' : 'letter';
}

/** Two ways to write one number give the same: "46bis" and "46 bis.", "ANTE55" and "55 ante", "(c)" and "c"; but not "1.1" and "11". */
export function sameNumberKey(number: string): string {
  const key = number
    .toLowerCase()
    .replaceAll(/[\s()]/g, '')
    .replaceAll(/\.(?!\d)|(?<!\d)\./g, '');
  return key.startsWith('ante') ? `${key.slice('ante'.length)}ante` : key;
}
