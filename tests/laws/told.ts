import type { ProposalId } from '../../shared/base/ids.ts';
import { register, type RegisterRow } from '../../shared/projection/register.ts';
import { lineOf } from '../../shared/projection/story.ts';
import { REGISTRY } from '../projection/built.ts';
import type { Negotiation } from './negotiation.ts';

/** The sentence of the last entry, or of one counted from the end; proposals are quoted by their ids. */
export function told(one: Negotiation, at = -1): string {
  const telling = {
    entries: one.entries,
    state: one.state,
    registry: REGISTRY,
    wordsOf: (id: ProposalId) => id,
    notes: new Map(),
    bracketedBy: new Map(),
  };
  return lineOf(one.entries.at(at)!, telling, null).sentence;
}

export function rowOf(one: Negotiation, id: ProposalId): RegisterRow | undefined {
  const sources = { clauses: one.clauses, state: one.state, entries: one.entries, registry: REGISTRY };
  return register(sources).find(({ proposal }) => proposal === id);
}
