import { describe, expect, it, test } from 'vitest';
import { imported, realText } from '../import/fixtures.ts';
import { seenClause } from '../../shared/projection/legible.ts';
import { numberClauses } from '../../shared/text/numbering.ts';
import { referencesIn, type Reference } from '../../shared/text/references.ts';

/** The references of a text as it would be imported. */
function referencesOf(source: string, name = 'draft.txt'): Reference[] {
  const { clauses } = imported(source, name);
  const numbers = numberClauses(clauses);
  return referencesIn(clauses.map((clause) => seenClause(clause, numbers.get(clause.id) ?? '', () => 'open')));
}

const TREATY = [
  'Article 1',
  '1. Words.',
  '2. Words of paragraph 1:',
  '    (a) First;',
  '    (b) Second.',
  'Article 12 bis',
  '1. Words.',
  'PART II',
  'Annex I',
].join('\n\n');

/** What a sentence refers to, in a text with the articles 1 and 12 bis. */
function found(sentence: string): string[] {
  return referencesOf(`${TREATY}\n\nArticle 20\n\n${sentence}`)
    .filter(({ text }) => text !== 'paragraph 1')
    .map(
      ({ text, mentions, dangling }) =>
        `${text}: ${mentions.map((one) => one.text).join(' ')}${dangling === null ? '' : `; no ${dangling}`}`,
    );
}

describe('[N6] references are found', () => {
  it.each([
    ['an article', 'In accordance with article 12 bis.', ['article 12 bis: 12 bis']],
    ['spaced otherwise', 'In accordance with Article 12bis, Parties shall act.', ['Article 12bis: 12bis']],
    ['a paragraph of an article', 'Under article 1, paragraph 2 (b), they act.', ['article 1, paragraph 2 (b): 1 2 (b)']],
    ['the other way round', 'Under paragraph 2 of article 1 they act.', ['paragraph 2 of article 1: 2 1']],
    [
      'a subparagraph by its word',
      'Under article 1, paragraph 2, subparagraph a, they act.',
      ['article 1, paragraph 2, subparagraph a: 1 2 a'],
    ],
    ['glued', 'Under article 1.2(a) they act.', ['article 1.2(a): 1 2 (a)']],
    ['of the text itself', 'Under article 1 of the Agreement and article 1 of this Agreement.', ['article 1: 1', 'article 1: 1']],
    [
      'of the text itself, before it and by a pronoun',
      'Under this Agreement, in particular article 1, and its purpose as this Agreement has it in its article 12 bis.',
      ['article 1: 1', 'article 12 bis: 12 bis'],
    ],
    [
      'beside those of another instrument',
      'Under article 1 of this Agreement and article 2 of the Convention, articles 3 and 4 of the Convention and article 20 of this Agreement; paragraph 1 and article 76 of the Convention.',
      ['article 1: 1', 'article 20: 20'],
    ],
    [
      'with other words behind and before',
      'Each Party to the Convention shall, under article 1, make a screening, as referred to in article 20, of the effects, and send it in accordance with article 12 bis to the secretariat.',
      ['article 1: 1', 'article 20: 20', 'article 12 bis: 12 bis'],
    ],
    [
      'lists and ranges',
      'Under articles 1, 12 bis and 20 or articles 1 to 20.',
      ['articles 1, 12 bis and 20: 1 12 bis 20', 'articles 1 to 20: 1 20'],
    ],
    [
      'subparagraphs beside one another',
      'Under article 1, paragraph 2 (a) and (b), or paragraphs 2(a)–(b) and 1 of article 1.',
      ['article 1, paragraph 2 (a) and (b): 1 2 (a) (b)', 'paragraphs 2(a)–(b) and 1 of article 1: 2 (a) (b) 1 1'],
    ],
    ['a letter', 'Under annex B they act.', ['annex B: B; no annex B']],
    [
      'of the text itself, in French',
      'Aux fins de l’article 1 du présent Protocole et de l’article 1 de la présente Convention.',
      ['article 1: 1', 'article 1: 1'],
    ],
    ['parts and annexes', 'Under Part II and annex I they act.', ['Part II: II', 'annex I: I']],
    [
      'what does not exist',
      'See article 77, and article 1, paragraph 9.',
      ['article 77: 77; no article 77', 'article 1, paragraph 9: 1 9; no paragraph 9 of article 1'],
    ],
  ])('%s', (_, sentence, expected) => {
    expect(found(sentence)).toEqual(expected);
  });

  it.each([
    ['articles of another instrument', 'Under article 87 of the Convention and article 4, paragraph 2, of the Kyoto Protocol.'],
    [
      'agreements by their names',
      'Under article 4 of the Paris Agreement, articles 5 and 6 of the 1994 Marrakesh Agreement and article 3 of the Agreement on Fish Stocks.',
    ],
    [
      'instruments in French',
      'Conformément à l’article 4 de la Convention, à l’article 5 du Protocole de Kyoto, à l’article 6 de ladite Charte et à l’article 7 de cette Déclaration.',
    ],
    [
      'instruments by any name',
      'Under article 2 of UNCLOS, article 3 of the GATT 1994, article 4 of Directive 2001/42/EC, article 5 of the 1951 Convention, article 6 of the Code of Conduct, article 7 of that instrument and paragraph 8 of the 2030 Agenda.',
    ],
    ['an agreement called by what it is for', 'Under article 3 of the Agreement for the Implementation of the Convention.'],
    ['an acronym behind it', 'Under article 2 ECHR and Article 3 (1) UNCLOS.'],
    [
      'several at once',
      'Under articles 1, 12 bis and 20 of the Charter, article 1 and article 12 bis of the Covenant, articles 1 and 20 of, and annex I to, the Treaty.',
    ],
    [
      'an instrument before it',
      'Under the Convention, article 1; the Convention and its article 1; the Convention on Biological Diversity, in particular article 1 and article 20; the Charter of the United Nations (article 1); UNCLOS article 1; the Treaty’s article 1; and the Statute, as amended, article 1.',
    ],
    [
      'resolutions and documents before it',
      'Under resolution 72/249 of 24 December 2017, paragraph 2, resolution 1325 (2000), paragraph 2, and A/CONF.232/2022/5, paragraph 2; ibid., paragraph 2.',
    ],
    [
      'what is called by a pronoun',
      'The Convention, in particular article 1 thereof; paragraph 2 of that article; the Treaty, in its article 1.',
    ],
    ['decisions', 'Under decision 1/CP.16, paragraph 4, and paragraph 5 of decision 2/CP.15.'],
    ['words', 'In part a matter of article and section; a paragraph 20% longer; part of this Part.'],
    ['letters that are no figures', 'Article X and paragraph X-Y are still to come.'],
  ])('[N6] and what is none is not: %s', (_, sentence) => {
    expect(found(sentence)).toEqual([]);
  });
});

