import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clauseId, type ClauseId } from '../../shared/base/ids.ts';
import { broughtFrom, type Brought } from '../../shared/import/brought.ts';
import { questionsOf } from '../../shared/import/file-questions.ts';
import type { FileChoices } from '../../shared/import/file-text.ts';
import type { ManuscriptSources } from '../../shared/manuscript/compose.ts';
import { visibleRuns } from '../../shared/projection/drawing.ts';
import { numbersOf } from '../../shared/projection/numbers.ts';
import { outcomesOf } from '../../shared/record/state.ts';
import { plainText, proposalsIn, type Clause } from '../../shared/text/clause.ts';
import { replay } from '../../shared/record/evolve.ts';
import { docxOf } from '../../server/formats/docx/document.ts';
import { amendedText } from '../../server/formats/docx/reading/amended-text.ts';
import { readWord } from '../../server/formats/docx/reading/reading.ts';
import { clauses as generated } from '../laws/generated.ts';
import { entriesOf, inherited, REGISTRY } from '../projection/built.ts';
import { OFFICE, savedByOffice } from './office.ts';
import { hasSchemas, schemaFaults } from './ooxml.ts';
import { paper, sourcesOf } from './papers.ts';
import { EditedWord } from './word-edits.ts';
import { del, ins, p, r, wordFile } from './word-files.ts';

const US = 'A. Hansen';

const asTheyStand = ({ clauses, state }: ManuscriptSources): Clause[] =>
  clauses.map((clause) => ({ ...clause, runs: visibleRuns(clause, outcomesOf(state)) }));

function bring(
  file: Uint8Array,
  draft: ManuscriptSources,
  answers: Partial<FileChoices> = {},
  made: ManuscriptSources = draft,
): Brought {
  const word = readWord(file);
  if (!word.ok) throw new Error(word.refusal);
  let count = 0;
  const { text } = amendedText(word.value, () => `k${(count += 1)}`);
  const { suggested } = questionsOf(text, 'p-none', (name) => REGISTRY.resolve(name)?.id ?? null);
  return broughtFrom({
    file: text,
    choices: { ...suggested, ...answers },
    clauses: asTheyStand(draft),
    numbers: numbersOf(draft.clauses, draft.state).of,
    asMade: new Map(asTheyStand(made).map((one) => [one.id, plainText(one)])),
    newClause: () => clauseId(`new${(count += 1)}`),
  });
}

const shown = (list: readonly Clause[]): string[] => list.map((one) => `${one.id}: ${plainText(one)}`);

/** What reads otherwise than it stands. */
const changed = ({ base, edited }: Brought): string[] => {
  const before = new Set(shown(base));
  return shown(edited).filter((one) => !before.has(one));
};

function generatedDraft(text: readonly Clause[]): ManuscriptSources {
  const entries = entriesOf([
    {
      type: 'DraftImported',
      title: 'Draft',
      form: 'plain',
      source: { name: 'a.txt', sha256: '' },
      clauses: text.length,
      inherited: [...proposalsIn(text)].map((id, index) => ({
        ...inherited(id, 'c0'),
        proposer: [REGISTRY.resolve('Norway')?.id, REGISTRY.resolve('Kenya')?.id, undefined][index % 3] ?? null,
      })),
    },
  ]);
  return { clauses: text, entries, state: replay(entries), registry: REGISTRY };
}

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

  test('[W40] a paper that nobody edited brings nothing, whatever brackets it has', async () => {
    await fc.assert(
      fc.asyncProperty(generated, async (text) => {
        const sources = generatedDraft(text);
        const found = bring(await docxOf(paper('negotiating', sources)), sources);
        expect(found.edited).toEqual([]);
        expect(found.findings).toMatchObject({ clashes: [], unmatched: [], untracked: [], absent: [], remarks: [] });
      }),
      { numRuns: 40 },
    );
  });

  const change = fc.record({
    kind: fc.constantFrom('strike' as const, 'insert' as const, 'add' as const, 'remove' as const),
    clause: fc.nat(5),
    at: fc.nat(60),
    length: fc.integer({ min: 1, max: 12 }),
    text: fc.constantFrom('freely ', 'in part ', 'x'),
  });

  test('[W40] edits anywhere, nested and crossing brackets or not, come home as they were made', async () => {
    await fc.assert(
      fc.asyncProperty(generated, fc.array(change, { maxLength: 6 }), async (text, changes) => {
        const filled = text.filter((one) => plainText(one).trim() !== '');
        fc.pre(filled.length > 0);
        const sources = generatedDraft(filled);
        const word = new EditedWord(await docxOf(paper('negotiating', sources)));
        // Each character that stands in the file, with whether it is struck; new paragraphs by the clause that they follow.
        const rows = new Map(
          filled.map((one) => [
            one.id,
            {
              characters: [...plainText(one)].map((character) => ({ character, isStruck: false })),
              added: [] as string[],
              isGone: false,
            },
          ]),
        );
        for (const { kind, clause, at, length, text: put } of changes) {
          const one = filled[clause % filled.length];
          const row = one === undefined ? undefined : rows.get(one.id);
          if (one === undefined || row === undefined || row.isGone) continue;
          const paragraph = word.clause(one.id);
          const from = at % (row.characters.length + 1);
          if (kind === 'strike') {
            for (const index of word.strike(paragraph, from, Math.min(from + length, row.characters.length), US)) {
              const character = row.characters[index];
              if (character !== undefined) character.isStruck = true;
            }
          } else if (kind === 'insert') {
            word.insert(paragraph, from, put, US);
            row.characters.splice(from, 0, ...[...put].map((character) => ({ character, isStruck: false })));
          } else if (kind === 'add') {
            word.addBehind(paragraph, `Added: ${put}here.`, US);
            row.added.unshift(`Added: ${put}here.`);
          } else if (row.added.length === 0 && one.runs.some((run) => run.deletions.length === 0)) {
            word.strikeParagraph(paragraph, US);
            row.isGone = true;
          }
        }
        const found = bring(word.bytes(), sources);
        const wording = new Map(found.edited.map((one) => [one.id, plainText(one)]));
        for (const one of filled) {
          const row = rows.get(one.id);
          const left = (row?.characters ?? []).filter(({ isStruck }) => !isStruck).map(({ character }) => character);
          const expected = row?.isGone === true ? '' : left.join('');
          // White space alone is no clause.
          expect(wording.get(one.id) ?? plainText(one)).toBe(expected.trim() === '' ? '' : expected);
        }
        const added = found.edited.filter(({ id }) => id.startsWith('new')).map(plainText);
        expect(added).toEqual(filled.flatMap(({ id }) => rows.get(id)?.added ?? []));
        expect(found.findings.untracked).toEqual([]);
      }),
      { numRuns: 60 },
    );
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
