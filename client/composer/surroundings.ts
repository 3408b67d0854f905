import type { ClauseId } from '../../shared/base/ids.ts';
import type { Clause } from '../../shared/text/clause.ts';

/** The whole text with a preparation in it: each clause as it is worded there, what is new behind what it follows, and without what is to go. */
export function withPreparation(
  text: readonly Clause[],
  base: readonly Pick<Clause, 'id'>[],
  edited: readonly Clause[],
): readonly Clause[] {
  const inBase = new Set(base.map(({ id }) => id));
  const first: Clause[] = [];
  const behind = new Map<ClauseId, Clause[]>();
  let group = first;
  for (const clause of edited) {
    if (inBase.has(clause.id)) behind.set(clause.id, (group = []));
    group.push(clause);
  }
  const leads = text.findIndex(({ id }) => inBase.has(id));
  if (leads === -1) return [...text, ...edited];
  return text.flatMap((clause, index) => [
    ...(index === leads ? first : []),
    ...(inBase.has(clause.id) ? (behind.get(clause.id) ?? []) : [clause]),
  ]);
}
