import { describe, expect, test } from 'vitest';
import { importedWord } from '../../server/formats/docx/reading/imported-word.ts';
import { NEW_IDS } from '../../server/ids.ts';
import { plainText } from '../../shared/text/clause.ts';
import { REGISTRY } from '../projection/built.ts';
import { p, r, wordFile } from './word-files.ts';

/** The words of each clause of a file, what is told beside them, and what of them is a link. */
function read(body: string): { readonly words: string[]; readonly told: string[][]; readonly linked: string[] } {
  const found = importedWord(wordFile(body), { fileName: 'a.docx', registry: REGISTRY, ids: NEW_IDS });
  if (!found.ok) throw new Error(found.refusal);
  const { clauses, besides } = found.value;
  return {
    words: clauses.map(plainText),
    told: besides.map(({ why, excerpt }) => [why, excerpt]),
    linked: clauses.flatMap(({ runs }) => runs.flatMap(({ text, link }) => (link === undefined ? [] : [text]))),
  };
}

const edge = (type: 'begin' | 'separate' | 'end', form = ''): string =>
  `<w:r><w:fldChar w:fldCharType="${type}">${form}</w:fldChar></w:r>`;
const told = (instructions: string): string => `<w:r><w:instrText xml:space="preserve">${instructions}</w:instrText></w:r>`;
const [begin, separate, end] = [edge('begin'), edge('separate'), edge('end')];
const field = (instructions: string, form = ''): string => edge('begin', form) + told(instructions) + end;
const box = (inner: string): string => `<w:r><w:pict><w:txbxContent>${inner}</w:txbxContent></w:pict></w:r>`;

const ENDLESS = ['a field that never ends: what stands in it is read as words', ''];
const INSTRUCTED = 'words in the instructions of a field';
const WITHOUT = 'a field whose words the file does not hold';

describe('fields of a Word file', () => {
  test.each<[string, string, string[], string[][]]>([
    ['without instructions', p(r('A ') + begin + r('word.')) + p(r('Next.')), ['A word.', 'Next.'], [ENDLESS]],
    ['with instructions', p(r('A ') + begin + told('REF a') + r('word.')) + p(r('Next.')), ['A word.', 'Next.'], [ENDLESS]],
    [
      'with a result',
      p(r('A ') + begin + told('REF a') + separate + r('word.')) + p(r('Next.')),
      ['A word.', 'Next.'],
      [ENDLESS],
    ],
    [
      'round one that ends',
      p(r('A ') + begin + told('IF ') + begin + told('REF a') + separate + r('word') + end + r(' more.')),
      ['A word more.'],
      [ENDLESS],
    ],
    ['in a box', p(r('A ') + box(p(begin + r('word.')) + p(r('Within.'))) + r('b.')), ['A b.', 'word.', 'Within.'], [ENDLESS]],
  ])('[W11] one that never ends hides no words, and is told: %s', (_, body, words, besides) => {
    expect(read(body)).toMatchObject({ words, told: besides });
  });

  test('[W11] one may go over paragraphs: its instructions are no words, and told where they look like some; what it gives is', () => {
    const whole = read(
      p(r('A ') + begin + told('IF 1=1 "') + r('one')) +
        p(r('other') + told('"') + separate + r('given ')) +
        p(r('too') + end + r(' after.')),
    );
    expect(whole.words).toEqual(['A', 'given', 'too after.']);
    expect(whole.told).toEqual([
      [INSTRUCTED, 'one'],
      [INSTRUCTED, 'other'],
    ]);
    const linked = read(
      p(begin + told('HYPERLINK "https://example.org/"') + separate + r('first')) + p(r('second') + end + r(' third')),
    );
    expect(linked).toEqual({ words: ['first', 'second third'], told: [], linked: ['first', 'second'] });
    const nested = read(p(begin + told('IF ') + begin + told('REF a') + separate + r('1') + end + separate + r('given') + end));
    expect(nested).toMatchObject({ words: ['given'], told: [] });
  });

  test('[W11] what is open in the text is not so in a box, nor the other way round', () => {
    const found = read(p(begin + told('REF a') + box(p(r('Within.'))) + separate + r('given') + end));
    expect(found).toMatchObject({ words: ['given', 'Within.'], told: [] });
  });

  test.each<[string, string, string]>([
    ['words to click on', field(' MACROBUTTON NoMacro the place '), 'A the place b.'],
    ['a choice', field(' FORMDROPDOWN ', form('ddList', '<w:result w:val="1"/>')), 'A should b.'],
    ['the first choice', field(' FORMDROPDOWN ', form('ddList', '')), 'A shall b.'],
    ['a box that is ticked', field(' FORMCHECKBOX ', form('checkBox', '<w:checked/>')), 'A ☒ b.'],
    ['a box that is not', field(' FORMCHECKBOX ', form('checkBox', '<w:default w:val="0"/>')), 'A ☐ b.'],
  ])('[W11] what one shows without a result comes in: %s', (_, inner, words) => {
    expect(read(p(r('A ') + inner + r(' b.')))).toMatchObject({ words: [words], told: [] });
  });

  test.each([
    ['LISTNUM', p(r('A ') + field(' LISTNUM \\l 1 ') + r('b.')), 'LISTNUM \\l 1'],
    ['AUTONUM', p(r('A ') + field(' AUTONUM ') + r('b.')), 'AUTONUM'],
    ['of one element', p(r('A ') + '<w:fldSimple w:instr=" PAGE "/>' + r('b.')), 'PAGE'],
  ])('[W11] what one shows and the file does not hold is told: %s', (_, body, excerpt) => {
    expect(read(body)).toMatchObject({ words: ['A b.'], told: [[WITHOUT, excerpt]] });
  });

  test('[W11] of one that shows nothing, or something that stands there, nothing is told', () => {
    const unseen = ['XE "index"', ' TC "Entry" \\f ', ' SET a "b" ', ''].map((one) => field(one)).join('');
    const given = begin + told(' REF a ') + separate + r('5') + end;
    const simple = `<w:fldSimple w:instr=" REF a ">${r('6')}</w:fldSimple>`;
    expect(read(p(r('A ') + unseen + r('b, ') + given + r(', ') + simple))).toMatchObject({ words: ['A b, 5, 6'], told: [] });
  });
});

function form(kind: 'ddList' | 'checkBox', chosen: string): string {
  const entries = kind === 'ddList' ? '<w:listEntry w:val="shall"/><w:listEntry w:val="should"/>' : '';
  return `<w:ffData><w:${kind}>${chosen}${entries}</w:${kind}></w:ffData>`;
}
