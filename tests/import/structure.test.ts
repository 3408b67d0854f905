import { describe, expect, test } from 'vitest';
import { exported, imported, wordsOf } from './fixtures.ts';

describe('[I6] numbers', () => {
  test.each([
    ['2. Parties shall', '2.', 'paragraph'],
    ['2 bis. Parties shall', '2 bis.', 'paragraph'],
    ['46bis Parties shall', '46bis', 'paragraph'],
    ['24 octies.2 During a meeting', '24 octies.2', 'paragraph'],
    ['16.5 septies Parties', '16.5 septies', 'paragraph'],
    ['99.1ter Parties', '99.1ter', 'paragraph'],
    ['20.1.bis. Parties', '20.1.bis.', 'paragraph'],
    ['21BIS Parties', '21BIS', 'paragraph'],
    ['1.1 Parties shall', '1.1', 'paragraph'],
    ['Pp2 In furtherance of', 'Pp2', 'paragraph'],
    ['PP2bis Recalling', 'PP2bis', 'paragraph'],
    ['OP6alt Decides', 'OP6alt', 'paragraph'],
    ['(a) the Parties', '(a)', 'subparagraph'],
    ['(iv) the Parties', '(iv)', 'subparagraph'],
    ['(aa) the Parties', '(aa)', 'subparagraph'],
    ['a. the Parties', 'a.', 'subparagraph'],
    ['a) the Parties', 'a)', 'subparagraph'],
    ['(a) bis the Parties', '(a) bis', 'subparagraph'],
    ['(a)bis the Parties', '(a)bis', 'subparagraph'],
    ['a bis. the Parties', 'a bis.', 'subparagraph'],
    ['- a bullet', '-', 'subparagraph'],
    ['• a bullet', '•', 'subparagraph'],
    ['[^5]: No decision', '[^5]:', 'footnote'],
    ['3.', '3.', 'paragraph'],
  ])('[I6] %s', (source, label, kind) => {
    const draft = imported(source);
    expect(draft.clauses).toMatchObject([{ label, kind }]);
    expect(wordsOf(draft.clauses[0])).toBe(source.slice(label.length).trim());
    expect(exported(draft).trim()).toBe(source);
  });

  test.each([
    'ne bis in idem applies',
    '30 days after the entry',
    '2 degrees above',
    '1.5 °C above pre-industrial levels',
    '(or) the Parties',
    'bis Parties',
    '2020. was a year',
    'e.g. the Parties',
    '[2 [bis]. Parties]',
    '[2.] Parties',
    '[] 2. Parties',
  ])('[I6] no number: %s', (source) => {
    const draft = imported(source);
    expect(draft.clauses).toMatchObject([{ label: '' }]);
    expect(exported(draft)).toBe(`${source}\n`);
  });

  test('[I6] words glued to a number, or a space before it, do not hide it', () => {
    expect(imported('2.In cases where').clauses).toMatchObject([{ label: '2.' }]);
    expect(imported('[(c)Rehabilitate]').clauses).toMatchObject([{ label: '(c)' }]);
    expect(imported('[ 2. In cases]').inherited).toMatchObject([{ holdsNumber: true }]);
  });
});

describe('[I6] headings, options, notes', () => {
  test.each([
    ['Article 17 bis', 'article'],
    ['ARTICLE ANTE55', 'article'],
    ['Article ante 58', 'article'],
    ['Article 2 (PURPOSE)', 'article'],
    ['Article 6. [Exercise of jurisdiction] [Preconditions to the exercise of jurisdiction]', 'article'],
    ['[PART VII FINANCIAL RESOURCES [AND MECHANISM]]', 'part'],
    ['PART XI BIS', 'part'],
    ['CHAPTER VI Environment Provisions', 'part'],
    ['Section 2 Scope', 'heading'],
    ['ANNEX II', 'heading'],
    ['Option 1: Parties shall', 'option'],
    ['OPTION II:', 'option'],
    ['Option (a): Parties', 'option'],
    ['Option A.1: Parties', 'option'],
    ['[Option 2: Parties]', 'option'],
    ['Option II: (paragraphs 47 and 47bis)', 'option'],
    ['Note: some Parties', 'note'],
    ['N.B. some Parties', 'note'],
    ['Deleted.', 'note'],
    ['Moved as article 41 ter.', 'note'],
    ['Deleted and merged into article 30 as revised.', 'note'],
    ['{Placeholder for preamble}', 'note'],
    ['Article 5 of the Convention applies', 'text'],
    ['Article 5 shall apply to all Parties.', 'text'],
    ['Option 1 above is preferred', 'text'],
    ['Parties shall', 'text'],
    ['PART I GENERAL PROVISIONS ................ 5', 'text'],
  ])('[I6] %s', (source, kind) => {
    const draft = imported(source);
    expect(draft.clauses).toMatchObject([{ kind, label: '', level: 0 }]);
    expect(exported(draft)).toBe(`${source}\n`);
  });

  test('[I6] Markdown headings count their marks, and the words say which sort they are', () => {
    const source = '# Draft agreement\n\n## Article 1 *(definitions)*\n\n### [Scope]\n\n**Option 1:** No text\n';
    const draft = imported(source);
    expect(draft.form).toBe('markdown');
    expect(draft.title).toBe('Draft agreement');
    expect(draft.clauses.map(({ kind, level }) => `${kind} ${level}`)).toEqual(['title 1', 'article 2', 'heading 3', 'option 0']);
    expect(exported(draft)).toBe(source);
  });

  test('[I6] without a heading the file gives the title, and a given title wins', () => {
    expect(imported('Parties shall', 'zero-draft.txt').title).toBe('zero-draft');
    expect(imported('', 'zero-draft.txt').clauses).toMatchObject([{ kind: 'text', runs: [] }]);
  });
});

