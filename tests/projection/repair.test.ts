import fc from 'fast-check';
import { expect, test } from 'vitest';
import { keptCharacters, MISSING, tidyTexts, type Piece } from '../../shared/text/punctuation.ts';

const CHARACTERS = ['a', 'b', '1', ' ', '\u00a0', '\n', ',', '.', ';', ':', '(', ')', '[', ']', '“', '”', '?'];
const text = fc.string({ unit: fc.constantFrom(...CHARACTERS) });

const base = (one: string): Piece => ({ text: one, isBase: true });
/** Words of the base, between which words are missing. */
const tidied = (...pieces: string[]): string => tidyTexts(pieces.flatMap((one) => [base(one), MISSING])).join('');
const piece = fc.record({ text, isBase: fc.boolean() });

test('[V2] what comes together where words are missing is left out', () => {
  expect(tidied('Parties, ', ', report ', '.')).toBe('Parties, report.');
  expect(tidied('keep ', ' the list')).toBe('keep the list');
  expect(tidied('the list, ', '; and')).toBe('the list; and');
  expect(tidied(', and then ', ')')).toBe(' and then)'.trim());
});

test('[V2] spaces inside of quotation marks and parentheses, and before a mark that ends a question, are left out', () => {
  expect(tidied('“Area ', '” means')).toBe('“Area” means');
  expect(tidied('the “', ' Fund” and (', ' its ', ') organs')).toBe('the “Fund” and (its) organs');
  expect(tidied('“ ', 'Fund”')).toBe('“Fund”');
  expect(tidied('Is it ', '?')).toBe('Is it?');
  expect(tidied('Est-ce\u00a0', '\u00a0?')).toBe('Est-ce\u00a0?');
  expect(tidied('„Район“', ' означает')).toBe('„Район“ означает');
  expect(tidied('« ', ' Zone » désigne')).toBe('« Zone » désigne');
});

test('[T5] [V2] commas of Arabic and Chinese are left out as those of Latin writing are', () => {
  expect(tidied('الأطراف، ', '، تقدم تقريرا ', ' .')).toBe('الأطراف، تقدم تقريرا.');
  expect(tidied('القائمة، ', '؛ و')).toBe('القائمة؛ و');
  expect(tidied('各缔约方，', '，应提交报告，', '。')).toBe('各缔约方，应提交报告。');
  expect(tidied('甲、', '、丙')).toBe('甲、丙');
});

test('[V2] what was written so stays: French spaces, points of suspension, spaces in a row', () => {
  expect(tidied('Les États parties ; le ', 'dépositaire')).toBe('Les États parties ; le dépositaire');
  expect(tidied('la liste ', '\u00a0; et le dépositaire\u00a0: ', ' lui')).toBe('la liste\u00a0; et le dépositaire\u00a0: lui');
  expect(tidied('and so on ...', '  and  so on')).toBe('and so on ...  and  so on');
  fc.assert(
    fc.property(fc.array(text), (pieces) => {
      const within = ['x', ...pieces, 'x'];
      expect(tidyTexts(within.map(base))).toEqual(within);
    }),
  );
});

test('[V2] spaces and commas alone are left out, and nothing of what was put right', () => {
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      const [whole, kept] = [pieces.map((one) => one.text).join(''), tidyTexts(pieces)];
      const keep = keptCharacters(pieces);
      expect([...whole].filter((_, at) => keep[at] !== true).join('')).toMatch(/^[\s,]*$/);
      expect(kept.join('')).toBe([...whole].filter((_, at) => keep[at] === true).join(''));
      expect(tidyTexts(pieces.map(({ isBase }, index) => ({ text: kept[index] ?? '', isBase })))).toEqual(kept);
    }),
  );
});

test('[V2] of words that somebody proposed it makes no difference in how many pieces they stand', () => {
  fc.assert(
    fc.property(fc.array(text), (pieces) => {
      const proposed = (texts: string[]): string => tidyTexts(texts.map((one) => ({ text: one, isBase: false }))).join('');
      expect(proposed(pieces)).toBe(proposed([pieces.join('')]));
    }),
  );
});
