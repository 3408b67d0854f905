import { describe, expect, test } from 'vitest';
import type { ClauseId } from '../../shared/base/ids.ts';
import type { Brought } from '../../shared/import/brought.ts';
import { questionsOf } from '../../shared/import/file-questions.ts';
import { plainText } from '../../shared/text/clause.ts';
import { docxOf } from '../../server/formats/docx/document.ts';
import { amendedText } from '../../server/formats/docx/reading/amended-text.ts';
import { readWord } from '../../server/formats/docx/reading/reading.ts';
import { bring, changed, US } from './brought-word.ts';
import { OFFICE, savedByOffice } from './office.ts';
import { hasSchemas, schemaFaults } from './ooxml.ts';
import { paper, sourcesOf } from './papers.ts';
import { EditedWord } from './word-edits.ts';
import { del, ins, p, r, wordFile } from './word-files.ts';

const SOURCE = [
  '## Article 1',
  '1. The Commission [shall [annually - Chile] - Norway] report on it.[^1]',
  '2. [A paragraph - Kenya]',
  '3. More words stand here.',
  '4. The last paragraph.',
  '[^1]: A note.',
].join('\n\n');

const draft = sourcesOf(SOURCE, 'a.md');
const idWith = (words: string): ClauseId => {
  const found = draft.clauses.find((one) => plainText(one).includes(words));
  if (found === undefined) throw new Error(words);
  return found.id;
};

/** Edits a file as a capital might: words within others' brackets and outside, paragraphs, a move, comments. */
async function editedSource(): Promise<Uint8Array> {
  const word = new EditedWord(await docxOf(paper('negotiating', draft)));
  const [first, third, fourth] = [idWith('Commission'), idWith('More words'), idWith('The last')].map((id) => word.clause(id));
  if (first === undefined || third === undefined || fourth === undefined) throw new Error('absent');
  // "The Commission shall annually report on it."
  const put = word.insert(first, 'The Commission shall '.length, 'promptly ', US);
  word.comment(put, 'Delay is costly.', US);
  word.strike(
    first,
    'The Commission shall promptly annually report on'.length,
    'The Commission shall promptly annually report on it'.length,
    US,
  );
  word.insert(first, 'The Commission shall promptly annually report on it'.length, ' all matters', US);
  word.comment(word.runWith(first, 'The Commission'), 'Which one?', US);
  const added = word.addBehind(third, 'A paragraph of ours.', US);
  word.addBehind(added, 'And another.', US);
  word.strikeParagraph(fourth, US);
  return word.bytes();
}

const EXPECTED = [
  `${idWith('Commission')}: The Commission shall promptly annually report on all matters.[^1]`,
  'new1: A paragraph of ours.',
  'new2: And another.',
  `${idWith('The last')}: `,
];

