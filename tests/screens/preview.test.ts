import { expect, test } from 'vitest';
import { notesOn } from '../../client/composer/preview.ts';
import type { Clause } from '../../shared/text/clause.ts';
import { clause } from '../projection/built.ts';

const base = [clause('c1', 'One and two.'), clause('c2', 'Three [sic].')];
const [first, second] = [clause('c1', 'One and two.'), clause('c2', 'Three [sic].')];
const notes = (...edited: Clause[]): string[] => notesOn({ base, edited }).map((note) => note.split(':')[0] ?? '');

test('[P9] the composer says that how a clause is set is not tabled, where one that stands in the text is set otherwise', () => {
  const said = ['A proposal is of words'];
  expect(notes(first, second)).toEqual([]);
  // Other words, another order, and whatever is new are tabled.
  expect(notes(second, clause('c1', 'One or two.'), clause('n1', 'New.', { kind: 'heading' }))).toEqual([]);
  expect(notes({ ...first, kind: 'heading', level: 1 }, second)).toEqual(said);
  expect(notes(first, { ...second, runs: second.runs.map((run) => ({ ...run, bold: true as const })) })).toEqual(said);
});

test('[P9] [B2] the composer says that brackets typed into a wording bracket nothing, and nothing of those that stood there or of a footnote', () => {
  const said = ['Brackets that were typed are characters of the wording, and bracket nothing'];
  expect(notes(clause('c1', 'One [and] two.'), second)).toEqual(said);
  expect(notes(clause('c1', 'One [and two.'), second)).toEqual(said);
  expect(notes(first, second, clause('n1', 'A [new] one.'))).toEqual(said);
  expect(notes(clause('c1', 'One and two[^1].'), clause('c2', 'Three or four [sic].'))).toEqual([]);
});
