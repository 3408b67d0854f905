import { describe, expect, test } from 'vitest';
import { docxOf } from '../../server/formats/docx/document.ts';
import { importedWord } from '../../server/formats/docx/reading/imported-word.ts';
import { NEW_IDS } from '../../server/ids.ts';
import { bring, changed, US } from './brought-word.ts';
import { REGISTRY } from '../projection/built.ts';
import { paper, sourcesOf } from './papers.ts';
import { EditedWord } from './word-edits.ts';
import { del, ins, p, r, wordFile } from './word-files.ts';

function told(body: string): unknown {
  const found = importedWord(wordFile(body), { fileName: 'a.docx', registry: REGISTRY, ids: NEW_IDS });
  if (!found.ok) throw new Error(found.refusal);
  return found.value.besides.map(({ clause, why, excerpt }) => [clause, why, excerpt]);
}

const put = (by: string): string => `that brackets were put in here, by ${by}`;
const struck = (by: string): string => `that brackets were struck here, and not the words in them, by ${by}`;

describe('brackets whose signs somebody tracked', () => {
  test('[W11] are brackets as any other, and who put them in or struck them is told with the clause', () => {
    expect(
      told(
        p(r('First [clause].')) +
          p(r('Parties ') + ins('Norway', r('[')) + r('fully') + ins('Norway', r(']')) + r(' act.')) +
          p(r('Parties ') + del('Chile', '[') + r('fully', '<w:b/>') + del('Chile', ']') + r(' act.')) +
          p(r('Parties ') + ins('Kenya', r('[soon - Norway] ')) + r('act.')) +
          p(ins('Kenya', r('[')) + r('Words that go on')) +
          p(r('over two') + ins('Norway', r(']')) + r('.')),
      ),
    ).toEqual([
      [2, put('Norway'), '[fully]'],
      [3, struck('Chile'), '[fully]'],
      [4, put('Kenya'), '[soon - Norway]'],
      [5, put('Kenya'), '[Words that go on over two]'],
      [5, put('Norway'), '[Words that go on over two]'],
    ]);
  });

  test('[W11] nothing is told of a bracket that goes with its words, nor of the marks of footnotes and of literal brackets', () => {
    expect(
      told(
        p(r('Parties ') + del('Norway', '[fully] ') + r('act') + ins('Norway', r(' [^2]')) + r('.')) +
          p(r('Parties [shall ') + ins('Kenya', r('fully ')) + r('act].')) +
          p(r('An act') + ins('Kenya', r(' [sic]')) + r('.')),
      ),
    ).toEqual([]);
  });

  test('[W40] in amendments that come home typed brackets are characters, and it is said', async () => {
    const draft = sourcesOf('1. Parties shall [fully - Norway] report annually.[^1]\n\n[^1]: A note.', 'a.txt');
    const word = new EditedWord(await docxOf(paper('negotiating', draft)));
    const clause = word.clause(draft.clauses[0]?.id ?? '');
    const words = 'Parties shall fully report annually';
    word.insert(clause, words.length, ']', US);
    word.insert(clause, words.length - 'annually'.length, '[', US);
    const brought = bring(word.bytes(), draft);
    expect(changed(brought)).toEqual([`${draft.clauses[0]?.id}: Parties shall fully report [annually].[^1]`]);
    expect(brought.findings.typedBrackets).toBe(2);
    const other = new EditedWord(await docxOf(paper('negotiating', draft)));
    other.insert(other.clause(draft.clauses[0]?.id ?? ''), 0, 'All ', US);
    expect(bring(other.bytes(), draft).findings.typedBrackets).toBe(0);
  });
});
