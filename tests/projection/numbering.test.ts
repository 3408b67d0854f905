import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ClauseKind } from '../../shared/text/clause.ts';
import { numberClauses } from '../../shared/text/numbering.ts';
import { clause } from './built.ts';

/** `kind/level/label`, kinds by first letter: p(aragraph), s(ubparagraph), a(rticle), t(ext). */
function numbers(...shapes: string[]): string[] {
  const kinds: Record<string, ClauseKind> = { p: 'paragraph', s: 'subparagraph', a: 'article', t: 'text' };
  const clauses = shapes.map((shape, index) => {
    const [kind = 't', level = '0', label = ''] = shape.split('/');
    return clause(`c${index}`, 'words', { kind: kinds[kind] ?? 'text', level: Number(level), label });
  });
  const found = numberClauses(clauses);
  return clauses.map((one) => found.get(one.id) ?? '');
}

describe('numbering', () => {
  it.each([
    [
      'counts a series that was never issued',
      ['a', 'p', 's/1', 's/1', 's/2', 'p', 'a', 'p'],
      ['', '1.', '(a)', '(b)', '(i)', '2.', '', '1.'],
    ],
    ['freezes what was issued and counts bis, ter behind it', ['p/0/3.', 'p', 'p', 'p/0/4.'], ['3.', '3 bis.', '3 ter.', '4.']],
    ['goes on from an issued bis', ['p/0/3 bis.', 'p'], ['3 bis.', '3 ter.']],
    ['does so for subparagraphs', ['p/0/1.', 's/1/(a)', 's/1', 's/1/(b)'], ['1.', '(a)', '(a) bis', '(b)']],
    ['counts subparagraphs of an inserted paragraph afresh', ['p/0/1.', 's/1/(a)', 'p', 's/1'], ['1.', '(a)', '1 bis.', '(a)']],
    ['a paragraph further in does not disturb the series', ['p/0/1.', 's/1/(a)', 't', 'p'], ['1.', '(a)', '', '1 bis.']],
    ['a heading begins anew', ['p/0/9.', 'a', 'p'], ['9.', '', '1.']],
    [
      'counts before what was issued where bis was',
      ['p/0/3.', 'p', 'p', 'p/0/3 bis.'],
      ['3.', '3 bis ante.', '3 bis ante bis.', '3 bis.'],
    ],
    ['counts behind as far as that is free', ['p/0/3.', 'p', 'p', 'p/0/3 ter.'], ['3.', '3 bis.', '3 ter ante.', '3 ter.']],
    ['takes 1.1 and 11 for two numbers', ['p/0/1.1.', 'p', 'p/0/11 bis.'], ['1.1.', '1.1 bis.', '11 bis.']],
    ['counts on behind the second of two rivals', ['p/0/3.', 'p', 'p/0/3.', 'p'], ['3.', '3 bis.', '3.', '3 ter.']],
  ])('[N1] %s', (_, shapes, expected) => {
    expect(numbers(...shapes)).toEqual(expected);
  });

  it('[N2] goes on behind decies in figures', () => {
    expect(numbers('p/0/1.', ...Array.from({ length: 11 }, () => 'p')).slice(8)).toEqual([
      '1 novies.',
      '1 decies.',
      '1 decies 1.',
      '1 decies 2.',
    ]);
    expect(numbers('p/0/1 decies.', 'p', 'p/0/1 decies 2.', 'p').slice(1)).toEqual(['1 decies 1.', '1 decies 2.', '1 decies 3.']);
  });

  it('[N1] [N3] gives no number twice that was not issued twice', () => {
    const label = fc.constantFrom('', '', '1.', '1 bis.', '1 ter.', '1 ante.', '1 decies.', '1 decies 1.', '2.');
    fc.assert(
      fc.property(fc.array(label, { maxLength: 12 }), (labels) => {
        const found = numbers(...labels.map((one) => `p/0/${one}`));
        const live = found.filter((_, at) => labels[at] === '');
        expect(new Set(live).size).toBe(live.length);
        expect(live.filter((one) => labels.includes(one as never))).toEqual([]);
      }),
    );
  });
});
