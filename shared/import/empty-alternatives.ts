import type { ProposalId } from '../base/ids.ts';
import { sortedIds, withoutSlots, type Clause, type Run } from '../text/clause.ts';
import { isNoText } from '../text/option-label.ts';

/**
 * An imported text in which each bracket that says that there is to be no text is that alternative: its words are no more to stand than an
 * option's label is, so they carry a `deletion` of it too, and go however it is decided.
 */
export function withEmptyAlternatives(clauses: readonly Clause[]): readonly Clause[] {
  const words = new Map<ProposalId, string>();
  for (const { runs } of clauses)
    for (const { text, insertions } of runs) for (const id of insertions) words.set(id, (words.get(id) ?? '') + text);
  const empty = new Set([...words].flatMap(([id, text]) => (isNoText(withoutSlots(text)) ? [id] : [])));
  const goes = (run: Run): Run => {
    const own = run.insertions.filter((id) => empty.has(id) && !run.deletions.includes(id));
    return own.length === 0 ? run : { ...run, deletions: sortedIds([...run.deletions, ...own]) };
  };
  return empty.size === 0 ? clauses : clauses.map((clause) => ({ ...clause, runs: clause.runs.map(goes) }));
}
