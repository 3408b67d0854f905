import type { ProposalId } from '../../shared/base/ids.ts';
import type { Command } from '../../shared/record/command.ts';
import { openProposals, type RecordState } from '../../shared/record/state.ts';
import { proposalVersion } from '../../shared/text/digest.ts';
import type { Clause } from '../../shared/text/clause.ts';
import type { Client } from './client.ts';
import type { Random } from './random.ts';

/** What somebody sees of a conference, from which they act: the text and record of their own screen, and the time. */
export interface Seen {
  readonly client: Client;
  readonly random: Random;
  /** Milliseconds. */
  readonly now: number;
  readonly state: RecordState;
  readonly clauses: readonly Clause[];
}

/** What somebody does on what they see; null where there is nothing to do it with. */
export type Act = (seen: Seen) => Command | null;

/** A proposal that is open. */
export function open({ random, state }: Seen): ProposalId | null {
  return random.pick(openProposals(state))?.id ?? null;
}

/** A proposal, most often one that is open. */
export function any(seen: Seen): ProposalId | null {
  return seen.random.chance(0.9) ? open(seen) : (seen.random.pick([...seen.state.proposals.keys()]) ?? null);
}

/** A proposal in the version that is seen. */
export function looked({ clauses }: Seen, proposal: ProposalId): { readonly proposal: ProposalId; readonly version: string } {
  return { proposal, version: proposalVersion(clauses, proposal) };
}

/** An act on one proposal, where there is one. */
export function on(what: (proposal: ProposalId, seen: Seen) => Command | null): Act {
  return (seen) => {
    const proposal = any(seen);
    return proposal === null ? null : what(proposal, seen);
  };
}

/** Clauses that stand together. */
export function some({ random, clauses }: Seen): Clause[] {
  const first = random.below(clauses.length);
  return clauses.slice(first, first + 1 + random.below(3));
}

/** A rung of the ladder. */
export function rungIn({ random, state }: Seen): string {
  return random.pick(state.ladder.rungs)?.id ?? 'none';
}
