import { describe, expect, test } from 'vitest';
import { docxOf } from '../../server/formats/docx/document.ts';
import { importedWord } from '../../server/formats/docx/reading/imported-word.ts';
import { NEW_IDS } from '../../server/ids.ts';
import type { Imported } from '../../shared/import/imported.ts';
import { drawText } from '../../shared/projection/drawing.ts';
import { REGISTRY } from '../projection/built.ts';
import { bring, changed, US } from './brought-word.ts';
import { paper, sourcesOf } from './papers.ts';
import { EditedWord } from './word-edits.ts';
import { del, ins, p, part, r, wordFile } from './word-files.ts';

function read(file: Uint8Array): Imported {
  const found = importedWord(file, { fileName: 'a.docx', registry: REGISTRY, ids: NEW_IDS });
  if (!found.ok) throw new Error(found.refusal);
  return found.value;
}

/** Each clause as it is drawn: `#2.` its number, `{+…}` what a proposal brings in, `{-…}` what one wants out, each with its proposer. */
function lines({ clauses, inherited }: Imported): string[] {
  const by = new Map(inherited.map((one) => [one.id, one]));
  const order = new Map(inherited.map(({ id }, index) => [id, index]));
  return drawText(clauses, {
    outcomeOf: () => 'open',
    orderOf: (id) => order.get(id) ?? 0,
    holdsNumber: (id) => by.get(id)?.holdsNumber ?? false,
  }).map(({ clause, parts }) =>
    parts
      .map((one) => {
        if (one.type === 'number') return clause.label === '' ? '' : `#${clause.label} `;
        if (one.type === 'open') {
          const proposer = by.get(one.proposal)?.proposer ?? null;
          return `{${one.role === 'insertion' ? '+' : '-'}${proposer === null ? '' : (REGISTRY.byId.get(proposer)?.code ?? '')}:`;
        }
        if (one.type === 'close') return '}';
        return one.type === 'words' ? one.run.text : '';
      })
      .join(''),
  );
}

const told = ({ besides }: Imported): unknown => besides.map(({ clause, why, excerpt }) => [clause, why, excerpt]);
const asWords = (author: string): string =>
  `a number of the clause’s own: it is tracked, and so stands among the words, by ${author}`;

