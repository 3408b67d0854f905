import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normaliseSpace } from '../../shared/import/whitespace.ts';
import { bracketedText } from '../../shared/projection/bracketed.ts';
import { cellOf, cellPlace } from '../../shared/text/cell.ts';
import { plainText } from '../../shared/text/clause.ts';
import { withTables } from '../../shared/text/tables.ts';
import { exported, imported } from '../import/fixtures.ts';
import { clause } from '../projection/built.ts';
import { OPEN } from './tabular.ts';

describe('a table in bracketed text', () => {
  const words = fc.constantFrom(
    'Norway',
    '40 | 60',
    '\\',
    'a \\| b',
    '3.',
    'Article 3',
    '[x]',
    '# head',
    '',
    '12',
    '*',
    '(a)',
    '[^1]',
  );
  const table = fc
    .tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 4 }), fc.integer({ min: 0, max: 2 }))
    .chain(([width, height, heads]) =>
      fc.array(words, { minLength: width * height, maxLength: width * height }).map((list) =>
        list.map((text, at) => {
          const [row, column] = [Math.floor(at / width), at % width];
          const place = cellPlace({ table: 't', row: `r${row}`, column: `k${column}`, isHead: row < heads });
          return { ...clause(`t-${at}`, text.replaceAll(/[<>]/g, ''), { kind: 'text' }), cell: place };
        }),
      ),
    );

  it('[W22] comes back as the same table', () => {
    fc.assert(
      fc.property(table, fc.boolean(), (cells, plain) => {
        const text = [clause('c1', 'Before'), ...cells, clause('c2', 'Behind')];
        const source = bracketedText(text, {
          ...OPEN,
          form: plain ? 'plain' : 'markdown',
          attributionOf: () => ({ prefix: '', suffix: '' }),
        });
        const draft = imported(source, plain ? 'a.txt' : 'a.md');
        expect(exported(draft)).toBe(source);
        const heads = cells.filter((one) => cellOf(one.cell).isHead);
        if (
          heads.length === new Set(cells.map((one) => cellOf(one.cell).column)).size &&
          heads.every((one) => one.runs.length === 0)
        )
          return;
        const [, back] = withTables(draft.clauses);
        const [, there] = withTables(text);
        if (back?.type !== 'table' || there?.type !== 'table') throw new Error('no table');
        expect(back.table.rows.map((row) => [row.isHead, row.cells.length])).toEqual(
          there.table.rows.map((row) => [row.isHead, row.cells.length]),
        );
      }),
    );
  });

  it('[W22] has in each cell the clauses that stood there, whatever their words are', () => {
    const word = fc.constantFrom('<br>', '\\', '|', 'a', '---', ' ');
    const words = fc.array(word, { minLength: 1, maxLength: 4 }).map((all) => all.join('').replaceAll(/ +/g, ' ').trim() || 'a');
    fc.assert(
      fc.property(fc.array(words, { minLength: 1, maxLength: 3 }), (held) => {
        const place = (column: string) => cellPlace({ table: 't', row: 'r', column, isHead: false });
        const run = (text: string) => [{ text, insertions: [], deletions: [] }];
        const cells = held.map((text, at) => ({ ...clause(`t-${at}`, '', { kind: 'text' }), runs: run(text), cell: place('k') }));
        const beside = { ...clause('t-x', 'beside', { kind: 'text' }), cell: place('l') };
        const none = { prefix: '', suffix: '' };
        const source = bracketedText([...cells, beside], { ...OPEN, form: 'plain', attributionOf: () => none });
        expect(imported(source, 'a.txt').clauses.map(plainText), source).toEqual([...held, 'beside']);
        expect(exported(imported(source, 'a.txt'))).toBe(source);
      }),
    );
  });

  it('[W22] has no row of headings where the only one is empty, and keeps several though they are', () => {
    for (const heads of [1, 2]) {
      const source = `Text.\n\n${'|  |  |\n'.repeat(heads)}| --- | --- |\n| c | d |\n`;
      const draft = imported(source, 'a.md');
      expect(draft.clauses.filter(({ cell: at }) => at !== undefined && cellOf(at).isHead)).toHaveLength(heads === 1 ? 0 : 4);
      expect(exported(draft)).toBe(source);
    }
  });

  it('[W22] keeps brackets that go over cells and over its edges, and reads words in cells as words', () => {
    const source = [
      'Before [that',
      '',
      '| Party | [Share] |',
      '| --- | --- |',
      '| 3. Norway | [4 \\| 5 |',
      '| Article 2] | x] |',
      '',
      'Behind.',
      '',
    ].join('\n');
    const draft = imported(source, 'a.md');
    expect(exported(draft)).toBe(source);
    expect(draft.clauses.map(({ kind, label }) => [kind, label])).toEqual(draft.clauses.map(() => ['text', '']));
    expect(draft.inherited).toHaveLength(3);
    expect(draft.clauses.map(plainText)).toEqual([
      'Before that',
      'Party',
      'Share',
      '3. Norway',
      '4 | 5',
      'Article 2',
      'x',
      'Behind.',
    ]);
  });

  it('[W21] does not depend on white space at the bars or on the row of dashes', () => {
    const source = 'Text.\n\n|a|b  |\n|:--|:---:|\n|c|d|\n';
    const draft = imported(source, 'a.md');
    expect(draft.clauses).toHaveLength(5);
    expect(exported(draft)).toBe('Text.\n\n| a | b |\n| --- | --- |\n| c | d |\n');
    expect(normaliseSpace(exported(draft))).toBe(normaliseSpace(source));
  });

  it('[W22] is none where rows differ in length, no dashes stand under the headings, or an empty line parts them', () => {
    for (const source of [
      '| a | b |\n| c |\n',
      '| a | b |\n| c | d |\n',
      '| a |\n\n| --- |\n',
      '| --- |\n| --- |',
      'a | b\n--- | ---\n',
    ]) {
      const draft = imported(source, 'a.md');
      const isTable = source.startsWith('| ---');
      expect(draft.clauses.some((one) => one.cell !== undefined)).toBe(isTable);
      expect(normaliseSpace(exported(draft))).toBe(normaliseSpace(source));
    }
  });
});
