import { withEmptyAlternatives } from '../../../../shared/import/empty-alternatives.ts';
import { ok, type Result } from '../../../../shared/base/result.ts';
import type { Imported } from '../../../../shared/import/imported.ts';
import { plainText } from '../../../../shared/text/clause.ts';
import { struckNumberIn } from './asides.ts';
import { besidesIn } from './besides.ts';
import { foreignText, type ReadingOptions } from './foreign-text.ts';
import { isOwn, ownText } from './own-text.ts';
import type { WordText } from './word-text.ts';
import { readWord } from './reading.ts';

/** Reads a Word file as a new draft: as it was written where it was written here, else as a text with tracked changes. */
export function importedWord(file: Uint8Array, options: ReadingOptions): Result<Imported, string> {
  const word = readWord(file);
  return word.ok ? ok(draftOf(word.value, options)) : word;
}

/** The draft that a file makes that has been read. */
export function draftOf(word: WordText, options: ReadingOptions): Imported {
  if (!isOwn(word)) return foreignText(word, options);
  const { clauses, clauseOf, freshIn, inherited, maxDepth } = ownText(word, options);
  const title = clauses.find(({ kind }) => kind === 'title' || kind === 'heading');
  return {
    form: 'plain',
    title: options.title ?? (title === undefined ? options.fileName.replace(/\.docx$/i, '') : plainText(title)),
    clauses: withEmptyAlternatives(clauses),
    inherited,
    maxDepth,
    unclosed: [],
    stray: [],
    ordinary: [],
    flagged: [],
    besides: besidesIn([...word.paragraphs, ...[...word.footnotes.values()].flat()], word.comments, {
      clauses,
      clauseOf: (paragraph) => clauseOf.get(paragraph),
      taken: new Set(),
      freshIn,
      alsoIn: (paragraph) => struckNumberIn(paragraph, freshIn),
    }),
  };
}