describe('numbers that somebody tracked', () => {
  test('[W11] a number that is put in, struck or both stands among the words as that, and it is told', () => {
    const draft = read(
      wordFile(
        p(ins('Norway', r('2. ')) + r('Parties act.')) +
          p(del('Norway', '2. ') + ins('Norway', r('3. ')) + r('Parties act.')) +
          p(del('Norway', '2. ') + del('Kenya', 'Parties')) +
          p(r('2') + ins('Norway', r(' bis')) + r('. Parties')) +
          p(ins('Kenya', r('(a) All ')) + r('Parties')) +
          p(r('4. ') + ins('Norway', r('All ')) + r('Parties')),
      ),
    );
    expect(lines(draft)).toEqual([
      '{+NO:2. }Parties act.',
      '{-NO:2. }{+NO:3. }Parties act.',
      '{-NO:2. }{-KE:Parties}',
      '2{+NO: bis}. Parties',
      '{+KE:(a) All }Parties',
      '#4. {+NO:All }Parties',
    ]);
    expect(told(draft)).toEqual([
      [1, asWords('Norway'), '2. Parties act.'],
      [2, asWords('Norway'), '2. 3. Parties act.'],
      [3, asWords('Norway'), '2. Parties'],
      [4, asWords('Norway'), '2 bis. Parties'],
      [5, asWords('Kenya'), '(a) All Parties'],
    ]);
  });

  test('[W11] a number that comes or goes with its whole clause is held by that bracket, and by no other', () => {
    const parted = (author: string): string =>
      `<w:rPr><w:ins w:id="9" w:author="${author}" w:date="2026-07-06T10:00:00Z"/></w:rPr>`;
    const draft = read(
      wordFile(
        p(ins('Norway', r('2. All ') + del('Kenya', 'new') + r(' words.'))) +
          p(r('Words.')) +
          p(del('Chile', '3. All old.')) +
          p(r('More.')) +
          p(ins('Kenya', r('4. New.')), parted('Kenya')) +
          p(r('5. ') + ins('Kenya', r('All ')) + r('Parties.')),
      ),
    );
    expect(lines(draft)).toEqual([
      '{+NO:#2. All {-KE:new} words.}',
      'Words.',
      '{-CL:#3. All old.}',
      'More.',
      '{+KE:#4. New.}',
      '#5. {+KE:All }Parties.',
    ]);
    expect(told(draft)).toEqual([]);
    const counting =
      '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="5"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>' +
      '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>';
    const counted = read(
      wordFile(
        p(ins('Kenya', r('4. New.')), parted('Kenya')) +
          p(ins('Kenya', r('All ')) + r('Parties.'), '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'),
        { 'word/numbering.xml': part('numbering', counting) },
      ),
    );
    // One proposal, that came with the one number and not with the other.
    expect(lines(counted)).toEqual(['#4. {+KE:New.', '#5. All }Parties.']);
  });

  test('[W11] a number that looks otherwise than its words is a number', () => {
    const draft = read(
      wordFile(
        p(r('2.', '<w:b/>') + r(' Parties act.')) +
          p(r('(a)', '<w:i/>') + '<w:r><w:tab/></w:r>' + ins('Norway', r('All ')) + r('Parties.')) +
          p(r('3.') + ins('Norway', r(' All')) + r(' Parties.')),
      ),
    );
    expect(lines(draft)).toEqual(['#2. Parties act.', '#(a) {+NO:All }Parties.', '#3. {+NO:All} Parties.']);
    expect(draft.clauses[0]?.runs.map(({ bold }) => bold ?? false)).toEqual([false]);
    expect(told(draft)).toEqual([]);
  });

  test('[W7] [W40] the number of a clause that stays, struck in a file of the draft, is told, and what is written beside it is words', async () => {
    const draft = sourcesOf('1. Parties shall act.\n\n2. Parties shall report.', 'a.txt');
    const word = new EditedWord(await docxOf(paper('negotiating', draft)));
    const by = `w:id="9001" w:author="Norway" w:date="2027-01-06T10:00:00Z"`;
    const file = word.rewritten((xml) =>
      xml.replace(
        /<w:r>(<w:rPr><w:rStyle [^>]*\/><\/w:rPr>)<w:t[^>]*>2\.<\/w:t><\/w:r>/,
        `<w:del ${by}><w:r>$1<w:delText>2.</w:delText></w:r></w:del><w:ins ${by}><w:r>$1<w:t>2 bis.</w:t></w:r></w:ins>`,
      ),
    );
    const struck = 'its number is struck, and stays: only the whole clause goes with its number';
    const again = read(file);
    expect(lines(again)).toEqual(['#1. Parties shall act.', '#2. {+NO:2 bis.}Parties shall report.']);
    expect(again.besides.map(({ clause, why }) => [clause, why])).toEqual([[2, `${struck}, by Norway`]]);
    const brought = bring(file, draft, { authors: ['Norway'] });
    expect(changed(brought)).toEqual([`${draft.clauses[1]?.id}: 2 bis.Parties shall report.`]);
    expect(brought.findings.asides.map(({ what, author, place }) => [what, author, place])).toEqual([
      [struck, 'Norway', 'paragraph 2'],
    ]);
    const whole = new EditedWord(await docxOf(paper('negotiating', draft)));
    whole.strike(whole.clause(draft.clauses[1]?.id ?? ''), 0, 'Parties shall report.'.length, US);
    expect(bring(whole.bytes(), draft).findings.asides).toEqual([]);
  });

  test('[W40] a number that they changed in a file of another program is told, since the draft’s stays', () => {
    const draft = sourcesOf('1. Parties shall act.\n\n2. Parties shall report in full to the Commission.', 'a.txt');
    const { findings } = bring(
      wordFile(p(del(US, '2. ') + ins(US, r('3. ')) + r('Parties shall report in full to the Commission.'))),
      draft,
    );
    expect(findings.asides).toEqual([
      {
        what: 'another number: the draft’s stays',
        words: '3. Parties shall report in full to the Commission.',
        author: '',
        place: 'paragraph 2',
      },
    ]);
  });
});
