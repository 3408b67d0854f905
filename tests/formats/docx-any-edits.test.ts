import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plainText } from '../../shared/text/clause.ts';
import { docxOf } from '../../server/formats/docx/document.ts';
import { clauses as generated } from '../laws/generated.ts';
import { bring, US } from './brought-word.ts';
import { attributedDraft, paper } from './papers.ts';
import { EditedWord } from './word-edits.ts';

describe('any paper that comes home from a capital', () => {
  test('[W40] a paper that nobody edited brings nothing, whatever brackets it has', async () => {
    await fc.assert(
      fc.asyncProperty(generated, async (text) => {
        const sources = attributedDraft(text);
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
        const sources = attributedDraft(filled);
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
});
