import type { Clause } from '../text/clause.ts';
import { settingOf } from '../text/setting.ts';
import type { ComparedText } from './comparison.ts';
import { drawText, partWords } from './drawing.ts';
import { withFootnoteNumbers } from './footnotes.ts';
import { numbersOf } from './numbers.ts';
import { factsOf } from './points.ts';
import { repairedParts } from './repair.ts';
import type { TextWithRecord } from './revision.ts';
import { amongTombstones } from './tombstones.ts';

/** A text as a reader sees it: each clause that stands, with its number and its words, open proposals in bare brackets, spacing repaired. */
export function shownText({ clauses, state }: TextWithRecord): ComparedText[] {
  const { of, tombstones, footnotes } = numbersOf(clauses, state);
  const rows = new Map(
    drawText(clauses, factsOf(state)).map((drawn): [Clause['id'], ComparedText] => {
      const { clause } = drawn;
      const parts = repairedParts(drawn);
      const runs = parts.flatMap((part) => (part.type === 'words' ? [part.run] : []));
      const text: ComparedText = {
        id: clause.id,
        number: of.get(clause.id) ?? '',
        words: withFootnoteNumbers(parts.map(partWords).join(''), footnotes),
        setting: settingOf({ ...clause, label: '', runs }),
      };
      return [clause.id, text];
    }),
  );
  return amongTombstones(clauses, rows, { tombstones, rowOf: ({ clause, number, words }) => ({ id: clause, number, words }) });
}

/** Clauses by id; of two with one id the first. */
export function clausesById(clauses: readonly Clause[]): Map<Clause['id'], Clause> {
  return new Map(clauses.toReversed().map((clause) => [clause.id, clause]));
}
