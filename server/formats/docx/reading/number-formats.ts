import { letters, roman } from '../../../../shared/text/number-signs.ts';

/** A count as Word writes it in a format (`w:numFmt`); null where the format is none of those known here. */
export function countAs(count: number, format: string): string | null {
  const alphabet = ALPHABETS.get(format);
  if (alphabet !== undefined) return inLetters(count, alphabet);
  if (CHINESE.has(format)) return inChinese(count);
  switch (format) {
    case 'decimal':
      return String(count);
    case 'lowerLetter':
      return letters(count);
    case 'upperLetter':
      return letters(count).toUpperCase();
    case 'lowerRoman':
      return roman(count);
    case 'upperRoman':
      return roman(count).toUpperCase();
    case 'decimalZero':
      return String(count).padStart(2, '0');
    case 'none':
      return '';
    default:
      return null;
  }
}

/** The letters in which Russian and Arabic count, as Word does; the Russian ones without those that nobody counts with. */
const ALPHABETS: ReadonlyMap<string, string> = new Map([
  ['russianLower', 'абвгдежзиклмнопрстуфхцчшщыэюя'],
  ['russianUpper', 'АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЫЭЮЯ'],
  ['arabicAlpha', 'أبتثجحخدذرزسشصضطظعغفقكلمنهوي'],
  ['arabicAbjad', 'أبجدهوزحطيكلمنسعفصقرشتثخذضظغ'],
]);

/** Past the last letter each is written twice, as in Latin. */
function inLetters(count: number, alphabet: string): string {
  return alphabet.charAt((count - 1) % alphabet.length).repeat(Math.ceil(count / alphabet.length));
}

const CHINESE: ReadonlySet<string> = new Set([
  'chineseCounting',
  'chineseCountingThousand',
  'taiwaneseCounting',
  'taiwaneseCountingThousand',
  'japaneseCounting',
]);

/** 21 is 二十一. From a hundred on the formats differ. */
function inChinese(count: number): string | null {
  const [tens, ones] = [Math.floor(count / 10), count % 10];
  if (count < 1 || tens > 9) return null;
  return `${tens > 1 ? FIGURES.charAt(tens) : ''}${tens > 0 ? '十' : ''}${ones > 0 ? FIGURES.charAt(ones) : ''}`;
}

const FIGURES = '〇一二三四五六七八九';
