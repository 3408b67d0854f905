import type { ClauseId } from '../../shared/base/ids.ts';
import { shortened } from '../../shared/base/shortened.ts';
import { sentenceOf } from '../../shared/projection/repair.ts';
import { plainText } from '../../shared/text/clause.ts';
import { withoutNoteMarks } from '../../shared/text/numbering.ts';
import type { DraftSnapshot } from './draft-snapshot.ts';

const FIRST_WORDS = 48;

/** A clause by its number and first words, brackets among them. */
export function clauseName(
  { byId, drawnOf, numbers }: Pick<DraftSnapshot, 'byId' | 'drawnOf' | 'numbers'>,
  id: ClauseId,
): string {
  const drawn = drawnOf.get(id);
  const clause = byId.get(id);
  // A clause that is out has words still, by which it was known.
  const read = (drawn !== undefined ? sentenceOf(drawn) : clause === undefined ? '' : plainText(clause)).trim();
  const words = withoutNoteMarks(read);
  return [numbers.get(id) ?? '', shortened(words, FIRST_WORDS)].filter((part) => part !== '').join(' ') || 'An empty clause';
}
