import { describe, expect, test } from 'vitest';
import { questionsOf } from '../../shared/import/file-questions.ts';
import type { FileComment } from '../../shared/import/file-text.ts';
import { US, THEM, words, paragraph, file, bring, shown, DRAFT, untouched } from './brought-file.ts';

describe('amendments that a Word file brings home', () => {
  test('[W41] a file of another program is matched by number and words; what is found nowhere is listed with its words', () => {
    const found = bring({
      text: file(
        [
          paragraph(null, [words('Our proposals of this morning')]),
          paragraph(null, [words('2. They meet [in - Chile] '), words('late ', '+'), words('May.')]),
          paragraph(null, [words('Nobody knows these '), words('strange ', '+'), words('remarks at all.')]),
          paragraph(null, [words('3. They may object.', '-')]),
        ],
        { isWhole: false },
      ),
      draft: DRAFT,
    });
    expect(shown(found.edited)).toEqual(['c1: They meet in late May.', 'c2: ']);
    expect(found.findings.unmatched).toEqual([
      { words: 'Our proposals of this morning', changed: false },
      { words: 'Nobody knows these strange remarks at all.', changed: true },
    ]);
  });

  test('[W42] comments on what is changed are the rationale, each with its place; all others are listed', () => {
    const comments: FileComment[] = [
      { id: '1', author: US, text: 'Too strong.' },
      { id: '2', author: US, text: 'A question.' },
      { id: '3', author: THEM, text: 'No.' },
      { id: '4', author: US, text: 'Winter is meant.' },
    ];
    const found = bring({
      text: file(
        [
          paragraph('c0', [words('Parties '), words('shall ', '-', { comments: ['1', '3'] }), words('report.')]),
          paragraph('c1', [
            words('They meet in May', '', { comments: ['2'] }),
            words(' or June', '+', { comments: ['4'] }),
            words('.'),
          ]),
          untouched(2),
        ],
        { comments },
      ),
      draft: DRAFT,
    });
    expect(found.rationale).toBe('Paragraph 1: Too strong.\nParagraph 2: Winter is meant.');
    expect(found.findings.remarks).toEqual([
      { place: 'paragraph 2', words: 'A question.', author: US },
      { place: 'paragraph 1', words: 'No.', author: THEM },
    ]);
  });

  test('[W43] where marks stand for changes, each way of marking is listed with examples and asked for; what it is said to mean holds', () => {
    const text = file(
      [
        paragraph(null, [
          words('1. Parties '),
          words('shall', '', { way: 'red, struck' }),
          words('should', '', { way: 'bold' }),
          words(' report.'),
          words(' Green is said only.', '', { way: 'green' }),
        ]),
      ],
      { isWhole: false },
    );
    const { questions, suggested } = questionsOf(text, 'us', () => null);
    expect(questions.ways).toEqual([
      { way: 'red, struck', count: 1, examples: ['shall'], meaning: 'deletion' },
      { way: 'bold', count: 1, examples: ['should'], meaning: 'nothing' },
      { way: 'green', count: 1, examples: ['Green is said only.'], meaning: 'nothing' },
    ]);
    const found = bring({
      text,
      draft: DRAFT,
      choices: { ...suggested, legend: { 'red, struck': 'deletion', bold: 'insertion', green: 'comment' } },
    });
    expect(shown(found.edited)).toEqual(['c0: Parties should report.']);
    expect(found.rationale).toBe('Green is said only.');
  });

  test('[W43] the delegation’s own name is taken for the author; else whoever is nobody of the process', () => {
    const text = file([
      paragraph('c0', [
        words('a', '+'),
        words('b', '+', { insertedBy: 'Norway' }),
        words('c', '-'),
        words('d', '', { deletedBy: 'Chile' }),
      ]),
    ]);
    const nameOf = (name: string): string | null => ({ Norway: 'no', Chile: 'cl' })[name] ?? null;
    expect(questionsOf(text, 'no', nameOf).suggested.authors).toEqual(['Norway']);
    const asked = questionsOf(text, 'ke', nameOf);
    expect(asked.suggested.authors).toEqual([US]);
    expect(asked.questions.authors).toEqual([
      { name: US, insertions: 1, deletions: 1, comments: 0 },
      { name: 'Norway', insertions: 1, deletions: 0, comments: 0 },
      { name: 'Chile', insertions: 0, deletions: 1, comments: 0 },
    ]);
  });
});
