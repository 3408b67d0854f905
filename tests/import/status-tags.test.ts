import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bracketedText } from '../../shared/projection/bracketed.ts';
import { openIn, standingWords } from '../../shared/proposals/clause-version.ts';
import { USUAL_LADDER } from '../../shared/record/ladder.ts';
import type { Imported } from '../../shared/import/imported.ts';
import { proposalsIn, type Clause } from '../../shared/text/clause.ts';
import { exported, factsOf, imported, manifest, realText, wordsOf } from './fixtures.ts';

const TAGS = [
  ...USUAL_LADDER.map(({ tag }) => tag),
  ...['Agreed', 'Adopted by consensus', 'Agreed at the 3rd meeting', 'Agréé ad référendum', 'Aprobado', 'Согласовано', '通过'],
];

function tagged(draft: Imported, pick: (index: number) => string): string {
  const tags = new Map<string, string>();
  for (const [index, clause] of draft.clauses.entries()) {
    if (openIn(clause, () => 'open').size === 0 && standingWords(clause, () => 'open').trim() !== '')
      tags.set(clause.id, `[${pick(index)}]`);
  }
  return bracketedText(draft.clauses, { ...factsOf(draft), statusTagOf: ({ id }) => tags.get(id) ?? '' });
}

/** A clause as an import has it, with its tag taken off. */
function substance(clause: Clause): unknown {
  return [
    clause.kind,
    clause.level,
    clause.label,
    wordsOf(clause).replace(/ \[(?:Agreed|Adopted|Agréé|Aprobado|Согласовано|通过)[^[\]]*\]$/, ''),
    proposalsIn([clause]).size,
  ];
}

function check(source: string, fileName: string, pick: (index: number) => string): void {
  const draft = imported(source, fileName);
  const plain = imported(exported(draft), fileName);
  const again = imported(tagged(draft, pick), fileName);
  expect(again.inherited.length).toBe(plain.inherited.length);
  expect(again.maxDepth).toBe(plain.maxDepth);
  expect([again.unclosed.length, again.stray.length]).toEqual([plain.unclosed.length, plain.stray.length]);
  expect(again.clauses.map(substance)).toEqual(plain.clauses.map(substance));
}

describe('[L9] bracketed text with status tags imports to the same clauses, brackets and nesting', () => {
  const words = [
    'The Parties shall report',
    '[shall][should] meet',
    '**all** [of them]',
    'Article 5',
    'Option 1: words',
    'one - US',
    'end.',
    'a)',
    '\\',
  ];
  const starts = ['', '2. ', '(a) ', '    (i) ', '## ', '• ', 'PP3 '];
  test.each(['x.md', 'x.txt'])('[L9] any draft, %s', (fileName) => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom(...starts), fc.constantFrom(...words), fc.constantFrom(...words)), {
          minLength: 1,
          maxLength: 12,
        }),
        fc.array(fc.nat(TAGS.length - 1), { minLength: 1, maxLength: 5 }),
        (lines, picks) => {
          const source = lines.map(([start, one, other]) => `${start}${one} ${other}`).join('\n\n');
          check(source, fileName, (index) => TAGS[picks[index % picks.length] ?? 0] ?? 'Agreed');
        },
      ),
      { numRuns: 500 },
    );
  });

  test.each(manifest().map((row) => [row.file]))('[L9] %s', (file) => {
    check(realText(file) ?? '', file, (index) => TAGS[index % TAGS.length] ?? 'Agreed');
  });
});
