import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { aroundSymbols, directionOf, isMixed } from '../../shared/text/direction.ts';

const ARABIC = 'تلتزم الدول';

describe('direction', () => {
  test('[W5] [T20] a clause runs the way of its first letter, in which neither symbols nor the marks of footnotes count', () => {
    expect(['1. Article', '(١) المادة', '[…]', '', `The Parties (${ARABIC})`].map(directionOf)).toEqual([
      'ltr',
      'rtl',
      'ltr',
      'ltr',
      'ltr',
    ]);
    expect(['A/CONF.1 המדינות', `S/RES/2231 (2015) ${ARABIC}`, `[^note] ${ARABIC}`, 'A/CONF.1'].map(directionOf)).toEqual([
      'rtl',
      'rtl',
      'rtl',
      'ltr',
    ]);
  });

  test('[T20] symbols are document symbols, numbers with letters, addresses; words and plain figures are none', () => {
    const symbolsOf = (text: string): string[] => aroundSymbols(text).filter((_piece, index) => index % 2 === 1);
    expect(symbolsOf(`وفقا للوثيقة (A/CONF.232/2022/5)، الفقرة 5(b)، و S/RES/2231 (2015).`)).toEqual([
      'A/CONF.232/2022/5',
      '5(b)',
      'S/RES/2231 (2015)',
    ]);
    expect(symbolsOf(`${ARABIC} European Union 2015 and/or https://example.org/a1.`)).toEqual(['https://example.org/a1']);
  });

  test('[T20] cut at its symbols a text is whole', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('A', 'a', '5', '/', '(', ')', '.', ' ', 'د', '[') }), (text) => {
        expect(aroundSymbols(text).join('')).toBe(text);
      }),
    );
  });

  test('[B4] a clause is mixed where words or figures in it run against it', () => {
    expect([isMixed(ARABIC, 'rtl'), isMixed(`${ARABIC} 5`, 'rtl'), isMixed(`${ARABIC} ٥`, 'rtl'), isMixed('a 5', 'ltr')]).toEqual(
      [false, true, true, false],
    );
    expect([isMixed(`a ${ARABIC}`, 'ltr'), isMixed(`${ARABIC} a`, 'rtl')]).toEqual([true, true]);
  });
});
