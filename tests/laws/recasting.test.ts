import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clauseId } from '../../shared/base/ids.ts';
import { cellPlace } from '../../shared/text/cell.ts';
import { recastWords } from '../../shared/projection/recast-story.ts';
import { clauseVersion } from '../../shared/proposals/clause-version.ts';
import { clauseEvents } from '../../shared/record/clause-events.ts';
import { joinRuns, plainText, type Clause, type Run } from '../../shared/text/clause.ts';
import { settingOf, type ClauseSetting, type Look } from '../../shared/text/setting.ts';

const run: fc.Arbitrary<Run> = fc.record(
  {
    text: fc.constantFrom('shall ', 'may ', 'report', '\u2060'),
    insertions: fc.constant([]),
    deletions: fc.constant([]),
    bold: fc.constant(true as const),
    italic: fc.constant(true as const),
    link: fc.constantFrom('https://a.example', 'https://b.example'),
  },
  { requiredKeys: ['text', 'insertions', 'deletions'] },
);

const cell = cellPlace({ table: 't', row: 'r', column: 'c', isHead: false });

const clause: fc.Arbitrary<Clause> = fc
  .record(
    {
      id: fc.constant(clauseId('c1')),
      kind: fc.constantFrom('paragraph' as const, 'heading' as const, 'text' as const),
      level: fc.nat(2),
      label: fc.constantFrom('', '1.', '1 bis.'),
      runs: fc.array(run, { maxLength: 4 }).map(joinRuns),
      cell: fc.constant(cell),
    },
    { requiredKeys: ['id', 'kind', 'level', 'label', 'runs'] },
  )
  .map((one) => one);

/** What each letter looks like, and how the rest is set: by itself, letter by letter. */
function naive({ kind, level, label, cell: place, runs }: Clause): unknown {
  const letters = runs.flatMap(({ text, bold = false, italic = false, link = '' }) =>
    [...text].flatMap((letter) => (letter === '\u2060' ? [] : [{ letter, bold, italic, link }])),
  );
  return { kind, level, label, place, letters };
}

/** The words of a setting's looks painted over plain ones. */
function painted(words: string, looks: readonly Look[]): unknown {
  const letters = [...words].map((letter) => ({ letter, bold: false, italic: false, link: '' }));
  for (const { at, words: of, bold = false, italic = false, link = '' } of looks)
    for (let index = 0; index < of.length; index += 1) letters[at + index] = { letter: of.charAt(index), bold, italic, link };
  return letters;
}

describe('how a clause is set', () => {
  it('[R17] is told where it became another, and where the words are the same just then', () => {
    fc.assert(
      fc.property(clause, clause, (before, after) => {
        const [edited, recast] = ['ClauseEdited', 'ClauseRecast'].map((type) =>
          clauseEvents(before.id, before, after).find((event) => event.type === type),
        );
        expect(edited === undefined).toBe(plainText(before) === plainText(after));
        if (edited !== undefined) return;
        expect(recast === undefined).toBe(JSON.stringify(naive(before)) === JSON.stringify(naive(after)));
      }),
      { numRuns: 500 },
    );
  });

  it('[R17] what is told leads from the clause as it was to the clause as it is', () => {
    fc.assert(
      fc.property(clause, clause, (before, after) => {
        let setting: ClauseSetting = settingOf(before);
        for (const event of clauseEvents(before.id, before, after)) {
          if (event.type !== 'ClauseRecast') continue;
          expect(Object.keys(event.before)).toEqual(Object.keys(event.after));
          expect(settingOf(before)).toMatchObject(event.before);
          setting = { ...setting, ...event.after };
          expect(recastWords(event).every((words) => words !== '')).toBe(true);
        }
        const is = settingOf(after);
        expect({ ...setting, looks: [] }).toEqual({ ...is, looks: [] });
        expect(painted(plainText(after), is.looks)).toEqual((naive(after) as { letters: unknown }).letters);
        if (plainText(before) === plainText(after)) expect(setting).toEqual(is);
        else expect(setting.looks.map(({ at: _at, ...look }) => look)).toEqual(is.looks.map(({ at: _at, ...look }) => look));
      }),
      { numRuns: 500 },
    );
  });

  it('[R17] [L2] [Q5] it is part of the version that is agreed, circulated and voted on, but for the number', () => {
    fc.assert(
      fc.property(clause, clause, (before, after) => {
        if (plainText(before).trim() === '' || plainText(before) !== plainText(after)) return;
        const version = (one: Clause): string | null => clauseVersion(one, () => 'open');
        const same = JSON.stringify(naive({ ...before, label: '' })) === JSON.stringify(naive({ ...after, label: '' }));
        expect(version(before) === version(after)).toBe(same);
      }),
      { numRuns: 500 },
    );
  });

  it('[R17] is told in words', () => {
    const plain: Clause = {
      id: clauseId('c1'),
      kind: 'paragraph',
      level: 0,
      label: '',
      runs: [{ text: 'Parties shall report.', insertions: [], deletions: [] }],
    };
    const bold: Clause = {
      ...plain,
      kind: 'heading',
      level: 1,
      label: '2.',
      runs: [
        { text: 'Parties ', insertions: [], deletions: [] },
        { text: 'shall', insertions: [], deletions: [], bold: true },
        { text: ' report.', insertions: [], deletions: [] },
      ],
    };
    const told = (a: Clause, b: Clause): string[] =>
      clauseEvents(a.id, a, b).flatMap((event) => (event.type === 'ClauseRecast' ? recastWords(event) : []));
    expect(told(plain, bold)).toEqual([
      'from a paragraph to a heading',
      'from level 0 to level 1',
      'now under the number “2.”',
      '“shall” in bold',
    ]);
    expect(told(bold, plain).slice(2)).toEqual(['no longer under the number “2.”', '“shall” no longer in bold']);
    expect(told(plain, { ...plain, cell })).toEqual(['into a table']);
  });
});
