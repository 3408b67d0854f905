import { clauseIsOut } from '../../shared/proposals/standing.ts';
import type { ClauseId } from '../../shared/base/ids.ts';
import { seenClause } from '../../shared/projection/legible.ts';
import { outcomesOf } from '../../shared/record/state.ts';
import { addressesOf, addressWords } from '../../shared/text/addresses.ts';
import type { DraftSnapshot } from '../state/draft-snapshot.ts';

/** A clause that has a number, and what it is called by it. */
export interface NumberedPlace {
  readonly clause: ClauseId;
  readonly name: string;
}

/** Every clause that stands and has a number of its own, in order. */
export function numberedPlaces({ clauses, state, beside }: Pick<DraftSnapshot, 'clauses' | 'state' | 'beside'>): NumberedPlace[] {
  const outcomeOf = outcomesOf(state);
  const seen = clauses
    .filter((clause) => !clauseIsOut(clause, outcomeOf) && !beside.tombstones.has(clause.id))
    .map((clause) => seenClause(clause, beside.of.get(clause.id) ?? '', outcomeOf));
  return [...addressesOf(seen)].flatMap(([clause, address]) => {
    const isOwn = address.steps.at(-1)?.clause === clause || (address.steps.length === 0 && address.head?.clause === clause);
    const name = isOwn ? addressWords(address) : '';
    return name === '' ? [] : [{ clause, name }];
  });
}
