import { describe, expect, test } from 'vitest';
import { SLOT } from '../../shared/text/clause.ts';
import { exported, imported } from './fixtures.ts';

/** The runs of each clause, with the numbers of the brackets they lie in. */
function runs(source: string, fileName?: string): string[][] {
  const { clauses, inherited } = imported(source, fileName);
  const order = new Map(inherited.map((bracket, index) => [bracket.id, index + 1]));
  return clauses.map((clause) =>
    clause.runs.map(
      (run) =>
        `${run.text.replaceAll(SLOT, '_')}${run.insertions
          .map((id) => order.get(id) ?? 0)
          .toSorted((a, b) => a - b)
          .join('')}`,
    ),
  );
}

describe('[I10] brackets are marks', () => {
  test('[I10] nested brackets', () => {
    expect(runs('a [b [c] d] e')).toEqual([['a ', 'b 1', 'c12', ' d1', ' e']]);
  });

  test('[I10] white space in a bracket is its own', () => {
    expect(runs('a [b ] [ [c]')).toEqual([['a ', 'b 1', ' [ ', 'c2']]);
  });

  test.each([
    ['[]', [['_1']]],
    ['a[]b', [['a', '_1', 'b']]],
    ['[[]]', [['_12']]],
    ['[][]', [['_1', '_2']]],
    ['[a][]', [['a1', '_2']]],
    ['[[]a]', [['_12', 'a1']]],
    ['a [\n\nb]', [['a ', '_1'], ['b1']]],
    ['[a\n\n] b', [['a1'], ['_1', ' b']]],
    ['[\n\n]', [['_1'], ['_1']]],
    ['[a\n\n3.\n\nb]', [['a1'], [], ['b1']]],
    ['[2. a\n\n3. b]', [['a1'], ['b1']]],
    ['[2.\n\nb]', [['_1'], ['b1']]],
  ])('[I10] an edge without a character gets a slot: %j', (source, expected) => {
    expect(runs(source)).toEqual(expected);
    expect(exported(imported(source))).toBe(`${source}\n`);
  });

  test('[I10] before the number or behind it', () => {
    expect(imported('[[2. a] b]').inherited.map((bracket) => bracket.holdsNumber)).toEqual([true, true]);
    expect(imported('[2. [a] b]').inherited.map((bracket) => bracket.holdsNumber)).toEqual([true, false]);
    expect(imported('2. [[a] b]').inherited.map((bracket) => bracket.holdsNumber)).toEqual([false, false]);
  });

  test('[I10] unmatched brackets stay characters, and then no number hides behind them', () => {
    expect(runs('[2. a')).toEqual([['[2. a']]);
    expect(runs('a ] b')).toEqual([['a ] b']]);
  });

  test('[I10] an attribution right behind a number does not swallow the bracket (found by a generated draft)', () => {
    const draft = imported('[[^1]:  - US]\n\n[]');
    expect(draft.inherited.map((bracket) => bracket.suffix)).toEqual([' - US', '']);
    expect(draft.clauses[1]?.runs.flatMap((run) => run.insertions)).toEqual([draft.inherited[1]?.id]);
    expect(exported(draft)).toBe('[[^1]: - US]\n\n[]\n');
    expect(runs('[\n\n## - US]\n\n[]', 'x.md')).toEqual([['_1'], ['_1'], ['_2']]);
  });

  test('[I3] brackets come in the order of opening, each with the clause it opens in', () => {
    const { inherited, clauses, maxDepth } = imported('[a\n\n[b [c]]\n\n] [d]');
    expect(inherited.map((bracket) => clauses.findIndex((clause) => clause.id === bracket.clause))).toEqual([0, 1, 1, 2]);
    expect(maxDepth).toBe(3);
  });

  test('[I3] what is nested deeper than a million marks allow stays characters, and is told', () => {
    const depth = 3_000;
    const words = Array.from({ length: depth }, (_, index) => `w${index}`).join(' [');
    const source = `[${words}${']'.repeat(depth)}`;
    const found = imported(source);
    const { clauses, inherited, ordinary } = found;
    const marks = clauses.flatMap((clause) => clause.runs).reduce((sum, run) => sum + run.insertions.length, 0);
    expect(marks).toBeLessThanOrEqual(1_000_000);
    expect(inherited.length).toBeGreaterThan(100);
    expect(inherited.length).toBeLessThan(depth);
    const tooDeep = ordinary.filter(({ reason }) => reason === 'too-deep');
    expect(inherited.length + tooDeep.length).toBe(depth);
    expect(exported(found).trim()).toBe(source);
  });
});

describe('[I12] emphasis and links in Markdown', () => {
  const styled = (source: string): string[] =>
    imported(source, 'x.md').clauses.flatMap((clause) =>
      clause.runs.map(
        (run) =>
          `${run.text.replaceAll(SLOT, '_')}${run.bold ? ' B' : ''}${run.italic ? ' I' : ''}${run.link === undefined ? '' : ` ${run.link}`}`,
      ),
    );

  test.each([
    ['*Being* Parties', ['Being I', ' Parties']],
    ['[*Noting* that]', ['Noting I', ' that']],
    ['**Option 1:** a ***b***', ['Option 1: B', ' a ', 'b B I']],
    ['*[Further words]*', ['_ I', 'Further words I', '_ I']],
    ['*a [b] c*', ['a  I', 'b I', ' c I']],
    ['[*a*][*b*]', ['a I', '_', 'b I']],
    ['[NDMC*][INDC]', ['NDMC*', 'INDC']],
    ['*Consultative period[^9]', ['*Consultative period[^9]']],
    [String.raw`\* *note*`, [String.raw`\* `, 'note I']],
    ['see [the *report*](https://un.org/r) there', ['see ', 'the  https://un.org/r', 'report I https://un.org/r', ' there']],
    ['[a](javascript:alert/1)', ['[a](javascript:alert/1)']],
    ['[a](report.html "Title")', ['[a](report.html "Title")']],
    ['_a_ and a_b_c', ['_a_ and a_b_c']],
    ['a * b * c', ['a * b * c']],
  ])('[I12] %s', (source, expected) => {
    expect(styled(source)).toEqual(expected);
    expect(exported(imported(source, 'x.md'))).toBe(`${source}\n`);
  });

  test('[I12] plain text has no emphasis', () => {
    expect(runs('*Being* Parties')).toEqual([['*Being* Parties']]);
  });
});
