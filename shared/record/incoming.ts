import type { ParticipantId, ProposalId } from '../base/ids.ts';
import type { InheritedProposal } from '../proposals/inherited.ts';
import type { Stance } from '../proposals/position.ts';
import type { Position, Proposal } from '../proposals/proposal.ts';
import type { RecordEvent } from './event.ts';

/** A proposal as an imported text brought it. */
export function inherit(one: InheritedProposal, entry: number, order: number): Proposal {
  return {
    id: one.id,
    origin: 'inherited',
    proposer: one.proposer,
    onBehalfOf: one.onBehalfOf,
    coProposers: one.coProposers,
    joined: [],
    rationale: one.rationale ?? '',
    clauses: [one.clause],
    entry,
    order,
    holdsNumber: one.holdsNumber,
    written: one.prefix === '' && one.suffix === '' ? null : { prefix: one.prefix, suffix: one.suffix },
    positions: new Map(one.positions.map((position) => heldPosition({ ...position, stance: position.stance }))),
    status: { state: 'open' },
    vanished: false,
    amends: null,
    drawsOn: [],
    whereabouts: null,
  };
}

/** A proposal as it came into the record. */
export function tabled(event: Extract<RecordEvent, { type: 'ProposalTabled' }>, entry: number, order: number): Proposal {
  return {
    id: event.proposal,
    origin: event.origin,
    proposer: event.proposer,
    onBehalfOf: event.onBehalfOf ?? null,
    coProposers: event.coProposers ?? [],
    joined: event.coProposers ?? [],
    rationale: event.rationale,
    clauses: event.clauses,
    entry,
    order,
    holdsNumber: event.holdsNumber,
    written: null,
    positions: new Map(),
    status: { state: 'open' },
    vanished: false,
    amends: event.amends,
    drawsOn: event.drawsOn ?? [],
    ...(event.reintroduces === undefined ? {} : { reintroduces: event.reintroduces }),
    whereabouts: null,
  };
}

/** A group speaks as one: what is said on its behalf is its position, beside that of whoever speaks. */
export function heldPosition(taken: {
  readonly participant: ParticipantId;
  readonly onBehalfOf: ParticipantId | null;
  readonly stance: Stance;
  readonly preferred?: ProposalId | undefined;
}): [ParticipantId, Position] {
  const { participant, onBehalfOf, stance, preferred } = taken;
  const position: Position = {
    stance,
    onBehalfOf,
    ...(onBehalfOf === null ? {} : { speaker: participant }),
    ...(preferred === undefined ? {} : { preferred }),
  };
  return [onBehalfOf ?? participant, position];
}
