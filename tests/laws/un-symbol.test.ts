import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nextSymbol, usualSymbols } from '../../shared/record/symbol.ts';
import { parseSymbol, revisionOf, SUFFIXES, withEnding, writeSymbol, type UnSymbol } from '../../shared/record/un-symbol.ts';

const number = fc.integer({ min: 1, max: 999 });
type Suffix = UnSymbol['suffixes'][number];

const symbols: fc.Arbitrary<UnSymbol> = fc.record({
  organ: fc.constantFrom('A', 'S', 'E', 'ST', 'FCCC', 'ISBA'),
  bodies: fc.array(
    fc.oneof(
      fc
        .tuple(fc.constantFrom('AC', 'C', 'CN', 'CONF', 'GC', 'PC', 'SC', 'Sub', 'WG'), number)
        .map(([word, of]) => `${word}.${of}`),
      number.map(String),
      fc.constantFrom('SBSTA', 'S-12', 'GC', 'PC'),
    ),
    { minLength: 1, maxLength: 4 },
  ),
  nature: fc.oneof(
    fc.constant(''),
    fc.tuple(fc.constantFrom('CRP', 'L', 'PV', 'R', 'SR', 'WP'), number).map(([word, of]) => `${word}.${of}`),
    fc.tuple(fc.constantFrom('INF', 'RES'), number, number).map(([word, session, of]) => `${word}/${session}/${of}`),
  ),
  suffixes: fc.array(
    fc
      .tuple(fc.constantFrom(...SUFFIXES), number)
      .map(([word, of]): Suffix => ({ word, number: word === 'Summary' ? null : of })),
    { maxLength: 3 },
  ),
  reissued: fc.constantFrom('', '*', '**'),
});

describe('symbols by the UN pattern', () => {
  test('[W32] what is built is read as what it was built of', () => {
    fc.assert(
      fc.property(symbols, (symbol) => {
        expect(parseSymbol(writeSymbol(symbol))).toEqual({ ok: true, value: symbol });
      }),
    );
  });

  test.each([
    'A/C.6/81/L.2',
    'A/CONF.62/WP.10/Rev.1',
    'E/CN.4/Sub.2/2004/23/Add.1',
    'S/PV.9000',
    'A/RES/52/214',
    'S/RES/1325',
    'ST/SGB/2017/1',
    'A/81/100/Add.1/Corr.1',
    'FCCC/SBSTA/2026/INF/3',
    'A/AC.105/C.2/CRP.4*',
    'E/2026/32/Summary',
  ])('[W32] %s keeps to it', (symbol) => expect(parseSymbol(symbol).ok).toBe(true));

  test.each([
    ['a/C.6/81/L.2', 'It begins with the organ'],
    ['A', 'Behind the organ'],
    ['A/C.6/81/l.2', '“l.2” is written “L.2”'],
    ['A/C.6/81/L2', '“L2” is written “L.2”'],
    ['A/C.6/81/L.', 'L. needs a number'],
    ['A/C.6//L.2', 'Two strokes'],
    ['A/C.6/Rev.1/L.2', '“L.2” stands behind “Rev.1”'],
    ['A/C.6/L.2/WP.1', '“WP.1” stands behind “L.2”'],
    ['A/C.6/L.2/Rev.0', 'counted from 1'],
    ['A/C.6/L.02', '“L.02” is written “L.2”'],
    ['A/C.6/Draft.2', 'none of the usual elements'],
    ['A/C.6 /L.2', 'has a space'],
    ['A/INF', 'INF/ needs a number'],
    ['A/C.6/L.*2', 'An asterisk stands at the end'],
  ])('[W32] of %s it says: %s', (symbol, why) => {
    const parsed = parseSymbol(symbol);
    expect(parsed.ok ? 'no fault' : parsed.refusal).toContain(why);
  });

  test('[W32] the next revision of anything is another symbol that keeps to the pattern, and the one after it counts on', () => {
    fc.assert(
      fc.property(symbols, (symbol) => {
        const next = revisionOf(symbol);
        expect(parseSymbol(writeSymbol(next))).toEqual({ ok: true, value: next });
        expect(writeSymbol(next)).not.toBe(writeSymbol(symbol));
        const [first, second] = [next, revisionOf(next)].map(({ suffixes }) => suffixes.at(-1)?.number ?? 0);
        expect(second).toBe((first ?? 0) + 1);
      }),
    );
  });

  test.each([
    ['A/C.6/81/L.2', 'A/C.6/81/L.2/Rev.1'],
    ['A/C.6/81/L.2/Rev.1', 'A/C.6/81/L.2/Rev.2'],
    ['A/C.6/81/L.2/Rev.1/Corr.1', 'A/C.6/81/L.2/Rev.2'],
    ['A/C.6/81/L.2/Rev.1*', 'A/C.6/81/L.2/Rev.2'],
    ['A/C.6/81/L.2/Add.1', 'A/C.6/81/L.2/Add.1/Rev.1'],
    ['Draft of 3 July', 'Draft of 3 July/Rev.1'],
    ['Draft, Rev.4', 'Draft, Rev.5'],
  ])('[W32] behind %s comes %s, also where the pattern is another', (symbol, next) =>
    expect(nextSymbol([{ symbol }])).toBe(next),
  );

  test('[W32] no symbol is suggested under which a revision was issued already', () => {
    const issued = ['A/C.6/81/L.2/Rev.2', 'Draft/Rev.4', 'a/c.6/81/l.2/rev.3', 'A/C.6/81/L.2/Rev.1'].map((symbol) => ({
      symbol,
    }));
    expect(nextSymbol(issued)).toBe('A/C.6/81/L.2/Rev.4');
  });

  test('[W32] what goes with a document is counted on past what there is', () => {
    const base = parseSymbol('A/C.6/81/L.2');
    if (!base.ok) throw new Error(base.refusal);
    expect(writeSymbol(withEnding(base.value, 'Add', ['a/c.6/81/l.2/add.1*', 'A/C.6/81/L.2/Add.2']))).toBe('A/C.6/81/L.2/Add.3');
    expect(usualSymbols([{ symbol: 'A/C.6/81/L.2' }])).toEqual([
      'A/C.6/81/L.2/Rev.1',
      'A/C.6/81/L.2/Add.1',
      'A/C.6/81/L.2/Corr.1',
    ]);
    expect(usualSymbols([])).toEqual([]);
  });
});
