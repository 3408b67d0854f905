import type { ProposalId } from '../base/ids.ts';
import type { Registry } from '../participants/registry.ts';
import { shortName } from '../projection/naming.ts';
import type { Entry, RecordEvent } from '../record/event.ts';

/** One act on a proposal, as the record has it. */
export interface Step {
  readonly entry: number;
  /** ISO 8601 in UTC. */
  readonly at: string;
  readonly act: RecordEvent['type'];
  readonly proposal: ProposalId;
  /** Who did it, as a reader says it; empty for what came about by itself. */
  readonly by: string;
  readonly role: Entry['actor']['role'];
}

/** What was done about each proposal, in the order of the record. */
export function workflowOf(entries: readonly Entry[], registry: Registry): Step[] {
  return entries.flatMap(({ number, at, actor, event }) =>
    'proposal' in event && typeof event.proposal === 'string'
      ? [
          {
            entry: number,
            at,
            act: event.type,
            proposal: event.proposal,
            by: actor.role === 'server' ? '' : shortName(registry, actor.participant),
            role: actor.role,
          },
        ]
      : [],
  );
}
