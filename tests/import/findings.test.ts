import { describe, expect, test } from 'vitest';
import { imported, realText, wordsOf } from './fixtures.ts';

describe('[I11] findings', () => {
  test('[I11] clause, offset and excerpt show the bracket', () => {
    const { ordinary, unclosed, clauses } = imported('1. First.\n\n2. the [new] words [sic] and [more words');
    expect([ordinary[0]?.clause, unclosed[0]?.clause]).toEqual([2, 2]);
    expect(clauses[1]?.id).toBe(unclosed[0]?.clauseId);
    const words = wordsOf(clauses[1]);
    expect(words.slice(ordinary[0]?.offset)).toBe('[sic] and [more words');
    expect(words.slice(unclosed[0]?.offset)).toBe('[more words');
    expect(unclosed[0]?.excerpt).toContain('[more words');
  });

  test('[I11] an unclosed bracket: the end of its clause, before the final mark', () => {
    const { unclosed, clauses } = imported('1. above [processes referred to above [and 140] below;\n\n2. Other words.');
    const [place] = unclosed[0]?.likely ?? [];
    expect(place?.clause).toBe(1);
    expect(wordsOf(clauses[0]).slice(place?.offset)).toBe(';');
    expect(place?.why).toContain('never closes it');
  });

  test('[I11] where the plain stack blames an outer bracket, the clause that is unbalanced comes first', () => {
    const source = ['[1. The first paragraph.', '2. The second [and its words.', '3. The third.]', '4. The fourth.'].join('\n\n');
    const { unclosed, inherited } = imported(source);
    expect(inherited).toHaveLength(1);
    expect(unclosed[0]?.clause).toBe(1);
    expect(unclosed[0]?.likely[0]?.clause).toBe(2);
    expect(unclosed[0]?.likely.map((place) => place.clause)).toContain(1);
  });

  test('[I11] a stray bracket: the start of the clause that closes too much', () => {
    const { stray } = imported('1. The first [word].\n\n2. The second] word.');
    expect(stray[0]).toMatchObject({ clause: 2, offset: 10, likely: [{ clause: 2, offset: 0 }] });
  });

  test('[I11] never more than three places', () => {
    for (const finding of imported('a [b\n\n'.repeat(50)).unclosed) expect(finding.likely.length).toBeLessThanOrEqual(3);
  });

  test.skipIf(realText('snippets.json') === null)(
    '[I11] the unbalanced paragraphs of real drafts (skipped where ../shared/data is absent)',
    () => {
      const draft = imported(realText('unfccc-9-dec-2015-agreement.md') ?? '', 'x.md');
      expect(draft.unclosed).not.toEqual([]);
      expect(draft.unclosed[0]?.likely[0]?.clause).toBe(draft.unclosed[0]?.clause);
    },
  );
});
