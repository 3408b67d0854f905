import { clauseId } from '../base/ids.ts';
import { movedAmong } from '../text/order.ts';
import type { Prepared } from './placing.ts';

/** Clauses that stand elsewhere among the others are new ones there. Cells stand in their rows, and footnotes are known by their marks. */
export function withMovesAsNew(input: Prepared): Prepared {
  const then = input.base.map(({ id }) => id);
  const now = input.edited.map(({ id }) => id);
  const [inBase, inEdited] = [new Set(then), new Set(now)];
  const mayMove = input.edited.filter(({ cell, kind }) => cell === undefined && kind !== 'footnote');
  const moved = movedAmong(
    then.filter((id) => inEdited.has(id)),
    now.filter((id) => inBase.has(id)),
    new Set(mayMove.map(({ id }) => id)),
  );
  if (moved.size === 0) return input;
  let made = 0;
  const edited = input.edited.map((clause) =>
    moved.has(clause.id) ? { ...clause, id: clauseId(`${input.proposal}-${(made += 1)}`) } : clause,
  );
  return { ...input, edited };
}