it('[N6] a number with points that is a label as it stands is that clause', () => {
  const text = 'Article 1\n\n1.1 One.\n\n1.2 Two.\n\n1.2.1 More.\n\nArticle 2\n\n1. One.\n\n2. Two.\n\nArticle 3\n\n3.1';
  const written = (words: string): string[] =>
    referencesOf(`${text} ${words}`).map(
      ({ mentions, dangling }) => `${mentions.map((one) => one.text).join(' ')}${dangling === null ? '' : `; no ${dangling}`}`,
    );
  expect(written('See paragraph 1.2, article 1, paragraph 1.2, paragraphs 1.1 to 1.2.1 and paragraph 3.1.')).toEqual([
    '1.2',
    '1 1.2',
    '1.1 1.2.1',
    '3.1',
  ]);
  expect(written('See article 1.2, article 2.2, article 1.2.1, article 2.3 and paragraph 7.1.')).toEqual([
    '1 2',
    '2 2',
    '1 2 1',
    '2 3; no article 2 3',
    '7.1; no paragraph 7.1',
  ]);
});

it('[N6] a paragraph with points that two articles have is that of the article in which it is read', () => {
  const text = 'Article 1\n\n1.1 One.\n\nArticle 2\n\n1.1 Two, see paragraph 1.1.\n\nArticle 3\n\n7. See paragraph 1.1.';
  const found = referencesOf(text);
  expect(found.map(({ clause, mentions, dangling }) => [mentions[0]?.target === clause, dangling])).toEqual([
    [true, null],
    [false, 'paragraph 1.1'],
  ]);
});

it('[N6] the Agreement is the text itself only where the text calls itself so', () => {
  const sentence = 'Under article 1 of the Agreement and article 1 of this';
  expect(found(`${sentence} Agreement.`)).toEqual(['article 1: 1', 'article 1: 1']);
  expect(found(`${sentence} Convention.`)).toEqual(['article 1: 1']);
});

it('[N6] a paragraph 1.1 is none 11', () => {
  const sentence = (words: string): Reference[] => referencesOf(`1.1. One.\n\n11. Eleven, ${words}.`);
  const [reference] = sentence('see paragraph 11');
  expect(reference?.mentions[0]?.target).toBe(reference?.clause);
});

describe('[N6] in real texts', () => {
  test.skipIf(realText('MANIFEST.tsv') === null).each([
    [
      'bbnj-2022-06-01-further-revised-draft-A_CONF.232_2022_5.txt',
      96,
      ['article 287', 'paragraph 2, subparagraph a'],
      ['article 206'],
    ],
    ['bbnj-2023-03-04-draft-agreement-advance-unedited.txt', 104, ['article 287'], ['article 20 ante']],
    ['unfccc-12-dec-2015-agreement.md', 55, [], ['Article 4, paragraph 5']],
    ['unfccc-4-dec-2015-agreement.md', 83, ['Annex X', 'Annex A', 'paragraph 4(b)'], ['Article 6']],
  ])('%s', (name, count, dangling, sound) => {
    const references = referencesOf(realText(name) ?? '', name);
    const lost = references.filter((one) => one.dangling !== null).map(({ text }) => text);
    expect(Math.abs(references.length - count)).toBeLessThan(4);
    expect(lost).toEqual(expect.arrayContaining(dangling));
    for (const text of sound) expect(lost).not.toContain(text);
    expect(lost.length).toBeLessThan(17);
  });
});
