import type { Element } from '@xmldom/xmldom';
import { signsAt, type Height } from './raised.ts';
import { childOf, childrenOf, descendantsOf, isOn, valueOf } from './xml.ts';

/** What stands in an equation: words in elements of their own, and signs that say on a line how those are set. */
export type EquationPart = Element | string;

/** A space where otherwise letters or digits would touch: "1½" is no "11/2". */
export const APART = ' ';

/** How a part of an equation reads on a line; null for what is none, or is set as words are. */
export function equationParts(element: Element): readonly EquationPart[] | null {
  if (element.namespaceURI?.endsWith('/math') !== true) return null;
  const name = element.localName ?? '';
  const properties = childOf(element, `${name}Pr`);
  const part = (one: string): readonly Element[] => [...childrenOf(element, one)];
  const script = (one: string, height: Height): readonly EquationPart[] => part(one).flatMap((held) => scriptOf(held, height));
  switch (name) {
    case 'f': {
      const bar = valueOf(properties, 'type') === 'noBar' ? '¦' : '/';
      return [APART, ...part('num').flatMap(asOne), bar, ...part('den').flatMap(asOne), APART];
    }
    case 'sSup':
    case 'sSub':
    case 'sSubSup':
      return [...part('e'), ...script('sub', 'subscript'), ...script('sup', 'superscript')];
    case 'sPre':
      return [...script('sub', 'subscript'), ...script('sup', 'superscript'), ...part('e')];
    case 'limLow':
      return [...part('e'), ...script('lim', 'subscript')];
    case 'limUpp':
      return [...part('e'), ...script('lim', 'superscript')];
    case 'rad':
      return [...(isOn(properties, 'degHide') ? [] : script('deg', 'superscript')), '√(', ...part('e'), ')'];
    case 'nary': {
      const sign = valueOf(properties, 'chr') ?? '∫';
      return [sign, ...script('sub', 'subscript'), ...script('sup', 'superscript'), APART, ...part('e')];
    }
    case 'func':
      return [...part('fName'), APART, ...part('e')];
    case 'd': {
      const [opens, between, closes] = [
        valueOf(properties, 'begChr') ?? '(',
        valueOf(properties, 'sepChr') ?? '|',
        valueOf(properties, 'endChr') ?? ')',
      ];
      return [opens, ...listed(part('e'), between), closes];
    }
    case 'acc':
      return [...part('e').flatMap(asOne), valueOf(properties, 'chr') ?? '\u0302'];
    case 'bar':
      return [...part('e').flatMap(asOne), valueOf(properties, 'pos') === 'top' ? '\u0305' : '\u0332'];
    case 'eqArr':
      return listed(part('e'), '; ');
    case 'm':
      return listed(part('mr'), '; ');
    case 'mr':
      return listed(part('e'), ', ');
    default:
      return null;
  }
}

/** Raised or lowered signs, else the words in brackets behind a sign that says which. */
function scriptOf(held: Element, height: Height): readonly EquationPart[] {
  const words = held.textContent ?? '';
  if (words.trim() === '') return [held];
  const signs = CHANGES.some((name) => descendantsOf(held, name).length > 0) ? null : signsAt(words, height);
  return signs === null ? [height === 'superscript' ? '^(' : '_(', held, ')'] : [signs];
}

const CHANGES = ['ins', 'del', 'moveFrom', 'moveTo'];

/** In brackets but for a number or a word. */
function asOne(held: Element): readonly EquationPart[] {
  const isOne = /^(?:\p{N}[\p{N}.,]*|\p{L}+)$/u.test((held.textContent ?? '').trim());
  return isOne ? [held] : ['(', held, ')'];
}

function listed(held: readonly Element[], between: string): readonly EquationPart[] {
  return held.flatMap((one, index) => (index === 0 ? [one] : [between, one]));
}

/** The equation that an EQ field sets, on a line: fractions, roots, raised and lowered words; what else there is as it is written. Null for other fields. */
export function equationOfField(instructions: string): string | null {
  const [, written] = /^\s*EQ\s(.*)$/is.exec(instructions) ?? [];
  if (written === undefined) return null;
  let words = written;
  for (let round = 0; round < MOST_NESTED; round += 1)
    words = READINGS.reduce((text, [from, to]) => text.replaceAll(from, to), words);
  return words.replaceAll(HELD_OPEN, '(').replaceAll(HELD_CLOSE, ')').trim();
}

const MOST_NESTED = 20;

/** Brackets that are read already, so that what is round them is read next. */
const [HELD_OPEN, HELD_CLOSE] = ['\u0001', '\u0002'];

const heldAsOne = (words: string): string =>
  /^(?:\p{N}[\p{N}.]*|\p{L}+)$/u.test(words.trim()) ? words.trim() : `${HELD_OPEN}${words.trim()}${HELD_CLOSE}`;
const heldScript =
  (height: Height, sign: string) =>
  (_: string, words: string): string =>
    signsAt(words, height) ?? `${sign}${HELD_OPEN}${words}${HELD_CLOSE}`;

const READINGS: readonly (readonly [RegExp, (whole: string, ...words: string[]) => string])[] = [
  [/\\s\s*\\up\s*[\d.]*\s*\(([^()\\]*)\)/gi, heldScript('superscript', '^')],
  [/\\s\s*\\do\s*[\d.]*\s*\(([^()\\]*)\)/gi, heldScript('subscript', '_')],
  [/\\f\s*\(([^()\\,;]*)[,;]([^()\\,;]*)\)/gi, (_, over = '', under = '') => `${heldAsOne(over)}/${heldAsOne(under)}`],
  [/\\r\s*\(([^()\\,;]*)\)/gi, (_, under = '') => `√${HELD_OPEN}${under}${HELD_CLOSE}`],
];
