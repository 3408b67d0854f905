import { clauseId, type ProposalId } from '../base/ids.ts';
import type { Clause } from '../text/clause.ts';
import { movedAmong } from '../text/order.ts';

/** What a delegation prepared: the clauses as they were, and as it has edited them. */
interface Prepared {
  readonly base: readonly Clause[];
  readonly edited: readonly Clause[];
  readonly proposal: ProposalId;
}

/** Clauses that stand elsewhere among the others are new ones there. Cells stand in their rows, and footnotes are known by their marks. */
export function withMovesAsNew<Input extends Prepared>(input: Input): Input {
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
