import { describe, expect, it, test, vi } from 'vitest';
import { contentOf, placeholdersOf } from '../../shared/projection/placeholders.ts';
import { placeholdersCsv, referencesCsv } from '../../shared/projection/numbers-text.ts';
import { imported, realText } from '../import/fixtures.ts';
import { clause, imported as importedAs, stateOf } from './built.ts';

describe('[F5] what a bracket holds', () => {
  it.each([
    [
      'placeholder',
      [
        'Placeholder for "climate finance".',
        '4. placeholder for text by Parties on composition',
        'other',
        'to be determined',
        '…',
        '\u2060',
        'TBD',
        'text to come',
      ],
    ],
    [
      'value',
      [
        '2020',
        'X',
        'x',
        '12 [–18] months',
        '–18',
        '1.5 °C',
        '30 June 2025',
        'three',
        '50 per cent',
        'X-Y',
        'decision -/CP.21',
        '-/CMA.1',
        'years',
      ],
    ],
    [
      'note',
      [
        '{Differentiated efforts}',
        '{Placeholder for preamble}',
        '{one {within}}',
        '{one} {and another}',
        'Note: some Parties suggested otherwise.',
        'N.B. See article 9.',
      ],
    ],
    [
      'words',
      [
        'shall',
        'best available',
        ', as appropriate,',
        'article 5',
        'Parties shall meet in 2020',
        'may',
        'No text',
        'Other Parties',
        'Notes with concern',
        '{one} words {and another}',
        '{half',
        'one hundred Parties',
      ],
    ],
  ])('%s', (content, all) => {
    for (const words of all) expect([words, contentOf(words)]).toEqual([words, content]);
  });
});

it('[F5] lists what is still to be filled in, in reading order, bracket or not, each once', () => {
  const clauses = [
    clause('c1', 'By <a 2020><b X> Parties <c shall> report {see article 9}.', { label: '1.' }),
    clause('c2', 'At its [x] session, under decision -/CP.21, <d {note}>.', { label: '2.' }),
    clause('c3', '<e \u2060>', { label: '3.' }),
  ];
  const state = stateOf(importedAs('a', 'b', 'c', 'd', 'e'), { type: 'ProposalAccepted', proposal: 'b', version: '' } as never);
  expect(placeholdersOf(clauses, state).map(({ content, words, proposal }) => `${content} ${words} ${proposal ?? '-'}`)).toEqual([
    'note {see article 9} -',
    'value 2020 a',
    'value [x] -',
    'value -/CP.21 -',
    'note {note} d',
    'placeholder  e',
  ]);
  expect(placeholdersCsv({ clauses, state }).split('\r\n')[2]).toBe('paragraph 1,value,2020,yes');
});

it('[F5] lists a note once, with those within it and whatever else is in it, and no half of one', () => {
  const text = [clause('c1', 'By [x] {see {article 9} on [y] -/CP.1} and [z] {half', { label: '1.' })];
  expect(placeholdersOf(text, stateOf(importedAs())).map(({ content, words }) => `${content} ${words}`)).toEqual([
    'value [x]',
    'note {see {article 9} on [y] -/CP.1}',
    'value [z]',
  ]);
});

it('[F5] looks at what a bracket shows: not at what is out in it, and also at what was accepted and is to go', () => {
  const clauses = [clause('c1', 'By <a 2020<out  or as soon as may be>> and <b <-d TBD>>.', { label: '1.' })];
  const state = stateOf(
    importedAs('a', 'b', 'd', 'out'),
    { type: 'ProposalAccepted', proposal: 'b', version: '' } as never,
    { type: 'ProposalDropped', proposal: 'out', version: '', ground: '' } as never,
  );
  expect(placeholdersOf(clauses, state).map(({ words, proposal }) => `${words} ${proposal ?? '-'}`)).toEqual(['2020 a', 'TBD d']);
});

test('[N6] a reference that leads nowhere is exported with its place', () => {
  const clauses = [
    clause('a', 'Article 1', { kind: 'article' }),
    clause('b', 'As in article 77 and article 1.', { label: '1.' }),
  ];
  expect(
    referencesCsv({ clauses, state: stateOf(importedAs()) })
      .split('\r\n')
      .slice(1, 3),
  ).toEqual([
    '"article 1, paragraph 1",article 77,,"refers to article 77, which does not exist"',
    '"article 1, paragraph 1",article 1,article 1,',
  ]);
});

test('[N6] a reference is exported with each clause that it names, in whichever order it is written', () => {
  const clauses = [
    clause('a', 'Article 1', { kind: 'article' }),
    clause('b', 'First.', { label: '1.' }),
    clause('c', 'Second:', { label: '2.' }),
    clause('d', 'one;', { kind: 'subparagraph', level: 1, label: '(a)' }),
    clause('e', 'two.', { kind: 'subparagraph', level: 1, label: '(b)' }),
    clause('f', 'Article 2', { kind: 'article' }),
    clause(
      'g',
      'See paragraph 2 of article 1, article 1, paragraph 2, articles 1 and 2; paragraphs 1 and 2 (a) and (b) of article 1; articles 2 and 9.',
      { label: '7.' },
    ),
  ];
  expect(
    referencesCsv({ clauses, state: stateOf(importedAs()) })
      .split('\r\n')
      .slice(1)
      .map((line) => line.replace('"article 2, paragraph 7",', '')),
  ).toEqual([
    'paragraph 2 of article 1,"article 1, paragraph 2",',
    '"article 1, paragraph 2","article 1, paragraph 2",',
    'articles 1 and 2,article 1; article 2,',
    'paragraphs 1 and 2 (a) and (b) of article 1,"article 1, paragraph 1; article 1, paragraph 2 (a); article 1, paragraph 2 (b)",',
    'articles 2 and 9,article 2,"refers to article 9, which does not exist"',
    '',
  ]);
});

test.skipIf(realText('MANIFEST.tsv') === null)('[F5] in a real text', () => {
  const draft = imported(realText('unfccc-4-dec-2015-agreement.md') ?? '', 'x.md');
  const state = stateOf({ ...importedAs(), inherited: draft.inherited } as never);
  const found = placeholdersOf(draft.clauses, state);
  const counts = Object.groupBy(found, ({ content }) => content);
  expect(counts.note?.length).toBeGreaterThan(20);
  expect(counts.value?.length).toBeGreaterThan(10);
  expect(counts.placeholder?.length).toBeGreaterThan(5);
});

test('[F5] what is found is found at the cost of the text, however much of it stands in brackets', () => {
  const trimsFor = (brackets: number): number => {
    const ids = Array.from({ length: brackets }, (_, index) => `a${index}`);
    const text = [clause('c1', ids.map((id) => `<${id} x> years {a note} `).join(''))];
    const state = stateOf(importedAs(...ids));
    const trim = vi.spyOn(String.prototype, 'trim');
    expect(placeholdersOf(text, state)).toHaveLength(2 * brackets);
    const trims = trim.mock.calls.length;
    trim.mockRestore();
    return trims;
  };
  expect(trimsFor(400)).toBeLessThan(3 * trimsFor(200));
});
