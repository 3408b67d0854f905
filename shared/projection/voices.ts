import type { ParticipantId, ProposalId } from '../base/ids.ts';
import { ownSponsors, withMerged } from '../proposals/merged.ts';
import type { Stance } from '../proposals/position.ts';
import type { RecordState } from '../record/state.ts';

/** What a participant says of a proposal: whether it brings it, and the position that it takes. */
export interface Voice {
  readonly brings: boolean;
  /** Null where it takes none. */
  readonly stance: Stance | null;
  /** For `prefer-another`: which. */
  readonly preferred: ProposalId | null;
  /** The group whose word this is, where the participant has none of its own; null: it is its own. */
  readonly through: ParticipantId | null;
}

/** Who says something of a proposal in their own name, a group in its own; what was merged into it counts. */
export function ownVoices(state: RecordState, id: ProposalId): ReadonlyMap<ParticipantId, Voice> {
  const own = state.proposals.get(id);
  if (own === undefined) return new Map();
  const proposal = withMerged(state.proposals, own);
  const brings = new Set(ownSponsors(proposal));
  if (proposal.onBehalfOf !== null) brings.add(proposal.onBehalfOf);
  const voices = new Map<ParticipantId, Voice>();
  for (const participant of new Set([...brings, ...proposal.positions.keys()])) {
    const position = proposal.positions.get(participant);
    voices.set(participant, {
      brings: brings.has(participant),
      stance: position?.stance ?? null,
      preferred: position?.preferred ?? null,
      through: null,
    });
  }
  return voices;
}

/** For whom each participant speaks, or spoke, in a record as it stands: no list of members is kept anywhere, so these are the members known. */
export function spokenFor(state: RecordState): ReadonlyMap<ParticipantId, ReadonlySet<ParticipantId>> {
  const groups = new Map<ParticipantId, Set<ParticipantId>>();
  const note = (member: ParticipantId | null | undefined, group: ParticipantId | null): void => {
    if (member === null || member === undefined || group === null || member === group) return;
    const known = groups.get(member);
    if (known === undefined) groups.set(member, new Set([group]));
    else known.add(group);
  };
  for (const proposal of state.proposals.values()) {
    note(proposal.proposer, proposal.onBehalfOf);
    for (const [of, position] of proposal.positions) note(position.speaker, position.onBehalfOf ?? of);
  }
  for (const { participant, group } of state.mandates.values()) note(participant, group);
  return groups;
}

/**
 * What a participant says of a proposal: its own word, or where it has none that of the group it speaks for. Where several groups say
 * different things, none of them is its word. Null: nothing.
 */
export function voiceOf(
  voices: ReadonlyMap<ParticipantId, Voice>,
  participant: ParticipantId,
  groups: ReadonlySet<ParticipantId> | undefined,
): Voice | null {
  const own = voices.get(participant);
  if (own !== undefined) return own;
  const theirs = [...(groups ?? [])].toSorted().flatMap((group) => {
    const voice = voices.get(group);
    return voice === undefined ? [] : [{ ...voice, through: group }];
  });
  const [first] = theirs;
  if (first === undefined || theirs.some((one) => meaning(one) !== meaning(first))) return null;
  return first;
}

function meaning({ brings, stance, preferred }: Voice): string {
  return `${brings} ${stance} ${preferred}`;
}