describe('a paper that comes home from a capital', () => {
  test('[W40] edited in Word: exactly what was changed, within others’ brackets too; their proposals stay theirs', async () => {
    const file = await editedSource();
    if (hasSchemas) expect(await schemaFaults(file)).toEqual([]);
    const found = bring(file, draft);
    expect(changed(found)).toEqual(EXPECTED);
    expect(found.rationale).toBe('Delay is costly.');
    expect(found.findings).toMatchObject({
      changed: 1,
      added: 2,
      deleted: 1,
      clashes: [],
      unmatched: [],
      untracked: [],
      absent: [],
      remarks: [{ place: 'article 1, paragraph 1', words: 'Which one?', author: US }],
    });
    const [first] = found.edited;
    const within = first?.runs.find(({ text }) => text.includes('promptly'));
    const shall = first?.runs.find(({ text }) => text.includes('shall'));
    expect(within?.insertions).toEqual(shall?.insertions);
  });

  test.skipIf(OFFICE !== null)('LibreOffice is absent: its tests are skipped', () => {
    expect(OFFICE).toBeNull();
  });

  test.skipIf(OFFICE === null)('[W40] the same after LibreOffice has opened and saved it', async () => {
    const found = bring(savedByOffice(await editedSource(), 'docx'), draft);
    expect(changed(found)).toEqual(EXPECTED);
    expect(found.rationale).toBe('Delay is costly.');
    expect(found.findings).toMatchObject({ clashes: [], unmatched: [], untracked: [], absent: [] });
  });

  /** Words typed right before the sign that closes a bracket, and right behind it. */
  async function typedAtTheEnd(): Promise<Uint8Array> {
    const word = new EditedWord(await docxOf(paper('negotiating', draft)));
    word.insert(word.clause(idWith('Commission')), 'The Commission shall annually'.length, ' in full', US);
    word.insert(word.clause(idWith('A paragraph')), 'A paragraph'.length, ' of its own', US);
    return word.bytes();
  }

  /** The clauses around whose words the delegation wrote, each new passage with how many proposals it stands in. */
  const nestedIn = ({ edited }: Brought): (readonly [string, number])[] =>
    edited.flatMap(({ runs }) =>
      runs.flatMap(({ text, insertions }) => {
        const found = / in full| of its own/.exec(text)?.[0];
        return found === undefined ? [] : [[found, insertions.length] as const];
      }),
    );

  test('[W40] words typed at the very end of a bracket are within it', async () => {
    expect(nestedIn(bring(await typedAtTheEnd(), draft))).toEqual([
      [' in full', 2],
      [' of its own', 1],
    ]);
  });

  test.skipIf(OFFICE === null)('[W40] also after LibreOffice has opened and saved the file', async () => {
    expect(nestedIn(bring(savedByOffice(await typedAtTheEnd(), 'docx'), draft))).toEqual([
      [' in full', 2],
      [' of its own', 1],
    ]);
  });

  test('[W40] words that were moved, in Word’s own way', async () => {
    const word = new EditedWord(await docxOf(paper('negotiating', draft)));
    const [third, fourth] = [word.clause(idWith('More words')), word.clause(idWith('The last'))];
    word.move(third, 'More '.length, 'More words '.length, { paragraph: fourth, at: 'The last '.length }, US);
    const found = bring(word.bytes(), draft);
    expect(changed(found)).toEqual([
      `${idWith('More words')}: More stand here.`,
      `${idWith('The last')}: The last words paragraph.`,
    ]);
    expect(found.findings.moved).toBe(1);
  });

  test('[W40] after others have changed the draft: what fits moves along, the rest is told with both wordings', async () => {
    const now = sourcesOf(
      SOURCE.replace('More words stand', 'Many more words now stand').replace('report on it', 'report on everything'),
      'a.md',
    );
    const same = { ...now, clauses: now.clauses.map((one, index) => ({ ...one, id: draft.clauses[index]?.id ?? one.id })) };
    const word = new EditedWord(await docxOf(paper('negotiating', draft)));
    word.insert(word.clause(idWith('More words')), 'More words stand here'.length, ' today', US);
    const first = word.clause(idWith('Commission'));
    word.strike(
      first,
      'The Commission shall annually report on '.length,
      'The Commission shall annually report on it'.length,
      US,
    );
    word.insert(first, 'The Commission shall annually report on it'.length, 'that', US);
    const found = bring(word.bytes(), same, {}, draft);
    expect(changed(found)).toEqual([`${idWith('More words')}: Many more words now stand here today.`]);
    expect(found.findings.clashes).toMatchObject([
      {
        clause: idWith('Commission'),
        yours: 'The Commission shall annually report on that.[^1]',
        now: 'The Commission shall annually report on everything.[^1]',
      },
    ]);
  });

  test('[W41] [W43] a file of another program: tracked by several, or marked by colour and strike', () => {
    const tracked = wordFile(
      p(r('Comments of the capital')) +
        p(r('3. More words ') + ins(US, r('should ')) + ins('Chile', r('not ')) + r('stand here.')) +
        p(r('4. The ') + del(US, 'last ') + r('paragraph.')),
    );
    expect(changed(bring(tracked, draft))).toEqual([
      `${idWith('More words')}: More words should stand here.`,
      `${idWith('The last')}: The paragraph.`,
    ]);
    const marked = wordFile(
      p(
        r('3. More ') +
          r('words', '<w:color w:val="FF0000"/><w:strike/>') +
          r('text', '<w:color w:val="0000FF"/><w:u w:val="single"/>') +
          r(' stand here.'),
      ),
    );
    const word = readWord(marked);
    const { questions } = questionsOf(amendedText(word.ok ? word.value : never(), () => 'k').text, 'p', () => null);
    expect(questions.ways.map(({ way, meaning }) => [way, meaning])).toEqual([
      ['red, struck', 'deletion'],
      ['blue, underlined', 'insertion'],
    ]);
    expect(changed(bring(marked, draft))).toEqual([`${idWith('More words')}: More text stand here.`]);
  });
});

function never(): never {
  throw new Error('unreadable');
}