describe('[I6] levels', () => {
  const levels = (source: string, fileName?: string): number[] =>
    imported(source, fileName).clauses.map((clause) => clause.level);

  test('[I6] Markdown: four columns a level', () => {
    expect(levels('1. a\n\n    1. b\n\n        **Option 1:** c\n\n   d\n', 'x.md')).toEqual([0, 1, 2, 1]);
  });

  test('[I6] a printed page: the columns at which numbers stand', () => {
    expect(levels(' 1.    One\n       (a)     Two\n               (i)   Three\n       Text\n')).toEqual([0, 1, 2, 1]);
  });

  test('[I6] no indentation: the style of the number, and (i) after (h) is a letter', () => {
    expect(levels('1. a\n(a) b\n(i) c\n(ii) d\n(b) e\n2. f\n')).toEqual([0, 1, 2, 2, 1, 0]);
    expect(levels('(h) a\n(i) b\n(j) c\n')).toEqual([1, 1, 1]);
  });
});

describe('[I7] lines and clauses', () => {
  const wrapped = [
    ' 1.    The purpose of this Agreement is to enhance the implementation of the objective of the Convention. It',
    '       reflects differentiated responsibilities and respective capabilities, as set out in article 4, paragraph',
    '       2. above, and [in the light of different national circumstances, and of the needs of all. The Parties to',
    '       this Agreement] agree.',
    ' 2.    Parties recognize that deep cuts are required.',
    '       (a)     Sharing information, best practices, experiences and lessons learned, and many other things of',
    '               the sort;',
    '       Have agreed as follows:',
    ' Pp1',
    '       Being Parties to the Convention,',
    '                               Article 2 (PURPOSE)',
    '       The words of the article.',
  ].join('\n');

  test('[I7] a hard-wrapped page gives its paragraphs back', () => {
    const draft = imported(wrapped);
    expect(draft.clauses.map(({ kind, label }) => `${kind} ${label}`.trim())).toEqual([
      'paragraph 1.',
      'paragraph 2.',
      'subparagraph (a)',
      'text',
      'paragraph Pp1',
      'article',
      'text',
    ]);
    expect(wordsOf(draft.clauses[0])).toMatch(
      /Convention\. It reflects .* paragraph 2\. above, .* The Parties to this Agreement agree\.$/,
    );
    expect(draft.inherited).toHaveLength(1);
  });

  test('[I7] one line a paragraph: long lines join only where a sentence goes on', () => {
    const line = `${'Parties shall cooperate in good faith and with due regard for all '.repeat(4)}`;
    const draft = imported(`${line}and\nothers.\n${line}now.\nThe end.\n[${line}]\n[${line}]\n57\nparties.`);
    expect(draft.clauses).toHaveLength(7);
  });

  test('[I7] line ends, page breaks, tabs, byte order mark and no-break spaces', () => {
    const draft = imported('\uFEFF1.\tOne\r\n2.\u00a0Two\u00a0°C\f3. Three\r\n\r\n\u2060Four');
    expect(draft.clauses.map((clause) => `${clause.label}|${wordsOf(clause)}`)).toEqual([
      '1.|One',
      '2.|Two\u00a0°C',
      '3.|Three',
      '|Four',
    ]);
  });
});
